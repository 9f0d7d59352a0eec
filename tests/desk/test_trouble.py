"""A full disk and a folder that may not be written to: said with a code, nothing half-written.

The mounts need root. Where they are not permitted these tests fail: a runner without them proves nothing.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

from auditdesk.desk import returns
from auditdesk.desk.desk import STORE, VAULT, make_desk, open_desk
from auditdesk.desk.ways_in import change_passphrase
from auditdesk.errors import AuditDeskError, DeskError
from tests.desk.making import AT, CHEAP, FIRST, PASSPHRASE, ROUND, person, typing

ROOT = Path(__file__).parents[2]


def mount(*arguments):
    subprocess.run(["mount", *map(str, arguments)], check=True)


@contextmanager
def mounted(where, *arguments):
    where.mkdir(exist_ok=True)
    mount(*arguments, where)
    try:
        yield where
    finally:
        subprocess.run(["umount", str(where)], check=True)


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 3 MiB."""
    with mounted(tmp_path / "small", "-t", "tmpfs", "-o", "size=3m", "tmpfs") as disk:
        yield disk


def fill(disk):
    """Leave not a byte; gives the file to remove again."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as out:
        try:
            while out.write(bytes(4096)):
                pass
        except OSError:
            return filler
    raise AssertionError


def answers(desk):
    return {cell.at.name: cell.text for cell in desk.read(returns.draft, ROUND, FIRST).typed.cells}


def answer_until_full(desk):
    told: dict[str, str] = {}
    for n in range(10_000):
        try:
            desk.write(returns.record, ROUND, FIRST, typing(f"q{n}", "x" * 3_000), (), AT)
        except DeskError as error:
            return told, error
        told[f"q{n}"] = "x" * 3_000
    raise AssertionError


def test_on_a_full_disk_answers_are_refused_and_the_same_desk_goes_on_when_there_is_space(made, small_disk):
    shutil.copytree(made.folder, small_disk / "desk")
    desk = open_desk(small_disk / "desk", PASSPHRASE)
    desk.write(returns.record, ROUND, FIRST, typing("q", "before"), (), AT)
    filler = fill(small_disk)

    told, error = answer_until_full(desk)

    assert error.code == "D_FULL"
    assert STORE in str(error)
    assert not desk.read(lambda db: db.conn.in_transaction)
    assert answers(desk) == {"q": "before"} | told
    assert desk.read(returns.check_chain) == (len(told) + 1, True)

    filler.unlink()
    desk.write(returns.record, ROUND, FIRST, typing("q", "after", before="before"), (), AT)
    desk.close()

    again = open_desk(small_disk / "desk", PASSPHRASE)
    assert again.is_sound()
    assert answers(again) == {"q": "after"} | told
    assert again.read(returns.check_chain) == (len(told) + 2, True)
    again.close()


def code_of_opening_and_answering(folder):
    try:
        desk = open_desk(folder, PASSPHRASE)
    except DeskError as error:
        return error.code
    code = answer_until_full(desk)[1].code
    desk.close()
    return code


def test_a_desk_on_a_full_disk_says_so_when_it_opens_or_at_the_first_answer(made, small_disk):
    shutil.copytree(made.folder, small_disk / "desk")
    fill(small_disk)

    assert code_of_opening_and_answering(small_disk / "desk") == "D_FULL"


def made_on(tmp_path, options):
    """What becomes of making a desk on such a disk: its code or "made", and what lies there then."""
    identity, owner = person()
    with mounted(tmp_path / "tiny", "-t", "tmpfs", "-o", options, "tmpfs") as disk:
        try:
            make_desk(disk / "desk", identity, owner.text, PASSPHRASE, CHEAP)
        except AuditDeskError as error:
            return error.code, {path.name for path in disk.iterdir()}
        shutil.rmtree(tmp_path / "copy", ignore_errors=True)
        shutil.copytree(disk / "desk", tmp_path / "copy")
    open_desk(tmp_path / "copy", PASSPHRASE).close()
    return "made", {path.name for path in (tmp_path / "copy").iterdir()}


def test_a_desk_is_made_whole_or_not_at_all_wherever_the_disk_ends(tmp_path):
    ends = [made_on(tmp_path, f"size={kib}k") for kib in range(8, 400, 48)]
    ends += [made_on(tmp_path, f"size=3m,nr_inodes={most}") for most in range(2, 9)]

    refused = [left for code, left in ends if code in {"D_FULL", "F_FULL"}]
    whole = [left for code, left in ends if code == "made"]
    assert len(refused) + len(whole) == len(ends), ends
    assert all(left == set() for left in refused)
    assert all(left == {VAULT, STORE, "desk.lock"} for left in whole)
    assert len(refused) > 2
    assert len(whole) > 2


def test_a_passphrase_is_not_changed_on_a_full_disk(made, small_disk):
    shutil.copytree(made.folder, small_disk / "desk")
    fill(small_disk)
    before = (small_disk / "desk" / VAULT).read_bytes()

    with pytest.raises(AuditDeskError) as caught:
        change_passphrase(small_disk / "desk", PASSPHRASE, "another six words of my own", CHEAP)

    assert caught.value.code == "F_FULL"
    assert (small_disk / "desk" / VAULT).read_bytes() == before
    assert not list((small_disk / "desk").glob("*.part"))


def test_on_a_disk_mounted_read_only_the_desk_is_not_opened(made, tmp_path):
    with mounted(tmp_path / "ro", "--bind", made.folder) as folder:
        mount("-o", "remount,bind,ro", folder)
        with pytest.raises(AuditDeskError) as opening:
            open_desk(folder, PASSPHRASE)
        with pytest.raises(AuditDeskError) as changing:
            change_passphrase(folder, PASSPHRASE, "another six words of my own", CHEAP)

    assert (opening.value.code, changing.value.code) == ("D_READONLY", "D_READONLY")


# ── a person without the right to write ────────────────────────────────────────────────


@pytest.fixture
def open_ground():
    """A folder that anybody may look into; pytest's own is root's alone."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def as_nobody(folder, spare, verb):
    command = [sys.executable, "-m", "tests.desk.as_nobody", str(folder), str(spare), verb]
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout.strip()


