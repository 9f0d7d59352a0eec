"""What was asked on the auditor's machine by an answer that stays there still counts at the coordinator's."""

import json

from tests.simulator import ROWS

ASKED = (
    ROWS
    + """\
- {type: text, name: plain, label: Only if a category, relevant: "${cd_cat} = 'CP'"}
- {type: text, name: why, label: Why was the name known?, relevant: "${cd_name} != ''"}
- {type: text, name: how, label: And how?, relevant: "${why} = 'file'"}
- type: group
  name: named
  label: Of a named child
  relevant: "${cd_name} != ''"
  rows:
    - {type: select_one std, name: cse_met, label: Was it met?, "audit::role": standard}
    - {type: select_one std, name: cse_left, label: And this?, "audit::role": standard}
    - type: repeat
      name: ep
      label: Episodes
      rows:
        - {type: text, name: ep_x, label: What}
"""
)


def read_by_the_coordinator(partnership_of, **answers):
    """Question → answer as the coordinator's desk shows them after the merge."""
    partnership = partnership_of(tool=ASKED, agencies=["csc"], cases=["CSE16-01"])
    partnership.auditor("csc").answers("CSE16-01", **answers).signs().sends()
    merged = partnership.coordinator.merges()
    assert [one.outcome for one in merged.outcomes] == ["merged"]
    return {row.question: row.answers for row in merged.case("CSE16-01").rows}


def test_answers_that_a_local_answer_asked_for_are_not_lost_on_the_way(partnership_of):
    shown = read_by_the_coordinator(
        partnership_of,
        hd_known="in_period",
        cd_name="Ann",
        why="file",
        how="by post",
        cse_met="partly",
        ep=[{"x": "first"}],
    )

    assert {name: dict(shown[name])["csc"] for name in ("why", "how", "cse_met")} == {
        "why": "file",
        "how": "by post",
        "cse_met": "partly",
    }
    assert "Ann" not in json.dumps(shown, default=str)
    assert not any(answer for _, answer in shown.get("cse_left", ()))


def test_a_question_that_no_local_answer_asks_for_is_judged_by_its_own_condition(partnership_of):
    shown = read_by_the_coordinator(partnership_of, hd_known="in_period", cd_cat="CIN")

    assert not any(answer for _, answer in shown.get("plain", ()))
    assert not any(answer for _, answer in shown.get("why", ()))
