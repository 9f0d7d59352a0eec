"""The rows that the domain's documents ask of every tool, and of one theme."""

from pathlib import Path

from auditdesk.form.values import Question

KINDS = {
    "note": ("calculate", ""),
    "calc": ("calculate", ""),
    "text": ("text", ""),
    "long": ("text", ""),
    "int": ("integer", ""),
    "num": ("decimal", ""),
    "date": ("date", ""),
    "datetime": ("dateTime", ""),
    "yn": ("select_one", "yn"),
    "std": ("select_one", "std"),
    "judge": ("select_one", "grade"),
    "scale": ("range", ""),
    "repeat": ("repeat", ""),
}
CHOSEN = {"one": "select_one", "multi": "select_multiple"}
FIRST_ASPECT = "C1"


def lines(file: str) -> list[str]:
    return (Path(__file__).parent / file).read_text("utf-8").splitlines()


def documented(theme_file: str) -> list[tuple[str, str, str]]:
    """Section, name and kind of every row, the theme's own after the case details (order of the screen)."""
    common = [_three(line) for line in lines("common_rows.txt")]
    place = next(index for index, (section, _, _) in enumerate(common) if section == FIRST_ASPECT)
    return [*common[:place], *(_three(line) for line in lines(theme_file)), *common[place:]]


def _three(line: str) -> tuple[str, str, str]:
    section, name, kind = line.split()
    return section, name, kind


def is_of_kind(question: Question, kind: str) -> bool:
    if kind in CHOSEN:
        return question.type == CHOSEN[kind] and len(question.choices) > 1
    return (question.type, question.list_name) == KINDS[kind]
