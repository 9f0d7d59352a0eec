"""`tool diff`: two versions of a tool beside each other, as an author and an auditor read them."""

import argparse
from collections.abc import Iterator
from dataclasses import asdict
from itertools import groupby

from auditdesk import work
from auditdesk.cli.door import Door, Group
from auditdesk.cli.output import Said, Status

_WIDEST = 16
_NO_SECTION = "The tool as a whole"


def diff_command(group: Group) -> None:
    diff = group.add("diff", "what a newer version of a tool changes", _diff)
    diff.add_argument("old", metavar="OLD", help="a tool that travels with the program, or a file")
    diff.add_argument("new", metavar="NEW", help="likewise")


def _diff(_door: Door, args: argparse.Namespace) -> Said:
    found = work.diff_tools(work.one_tool(args.old), work.one_tool(args.new))
    status = Status.NEEDS_A_PERSON if found.too_low else Status.DONE
    return Said(asdict(found), list(_lines(found)), status)


def _lines(found: work.ToolDiff) -> Iterator[str]:
    yield f"{found.tool} {found.before} → {found.after}"
    if not found.changes:
        yield "Nothing is different."
        return
    if found.too_low:
        yield f"The number {found.after} will not do: {found.too_low}"
    else:
        yield f"The number is high enough: the changes are {found.step}, so at least {found.needs}."
    for section, changes in groupby(found.changes, key=lambda change: change.section):
        yield from ("", section or _NO_SECTION)
        for change in changes:
            yield from _of_change(change)
    yield from ("", *_of_returns(found))


def _of_change(change: work.VersionChange) -> Iterator[str]:
    named = f"{change.label} ({change.question})" if change.question else ""
    what = f"{named}: {change.what}" if named and change.what else named or change.what
    yield f"  {change.kind:<{_WIDEST}} {what}"
    for word, said, text in (
        ("before", change.before_words, change.before),
        ("now", change.after_words, change.after),
    ):
        if said or text:
            rule = f"   [{text}]" if said else ""
            yield f"  {'':<{_WIDEST}}   {word + ':':<8}{said or text}{rule}"


def _of_returns(found: work.ToolDiff) -> Iterator[str]:
    yield "A return that is half filled"
    if not found.left_over:
        yield "  can be moved to the newer version; each answer finds its place if its code is offered."
        return
    yield "  can be moved to the newer version. Answers to these questions have no place there; they are kept"
    yield "  beside the return, shown on its page of left-over answers, sent with it, and never counted:"
    for lost in found.left_over:
        yield f"    {lost.label} ({lost.question})"
