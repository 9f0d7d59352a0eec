"""ARCHITECTURE, file by file, from each module's own first sentence: `python -m tests.house.map_page`."""

import ast
from collections.abc import Iterator

from tests.house.tree import ROOT, Module, modules

PAGE = ROOT / "docs" / "ARCHITECTURE.md"
START = "## The rooms, file by file\n"
END = "## One answer, from keystroke to figure\n"
ROOMS = {
    "": "Ground: knows no audit",
    "form": "form/: the form language, usable alone",
    "audit": "audit/: facts of the domain, no input or output",
    "desk": "desk/: one person's store",
    "exchange": "exchange/: bytes in, facts out",
    "merge": "merge/: facts to one view, pure",
    "report": "report/: figures, then paper",
    "work": "work/: the verbs",
    "cli": "cli/: the command line",
    "ui": "ui/: the window",
}


def mapped() -> tuple[Module, ...]:
    return tuple(module for module in modules() if not module.name.endswith("__init__.py"))


def first_sentence(module: Module) -> str:
    text = " ".join((ast.get_docstring(module.tree) or "").split())
    return (text.partition(". ")[0].rstrip(".")).replace("|", "\\|")


def rooms() -> Iterator[str]:
    yield START
    for room, title in ROOMS.items():
        rows = [f"| `auditdesk/{m.name}` | {first_sentence(m)} |" for m in mapped() if m.room == room]
        if rows:
            yield "\n".join([f"### {title}\n", "| file | what it is for |", "|---|---|", *rows, ""])


def page(written: str) -> str:
    """The page with its map made anew; all around it stays as it was written."""
    before, rest = written.split(START)
    return before + "\n".join(rooms()) + "\n" + END + rest.split(END)[1]


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
