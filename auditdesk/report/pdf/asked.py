"""What a sheet asks, as flowables: which parts a question has, and which of them stay together.

May not know: how any part is drawn.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from reportlab.platypus.doctemplate import ActionFlowable
from reportlab.platypus.flowables import Flowable, PageBreakIfNotEmpty

from auditdesk.report.asking import (
    Asked,
    Control,
    Digits,
    Lines,
    Part,
    Question,
    SignHere,
    TickBox,
    TickBoxes,
    WriteIn,
)
from auditdesk.report.lines import full_width
from auditdesk.report.pdf.asking import AskedFlow, DigitsFlow, LinesFlow, SetTick, SignFlow, TicksFlow
from auditdesk.report.pdf.text import Prose, Setter
from auditdesk.report.pdf.write_in import WriteInFlow
from auditdesk.report.theme import (
    ASKED,
    ASKED_FOR,
    ASKED_HINT,
    ASKED_NUMBER,
    ASKED_SKIP,
    CODE,
    TABLE,
    TABLE_HEAD,
    TICK_LABEL,
    UNDER_LINE,
)


class _NextPart(ActionFlowable):
    """The next page begins another paper."""

    def __init__(self, part: Part) -> None:
        super().__init__()
        self._part = part

    def apply(self, pages: Any) -> None:
        pages.next_part = self._part


def groups_of(block: Asked, setter: Setter) -> list[list[Flowable]]:
    """The flowables of one block; each group stays together."""
    match block:
        case Question():
            number = setter.words_of(block.number, ASKED_NUMBER) if block.number else ()
            code = setter.words_of(block.code, CODE) if block.code else ()
            return [[AskedFlow((number, code), tuple(_parts(block, setter)), is_ruled=bool(block.controls))]]
        case WriteIn(columns, rows):
            titles = [
                (
                    Prose(setter.spans(column.title, TABLE_HEAD), TABLE_HEAD),
                    setter.words_of(column.code, CODE),
                )
                for column in columns
            ]
            return [[WriteInFlow(titles, [setter.words_of(name, TABLE) for name in rows])]]
        case SignHere(labels):
            return [[SignFlow([Prose(setter.words_of(label, UNDER_LINE), UNDER_LINE) for label in labels])]]
        case Part():
            return [[_NextPart(block)], [PageBreakIfNotEmpty()]]


def _parts(question: Question, setter: Setter) -> Iterator[Flowable]:
    yield Prose(setter.spans(question.text, ASKED), ASKED)
    if question.hint:
        yield Prose(setter.spans(question.hint, ASKED_HINT), ASKED_HINT)
    for words in question.skip:
        yield Prose(setter.spans(words, ASKED_SKIP), ASKED_SKIP)
    for control in question.controls:
        yield from _control(control, setter)


def _control(control: Control, setter: Setter) -> Iterator[Flowable]:
    match control:
        case TickBoxes(boxes):
            yield _ticks(boxes, setter)
        case Lines(count, label):
            if label:
                yield Prose(setter.words_of(label, ASKED_FOR), ASKED_FOR)
            yield LinesFlow(count)
        case Digits(groups, beside):
            named = [
                (count, Prose(setter.words_of(words, UNDER_LINE), UNDER_LINE)) for count, words in groups
            ]
            yield DigitsFlow(named, _ticks(beside, setter) if beside else None)


def _ticks(boxes: Sequence[TickBox], setter: Setter) -> TicksFlow:
    return TicksFlow([_tick(box, setter) for box in boxes])


def _tick(box: TickBox, setter: Setter) -> SetTick:
    label = setter.spans(box.label, TICK_LABEL)
    note = Prose(setter.spans(box.note, ASKED_HINT), ASKED_HINT) if box.note else None
    return SetTick(Prose(label, TICK_LABEL), note, full_width(label))
