"""`docs/errors.md` as it follows from `codes.py`: `python -m tests.house.errors_page` writes it anew."""

from collections.abc import Iterator, Mapping

from auditdesk import codes
from tests.house.tree import ROOT

PAGE = ROOT / "docs" / "errors.md"
HEAD = """# Every code, what happened, what to do next

Made from `auditdesk/codes.py` by `python -m tests.house.errors_page`. A code is for ever; its sentence may
improve. Words in {braces} are filled in when the error is met.
"""


def sections() -> dict[str, Mapping[str, codes.Words]]:
    """The tables of codes.py in their order: SEALED_FILES is shown as "Sealed files"."""
    tables = {
        name: table for name, table in vars(codes).items() if name.isupper() and isinstance(table, dict)
    }
    tables.pop("WORDS")
    return {name.replace("_", " ").capitalize(): table for name, table in tables.items() if table}


def page() -> str:
    return "\n".join([HEAD, *(line for name, table in sections().items() for line in _section(name, table))])


def _section(name: str, table: Mapping[str, codes.Words]) -> Iterator[str]:
    yield f"## {name}\n"
    yield "| code | what happened | what to do next | at the command line |"
    yield "|---|---|---|---|"
    alike: dict[codes.Words, list[str]] = {}
    for code, words in table.items():
        alike.setdefault(words, []).append(f"`AD-{code}`")
    for words, shared in alike.items():
        said = (words.sentence, words.hint, words.command)
        yield f"| {' '.join(shared)} | {' | '.join(map(_cell, said))} |"
    yield ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
