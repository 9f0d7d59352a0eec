"""A return on its desk: what stands in it, every value it ever had, what was signed."""

import hashlib
import shutil
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditdesk.desk import packs, returns, rounds
from auditdesk.desk.desk import Desk
from auditdesk.desk.history import Act
from auditdesk.errors import DeskError, InputError
from auditdesk.form import At, Change, Origin, Typed, TypedCell
from tests.desk.making import (
    AT,
    FIRST,
    PARTS,
    ROUND,
    SECOND,
    named,
    opened,
    pack_of,
    return_of,
    row,
    row_change,
    typing,
)
from tests.laws.histories import act, desks, rngs

TEXTS = st.sampled_from(["", "met", "a\nb", "=cmd()", "<b>&amp;", "\U0001f9ff", "م" * 50, "x" * 20_000])


def code_of(ask, *args):
    with pytest.raises((InputError, DeskError)) as caught:
        ask(*args)
    return caught.value.code


def draft(desk, ref=FIRST):
    return desk.read(returns.draft, ROUND, ref)


def record(desk, change, rows=(), at=AT, ref=FIRST):
    desk.write(returns.record, ROUND, ref, change, tuple(rows), at)


def test_a_return_that_was_not_opened_has_nothing_in_it(desk, tool):
    found = draft(desk)

    assert (found.state, found.started, found.typed, found.revision, found.parent) == (
        "open",
        None,
        Typed(),
        0,
        None,
    )
    assert (found.form, found.ref) == (tool.hash, FIRST)


def test_a_return_nobody_asked_for_is_not_there(desk):
    ref = type(FIRST)("CSE16-09", "csc")

    assert code_of(draft, desk, ref) == "R_NONE"
    assert code_of(record, desk, Change(), (), AT, ref) == "R_NONE"


def test_an_answer_stands_and_its_past_is_kept(desk):
    record(desk, typing("q0", "met"))
    record(desk, typing("q0", "partly", before="met"), at=AT + timedelta(minutes=1))
    record(desk, typing("q0", "", before="partly"), at=AT + timedelta(minutes=2))
    record(desk, typing("q0", "", reason="not_held"), at=AT + timedelta(minutes=3))

    assert draft(desk).typed.cells == (TypedCell(At("q0"), "", Origin.TYPED, "not_held"),)
    assert draft(desk).started == AT
    lines = desk.read(returns.history, ROUND, FIRST)
    assert [(line.before, line.after, line.reason) for line in lines] == [
        ("", "met", ""),
        ("met", "partly", ""),
        ("partly", "", ""),
        ("", "", "not_held"),
    ]
    assert lines[1].changed_at == "2016-07-01T12:01:00Z"
    assert desk.read(returns.check_chain) == (4, True)


def test_opening_a_return_takes_its_defaults_once_even_if_there_are_none(desk):
    record(desk, Change())

    assert draft(desk).typed == Typed(opened=True)
    assert draft(desk).started == AT


def test_two_returns_do_not_share_answers(desk):
    record(desk, typing("q0", "met"))
    record(desk, typing("q0", "partly"), ref=SECOND)

    assert [draft(desk, ref).typed.cells[0].text for ref in (FIRST, SECOND)] == ["met", "partly"]
    assert desk.read(returns.check_chain) == (2, True)


def test_rows_are_added_hidden_brought_back_and_moved(desk):
    a, b = row("rep", "aaaaaaaa"), row("rep", "bbbbbbbb")
    hidden = row("rep", "aaaaaaaa", removed=True)
    steps = [
        (row_change("added", 0, "rep", "aaaaaaaa"), [a]),
        (row_change("added", 1, "rep", "bbbbbbbb"), [a, b]),
        (row_change("moved", 0, "rep", "bbbbbbbb"), [b, a]),
        (row_change("removed", 1, "rep", "aaaaaaaa"), [b, hidden]),
        (row_change("moved", 0, "rep", "aaaaaaaa"), [hidden, b]),
        (row_change("restored", 0, "rep", "aaaaaaaa"), [a, b]),
    ]

    for change, rows in steps:
        record(desk, change, rows)
        assert draft(desk).typed.rows == tuple(rows)
        assert desk.read(returns.check_chain)[1]

    acts = [line.act for line in desk.read(returns.history, ROUND, FIRST)]
    assert acts == [Act.ADDED, Act.ADDED, Act.MOVED, Act.REMOVED, Act.MOVED, Act.RESTORED]


