"""Nothing is left after failure: every verb, each trouble that can meet it (safety.md 1).

Rows share one partnership, because each has to leave it as it was. The mounts need root; where they are not
permitted these tests fail.
"""

import subprocess
from pathlib import Path
from typing import Any

import pytest

from auditdesk import work
from auditdesk.errors import AuditDeskError
from auditdesk.watch import Cancelled
from tests.failures.small_round import Partnership, copied, small_round
from tests.failures.table import MUST_FAIL, TABLE, WITHOUT_CONTROL, Call
from tests.failures.troubles import Trouble

SPENT_BY_IT = {
    "begin_round",
    "change_passphrase",
    "close_round",
    "recover_desk",
    "reopen_round",
    "revoke",
    "set_up_round",
}  # other verbs need it as it was


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Partnership:
    return small_round(tmp_path_factory.mktemp("made") / "p")


@pytest.fixture(scope="module")
def partnership(made: Partnership, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """On a disk of its own, so that it can be filled."""
    disk = tmp_path_factory.mktemp("disk")
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=12m,nr_inodes=400", "tmpfs", disk], check=True)
    p = copied(made, disk / "p")
    yield p
    p.close()
    subprocess.run(["umount", disk], check=True)


@pytest.mark.parametrize(("verb", "trouble"), MUST_FAIL, ids=[f"{v}-{t.name}" for v, t in MUST_FAIL])
def test_a_verb_that_fails_leaves_nothing(verb: str, trouble: Trouble, partnership: Partnership) -> None:
    before = partnership.digest()

    with trouble.meets(partnership):
        said = {failed(TABLE[verb][0], partnership) for _ in range(trouble.tries)}

    assert partnership.digest() == before
    assert len(said) == 1
    assert said <= set(trouble.codes.split(" "))


def failed(call: Call, p: Partnership) -> str:
    """The code by which a verb fails; none if somebody stopped it."""
    with pytest.raises((AuditDeskError, Cancelled)) as caught:
        call(p)
    return caught.value.code if isinstance(caught.value, AuditDeskError) else ""


def test_without_the_trouble_every_verb_of_the_table_does_its_work(made: Partnership, tmp_path: Path) -> None:
    """The control: it is the trouble that stops them."""
    p = copied(made, tmp_path / "p")

    for verb in sorted(set(TABLE) - WITHOUT_CONTROL, key=lambda verb: (verb in SPENT_BY_IT, verb)):
        done = TABLE[verb][0](p)
        if isinstance(done, work.Desk):
            done.close()

    p.close()


def test_a_verb_that_leaves_something_is_found_out(partnership: Partnership) -> None:
    """The control: a file, a folder, a row."""
    before = partnership.digest()

    (partnership.out / "left").mkdir()
    assert partnership.digest() != before
    (partnership.out / "left").rmdir()
    (partnership.out / "left.part").touch()
    assert partnership.digest() != before
    (partnership.out / "left.part").unlink()
    assert partnership.digest() == before
