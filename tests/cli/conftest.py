"""Desks that commands are run on: made once a run with the cheapest key derivation, then copied."""

import shutil

import pytest

from auditdesk.desk.desk import open_desk
from tests.desk.making import PASSPHRASE, desk_in, take_round
from tests.form.making import tool_of

TOOL = """
- {type: text, name: q0, label: First}
- {type: integer, name: age, label: Age}
- type: repeat
  name: ep
  label: Episodes
  rows:
    - {type: text, name: ep_x, label: What}
"""


@pytest.fixture(scope="session")
def first_auditor(tmp_path_factory):
    made = desk_in(tmp_path_factory.mktemp("made") / "desk")
    desk = open_desk(made.folder, PASSPHRASE)
    take_round(desk, tool_of(TOOL))
    desk.close()
    return made.folder


@pytest.fixture
def auditor(first_auditor, tmp_path):
    """The desk of an auditor with one round and the returns CSE16-01/csc and CSE16-01/pol, as a folder."""
    return shutil.copytree(first_auditor, tmp_path / "desk")
