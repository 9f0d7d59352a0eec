"""A round that a store, pack or bundle could not hold is refused when it is set up, not when it is read."""

import pytest

from auditdesk import work
from auditdesk.errors import InputError
from tests.simulator import tool_text

PLAN: dict[str, object] = {
    "round": "BIG-2016-06",
    "title": "A large round",
    "theme": "little",
    "nation": "england",
    "audit_date": "2016-06-20",
    "look_back": {"from": "2015-06-20", "to": "2016-06-20"},
    "due": {"returns": "2016-07-08", "meeting": "2016-07-20", "report": "2016-09-02"},
}
TOO_MUCH: dict[str, dict[str, object]] = {
    "cases": {"cases": [{"ref": f"C{n:05}", "agencies": ["csc"]} for n in range(2_001)]},
    "purpose": {"purpose": "x" * 2_001},
    "guidance": {"guidance": [{"title": str(n), "text": "t"} for n in range(51)]},
}


@pytest.mark.parametrize("part", TOO_MUCH)
def test_a_round_that_could_not_be_read_again_is_not_set_up(partnership, part):
    coordinator = partnership.coordinator
    plan = PLAN | {"cases": [{"ref": "C1", "agencies": ["csc"]}]} | TOO_MUCH[part]
    tool = coordinator.file(tool_text())
    before = work.desk_status(coordinator.desk)

    with pytest.raises(InputError) as refused:
        work.begin_round(coordinator.desk, coordinator.file(plan), tool_file=tool)

    assert refused.value.code == "R_TOO_MUCH"
    assert work.desk_status(coordinator.desk) == before
