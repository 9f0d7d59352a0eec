"""Random tools and random histories: what the form laws are tried on."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from auditdesk.form import At, Change, Session, ToolError
from tests.form.making import Desk, tool_of

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
    """Writes a random tool: questions in groups and one repeat, rules over each other and over rows."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw
        self._outer: list[str] = []
        self._columns: list[str] = []
        self.lines: list[str] = []

    def write(self) -> str:
        self.lines.append("- {type: text, name: q0, label: First}")
        self._outer.append("q0")
        self._rows(0, inside=False)
        self._branch("group", "grp", inside=False)
        self._branch("repeat", "rep", inside=True)
        self._branch("group", "after", inside=False)
        return "\n".join(self.lines) + "\n"

    def _one_of(self, *choices: Any) -> Any:
        return self._draw(st.sampled_from(choices))

    def _sometimes(self, times: int) -> bool:
        return self._draw(st.integers(1, times)) == times

    def _reference(self, *, inside: bool) -> str:
        names = [*self._outer, *(self._columns if inside else ())]
        return f"${{{self._one_of(*names)}}}" if names else "1"

    def _expression(self, *, inside: bool) -> str:
        beside = ("position(..)",) if inside else OVER_ROWS if self._columns else ()
        text: str = self._one_of(*ANYWHERE, *beside)
        if self._columns:
            text = text.replace("C", self._one_of(*self._columns))
        while "R" in text:
            text = text.replace("R", self._reference(inside=inside), 1)
        return text

    def _rows(self, indent: int, *, inside: bool) -> None:
        for _ in range(self._one_of(1, 2, 3)):
            self._row(" " * indent, inside=inside)

    def _row(self, pad: str, *, inside: bool) -> None:
        name, kind = f"q{len(self.lines)}", self._one_of(*TYPES)
        parts = [f"type: {kind}", f"name: {name}", f"label: {name}"]
        if kind == "calculate":
            parts.append(f"calculation: {self._expression(inside=inside)}")
        elif self._sometimes(2):
            parts.append(f"default: {self._one_of('1', '2016-01-02', self._expression(inside=inside))}")
        if self._sometimes(3):
            parts.append(f"relevant: {self._expression(inside=inside)}")
        if self._sometimes(4):
            parts.append(f"constraint: . != {self._reference(inside=inside)}")
        if self._sometimes(4):
            parts.append(f"required: {self._one_of('yes', self._expression(inside=inside))}")
        self.lines.append(f"{pad}- " + f"\n{pad}  ".join(parts))
        (self._columns if inside else self._outer).append(name)

    def _branch(self, kind: str, name: str, *, inside: bool) -> None:
        head = f"- type: {kind}\n  name: {name}\n  label: {name}"
        if self._sometimes(2):
            head += f"\n  relevant: {self._expression(inside=False)}"
        if kind == "repeat" and self._sometimes(4):
            head += f"\n  repeat_count: {self._reference(inside=False)}"
        self.lines.append(f"{head}\n  rows:")
        self._rows(4, inside=inside)


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
    before = data.draw(st.sampled_from([None, *desk.session.rows(At("rep"))]))
    return desk.session.add_row(At("rep"), before=before) if _free(desk.session) else None


def _remove(data: st.DataObject, desk: Desk) -> Change | None:
    rows = desk.session.rows(At("rep"))
    if not rows or not _free(desk.session):
        return None
    return desk.session.remove_row(At("rep", (data.draw(st.sampled_from(rows)),)))


def _move(data: st.DataObject, desk: Desk) -> Change | None:
    rows = desk.session.rows(At("rep"))
    if not rows or not _free(desk.session):
        return None
    before = data.draw(st.sampled_from([None, *rows]))
    return desk.session.move_row(At("rep", (data.draw(st.sampled_from(rows)),)), before=before)


def _paste(data: st.DataObject, desk: Desk) -> Change | None:
    rows, names = desk.session.rows(At("rep")), _typed(desk.session, "rep")
    if not rows or not names or not _free(desk.session):
        return None
    block = data.draw(st.lists(st.lists(st.sampled_from(TEXTS), max_size=3), max_size=3))
    return desk.session.paste(At(data.draw(st.sampled_from(names)), (rows[0],)), block)


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
OFTEN = [*ACTS, "answer", "answer", "answer", "add"]


def _free(session: Session) -> bool:
    """Rows that people add: none where they follow a count."""
    return "repeat_count" not in session.tool.question("rep").columns


def _typed(session: Session, *repeats: str) -> list[str]:
    return [q.name for q in session.tool.questions if q.repeats == repeats and q.type not in NOT_TYPED]


def _cell(data: st.DataObject, session: Session) -> At:
    cells = [At(name) for name in _typed(session)]
    cells += [At(name, (row,)) for row in session.rows(At("rep")) for name in _typed(session, "rep")]
    return data.draw(st.sampled_from(cells))