def test_answers_inside_a_hidden_row_are_kept(desk):
    added = row_change("added", 0, "rep", "aaaaaaaa")
    record(desk, added, [row("rep", "aaaaaaaa")])
    record(desk, typing("q1", "told", "aaaaaaaa"))

    record(desk, row_change("removed", 0, "rep", "aaaaaaaa"), [row("rep", "aaaaaaaa", removed=True)])

    assert draft(desk).typed.cells[0].text == "told"
    assert draft(desk).typed.cells[0].at.key() == "aaaaaaaa:q1"


@pytest.fixture(scope="module")
def law(first_desk, tmp_path_factory):
    """A desk for each example of a law: on one for all, every check of the history would read all of it."""
    folder = tmp_path_factory.mktemp("law") / "desk"
    last: list[Desk] = []

    def ends():
        for desk in last:
            desk.close()
            shutil.rmtree(folder)
        last.clear()

    def fresh():
        ends()
        shutil.copytree(first_desk.folder, folder)
        last.append(opened(folder))
        return last[0]

    yield fresh
    ends()


@given(st.lists(st.tuples(st.sampled_from("abc"), TEXTS, st.sampled_from(["", "not_held"])), max_size=12))
def test_what_stands_is_what_was_typed_last(law, steps):
    desk = law()
    model: dict[str, tuple[str, str]] = {}

    for name, text, reason in steps:
        why = "" if text else reason
        change = typing(name, text, before=model.get(name, ("", ""))[0], reason=why)
        record(desk, change)
        model.pop(name, None)
        if text or why:
            model[name] = (text, why)

    cells = draft(desk).typed.cells
    assert {cell.at.name: (cell.text, cell.reason) for cell in cells} == model
    assert len(desk.read(returns.history, ROUND, FIRST)) == len(steps)
    assert desk.read(returns.check_chain)[1]


@given(desks(), rngs())
def test_a_session_recorded_act_by_act_is_read_back_as_it_stood(law, filled, rng):
    desk = law()
    record(desk, filled.session.opening, filled.session.typed().rows)

    for _ in range(rng.randint(0, 10)):
        change = act(rng, filled)
        if change is not None:
            record(desk, change, filled.session.typed().rows)

    stored, typed = draft(desk).typed, filled.session.typed()
    assert stored.rows == typed.rows
    assert set(stored.cells) == set(typed.cells)
    assert filled.opened(stored).typed() == typed
    assert desk.read(returns.check_chain)[1]


# ── signed ────────────────────────────────────────────────────────────


def sign(desk, ret):
    desk.write(returns.freeze, ROUND, ret, named(ret, desk.identity), AT)
    return named(ret, desk.identity)[0]


def test_a_signed_return_takes_no_answer_until_it_is_reopened(desk, tool):
    record(desk, typing("q0", "met"))
    first = sign(desk, return_of(FIRST, tool.hash))

    assert code_of(record, desk, typing("q0", "partly")) == "R_SIGNED"
    assert code_of(sign, desk, return_of(FIRST, tool.hash, 2, first)) == "R_SIGNED"
    assert draft(desk).typed.cells[0].text == "met"
    assert (draft(desk).state, draft(desk).revision, draft(desk).parent) == ("signed", 1, first)

    desk.write(returns.reopen, ROUND, FIRST, AT)
    record(desk, typing("q0", "partly", before="met"))
    second = sign(desk, return_of(FIRST, tool.hash, 2, first, "partly"))

    assert (draft(desk).state, draft(desk).revision, draft(desk).parent) == ("signed", 2, second)
    acts = [line.act for line in desk.read(returns.history, ROUND, FIRST)]
    assert acts == [Act.CELL, Act.SIGNED, Act.REOPENED, Act.CELL, Act.SIGNED]
    assert desk.read(returns.check_chain) == (5, True)


def test_a_return_never_started_is_neither_signed_nor_reopened(desk, tool):
    assert code_of(sign, desk, return_of(FIRST, tool.hash)) == "R_SIGNED"
    assert code_of(lambda: desk.write(returns.reopen, ROUND, FIRST, AT)) == "R_UNSIGNED"


@pytest.mark.parametrize(("revision", "parent"), [(2, None), (1, "a" * 64), (3, None)])
def test_a_revision_that_does_not_follow_the_last_is_not_kept(desk, tool, revision, parent):
    record(desk, typing("q0", "met"))

    assert code_of(sign, desk, return_of(FIRST, tool.hash, revision, parent)) == "D_MEANWHILE"
    assert desk.read(returns.signed, ROUND) == ()
    assert draft(desk).state == "open"


