"""The part that takes one answer, by the type of its question. May not know the session.

Every part has `answered` (a finished text in the form's own shape), `typed` (a text under way),
`show_value` (silent) and `describe` (for a screen reader; the words stand on the card).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from auditdesk.audit.grades import DESCRIPTORS
from auditdesk.errors import QuestionError
from auditdesk.form import Choice, Question
from auditdesk.ui.fill import days
from auditdesk.ui.parts import ChoiceGroup, LineBox, Option, TextBox
from auditdesk.ui.parts.field import MOST_CHARACTERS
from auditdesk.ui.parts.showing import throw_away
from auditdesk.ui.parts.spacing import column
from auditdesk.ui.style import give_role

MOST_SHOWN = 24
"""Choices shown all at once; a longer list opens."""

_LONGEST_RANGE = 11
_GRADE_COLOURS = {
    "outstanding": "outstanding",
    "good": "good",
    "ri": "requires_improvement",
    "inadequate": "inadequate",
    "not_judged": "not_judged",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """How a typed line becomes the form's text, and back into words; what form of it a hint may show."""

    reads: Callable[[str, date], str]
    words: Callable[[str], str]


_READINGS = {
    "date": Reading(days.day, days.day_in_words),
    "dateTime": Reading(days.moment, days.moment_in_words),
    "time": Reading(lambda text, _: days.time_of_day(text), str),
}
_PLAIN = Reading(lambda text, _: text, str)


class Answering(QWidget):
    """What all parts have in common."""

    answered = Signal(str)
    typed = Signal(str)
    refused = Signal(object)

    def show_value(self, text: str) -> None:
        """Show what is stored, silently."""
        raise TypeError(text)

    def describe(self, hint: str, error: str) -> None:
        """What a screen reader says after the question, and whether the box looks wrong."""
        raise TypeError(hint, error)

    def show_choices(self, choices: Sequence[Choice], language: str) -> None:
        """Other choices may be offered now (choice_filter); only lists care."""


class Writes(Answering):
    """A line, or a box of lines."""

    def __init__(self, name: str, question: Question, today: date) -> None:
        super().__init__()
        self._reading, self._today, self._hint = _READINGS.get(question.type, _PLAIN), today, ""
        self._name = name
        is_long = question.columns.get("appearance", "") == "multiline"
        self.box: LineBox | TextBox = TextBox() if is_long else LineBox()
        column(self.box, of=self)
        self.box.setAccessibleName(name)
        self.setFocusProxy(self.box)
        self.box.answered.connect(self._left)
        self.box.textChanged.connect(self._typed)
        self._is_showing = False
        self.box.full.connect(self._full)

    def show_value(self, text: str) -> None:
        """Show what is stored; a box in which somebody types is left alone."""
        if self.box.hasFocus():
            return
        self._is_showing = True
        self.box.show_value(self._reading.words(text))
        self._is_showing = False

    def describe(self, hint: str, error: str) -> None:
        give_role(self.box, "box", "bad" if error else "plain")
        self.box.setAccessibleDescription(" ".join(filter(None, (error, hint))))

    def set_read_only(self) -> None:
        self.box.setReadOnly(True)

    @property
    def text(self) -> str:
        return self.box.toPlainText() if isinstance(self.box, TextBox) else self.box.text()

    @Slot(str)
    def _left(self, text: str) -> None:
        self.answered.emit(self._reading.reads(text, self._today))

    @Slot()
    def _typed(self) -> None:
        if not self._is_showing:
            self.typed.emit(self.text)  # as it stands: "3 2 20" is half a year, not the year 2020

    @Slot()
    def _full(self) -> None:
        why = self.tr("an answer holds at most {0} characters").format(f"{MOST_CHARACTERS:,}")
        self.refused.emit(QuestionError("R_LIMIT", question=self._name, why=why))


class Chooses(Answering):
    """One or any of a few answers, all in sight."""

    def __init__(self, name: str, question: Question, choices: Sequence[Choice], language: str) -> None:
        super().__init__()
        self._name, self._question, self._codes = name, question, tuple(choice.name for choice in choices)
        self._group = self._made(choices, language)
        self._line = column(self._group, of=self)
        self.setFocusProxy(self._group)

    def _made(self, choices: Sequence[Choice], language: str) -> ChoiceGroup:
        options = [_option(self._question, choice, language) for choice in choices]
        group = ChoiceGroup(self._name, options, many=self._question.type == "select_multiple")
        group.answered.connect(self.answered)
        return group

    def show_value(self, text: str) -> None:
        self._group.show_value(text)

    def describe(self, hint: str, error: str) -> None:
        self._group.show_error(" ".join(filter(None, (error, hint))))

    def show_choices(self, choices: Sequence[Choice], language: str) -> None:
        codes = tuple(choice.name for choice in choices)
        if codes == self._codes or self._question.type == "range":  # its steps are its own
            return
        value, gone = self._group.value, self._group
        self._codes, self._group = codes, self._made(choices, language)
        self._line.replaceWidget(gone, self._group)
        throw_away(gone)
        self._group.show_value(value)
        self.setFocusProxy(self._group)


