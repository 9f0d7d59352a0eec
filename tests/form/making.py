"""Tools and sessions for tests: real calendar, real clocks, a time of day that a test turns."""

import tempfile
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import count
from pathlib import Path
from textwrap import dedent
from zoneinfo import ZoneInfo

from auditdesk.audit.clocks import Clock, Clocks, Unit
from auditdesk.audit.days import Calendar
from auditdesk.form import At, Change, RowId, Session, Source, Tool, Typed, compile, read

LONDON = ZoneInfo("Europe/London")
NOON = datetime(2016, 7, 1, 12, tzinfo=LONDON)
EASTER = {date(2016, 3, 25), date(2016, 3, 28)}
CHRISTMAS = {date(year, 12, 25) for year in range(2014, 2020)} | {
    date(year, 1, 1) for year in range(2014, 2020)
}
CALENDAR = Calendar({"england": frozenset(EASTER | CHRISTMAS), "wales": frozenset(CHRISTMAS)}, "england")
CLOCKS = Clocks(
    {
        "CK_RHI": Clock("CK_RHI", Decimal(72), Unit.ELAPSED_HOURS),
        "CK_REF": Clock("CK_REF", Decimal(1), Unit.WORKING_DAYS),
        "CK_REV": Clock("CK_REV", Decimal(3), Unit.CALENDAR_MONTHS),
    },
    CALENDAR,
    LONDON,
)
FACTS = {
    "assignment.agency": "csc",
    "round.from": "2015-06-20",
    "round.to": "2016-06-20",
    "case.ref": "CSE16-01",
}
HEAD = """\
tool: little
version: 1.0.0
title: A little tool
default_language: en
theme: little
"""
LISTS = """\
choices:
  std:
    - {name: met, label: {en: Met, cy: Wedi'i fodloni}}
    - {name: partly, label: {en: Partly met, cy: Wedi'i fodloni'n rhannol}}
    - {name: not_met, label: {en: Not met, cy: Heb ei fodloni}}
  yn:
    - {name: yes, label: Yes}
    - {name: no, label: No}
  need:
    - {name: a, label: Food, audit_rank: 1}
    - {name: b, label: Sleep, audit_rank: 2}
    - {name: none, label: None of these, audit_exclusive: yes}
"""


def source_of(rows: str, *, head: str = HEAD, lists: str = LISTS) -> Source:
    """A source from YAML rows (written from the margin), beside the usual lists."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "little.yaml")
        path.write_text(f"{head}{lists}rows:\n{dedent(rows)}", encoding="utf-8")
        return read(path)


def tool_of(rows: str) -> Tool:
    return compile(source_of(rows))


class Desk:
    """One session with what it was given, so that a second one can be opened on the same."""

    def __init__(self, tool: Tool, typed: Typed = Typed()) -> None:  # noqa: B008  a frozen value
        self.tool = tool
        self.at = NOON
        self._ids = count(1)
        self.session = self.opened(typed)

    def opened(self, typed: Typed, language: str = "en") -> Session:
        """A fresh session on the same tool, facts and time of day."""
        return Session(
            self.tool,
            typed=typed,
            facts=FACTS,
            now=lambda: self.at,
            zone=LONDON,
            calendar=CALENDAR,
            clocks=CLOCKS,
            language=language,
            new_id=self.new_id,
        )

    def new_id(self) -> RowId:
        return RowId(f"row{next(self._ids):05d}")

    def pass_time(self, **span: float) -> Change:
        self.at += timedelta(**span)
        return self.session.tick()

    def types(self, **answers: str) -> "Desk":
        for name, text in answers.items():
            self.session.answer(At(name), text)
        return self

    def row(self, repeat: str, *around: RowId, **answers: str) -> RowId:
        """A new row with these answers in it."""
        row = self.session.add_row(At(repeat, tuple(around))).rows[0].at.rows[-1]
        for name, text in answers.items():
            self.session.answer(At(name, (*around, row)), text)
        return row

    def back(self) -> list[str]:
        """Undo, and what became of rows."""
        change = self.session.undo()
        return [row.kind for row in change.rows] if change else []

    def forth(self) -> list[str]:
        """Redo, and what became of rows."""
        change = self.session.redo()
        return [row.kind for row in change.rows] if change else []

    def __getitem__(self, name: str) -> str:
        return self.session.value(At(name))

    def value(self, name: str, *rows: RowId) -> str:
        return self.session.value(At(name, rows))

    def column(self, repeat: str, name: str) -> list[str]:
        """The values of a column, row by row as shown."""
        return [self.value(name, row) for row in self.session.rows(At(repeat))]

    def problems(self, name: str, *rows: RowId) -> list[str]:
        return [problem.code for problem in self.session.cell(At(name, rows)).problems]


def desk_of(rows: str) -> Desk:
    return Desk(tool_of(rows))


def evaluated(expression: str, **answers: str) -> str:
    """What a calculation gives beside text questions `a`, `b`, `c` and dates `d`, `e`."""
    questions = "".join(f"- {{type: text, name: {name}, label: {name}}}\n" for name in "abcde")
    text = expression.replace('"', '\\"')
    desk = desk_of(f'{questions}- {{type: calculate, name: x, calculation: "{text}"}}\n')
    return desk.types(**answers)["x"]


def snapshot(session: Session) -> dict[At, object]:
    """Everything a person can see of a session, and what would leave the machine."""
    cells: dict[At, object] = {}
    for question in session.tool.questions:
        for rows in rows_around(session, question.repeats):
            at = At(question.name, rows)
            cells[at] = session.cell(at)
            if question.type == "repeat":
                cells[At("rows of " + question.name, rows)] = session.rows(at)
    cells[At("export")] = (session.export(), session.exported_rows(), session.progress(), session.validate())
    return cells


def rows_around(session: Session, repeats: Sequence[str]) -> list[tuple[RowId, ...]]:
    """The ids of every combination of shown rows that a question lies in."""
    around: list[tuple[RowId, ...]] = [()]
    for repeat in repeats:
        around = [(*rows, row) for rows in around for row in session.rows(At(repeat, rows))]
    return around
