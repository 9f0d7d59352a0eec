"""`tool list|show|check|print|diff|test|export|import`: the theme tools."""

import argparse
from pathlib import Path
from typing import Any

from auditdesk import work
from auditdesk.cli.door import Door, Group
from auditdesk.cli.output import Said, Status
from auditdesk.cli.papers import said_printed
from auditdesk.cli.scenarios import try_command
from auditdesk.cli.versions import diff_command
from auditdesk.form import Problem


def commands(parsers: Any) -> None:
    group = Group(parsers, "tool", "the theme tools")
    group.add("list", "the tools that travel with this program", _list)
    show = group.add("show", "the questions of one tool", _show)
    show.add_argument("tool", metavar="T")
    check = group.add("check", "every problem of a tool file, with file, row and column", _check)
    check.add_argument("files", metavar="FILE", type=Path, nargs="+")
    diff_command(group)
    export = group.add("export", "a tool as an XLSForm workbook", _export)
    export.add_argument("tool", metavar="T")
    export.add_argument("--to", required=True, type=Path, metavar="x.xlsx")
    export.add_argument("--portable", action="store_true", help="leave out what only auditdesk can work out")
    export.add_argument("--force", action="store_true", help="replace the file")
    taken = group.add("import", "the tool in a workbook, as YAML", _import)
    taken.add_argument("file", metavar="x.xlsx", type=Path)
    taken.add_argument("--to", required=True, type=Path, metavar="DIR")
    taken.add_argument("--force", action="store_true", help="replace the file")
    try_command(group)
    blank = group.add("print", "a tool's blank case audit sheet, as PDF", _print)
    blank.add_argument("tool", metavar="T")
    blank.add_argument("--to", required=True, type=Path, metavar="x.pdf")
    blank.add_argument("--force", action="store_true", help="replace the file")


def _list(_door: Door, _args: argparse.Namespace) -> Said:
    found = work.tools()
    return Said(
        {"tools": [{"tool": t.id, "version": t.version, "hash": t.hash, "title": t.title} for t in found]},
        [f"{t.id}  {t.version}  {t.hash[:12]}  {t.title}" for t in found],
    )


def _show(_door: Door, args: argparse.Namespace) -> Said:
    tool = work.one_tool(args.tool)
    rows = [
        {
            "question": q.name,
            "type": q.type,
            "label": q.label.get("en", ""),
            "aspect": q.aspect,
            "role": q.role,
        }
        for q in tool.questions
    ]
    lines = [f"{tool.id} {tool.version} {tool.hash}"]
    lines += [f"{row['question']:<16} {row['type']:<16} {row['label']}" for row in rows]
    return Said({"tool": tool.id, "version": tool.version, "hash": tool.hash, "questions": rows}, lines)


def _check(_door: Door, args: argparse.Namespace) -> Said:
    problems = [problem for file in args.files for problem in work.check_tool(file)]
    status = Status.NEEDS_A_PERSON if problems else Status.DONE
    lines = [_line(problem) for problem in problems] or ["No problems."]
    return Said({"problems": [_problem(p) for p in problems]}, lines, status)


def _print(door: Door, args: argparse.Namespace) -> Said:
    tool = work.one_tool(args.tool)
    return said_printed(work.print_tool(tool, args.to, at=door.now(), replace=args.force, watch=door.watch))


def _export(_door: Door, args: argparse.Namespace) -> Said:
    tool = work.one_tool(args.tool)
    return _written(work.export_tool(tool, args.to, portable=args.portable, replace=args.force))


def _import(_door: Door, args: argparse.Namespace) -> Said:
    return _written(work.import_tool(args.file, args.to, replace=args.force))


def _written(written: work.WrittenTool) -> Said:
    body = {"file": str(written.file), "tool": written.tool, "version": written.version, "hash": written.hash}
    lines = [f"Saved {written.file}: {written.tool} {written.version} {written.hash[:12]}"]
    status = Status.NEEDS_A_PERSON if written.problems else Status.DONE
    problems = [_problem(problem) for problem in written.problems]
    return Said(body | {"problems": problems}, [*lines, *map(_line, written.problems)], status)


def _line(problem: Problem) -> str:
    return f"{problem.severity}: {problem.message()} {problem.hint}".rstrip()


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "code": f"AD-{problem.code}",
        "severity": problem.severity,
        "file": problem.file,
        "line": problem.line,
        "row": problem.row,
        "column": problem.column,
        "cell": problem.cell,
        "text": problem.text,
        "hint": problem.hint,
    }
