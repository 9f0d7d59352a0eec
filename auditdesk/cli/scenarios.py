"""`tool test`: the scenarios beside a tool, and which of its rules none of them shows."""

import argparse
from collections.abc import Iterator
from dataclasses import asdict

from auditdesk import work
from auditdesk.cli.door import Door, Group
from auditdesk.cli.output import Said, Status


def try_command(group: Group) -> None:
    tried = group.add("test", "play the scenarios beside a tool", _try)
    tried.add_argument("tool", metavar="T", help="a tool that travels with the program, or a file")
    tried.add_argument("--scenarios", metavar="F", help="another file of scenarios")


def _try(_door: Door, args: argparse.Namespace) -> Said:
    found = work.test_tool(work.one_tool(args.tool), args.scenarios or args.tool)
    status = Status.NEEDS_A_PERSON if found.failed else Status.DONE
    return Said(asdict(found), list(_lines(found)), status)


def _lines(found: work.ToolTested) -> Iterator[str]:
    for one in found.failed:
        yield f"{one.file}, line {one.line}: {one.scenario}"
        yield f"  {one.text}"
    failed = len({(one.file, one.scenario) for one in found.failed})
    yield f"{found.tool} {found.version}: {found.scenarios} scenarios, {failed} not as expected."
    yield f"They show {found.shown} of the {found.rules} things that its rules can make happen."
    for heading, because in (("No scenario shows:", False), ("Not shown, with a reason:", True)):
        left = [side for side in found.untested if bool(side.because) is because]
        if left:
            yield heading
        for side in left:
            reason = f" ({side.because})" if side.because else ""
            yield f"  {side.label} ({side.question}): {side.what}{reason}"
