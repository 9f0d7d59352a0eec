"""Random tools and random histories: what the form laws are tried on."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from auditdesk.form import At, Change, Session, ToolError
from tests.form.making import Desk, rows_around, tool_of

NUMBERS = ("", "1", "2", "7", "-3", "0.5")
TEXTS = (*NUMBERS, "met", "a", "a b", "x", "2016-02-29", "2016-03-27T00:30", "10:15", " ")
TYPES = (
    "text",
    "integer",
    "decimal",
    "date",
    "dateTime",
    "select_one std",
    "select_multiple need",
    "calculate",
)
NOT_TYPED = {"calculate", "group", "repeat"}

ANYWHERE = (
    "R = R",
    "R != ''",
    "R > 1 or R = 'met'",
    "concat(R, '-', R)",
    "number(R) + 1",
    "selected(R, 'a')",
    "if(R = '1', R, today())",
    "coalesce(R, 'z')",
)
OVER_ROWS = (
    "count(${rep}[C != ''])",
    "sum(${C}[. > 0])",
    "count(${C})",
    "count(${rep})",
    "join(' ', ${C})",
    "indexed-repeat(${C}, ${rep}, 2)",
)


class Writer:
    """Writes a random tool: questions in groups and in repeats, rules over each other and over rows.

    A level is how many repeats lie around: `rep` is level 1, `inn` inside it level 2.
    """

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw
        self._names: tuple[list[str], list[str], list[str]] = (["q0"], [], [])
        self._lines = ["- {type: text, name: q0, label: First}"]

    def write(self) -> str:
        self._rows(level=0, pad="")
        self._branch("group", "grp", level=0, pad="")
        self._branch("repeat", "rep", level=1, pad="")
        if self._sometimes(2):
            self._branch("repeat", "inn", level=2, pad=" " * 4)
        self._branch("group", "after", level=0, pad="")
        return "\n".join(self._lines) + "\n"

    def _one_of(self, *choices: Any) -> Any:
        return self._draw(st.sampled_from(choices))

    def _sometimes(self, times: int) -> bool:
        return self._draw(st.integers(1, times)) == times

    def _reference(self, level: int) -> str:
        return f"${{{self._one_of(*(name for names in self._names[: level + 1] for name in names))}}}"

    def _expression(self, level: int) -> str:
        over_rows = [text for text in OVER_ROWS if self._names[1]]
        if level == 0 and self._names[2]:
            over_rows += ["count(${inn})", "sum(${D}[. > 0])", "count(${rep}[count(inn) > 1])"]
        text: str = self._one_of(*ANYWHERE, *(("position(..)",) if level else over_rows))
        for mark, names in (("C", self._names[1]), ("D", self._names[2])):
            text = text.replace(mark, self._one_of(*names)) if names else text
        while "R" in text:
            text = text.replace("R", self._reference(level), 1)
        return text

    def _rows(self, level: int, pad: str) -> None:
        for _ in range(self._one_of(1, 2, 3)):
            self._row(level, pad)

    def _row(self, level: int, pad: str) -> None:
        name, kind = f"q{len(self._lines)}", self._one_of(*TYPES)
        parts = [f"type: {kind}", f"name: {name}", f"label: {name}"]
        if kind == "calculate":
            parts.append(f"calculation: {self._expression(level)}")
        elif self._sometimes(2):
            parts.append(f"default: {self._one_of('1', '2016-01-02', self._expression(level))}")
        if self._sometimes(3):
            parts.append(f"relevant: {self._expression(level)}")
        if self._sometimes(4):
            parts.append(f"constraint: . != {self._reference(level)}")
        if self._sometimes(4):
            parts.append(f"required: {self._one_of('yes', self._expression(level))}")
        self._lines.append(f"{pad}- " + f"\n{pad}  ".join(parts))
        self._names[level].append(name)

    def _branch(self, kind: str, name: str, level: int, pad: str) -> None:
        around = max(level - 1, 0)
        parts = [f"type: {kind}", f"name: {name}", f"label: {name}"]
        if self._sometimes(2):
            parts.append(f"relevant: {self._expression(around)}")
        if kind == "repeat" and self._sometimes(4):
            parts.append(f"repeat_count: {self._reference(around)}")
        self._lines.append(f"{pad}- " + f"\n{pad}  ".join([*parts, "rows:"]))
        self._rows(level, pad + " " * 4)


@st.composite
def desks(draw):
    """A session on a random tool that has no cycle."""
    text = Writer(draw).write()
    try:
        tool = tool_of(text)
    except ToolError as error:
        if error.code != "TOOL_CYCLE":
            raise
        return draw(st.nothing())
    return Desk(tool)


def act(data: st.DataObject, desk: Desk, *, back: bool = True) -> Change | None:
    """One random act of a person; None if there was nothing to act on. `back`: undo and redo are acts too."""
    often = OFTEN if back else [name for name in OFTEN if name not in {"undo", "redo", "tick"}]
    return ACTS[data.draw(st.sampled_from(often))](data, desk)


def _answer(data: st.DataObject, desk: Desk) -> Change:
    return desk.session.answer(_cell(data, desk.session), data.draw(st.sampled_from(TEXTS)))


def _reason(data: st.DataObject, desk: Desk) -> Change:
    return desk.session.answer(_cell(data, desk.session), "", reason="not_held")


def _add(data: st.DataObject, desk: Desk) -> Change | None:
    if not (repeats := _free(desk.session)):
        return None
    repeat = data.draw(st.sampled_from(repeats))
    before = data.draw(st.sampled_from([None, *desk.session.rows(repeat)]))
    return desk.session.add_row(repeat, before=before)


def _remove(data: st.DataObject, desk: Desk) -> Change | None:
    rows = _rows(desk.session)
    return desk.session.remove_row(data.draw(st.sampled_from(rows))) if rows else None


def _move(data: st.DataObject, desk: Desk) -> Change | None:
    if not (rows := _rows(desk.session)):
        return None
    row = data.draw(st.sampled_from(rows))
    before = data.draw(st.sampled_from([None, *desk.session.rows(At(row.name, row.rows[:-1]))]))
    return desk.session.move_row(row, before=before)


def _paste(data: st.DataObject, desk: Desk) -> Change | None:
    rows = {row.name: row.rows for row in _rows(desk.session)}
    cells = [at for at in _cells(desk.session) if at.rows and at.rows in rows.values()]
    if not cells:
        return None
    block = data.draw(st.lists(st.lists(st.sampled_from(TEXTS), max_size=3), max_size=3))
    return desk.session.paste(data.draw(st.sampled_from(cells)), block)


ACTS: Mapping[str, Callable[[st.DataObject, Desk], Change | None]] = MappingProxyType(
    {
        "answer": _answer,
        "reason": _reason,
        "add": _add,
        "remove": _remove,
        "move": _move,
        "paste": _paste,
        "undo": lambda _, desk: desk.session.undo(),
        "redo": lambda _, desk: desk.session.redo(),
        "tick": lambda _, desk: desk.pass_time(hours=17),
    }
)
OFTEN = [*ACTS, "answer", "answer", "answer", "add", "add"]


def _free(session: Session) -> list[At]:
    """The repeats whose rows people add, each in every row around it."""
    found = [At("rep")]
    if "inn" in session.tool:
        found += [At("inn", (row,)) for row in session.rows(At("rep"))]
    return [at for at in found if "repeat_count" not in session.tool.question(at.name).columns]


def _rows(session: Session) -> list[At]:
    """Every row that people can remove or move."""
    return [At(at.name, (*at.rows, row)) for at in _free(session) for row in session.rows(at)]


def _cells(session: Session) -> list[At]:
    """Every cell that can be typed into."""
    return [
        At(question.name, rows)
        for question in session.tool.questions
        if question.type not in NOT_TYPED
        for rows in rows_around(session, question.repeats)
    ]


def _cell(data: st.DataObject, session: Session) -> At:
    return data.draw(st.sampled_from(_cells(session)))
