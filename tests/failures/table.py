"""The table of verbs and the troubles that can meet each (safety.md 1). A new verb gets its row here."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from auditdesk import work
from auditdesk.audit.given import GivenDecision
from auditdesk.errors import RefusedError
from auditdesk.form import At, Tool
from tests.failures.small_round import AT, ON, Partnership, now
from tests.failures.troubles import (
    CANCEL,
    FULL,
    HOSTILE,
    INODES,
    LATER,
    MISSING,
    NOT_THERE,
    READONLY,
    STRANGE,
    TAKEN,
    UNKNOWN,
    WEAK,
    WRONG,
    Trouble,
)

OWNER = work.Owner("Ann Other", "csc", "auditor")
SIGNED, FRESH = "CSE16-01/csc", "CSE16-04/csc"
Call = Callable[[Partnership], object]


def coordinator(p: Partnership) -> work.Desk:
    return p.auditor if "desk" in p.turned else p.coordinator


def auditor(p: Partnership) -> work.Desk:
    return p.coordinator if "desk" in p.turned else p.auditor


def spare(p: Partnership) -> Path:
    """A desk that nobody has open."""
    return p.folder / "home" / "spare"


def doors(p: Partnership) -> dict[str, Any]:
    return {"now": now, "new_id": p.new_id}


def asked(p: Partnership, ref: str) -> tuple[None, str]:
    return None, p.named(ref)


def a_round(p: Partnership) -> str:
    return p.named("CSE-2016-06")


def paper(p: Partnership) -> work.Paper:
    return work.Paper(a_round(p), "restricted", ON)


def ensured(outcomes: tuple[work.FileOutcome, ...]) -> None:
    """What was not merged is told by an outcome; here it is an error like others."""
    for one in outcomes:
        if one.code is not None:
            raise RefusedError(one.code.removeprefix("AD-"), file=one.file, type="", name="", why="")


def opened(p: Partnership) -> work.OpenReturn:
    """A return that was never opened, as a window would hold it, without opening it on the disk."""
    session = work.open_return(p.auditor, (None, SIGNED), **doors(p)).session
    return work.OpenReturn("CSE-2016-06", p.named(FRESH), "open", session)


def recorded(p: Partnership) -> object:
    on_screen = opened(p)
    change = on_screen.session.answer(At("cd_cat"), "CIN")
    return work.record(p.auditor, on_screen, (change,), at=AT)


def answered(p: Partnership) -> object:
    line = b"nosuch: 1" if "named" in p.turned else b"cd_cat: CIN"
    return work.answer(p.auditor, opened(p), line, at=AT, place=("here", 1))


def new_home(p: Partnership) -> Path:
    return spare(p) if "target" in p.turned else p.out / "new"


def new_book(p: Partnership) -> Path:
    return p.given("taken.xlsx") if "target" in p.turned else p.out / "tool.xlsx"


def fresh(p: Partnership) -> str:
    return str(p.turned.get("fresh", "another six words of my own"))


def code(p: Partnership) -> str:
    return str(p.turned.get("typed", (p.folder / "post" / "code").read_text()))


def renewed(p: Partnership) -> None:
    """A new code, which opens the desk from then on."""
    (p.folder / "post" / "code").write_text(work.renew_recovery(spare(p), p.passphrase))


def line(p: Partnership) -> int:
    """A line of the merge log; the troubled one is not there."""
    return 99 if "named" in p.turned else 1


def said(p: Partnership) -> dict[int, str]:
    """Two of the words, as they are read out in a call."""
    told = p.named(words(p)).split()
    return {number: told[min(number, len(told)) - 1] for number in (2, 5)}


def words(p: Partnership) -> str:
    return " ".join(p.words["newcomer"])


def agreed(p: Partnership) -> object:
    one = GivenDecision(
        case=p.named("CSE16-01"),
        about="overall",
        is_aspect=True,
        value="good",
        reason="Seen together.",
        dissent="",
        line=0,
    )
    return work.agree(coordinator(p), a_round(p), (one,), at=AT)


def filled_in(p: Partnership) -> work.RoundFacts:
    """Another round, typed in; in trouble, one whose name is taken."""
    name = "CSE-2016-06" if "target" in p.turned else "CSE-2017-06"
    days = ("2017-07-08", "2017-07-20", "2017-09-02")
    back = ("2016-06-20", "2017-06-20")
    cases = (("CSE17-01", ("csc",)),)
    theme = "child-sexual-exploitation"
    return work.RoundFacts(name, "The next", theme, "england", "2017-06-20", back, days, cases)


def newer_tool(version: bytes = b"1.0.1") -> Tool:
    """The next version of the tool that the small round is asked with."""
    raw = work.one_tool("child-sexual-exploitation").to_json()
    return Tool.from_json(raw.replace(b'"version":"1.0.0"', b'"version":"' + version + b'"'))


def moved(p: Partnership) -> object:
    """A half-filled return; but for the trouble, a newer version comes first."""
    if "named" not in p.turned:
        work.fill_return(p.auditor, asked(p, FRESH), p.given("answers"), **doors(p))
        work.revise_round(p.coordinator, None, newer_tool())
        made = work.make_packs(p.coordinator, None, p.out, at=AT)
        work.open_pack(p.auditor, Path(made.packs[0].file), at=AT)
    return work.move_return(auditor(p), asked(p, FRESH), **doors(p))


def merged(p: Partnership) -> None:
    ensured(work.merge_files(coordinator(p), (p.given("2.adbundle"),), at=AT, watch=p.watch))


def rehearsed(p: Partnership) -> object:
    source = p.turned.get("file", p.folder / "post" / "round")
    return work.rehearse(source, p.target("rehearsed"), watch=p.watch)


TABLE: dict[str, tuple[Call, tuple[Trouble, ...]]] = {
    "agree": (agreed, (FULL, UNKNOWN, STRANGE)),
    "answer": (answered, (FULL, UNKNOWN)),
    "apply_meeting": (
        lambda p: work.apply_meeting(coordinator(p), a_round(p), p.given("meeting"), at=AT),
        (FULL, HOSTILE, MISSING, UNKNOWN, STRANGE),
    ),
    "begin_round": (
        lambda p: work.begin_round(coordinator(p), p.given("round.y" if "target" in p.turned else "other")),
        (FULL, HOSTILE, MISSING, TAKEN, STRANGE),
    ),
    "case_beside": (
        lambda p: work.case_beside(coordinator(p), None, p.named("CSE16-01")),
        (UNKNOWN, STRANGE),
    ),
    "case_in_words": (
        lambda p: work.case_in_words(coordinator(p), None, p.named("CSE16-01")),
        (UNKNOWN, STRANGE),
    ),
    "change_passphrase": (
        lambda p: work.change_passphrase(spare(p), p.passphrase, fresh(p)),
        (FULL, INODES, WRONG, WEAK),
    ),
    "chase_round": (lambda p: work.chase_round(coordinator(p), a_round(p), on=ON), (UNKNOWN, STRANGE)),
    "check_bundles": (
        lambda p: ensured(work.check_bundles(coordinator(p), (p.given("2.adbundle"),))),
        (HOSTILE, MISSING, STRANGE),
    ),
    "check_decisions": (
        lambda p: work.check_decisions(coordinator(p), p.given("log")),
        (HOSTILE, MISSING, STRANGE),
    ),
    "check_return": (lambda p: work.check_return(p.auditor, asked(p, FRESH), **doors(p)), (UNKNOWN,)),
    "check_tool": (lambda p: work.check_tool(p.given("answers")), (MISSING,)),
    "close_round": (lambda p: work.close_round(coordinator(p), a_round(p), at=AT), (FULL, UNKNOWN, STRANGE)),
    "decide_merge": (
        lambda p: work.decide_merge(coordinator(p), line(p), accept=False, at=AT),
        (FULL, UNKNOWN, STRANGE),
    ),
    "enrol": (
        lambda p: work.enrol(p.auditor, p.given("newcomer"), tuple(p.named(words(p)).split()), at=AT),
        (FULL, HOSTILE, MISSING, UNKNOWN),
    ),
    "ensure_opens": (lambda p: work.ensure_opens(p.auditor, p.passphrase), (WRONG,)),
    "enrol_after_call": (
        lambda p: work.enrol_after_call(p.auditor, p.given("newcomer"), said(p), at=AT),
        (FULL, HOSTILE, MISSING, UNKNOWN),
    ),
    "export_decisions": (
        lambda p: work.export_decisions(coordinator(p), a_round(p), p.target("log"), at=AT),
        (FULL, INODES, READONLY, TAKEN, UNKNOWN, STRANGE),
    ),
    "export_tool": (
        lambda p: work.export_tool(work.one_tool(p.named("child-sexual-exploitation")), new_book(p)),
        (FULL, INODES, READONLY, TAKEN, UNKNOWN),
    ),
    "import_tool": (
        lambda p: work.import_tool(p.given("tool.xlsx"), p.target("tools")),
        (FULL, INODES, READONLY, TAKEN, HOSTILE, MISSING),
    ),
    "figures": (lambda p: work.figures(coordinator(p), a_round(p), "restricted", on=ON), (UNKNOWN, STRANGE)),
    "fill_return": (
        lambda p: work.fill_return(p.auditor, asked(p, FRESH), p.given("answers"), **doors(p)),
        (FULL, HOSTILE, MISSING, UNKNOWN),
    ),
    "lead_return": (
        lambda p: work.lead_return(coordinator(p), asked(p, SIGNED), p.auditor.card.fingerprint, at=AT),
        (FULL, UNKNOWN, STRANGE),
    ),
    "look_at_card": (lambda p: work.look_at_card(p.given("coordinator")), (HOSTILE, MISSING)),
    "make_bundle": (
        lambda p: work.make_bundle(auditor(p), None, (p.named(SIGNED),), p.target("b"), at=AT),
        (FULL, INODES, READONLY, TAKEN, UNKNOWN, STRANGE),
    ),
    "make_desk": (
        lambda p: work.make_desk(new_home(p), OWNER, fresh(p), at=AT),
        (FULL, INODES, READONLY, TAKEN, WEAK),
    ),
    "make_packs": (
        lambda p: work.make_packs(coordinator(p), a_round(p), p.target("p"), at=AT, watch=p.watch),
        (FULL, INODES, READONLY, TAKEN, UNKNOWN, STRANGE, CANCEL),
    ),
    "make_receipts": (
        lambda p: work.make_receipts(coordinator(p), a_round(p), p.target("r"), at=AT),
        (FULL, INODES, READONLY, TAKEN, UNKNOWN, STRANGE),
    ),
    "merge_files": (merged, (FULL, MISSING, STRANGE, CANCEL)),
    "merge_log": (lambda p: work.merge_log(coordinator(p)), (STRANGE,)),
    "diff_tools": (
        lambda p: work.diff_tools(work.one_tool(p.named("child-sexual-exploitation")), newer_tool()),
        (UNKNOWN,),
    ),
    "move_return": (
        moved,
        (UNKNOWN,),  # the full disk, and kill -9: tests/merge/test_move_in_trouble.py
    ),
    "revise_round": (
        lambda p: work.revise_round(coordinator(p), a_round(p), newer_tool(b"1.0.2")),
        (FULL, UNKNOWN, STRANGE),
    ),
    "one_tool": (lambda p: work.one_tool(p.named("child-sexual-exploitation")), (UNKNOWN,)),
    "open_demo": (lambda p: work.open_demo(p.given("rehearsal")), (MISSING,)),
    "open_desk": (lambda p: work.open_desk(spare(p), p.passphrase), (FULL, WRONG)),
    "open_pack": (
        lambda p: work.open_pack(auditor(p), p.given("second"), at=AT),
        (FULL, HOSTILE, MISSING, STRANGE),
    ),
    "open_return": (lambda p: work.open_return(p.auditor, asked(p, FRESH), **doors(p)), (FULL, UNKNOWN)),
    "print_every_sheet": (
        lambda p: work.print_every_sheet(coordinator(p), a_round(p), p.target("s"), watch=p.watch),
        (FULL, INODES, READONLY, TAKEN, UNKNOWN, STRANGE, CANCEL),
    ),
    "print_sheets": (
        lambda p: work.print_sheets(
            p.auditor, work.SheetOrder((p.named(FRESH),)), p.target("s.pdf"), now=now, watch=p.watch
        ),
        (FULL, INODES, READONLY, TAKEN, UNKNOWN, CANCEL),
    ),
    "print_tool": (
        lambda p: work.print_tool(
            work.one_tool("child-sexual-exploitation"), p.target("t.pdf"), at=AT, watch=p.watch
        ),
        (FULL, INODES, READONLY, TAKEN, CANCEL),
    ),
    "preview_report": (
        lambda p: work.preview_report(coordinator(p), paper(p), watch=p.watch),
        (UNKNOWN, STRANGE, CANCEL),
    ),
    "reaudit": (
        lambda p: work.reaudit(coordinator(p), a_round(p), p.given("earlier"), on=ON),
        (FULL, HOSTILE, MISSING, UNKNOWN, STRANGE),
    ),
    "record": (recorded, (FULL, UNKNOWN)),
    "recover_desk": (lambda p: work.recover_desk(spare(p), code(p), fresh(p)), (FULL, INODES, WRONG, WEAK)),
    "rehearse": (rehearsed, (FULL, INODES, READONLY, TAKEN, MISSING, CANCEL, LATER)),
    "renew_recovery": (renewed, (FULL, INODES, WRONG)),
    "reopen_return": (lambda p: work.reopen_return(p.auditor, asked(p, SIGNED), at=AT), (FULL, UNKNOWN)),
    "reopen_round": (
        lambda p: work.reopen_round(coordinator(p), a_round(p), at=AT),
        (UNKNOWN, STRANGE, NOT_THERE),
    ),
    "report": (
        lambda p: work.report(coordinator(p), paper(p), (p.out / "a.pdf", p.target("b.pdf")), watch=p.watch),
        (FULL, INODES, READONLY, TAKEN, UNKNOWN, STRANGE, CANCEL, LATER),
    ),
    "report_editions": (
        lambda p: work.report_editions(coordinator(p), a_round(p), p.target("e"), on=ON, watch=p.watch),
        (FULL, INODES, READONLY, TAKEN, UNKNOWN, STRANGE, CANCEL, LATER),
    ),
    "receipts_taken": (lambda p: work.receipts_taken(auditor(p)), (STRANGE,)),
    "returns_asked": (lambda p: work.returns_asked(p.auditor, a_round(p)), (UNKNOWN,)),
    "returns_came": (lambda p: work.returns_came(coordinator(p), a_round(p)), (UNKNOWN, STRANGE)),
    "revoke": (
        lambda p: work.revoke(p.auditor, p.named(p.coordinator.card.fingerprint), at=AT),
        (FULL, UNKNOWN),
    ),
    "round_frame": (lambda p: work.round_frame(coordinator(p), a_round(p)), (UNKNOWN, STRANGE)),
    "round_status": (lambda p: work.round_status(coordinator(p), a_round(p), on=ON), (UNKNOWN, STRANGE)),
    "rounds_known": (lambda p: work.rounds_known(coordinator(p)), (STRANGE,)),
    "set_up_round": (
        lambda p: work.set_up_round(coordinator(p), filled_in(p)),
        (FULL, TAKEN, STRANGE),
    ),
    "show_return": (lambda p: work.show_return(p.auditor, asked(p, FRESH), **doors(p)), (UNKNOWN,)),
    "sign_return": (lambda p: work.sign_return(p.auditor, asked(p, FRESH), **doors(p)), (FULL, UNKNOWN)),
    "succeed": (
        lambda p: work.succeed(coordinator(p), p.auditor.card.fingerprint, p.named("nobody"), at=AT),
        (UNKNOWN, STRANGE, NOT_THERE),
    ),
    "take_receipt": (
        lambda p: work.take_receipt(auditor(p), p.given("waiting"), at=AT),
        (FULL, HOSTILE, MISSING, STRANGE),
    ),
    "to_decide": (lambda p: work.to_decide(coordinator(p), a_round(p)), (UNKNOWN, STRANGE)),
    "test_tool": (
        lambda p: work.test_tool(newer_tool(), str(p.turned.get("file", "child-sexual-exploitation"))),
        (MISSING,),
    ),
    "trace": (lambda p: work.trace(coordinator(p), None, p.named("children"), on=ON), (UNKNOWN, STRANGE)),
    "undo_merge": (
        lambda p: work.undo_merge(coordinator(p), line(p), at=AT),
        (FULL, UNKNOWN, STRANGE),
    ),
    "write_card": (
        lambda p: work.write_card(p.auditor, p.target("card")),
        (FULL, INODES, READONLY, TAKEN),
    ),
    "write_recovery_sheet": (
        lambda p: work.write_recovery_sheet(p.auditor, "AAAAA-BBBBB", p.target("sheet.pdf"), on=ON),
        (FULL, INODES, READONLY, TAKEN),
    ),
    "write_signers": (
        lambda p: work.write_signers(p.auditor, p.target("signers")),
        (FULL, INODES, READONLY, TAKEN),
    ),
}
CANNOT_FAIL = {  # they read what is there and are given nothing that could be wrong
    "check_desk",
    "close_demo",
    "desk_status",
    "offered_passphrase",
    "left_off",
    "own_card",
    "people_known",
    "preview_page",
    "sheet_is_due",
    "tools",
}
WITHOUT_CONTROL = {  # no small round has what they need, so that they would do their work
    "open_demo",  # its control is the test of the demo
    "rehearse",  # its control is the test of a whole round
    "succeed",
}
MUST_FAIL = [(verb, trouble) for verb, (_, troubles) in TABLE.items() for trouble in troubles]
