"""A desk made and opened: where it may live, what its files are, what stops it from opening."""

import re
import shutil
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path, PurePosixPath

import pytest

from auditdesk.desk import schema
from auditdesk.desk.desk import STORE, VAULT, make_desk, open_desk
from auditdesk.desk.place import is_network, is_synced
from auditdesk.desk.slots import read_vault
from auditdesk.desk.sqlite import connect
from auditdesk.desk.vault import unlocked
from auditdesk.errors import DeskError, FileError, InputError
from tests.desk.making import CHEAP, PASSPHRASE, person


def code_of(folder, secret=PASSPHRASE):
    with pytest.raises((DeskError, FileError)) as caught:
        open_desk(folder, secret).close()
    return caught.value.code


def make_code(folder):
    identity, owner = person()
    with pytest.raises((DeskError, FileError)) as caught:
        make_desk(folder, identity, owner.text, PASSPHRASE, CHEAP)
    return caught.value.code


def store_key(made):
    return unlocked(read_vault((made.folder / VAULT).read_bytes()), PASSPHRASE).db_key


def test_a_desk_knows_its_person(desk, made):
    assert desk.identity == made.identity
    assert desk.card_text == made.card
    assert (desk.card.name, desk.role) == ("Ann Other", "auditor")
    assert re.fullmatch("[0-9a-f]{32}", desk.epoch)


def test_a_desk_refuses_verbs_of_the_other_role(desk):
    with pytest.raises(InputError) as caught:
        desk.ensure_role("coordinator")

    assert caught.value.code == "R_ROLE"


@pytest.mark.usefixtures("desk")
def test_only_its_person_can_read_a_desk(made):
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (made.folder, *made.folder.iterdir())}

    assert modes.pop("desk") == 0o700
    assert set(modes) == {VAULT, STORE, f"{STORE}-wal", f"{STORE}-shm", "desk.lock"}
    assert set(modes.values()) == {0o600}


def test_a_closed_desk_leaves_no_log_beside_its_store(made):
    assert {path.name for path in made.folder.iterdir()} == {VAULT, STORE, "desk.lock"}


def test_a_desk_can_be_closed_twice(made):
    desk = open_desk(made.folder, PASSPHRASE)

    desk.close()
    desk.close()

    open_desk(made.folder, PASSPHRASE).close()


def test_the_store_is_opened_with_the_habits_that_lose_nothing(desk):
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,
        "locking_mode": "exclusive",
        "foreign_keys": 1,
        "secure_delete": 1,
        "temp_store": 2,
        "trusted_schema": 0,
        "page_size": "4096",
        "cipher_compatibility": None,
        "application_id": 0x41444B31,
        "user_version": schema.VERSION,
        "recursive_triggers": 1,
    }

    found = {
        name: desk.read(lambda db, name=name: (db.execute(f"pragma {name}").fetchone() or [None])[0])
        for name in wanted
    }

    assert found == wanted
    assert desk.is_sound()


def test_nothing_of_a_store_can_be_read_without_its_key(made):
    raw = (made.folder / STORE).read_bytes()

    assert b"SQLite format" not in raw
    assert b"CSE" not in raw
    plain = sqlite3.connect(made.folder / STORE)
    with pytest.raises(sqlite3.DatabaseError):
        plain.execute("select * from sqlite_master")
    plain.close()


def test_another_key_does_not_open_the_store_and_says_nothing_on_standard_error(made, capfd):
    with pytest.raises(DeskError) as caught:
        connect(made.folder / STORE, "ab" * 32)

    assert caught.value.code == "D_KEY"
    assert capfd.readouterr() == ("", "")


def test_a_store_of_another_desk_is_not_opened(made, first_coordinator):
    shutil.copy(first_coordinator.folder / STORE, made.folder / STORE)

    assert code_of(made.folder) == "D_KEY"


