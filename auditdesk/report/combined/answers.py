"""Tables of how questions with choices were answered. May not know: standards, grades."""

from collections.abc import Iterator

from auditdesk.form.values import Question
from auditdesk.report.combined.material import Material, shown, typed
from auditdesk.report.combined.texts import Belongs
from auditdesk.report.document import Block, Cell, Column, Table
from auditdesk.report.figures import Figure
from auditdesk.report.runs import Runs, Style, runs

_ANSWERED_ELSEWHERE = frozenset({"standard", "judgement", "cause", "comment", "declaration"})


def answers_table(material: Material, belongs: Belongs, key: str, caption: Runs) -> tuple[Block, ...]:
    """Question, answer, children: every answer that was given, in the order of the tool."""
    rows = tuple(_rows(material, belongs))
    if not rows:
        return ()
    columns = (
        Column("question", "Question", 24),
        Column("answer", "Answer", 20),
        Column("children", "Children", 8, kind="count"),
    )
    note = runs("Of the children for whom it was asked and answered; several answers may hold for one child.")
    return (Table(key, caption, columns, rows, note=note),)


def _rows(material: Material, belongs: Belongs) -> Iterator[tuple[Cell, ...]]:
    for question in material.view.tool.questions:
        if (
            question.role in _ANSWERED_ELSEWHERE
            or not question.type.startswith("select_")
            or not belongs(question)
        ):
            continue
        given = [
            (code, figure) for code, figure in material.under(f"choice.{question.name}").items() if figure.n
        ]
        for index, (code, figure) in enumerate(given):
            yield _row(material, question, code, figure, is_first=index == 0)


def _row(
    material: Material, question: Question, code: str, figure: Figure, *, is_first: bool
) -> tuple[Cell, ...]:
    label = typed(material.label(question.name), Style.STRONG) if is_first else Cell()
    return (label, typed(material.choice(question.name, code)), shown(figure))