def test_of_every_signed_return_the_newest_revision_travels_reopened_or_not(desk, tool):
    for ref in (SECOND, FIRST):
        record(desk, typing("q0", "met"), ref=ref)
    first = sign(desk, return_of(FIRST, tool.hash))
    desk.write(returns.reopen, ROUND, FIRST, AT)
    newest = named(return_of(FIRST, tool.hash, 2, first, "partly"), desk.identity)
    sign(desk, return_of(FIRST, tool.hash, 2, first, "partly"))
    desk.write(returns.reopen, ROUND, FIRST, AT)
    other = sign(desk, return_of(SECOND, tool.hash))

    found = desk.read(returns.signed, ROUND)

    assert [name for name, _ in found] == [newest[0], other]
    assert found[0][1] == newest[2]
    assert desk.read(returns.states, ROUND) == {FIRST: "open", SECOND: "signed"}


# ── the chain ────────────────────────────────────────────────────────────

TAMPERING = {
    "a text changed": "update answer_history set after = 'partly' where n = 1",
    "a moment changed": "update answer_history set changed_at = '2016-07-02T00:00:00Z' where n = 2",
    "a line taken out": "delete from answer_history where n = 2",
    "the last line taken out": "delete from answer_history where n = 3",
    "all lines taken out": "delete from answer_history",
    "a line added": "insert into answer_history select round, ref, 4, act, way, before, after, origin, reason, place, changed_at, prev, hash from answer_history where n = 3",  # noqa: E501
    "lines exchanged": "update answer_history set n = 9 where n = 2; update answer_history set n = 2 where n = 3; update answer_history set n = 3 where n = 9",  # noqa: E501
    "what stands changed": "update answer set text = 'partly'",
    "what stands taken out": "delete from answer",
    "a row hidden": "update repeat_row set removed = 1",
    "a return forgotten": 'delete from "return"',
}


@pytest.mark.parametrize("tampering", TAMPERING)
def test_a_history_changed_behind_our_back_is_noticed(desk, tampering):
    record(desk, typing("q0", "met"))
    record(desk, row_change("added", 0, "rep", "aaaaaaaa"), [row("rep", "aaaaaaaa")])
    record(desk, typing("q1", "told", "aaaaaaaa"))
    assert desk.read(returns.check_chain) == (3, True)
    for act_name in ("update", "delete"):
        desk.write(lambda db, act_name=act_name: db.execute(f"drop trigger answer_history_no_{act_name}"))

    for statement in TAMPERING[tampering].split(";"):
        desk.write(lambda db, statement=statement: db.execute(statement))

    assert not desk.read(returns.check_chain)[1]


def test_the_hash_of_a_line_can_be_worked_out_by_hand(desk):
    record(desk, typing("q0", "na\u00efve: 1,2"))

    line = desk.read(lambda db: db.execute("select * from answer_history").fetchone())
    said = b"".join(b"%d:%b," % (len(str(part).encode()), str(part).encode()) for part in line[:-1])
    assert line[-1] == hashlib.sha256(b"auditdesk-history-v1\0" + said).hexdigest()
    assert line[:-1] == (
        *(ROUND, "CSE16-01/csc", 1, "cell", '["q0"]', "", "na\u00efve: 1,2", "typed", "", 0),
        *("2016-07-01T12:00:00Z", ""),
    )


# ── packs ────────────────────────────────────────────────────────────


def test_a_started_return_stays_on_its_form_when_a_newer_pack_brings_another(desk, tool):
    record(desk, typing("q0", "met"))
    newer = pack_of(tool, desk.identity.sign_line, 2)
    asked = tuple(type(one)(one.ref, one.stratum, one.asks, one.due, "b" * 64) for one in newer.assignments)

    desk.write(
        packs.add, type(newer)(newer.id, ROUND, 2, newer.auditor, newer.prev, ("b" * 64,), asked), PARTS, AT
    )

    assert draft(desk).form == tool.hash
    assert draft(desk, SECOND).form == "b" * 64


def test_an_older_pack_arriving_late_changes_nothing(desk, tool):
    own = desk.identity.sign_line
    assert desk.write(packs.add, pack_of(tool, own, 3, (FIRST,)), PARTS, AT)
    assert not desk.write(packs.add, pack_of(tool, own, 2), PARTS, AT)
    assert not desk.write(packs.add, pack_of(tool, own, 3, (FIRST,)), PARTS, AT)

    assert [one.ref for one in desk.read(returns.assignments, ROUND)] == [FIRST]
    assert desk.read(packs.latest, ROUND).n == 3
    assert [pack.n for pack in desk.read(packs.sent_to, ROUND, own)] == [1, 2, 3]


def test_what_a_session_needs_is_read_back_as_it_came(desk, tool):
    audit_round, setting, found = desk.read(rounds.around, ROUND, tool.hash)

    assert (audit_round.id, setting.local, found.hash) == (ROUND, {"stage.required": "csc pol"}, tool.hash)
    assert desk.read(rounds.guidance, ROUND)[0].text == "Ring the police."