def test_a_store_of_a_newer_program_is_not_opened_nor_changed(made):
    db = connect(made.folder / STORE, store_key(made))
    db.execute(f"pragma user_version = {schema.VERSION + 1}")
    db.conn.close()
    before = (made.folder / STORE).read_bytes()

    assert code_of(made.folder) == "D_NEWER"
    assert (made.folder / STORE).read_bytes() == before


def test_a_store_of_the_first_schema_is_brought_up_and_keeps_what_it_holds(made):
    desk = open_desk(made.folder, PASSPHRASE)
    before = desk.read(lambda db: db.execute("select * from person order by sign").fetchall())
    desk.close()
    db = connect(made.folder / STORE, store_key(made))
    db.execute("drop table left_over")
    db.execute("pragma user_version = 1")
    db.conn.close()

    desk = open_desk(made.folder, PASSPHRASE)

    assert desk.read(lambda db: db.execute("select * from person order by sign").fetchall()) == before
    assert desk.read(lambda db: db.execute("select count(*) from left_over").fetchone()) == (0,)
    assert desk.read(schema.version) == 2
    desk.close()


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\x00" + bytes(4080), b"x" * 10])
def test_a_store_that_was_emptied_or_replaced_is_damaged_and_not_made_anew(made, content):
    (made.folder / STORE).write_bytes(content)

    assert code_of(made.folder) in {"D_DAMAGED", "D_KEY"}
    assert (made.folder / STORE).read_bytes() == content


def test_a_store_that_is_gone_is_not_made_anew(made):
    (made.folder / STORE).unlink()

    assert code_of(made.folder) == "D_DAMAGED"
    assert not (made.folder / STORE).exists()


def what_is_seen(folder):
    try:
        desk = open_desk(folder, PASSPHRASE)
    except DeskError as error:
        return error.code
    sound = desk.is_sound()
    desk.close()
    return "sound" if sound else "not sound"