def given_to_nobody(folder):
    for path in (folder, *folder.iterdir()):
        os.chown(path, 65_534, 65_534)


def digest(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize(
    ("folder_mode", "store_mode"),
    [(0o500, 0o600), (0o700, 0o400), (0o500, 0o400)],
    ids=["folder", "store", "both"],
)
def test_a_desk_that_may_not_be_written_to_says_so(made, open_ground, tmp_path, folder_mode, store_mode):
    folder = open_ground / "desk"
    shutil.copytree(made.folder, folder)
    given_to_nobody(folder)
    (folder / STORE).chmod(store_mode)
    folder.chmod(folder_mode)
    before = digest(folder)

    said = as_nobody(folder, tmp_path / "spare", "open")

    assert said.startswith("D_READONLY")
    assert str(folder) in said
    assert digest(folder) == before


def test_the_same_person_opens_a_desk_that_may_be_written_to(made, open_ground, tmp_path):
    """The control: it is the mode that stops them."""
    shutil.copytree(made.folder, open_ground / "desk")
    given_to_nobody(open_ground / "desk")

    assert as_nobody(open_ground / "desk", tmp_path / "spare", "open") == "done"


def test_a_desk_of_somebody_else_is_neither_opened_nor_shown(made, open_ground, tmp_path):
    shutil.copytree(made.folder, open_ground / "desk")

    assert as_nobody(open_ground / "desk", tmp_path / "spare", "open").split()[0] in {
        "F_READONLY",
        "D_READONLY",
    }


def test_a_desk_is_not_made_where_nothing_may_be_written(open_ground, tmp_path):
    said = as_nobody(open_ground / "desk", tmp_path / "spare", "make")

    assert said.startswith("F_READONLY")
    assert list(open_ground.iterdir()) == []
