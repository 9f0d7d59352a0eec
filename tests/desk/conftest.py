"""One desk a run, made once because a vault costs time by design; every test works on a copy of it."""

import shutil
from dataclasses import replace

import pytest

from auditdesk.audit.people import Role
from auditdesk.desk.desk import open_desk
from auditdesk.form import Tool
from tests.desk.making import PASSPHRASE, desk_in, opened, take_round
from tests.form.making import tool_of


@pytest.fixture(scope="session")
def tool() -> Tool:
    return tool_of("- {type: text, name: q0, label: First}\n")


@pytest.fixture(scope="session")
def first_desk(tmp_path_factory, tool):
    """An auditor's desk with one round and two returns asked for; not to be changed."""
    made = desk_in(tmp_path_factory.mktemp("made") / "desk")
    desk = open_desk(made.folder, PASSPHRASE)
    take_round(desk, tool)
    desk.close()
    return made


@pytest.fixture(scope="session")
def first_coordinator(tmp_path_factory):
    """A coordinator's empty desk; not to be changed."""
    return desk_in(tmp_path_factory.mktemp("made") / "desk", Role.COORDINATOR)


def _copied(made, to):
    shutil.copytree(made.folder, to)
    return replace(made, folder=to)


@pytest.fixture
def made(first_desk, tmp_path):
    """An auditor's desk of the test's own, closed."""
    return _copied(first_desk, tmp_path / "desk")


@pytest.fixture
def desk(made):
    """The same, open; nothing a test does may leave a transaction open."""
    at_it = opened(made.folder)
    yield at_it
    assert not at_it.read(lambda db: db.conn.in_transaction)
    at_it.close()


@pytest.fixture
def coordinator(first_coordinator, tmp_path):
    at_it = opened(_copied(first_coordinator, tmp_path / "coordinator").folder)
    yield at_it
    assert not at_it.read(lambda db: db.conn.in_transaction)
    at_it.close()
