"""The answers of one return, section by section: a line for each, long ones across, repeats as tables.

May not know: grades, head and foot of the sheet.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from auditdesk.audit.clocks import Clock
from auditdesk.form import At, Question
from auditdesk.report.document import Block, Cell, Column, Heading, Paragraph, Table
from auditdesk.report.runs import Fact, Runs, Style, Text, Typed, runs
from auditdesk.report.sheet.filled import Filled
from auditdesk.report.sheet.numbering import Layout, Section, takes_answer
from auditdesk.report.sheet.wording import Wording, limit, unit_of

_COLUMNS = (
    Column("no", "No", 5, kind="id"),
    Column("code", "Code", 14, kind="id"),
    Column("question", "Question", 30),
    Column("answer", "Answer", 21),
    Column("comment", "Evidence or comment", 26),
)
_LONG = 70
"""Characters of an answer from which it is printed across, under its question."""
_LONG_COMMENT = 240
_LONG_IN_ROW = 160
_ACROSS = 6
"""Columns of a repeat beside one another; more go into another table."""
_CLOCK = "CK_"

Row = tuple[Cell, ...]


class Answers:
    """What one return says, as blocks."""

    def __init__(self, filled: Filled, wording: Wording, layout: Layout) -> None:
        self.layout = layout
        self._filled, self._wording = filled, wording

    def of(self, section: Section) -> tuple[Block, ...]:
        """A section's answers in order; nothing if it holds none that is to be shown."""
        shown = [entry for entry in section.entries if self._is_shown(entry)]
        if all(entry.type == "group" for entry in shown):
            return ()
        blocks = list(self._shown(shown))
        left_out = self._left_out(section)
        if left_out and isinstance(last := blocks[-1], Table):
            blocks[-1] = replace(last, note=left_out)  # it stays with the last row
        elif left_out:
            blocks.append(Paragraph(left_out, "note"))
        return tuple(blocks)

    def _shown(self, shown: Sequence[Question]) -> Iterator[Block]:
        for kind, entries in groupby(shown, key=_kind):
            if kind == "group":
                yield from self._groups(tuple(entries), shown)
            elif kind == "repeat":
                for repeat in entries:
                    yield from self._repeat(repeat)
            else:
                yield Table("", (), _COLUMNS, tuple(self._row(entry) for entry in entries), row_header=False)

    def brief(self, question: Question) -> Runs:
        """As "Raised at: 3 June 2016, 10:00"; where the answer is long, the line that has it."""
        said = self.said(At(question.name))
        number = self.layout.number(question.name)
        told = runs("see line ", Fact(number)) if len(said) > _LONG_COMMENT else (Typed(said),)
        return runs(Typed(self._wording.label(question.name), Style.STRONG), ": ", *told)

    def said(self, at: At) -> str:
        """The answer in words, a clock's with its limit; empty if there is none."""
        value = self._filled.value(at)
        if not value:
            return ""
        words = self._wording.answer(at.name, value, self._filled.zone)
        clock = self._clock(at)
        if clock is None:
            return words
        is_late_by = value.replace(".", "").isdigit()
        return f"{words} {unit_of(clock)}" if is_late_by else f"{words} (limit {limit(clock)})"

    # ── which ────────────────────────────────────────────────────────────────────────────────────────────
    def _is_shown(self, entry: Question) -> bool:
        at = At(entry.name)
        if entry.type == "group":
            return True
        if entry.type == "repeat":
            return bool(self._filled.rows_of(entry.name))
        if entry.type == "note" or self._is_of_the_head(entry):
            return False
        return bool(self._filled.value(at) or at in self._filled.missing or self._is_open(entry, at))

    def _is_open(self, entry: Question, at: At) -> bool:
        """Asked and not answered, on a sheet that is not finished."""
        return (
            self._filled.signing is None
            and at in self._filled.asked
            and takes_answer(entry)
            and not entry.local
        )

    def _is_of_the_head(self, entry: Question) -> bool:
        """Facts of the round that the tool repeats: they stand at the head of the sheet."""
        return "ad:fact(" in entry.columns.get("calculation", "")

    def _left_out(self, section: Section) -> Runs:
        """One line of codes for what was not asked, one for what was not answered."""
        not_asked: list[str] = []
        unanswered: list[str] = []
        for entry in section.entries:
            if not takes_answer(entry) or entry.local or self._is_shown(entry):
                continue
            (unanswered if At(entry.name) in self._filled.asked else not_asked).append(entry.name)
        lines = [
            runs(words, Fact(", ".join(codes), Style.CODE), ".")
            for words, codes in (
                ("Not asked because of an earlier answer: ", not_asked),
                ("Asked and not answered: ", unanswered),
            )
            if codes
        ]
        return below_one_another(lines)

    def _groups(self, groups: Sequence[Question], shown: Sequence[Question]) -> Iterator[Block]:
        """The heading of a group further in, if anything in it is shown."""
        for group in groups:
            if any(group.name in entry.groups and entry.type != "group" for entry in shown):
                yield Heading(3, self._wording.label(group.name))

    # ── rows ─────────────────────────────────────────────────────────────────────────────────────────────
    def _row(self, entry: Question) -> Row:
        at = At(entry.name)
        number = Cell((Fact(self.layout.number(entry.name)),))
        code = Cell((Fact(entry.name),))
        said, comment = self.said(at), self._comment(entry, at)
        label = Typed(self._wording.label(entry.name))
        if len(said) > _LONG or "\n" in said or _length(comment) > _LONG_COMMENT:
            tail = runs("\n", *comment) if comment else ()
            answer = self._answer(entry, at, said, Style.PLAIN if len(said) > _LONG else Style.STRONG)
            return number, code, Cell(runs(Typed(label.text, Style.MUTED), "\n", *answer, *tail), span=3)
        return number, code, Cell((label,)), Cell(self._answer(entry, at, said, Style.STRONG)), Cell(comment)

    def _answer(self, entry: Question, at: At, said: str, style: Style) -> Runs:
        if said:
            return (Typed(said, style),)
        reason = self._filled.missing.get(at, "")
        words = self._wording.answer(entry.name, reason, self._filled.zone) if reason else ""
        return runs(
            Text("not answered", Style.MUTED), *((Typed(f": {words.replace('_', ' ')}"),) if words else ())
        )

    def _comment(self, entry: Question, at: At) -> Runs:
        """What the auditor added, what the meeting settled, and what kind of answer it is."""
        parts: list[Runs] = []
        if written := self._filled.comment(at):
            parts.append((Typed(written),))
        if (agreed := self._filled.agreed.get(entry.name)) is not None:
            value = self._wording.answer(entry.name, agreed.value, self._filled.zone)
            why = (Text(". "), Typed(agreed.reason)) if agreed.reason else ()
            parts.append(
                runs(Text("Agreed at the meeting: ", Style.STRONG), Typed(value, Style.STRONG), *why)
            )
        if not takes_answer(entry):
            parts.append((Text("worked out", Style.MUTED),))
        if at in self._filled.local:
            parts.append((Text("stays on the auditor’s machine", Style.MUTED),))
        return below_one_another(parts)

    def _clock(self, at: At) -> Clock | None:
        question = self._wording.tool.question(at.name)
        named = question.columns.get("audit::clock", "")
        is_judged = question.role == "clock" or "ad:late-by(" in question.columns.get("calculation", "")
        if not named and is_judged and question.repeats:
            beside = self._wording.tool.columns_of(question.repeats[-1])
            values = (self._filled.value(At(one.name, at.rows)) for one in beside)
            named = next((value for value in values if value.startswith(_CLOCK)), "")
        return self._filled.clocks.get(named)

    # ── repeats ──────────────────────────────────────────────────────────────────────────────────────────
    def _repeat(self, repeat: Question) -> Iterator[Block]:
        """The rows as tables of a few columns; a text too long for a cell follows in full."""
        rows = self._filled.rows_of(repeat.name)
        columns = [
            one
            for one in self._wording.tool.columns_of(repeat.name)
            if one.role != "comment" and any(self._has(one, row) for row in rows)
        ]
        caption = runs(
            Fact(self.layout.number(repeat.name)),
            " ",
            Typed(self._wording.label(repeat.name)),
            " ",
            Fact(repeat.name, Style.CODE),
        )
        if not columns:
            yield Paragraph(runs(*caption, ": ", Fact(str(len(rows))), " without an answer"))
        names = self._row_names(repeat.name)
        tables = -(-len(columns) // _ACROSS)
        for at in range(tables):
            few = columns[at * len(columns) // tables : (at + 1) * len(columns) // tables]
            yield self._table(caption if not at else (), few, [(names[row], row) for row in rows])
        yield from self._in_full(columns, [(names[row], row) for row in rows])

    def _has(self, column: Question, row: At) -> bool:
        at = At(column.name, row.rows)
        return bool(self._filled.value(at) or at in self._filled.missing)

    def _table(self, caption: Runs, columns: Sequence[Question], rows: Sequence[tuple[str, At]]) -> Table:
        heads = [Column(one.name, self._wording.label(one.name), 15) for one in columns]
        return Table(
            "",
            caption,
            (Column("row", "Row", 1, kind="id"), *heads),
            tuple((Cell((Fact(name),)), *(self._cell(one, row) for one in columns)) for name, row in rows),
            row_header=False,
        )

    def _cell(self, column: Question, row: At) -> Cell:
        at = At(column.name, row.rows)
        said = self.said(at)
        if len(said) > _LONG_IN_ROW:
            return Cell((Text("in full below", Style.MUTED),))
        if not said and at not in self._filled.missing:
            return Cell((Text("–", Style.MUTED),))
        return Cell(self._answer(column, at, said, Style.PLAIN))

    def _in_full(self, columns: Sequence[Question], rows: Sequence[tuple[str, At]]) -> Iterator[Block]:
        for name, row in rows:
            for column in columns:
                at = At(column.name, row.rows)
                said, comment = self.said(at), self._filled.comment(at)
                label = runs("Row ", Fact(name), ", ", Typed(self._wording.label(column.name)), ": ")
                if len(said) > _LONG_IN_ROW:
                    yield Paragraph(runs(*label, Typed(said)))
                if comment:
                    yield Paragraph(runs(*label, "comment: ", Typed(comment)))

    def _row_names(self, repeat: str) -> dict[At, str]:
        """1, 2, 3; rows inside row 2 of another repeat are 2.1, 2.2."""
        names: dict[tuple[str, ...], str] = {(): ""}
        found: dict[At, str] = {}
        for chain in (*self._wording.tool.question(repeat).repeats, repeat):
            counts: dict[tuple[str, ...], int] = {}
            for row in self._filled.rows_of(chain):
                around = tuple(row.rows[:-1])
                counts[around] = counts.get(around, 0) + 1
                names[tuple(row.rows)] = f"{names[around]}.{counts[around]}".lstrip(".")
                found[row] = names[tuple(row.rows)]
        return found


def below_one_another(lines: Sequence[Runs]) -> Runs:
    """Each on a line of its own."""
    return tuple(run for number, line in enumerate(lines) for run in ((Text("\n"),) if number else ()) + line)


def _kind(entry: Question) -> str:
    return entry.type if entry.type in ("group", "repeat") else ""


def _length(words: Runs) -> int:
    return sum(len(getattr(run, "text", "")) for run in words)