class OneOfMany(QComboBox):
    """A long list that opens; letters find an entry. The wheel is for the page, not for the answer."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class Picks(Answering):
    """One of a long list."""

    def __init__(self, name: str, choices: Sequence[Choice], language: str) -> None:
        super().__init__()
        self.box = OneOfMany()
        self.box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.box.setAccessibleName(name)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(8)
        self._codes: tuple[str, ...] = ()
        self.show_choices(choices, language)
        column(self.box, of=self)
        self.setFocusProxy(self.box)
        self.box.activated.connect(self._chosen)

    def show_choices(self, choices: Sequence[Choice], language: str) -> None:
        codes = ("", *(choice.name for choice in choices))
        if codes == self._codes:
            return
        value = self.box.currentData() or ""
        self._codes = codes
        self.box.clear()
        self.box.addItem(self.tr("Not chosen yet"), "")
        for choice in choices:
            self.box.addItem(_word(choice, language), choice.name)
        self.show_value(value)

    def show_value(self, text: str) -> None:
        if text and self.box.findData(text) < 0:
            self.box.addItem(
                text, text
            )  # a code that is no longer offered stays and reads as itself (form law 26)
        self.box.setCurrentIndex(max(0, self.box.findData(text)))

    def describe(self, hint: str, error: str) -> None:
        give_role(self.box, "box", "bad" if error else "plain")
        self.box.setAccessibleDescription(" ".join(filter(None, (error, hint))))

    @Slot(int)
    def _chosen(self, place: int) -> None:
        self.answered.emit(self.box.itemData(place))


def answering(
    name: str, question: Question, choices: Sequence[Choice], language: str, today: date
) -> Answering:
    """The part for one question. `name` is what a screen reader calls it."""
    if question.type == "range" and (steps := _steps(question)):
        return Chooses(name, question, steps, language)
    if question.type not in {"select_one", "select_multiple"}:
        return Writes(name, question, today)
    if question.type == "select_one" and len(question.choices) > MOST_SHOWN:
        return Picks(name, choices, language)
    return Chooses(name, question, choices, language)


def _steps(question: Question) -> tuple[Choice, ...]:
    """The whole numbers of a short range: 0 to 10 are eleven answers, not a number to be typed."""
    told = dict(part.split("=", 1) for part in question.columns.get("parameters", "").split() if "=" in part)
    try:
        start, end, step = (
            int(told.get(key, usual)) for key, usual in (("start", 0), ("end", 10), ("step", 1))
        )
    except ValueError:
        return ()
    numbers = range(start, end + 1, step) if step > 0 else range(0)
    return tuple(Choice(str(n), {}) for n in numbers) if 0 < len(numbers) <= _LONGEST_RANGE else ()


def _word(choice: Choice, language: str) -> str:
    return choice.label.get(language) or next(iter(choice.label.values()), choice.name)


def _option(question: Question, choice: Choice, language: str) -> Option:
    """A grade shows its descriptor: read first, then choose (look.md 5, data-model 2.3)."""
    text = DESCRIPTORS.get(choice.name, "") if question.role == "judgement" else ""
    return Option(choice.name, _word(choice, language), text, _GRADE_COLOURS[choice.name] if text else "")


def in_words(question: Question, choices: Sequence[Choice], text: str, language: str) -> str:
    """A stored answer as a person reads it: labels for codes, dates in words."""
    if question.type in {"select_one", "select_multiple"}:
        words = {choice.name: _word(choice, language) for choice in (*question.choices, *choices)}
        return "; ".join(words.get(code, code) for code in text.split())
    return _READINGS.get(question.type, _PLAIN).words(text)


def typed_as(question: Question, text: str, today: date) -> str:
    """A typed text in the form's own shape, where it can be read; a choice may be given by its words."""
    if question.type in {"select_one", "select_multiple"}:
        codes = {
            words.casefold(): choice.name for choice in question.choices for words in choice.label.values()
        }
        return codes.get(text.strip().casefold(), text.strip())
    return _READINGS.get(question.type, _PLAIN).reads(text, today)