def test_damage_anywhere_in_the_store_is_noticed(made):
    raw = (made.folder / STORE).read_bytes()

    for place in range(0, len(raw), len(raw) // 40):
        hurt = bytearray(raw)
        hurt[place] ^= 1
        (made.folder / STORE).write_bytes(bytes(hurt))
        assert what_is_seen(made.folder) in {"D_KEY", "D_DAMAGED", "not sound"}, place


# ── making ────────────────────────────────────────────────────────────


def test_a_second_desk_is_not_made_over_the_first(made):
    before = {path.name: path.read_bytes() for path in made.folder.iterdir()}

    assert make_code(made.folder) == "V_EXISTS"
    assert {path.name: path.read_bytes() for path in made.folder.iterdir()} == before


def test_a_folder_without_a_desk_says_so_and_stays_as_it_was(tmp_path):
    assert code_of(tmp_path / "nowhere") == "V_NONE"
    assert list(tmp_path.iterdir()) == []


def test_a_store_whose_vault_is_gone_is_kept_aside(made):
    (made.folder / VAULT).unlink()
    before = (made.folder / STORE).read_bytes()
    identity, owner = person()

    make_desk(made.folder, identity, owner.text, PASSPHRASE, CHEAP)

    left = [path for path in made.folder.iterdir() if path.name.endswith(".left")]
    assert [path.read_bytes() for path in left] == [before]
    open_desk(made.folder, PASSPHRASE).close()


def test_a_file_where_the_folder_should_be_is_named(tmp_path):
    (tmp_path / "desk").write_text("a file")

    assert make_code(tmp_path / "desk") == "F_EXISTS"
    assert (tmp_path / "desk").read_text() == "a file"


def test_a_desk_that_cannot_be_made_leaves_nothing(tmp_path):
    identity, _ = person()
    _, other = person(name="Bea Else")

    with pytest.raises(DeskError) as caught:
        make_desk(tmp_path / "a" / "desk", identity, other.text, PASSPHRASE, CHEAP)

    assert caught.value.code == "V_CARD"
    assert list((tmp_path / "a").iterdir()) == []


def test_what_an_interrupted_writing_left_is_cleared_when_the_desk_opens(made):
    left = made.folder / "vault.json.0123abcd.part"
    left.write_bytes(b"half")
    (made.folder / "inbox").mkdir()
    parked = made.folder / "inbox" / ("a" * 64 + ".0123abcd.part")
    parked.write_bytes(b"half")

    open_desk(made.folder, PASSPHRASE).close()

    assert not left.exists()
    assert not parked.exists()


# ── one owner ────────────────────────────────────────────────────────────

HOLD = """
import sys
from pathlib import Path
from auditdesk.desk.desk import open_desk
desk = open_desk(Path(sys.argv[1]), sys.argv[2])
print("open", flush=True)
sys.stdin.read()
"""


def test_a_second_process_is_told_that_the_desk_is_open_and_kill_9_frees_it(made):
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(made.folder), PASSPHRASE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"open\n"

        assert code_of(made.folder) == "D_LOCKED"
        assert make_code(made.folder) == "V_EXISTS"

        holder.kill()
        holder.wait()
        open_desk(made.folder, PASSPHRASE).close()


@pytest.mark.usefixtures("desk")
def test_a_desk_open_in_this_process_is_not_opened_again(made):
    assert code_of(made.folder) == "D_LOCKED"


def test_a_wrong_passphrase_leaves_the_desk_free(made):
    assert code_of(made.folder, "not this one") == "V_WRONG"

    open_desk(made.folder, PASSPHRASE).close()


# ── where a desk may live ────────────────────────────────────────────────────────────

MOUNTS = """\
/dev/vda / ext4 rw 0 0
tmpfs /run tmpfs rw 0 0
server:/export /home nfs4 rw 0 0
/dev/sdb1 /home/local ext4 rw 0 0
//nas/share /mnt/team\\040drive cifs rw 0 0
rclone /home/ann/cloud fuse.rclone rw 0 0
broken line
"""


@pytest.mark.parametrize(
    ("folder", "network"),
    [
        ("/var/desk", False),
        ("/run/desk", False),
        ("/home/ann/desk", True),
        ("/home/local/desk", False),
        ("/homeless", False),
        ("/mnt/team drive/desk", True),
        ("/home/ann/cloud/desk", True),
    ],
)
def test_a_network_file_system_is_known_by_its_mount(folder, network):
    assert is_network(PurePosixPath(folder), MOUNTS) is network


@pytest.mark.parametrize(
    "root",
    [
        "OneDrive",
        "OneDrive - Cumbria Council",
        "Dropbox",
        "Dropbox (Work)",
        "Google Drive",
        "GoogleDrive",
        "iCloudDrive",
        "Library/CloudStorage/GoogleDrive-ann",
        "Library/Mobile Documents/com~apple~CloudDocs",
    ],
)
def test_a_synced_folder_is_refused_before_anything_is_made(tmp_path, root):
    folder = tmp_path / root / "desk"

    assert make_code(folder) == "D_PLACE"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["OneDriver", "my desk", "drop box", "Cloud", "google"])
def test_a_folder_of_any_other_name_is_local(tmp_path, name):
    assert not is_synced(tmp_path / name)


def test_a_dropbox_of_another_name_is_known_by_its_mark(tmp_path):
    (tmp_path / ".dropbox").mkdir()
    assert not is_synced(tmp_path / "desk")  # the client's settings, not its root

    (tmp_path / ".dropbox").rmdir()
    (tmp_path / ".dropbox").write_text("{}")
    assert is_synced(tmp_path / "desk")


def test_a_link_into_a_synced_folder_is_seen_through(tmp_path):
    (tmp_path / "OneDrive" / "desk").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "OneDrive" / "desk")

    assert make_code(tmp_path / "link") == "D_PLACE"


def test_a_desk_moved_into_a_synced_folder_is_not_opened(made):
    synced = made.folder.parent / "Dropbox"
    made.folder.rename(synced)

    assert code_of(synced) == "D_PLACE"


def test_a_path_of_another_computer_is_refused():
    assert make_code(Path("//server/share/desk")) == "D_PLACE"
