"""The same round twice gives the same figures and reports, byte for byte (contracts.md 4)."""

import os

from tests.conftest import rehearsed

MADE = ("report-*.pdf", "figures-*.json")


def bytes_made(folder):
    files = sorted(file for pattern in MADE for file in folder.glob(pattern))
    return {str(file.relative_to(folder)): file.read_bytes() for file in files}


def test_a_round_rehearsed_elsewhere_gives_the_same_bytes(cse_round, tmp_path):
    """Another process with another order of sets, another zone, language and number of hands."""
    unlike = {"PYTHONHASHSEED": "20160620", "TZ": "Pacific/Auckland", "LC_ALL": "C", "LANG": "C"}
    assert {name: os.environ.get(name) for name in unlike} != unlike

    again = rehearsed("cse-2016-06", tmp_path / "again", jobs=1, **unlike)

    first, second = bytes_made(cse_round), bytes_made(again)
    assert len(first) == 4
    assert [name for name in first.keys() | second.keys() if first.get(name) != second.get(name)] == []
    keys = "keys/round.agekey"
    assert (cse_round / keys).read_bytes() != (again / keys).read_bytes(), "a control: these were two rounds"
