"""What is wrong with a return and what leaves it, worked out anew each time (laws 17 to 20, 26 and 28)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from auditdesk.form import At, Question, Tool
from tests.laws.slow.kinds import truth
from tests.laws.slow.nodes import Node
from tests.laws.slow.session import NO, YES, Entered, Worked
from tests.laws.slow.stored import ANSWERED, fits


@dataclass(frozen=True)
class Seen:
    """One cell as a person sees it; problems and choices by their codes."""

    value: str
    entered: Entered
    relevant: bool
    required: bool
    readonly: bool
    problems: tuple[tuple[str, str], ...]
    choices: tuple[str, ...]


def shown_cells(worked: Worked) -> Iterator[Node]:
    """Every cell, group and repeat in shown rows, in document order; those not asked too."""

    def inside(node: Node) -> Iterator[Node]:
        for inner in node.inner:
            if not inner.is_row:
                yield inner
            if not inner.is_row or inner.on:
                yield from inside(inner)

    return inside(worked.top.inner[0])


def seen(worked: Worked, node: Node) -> Seen:
    question, at = node.question, At(node.name, node.ids)
    assert question is not None
    entered = worked.typed.cells.get(at, Entered())
    is_calculated = bool(question.columns.get("calculation"))
    if not node.on:
        choices = tuple(_offered(worked, node, question))
        worked.troubles[at] = set()
        return Seen("", entered, False, False, False, (), choices)  # noqa: FBT003  as the fields stand
    required = _says(worked, node, "required")
    readonly = is_calculated or _says(worked, node, "readonly")
    problems = [*_problems(worked, node, entered, required=required)]
    told = [("error", code) for code in sorted(worked.troubles[at])]
    choices = tuple(_offered(worked, node, question))
    worked.troubles[at] = {code for _, code in told}
    return Seen(node.text, entered, True, required, readonly, tuple(sorted((*problems, *told))), choices)  # noqa: FBT003


def _says(worked: Worked, node: Node, column: str) -> bool:
    assert node.question is not None
    written = node.question.columns.get(column, "")
    if written in YES | NO:
        return written in YES
    return truth(worked.says(node, column, failed=False))


def _problems(worked: Worked, node: Node, entered: Entered, *, required: bool) -> Iterator[tuple[str, str]]:
    question = node.question
    assert question is not None
    is_asked = question.type in ANSWERED and not question.columns.get("calculation")
    if is_asked and not fits(question, entered.text):
        yield "error", "answer.type"
        return
    if is_asked and required and not node.text.strip() and not entered.reason:
        yield "error", "answer.required"
    if not node.text:
        return
    if question.type in {"select_one", "select_multiple"}:
        yield from _of_choices(worked, node, question)
    if question.columns.get("constraint") and not truth(worked.says(node, "constraint", failed=True)):
        yield "warn" if question.columns.get("audit::severity") == "warn" else "error", "answer.constraint"


def _of_choices(worked: Worked, node: Node, question: Question) -> Iterator[tuple[str, str]]:
    codes, offered = node.text.split(), _offered(worked, node, question)
    yield from [("error", "answer.choice") for code in codes if code not in offered]
    alone = [c for c in question.choices if c.columns.get("audit_exclusive") in YES and c.name in codes]
    if alone and len(codes) > 1:
        yield "error", "answer.exclusive"


def _offered(worked: Worked, node: Node, question: Question) -> list[str]:
    if "choice_filter" not in question.columns:
        return [choice.name for choice in question.choices]
    rows = worked.given.lists[question.list_name].inner[0].inner
    return [
        row.inner[0].text for row in rows if truth(worked.says(node, "choice_filter", failed=True, at=row))
    ]


def exported(worked: Worked) -> list[tuple[At, str, str, bool]]:
    """Law 28: relevant, not local, not blank, in document order."""
    found = []
    for node in shown_cells(worked):
        question, at = node.question, At(node.name, node.ids)
        assert question is not None
        reason = worked.typed.cells.get(at, Entered()).reason
        if node.on and (node.text or reason) and question.columns.get("audit::local") != "yes":
            found.append((at, node.text, reason, bool(question.columns.get("calculation"))))
    return found


def rows(worked: Worked) -> list[At]:
    """The rows that count."""
    return [At(node.name, node.ids) for node in worked.top.below() if node.is_row]


def looked_at(worked: Worked) -> dict[At, Seen]:
    return {At(node.name, node.ids): seen(worked, node) for node in shown_cells(worked)}


def problems(cells: Mapping[At, Seen]) -> list[tuple[str, str]]:
    return sorted((at.key(), code) for at, cell in cells.items() for _, code in cell.problems)


def progress(tool: Tool, cells: Mapping[At, Seen]) -> dict[str, tuple[int, int, int]]:
    """By top group: asked, answered, required and open. A comment is only counted when it is open."""
    counts: dict[str, list[int]] = {}
    for at, cell in cells.items():
        question = tool.question(at.name)
        if question.type not in ANSWERED or question.columns.get("calculation") or not cell.relevant:
            continue
        count = counts.setdefault(question.groups[0] if question.groups else "", [0, 0, 0])
        is_answered = bool(cell.value or cell.entered.reason)
        if question.columns.get("audit::role") != "comment":
            count[0] += 1
            count[1] += is_answered
        count[2] += cell.required and not is_answered
    return {name: (a, b, c) for name, (a, b, c) in counts.items()}
