"""The completed or part-filled sheet of one return: grades first, then every section with its answers.

May not know: desks; which revision stands is decided before.
"""

from collections.abc import Iterator

from auditdesk.audit.round import Ref
from auditdesk.form import At
from auditdesk.report.asking import SignHere
from auditdesk.report.combined.imprint import day, fingerprint
from auditdesk.report.document import Block, Callout, Heading, Pair, Paragraph
from auditdesk.report.runs import Fact, Runs, Style, Text, Typed, runs
from auditdesk.report.sheet import head
from auditdesk.report.sheet.answers import Answers, below_one_another
from auditdesk.report.sheet.filled import Filled
from auditdesk.report.sheet.grades import grades
from auditdesk.report.sheet.numbering import Section, layout
from auditdesk.report.sheet.wording import Wording, spoken

_SECOND = 2
_SHORT = 16
_MONTHS_UNTIL = 2  # years: a younger child's age is given in months


class Completed:
    """One return on paper."""

    def __init__(self, filled: Filled, wording: Wording) -> None:
        self._filled, self._wording = filled, wording
        self._answers = Answers(filled, wording, layout(wording.tool))

    def blocks(self) -> Iterator[Block]:
        """The whole sheet, its running header first."""
        filled, wording = self._filled, self._wording
        yield head.part(wording, f"Case {filled.ref.case} · {self._agency(filled.ref)}")
        yield from head.opening(
            head.CASE.format(ref=filled.ref.case), tuple(self._fields()), head.purpose(filled.audit_round)
        )
        yield from self._concern()
        yield from grades(filled, wording, self._answers)
        silent = []
        for section in self._answers.layout.sections:
            told = self._answers.of(section)
            if told:
                yield Heading(2, f"Section {section.letter}  {self._title(section)}", band=True)
                yield from told
            else:
                silent.append(section)
        yield from self._closing(silent)

    def _title(self, section: Section) -> str:
        return self._wording.label(section.group.name) if section.group else self._wording.title()

    def _agency(self, ref: Ref) -> str:
        name = self._wording.agency(ref.agency)
        return f"{name} (second reader)" if ref.reader >= _SECOND else name

    # ── head ─────────────────────────────────────────────────────────────────────────────────────────────
    def _fields(self) -> Iterator[Pair]:
        filled = self._filled
        yield Pair("Agency:", (Typed(self._agency(filled.ref)),))
        yield Pair("Return:", self._state())
        around = filled.audit_round
        yield Pair("Look-back:", runs(day(around.lookback_from), " to ", day(around.lookback_to)))
        for label, words in (
            ("Auditor:", self._said("hd_role")),
            ("Category:", self._said("cd_cat")),
            ("Age:", self._age()),
            ("Sample group:", filled.stratum),
            ("Time spent:", self._minutes()),
        ):
            if words:
                yield Pair(label, (Typed(words),))

    def _said(self, name: str) -> str:
        value = self._filled.value(At(name))
        return self._wording.answer(name, value, self._filled.zone) if value else ""

    def _state(self) -> Runs:
        signing = self._filled.signing
        if signing is None and self._filled.former:
            return runs("open again after revision ", Fact(str(self._filled.former)))
        if signing is None:
            return runs("not signed yet")
        on = (Text(" "), day(signing.at.astimezone(self._filled.zone).date())) if signing.at else ()
        return runs("nil return, signed" if signing.is_nil else "signed", *on)

    def _age(self) -> str:
        years, months = self._filled.value(At("cd_age")), self._filled.value(At("cd_age_m"))
        if months.isdigit() and years.isdigit() and int(years) < _MONTHS_UNTIL:
            return f"{months} {'month' if months == '1' else 'months'}"
        return f"{years} years" if years else ""

    def _minutes(self) -> str:
        minutes = self._filled.value(At("hd_minutes"))
        return f"{minutes} minutes" if minutes else ""

    def _concern(self) -> Iterator[Block]:
        """A child unsafe now is the first thing that anybody reads."""
        asked = [q for q in self._wording.tool.questions if q.role == "concern" and not q.repeats]
        if not any(q.type == "select_one" and self._filled.value(At(q.name)) == "yes" for q in asked):
            return
        lines = [
            self._answers.brief(question) for question in asked if At(question.name) in self._filled.asked
        ]
        yield Callout("Immediate concern", below_one_another(lines), "care")

    # ── foot ─────────────────────────────────────────────────────────────────────────────────────────────
    def _closing(self, silent: list[Section]) -> Iterator[Block]:
        yield Heading(2, "Signatures", band=True)
        yield Paragraph(self._signed())
        if silent:
            titles = "; ".join(f"{section.letter} {self._title(section)}" for section in silent)
            yield Paragraph(runs("Sections without an answer: ", Typed(titles), "."), "note")
        if self._filled.kept:
            codes = ", ".join(self._filled.kept)
            yield Paragraph(
                runs("Left off because they stay on the auditor’s machine: ", Fact(codes, Style.CODE), "."),
                "note",
            )
        yield Paragraph(head.tool_line(self._wording), "note")
        yield SignHere(("Auditor", "Date", "Chair of the meeting", "Date"))

    def _signed(self) -> Runs:
        signing = self._filled.signing
        if signing is None:
            return runs("This return is not signed: what stands here may still change.")
        at = (Text(" on "), Fact(spoken(signing.at.isoformat(), self._filled.zone))) if signing.at else ()
        who = (
            (Text(" with the key "), fingerprint(signing.signer[:_SHORT], whole=True))
            if signing.signer
            else ()
        )
        return runs("Signed", *at, " as revision ", Fact(str(signing.revision)), *who, ".")
