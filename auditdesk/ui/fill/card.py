"""One question on a card.

Number, question, hint, answer, and what is said about the answer. May not know the session.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from auditdesk.form import At, Cell, Problem, Question
from auditdesk.ui import tokens as t
from auditdesk.ui.fill.answering import Answering, Writes, answering
from auditdesk.ui.fill.leaves import Entry
from auditdesk.ui.parts import Card, ChoiceGroup, Option, PlainLabel
from auditdesk.ui.parts.showing import see
from auditdesk.ui.parts.spacing import column
from auditdesk.ui.style import give_role

NOT_RECORDED = "not_recorded"
"""Why a date or number is not given.

The record does not say (data-model: a finding of its own, never "not met").
"""

_MAY_BE_UNRECORDED = frozenset({"date", "dateTime", "time", "integer", "decimal"})
_OPEN = "answer.required"
_LONG, _PART = re.compile(r"\S{25,}"), re.compile(r"\S{1,8}")


def shape_words(kind: str) -> str:
    """How an answer of this type is written, for the hint above its box and for the error behind it."""
    match kind:
        case "date":
            return QCoreApplication.translate("QuestionCard", "Day, month, year: 3 2 2016")
        case "dateTime":
            return QCoreApplication.translate("QuestionCard", "Day, month, year and time: 3 2 2016 16:20")
        case "time":
            return QCoreApplication.translate("QuestionCard", "Hours and minutes: 16:20")
        case "integer":
            return QCoreApplication.translate("QuestionCard", "A whole number")
        case "decimal" | "range":
            return QCoreApplication.translate("QuestionCard", "A number")
        case _:
            return ""


class Said(QWidget):
    """What is wrong with an answer, or may be; nothing while nothing is."""

    def __init__(self) -> None:
        super().__init__()
        self._words = PlainLabel("", "error")
        column(self._words, of=self)
        self.hide()

    def say(self, problems: Sequence[Problem], kind: str) -> str:
        """Give the words that are shown."""
        words = [_sentence(problem, kind) for problem in problems]
        self._words.setText("\n".join(words))
        give_role(self._words, "error" if any(p.severity == "error" for p in problems) else "warn")
        see(self, is_seen=bool(words))
        return " ".join(words)


def _sentence(problem: Problem, kind: str) -> str:
    text = problem.text
    if problem.code == "answer.type" and shape_words(kind):
        text = QCoreApplication.translate("QuestionCard", "This cannot be read. {0}").format(
            shape_words(kind)
        )
    if problem.severity == "error":
        return QCoreApplication.translate("QuestionCard", "Error: {0}").format(text)
    return QCoreApplication.translate("QuestionCard", "Check this: {0}").format(text)


class QuestionCard(Card):
    """One question with its comment.

    `answered` gives where, the text and a reason for having none; `typed` where and a text under way.
    """

    answered = Signal(object, str, str)
    typed = Signal(object, str)
    refused = Signal(object)

    def __init__(self, entry: Entry, at: At, label: str, cell: Cell, language: str, today: date) -> None:
        super().__init__()
        self.entry, self.at = entry, at
        question = entry.question
        self._shows_open = False
        self._language = language
        self._label = PlainLabel(label, "question")
        self._said = Said()
        hints = (
            _text(question.guidance, language),
            _text(question.hint, language),
            shape_words(question.type),
        )
        name = f"{entry.number} {label}"
        self.part = answering(name, question, cell.choices, language, today)
        self._hint = ". ".join(filter(None, hints))
        for part in (PlainLabel(entry.number, "caption"), self._label):
            self.lines.addWidget(part)
        for text in filter(None, hints):
            self.lines.addWidget(PlainLabel(text, "hint"))
        self.lines.addWidget(self._said)
        self.lines.addWidget(self.part)
        self.part.answered.connect(lambda text: self.answered.emit(self.at, text, ""))
        self.part.typed.connect(lambda text: self.typed.emit(self.at, text))
        self.part.refused.connect(self.refused)
        self._unrecorded = self._add_unrecorded(name)
        self.comment = CommentBox(entry.comment, name, today) if entry.comment else None
        if self.comment is not None and entry.comment is not None:
            self.lines.addWidget(self.comment)
            beside = At(entry.comment.name, at.rows)
            self.comment.part.answered.connect(lambda text: self.answered.emit(beside, text, ""))
            self.comment.part.typed.connect(lambda text: self.typed.emit(beside, text))
            self.comment.part.refused.connect(self.refused)
        self.setFocusProxy(self.part)
        self.show_cell(cell, None)

    def _add_unrecorded(self, name: str) -> ChoiceGroup | None:
        if self.entry.question.type not in _MAY_BE_UNRECORDED:
            return None
        words = self.tr("The record does not say")
        group = ChoiceGroup(
            self.tr("No answer to {0}").format(name), [Option(NOT_RECORDED, words)], many=True
        )
        group.answered.connect(lambda reason: self.answered.emit(self.at, "", reason))
        self.lines.addWidget(group)
        return group

    def show_label(self, label: str) -> None:
        """A label may quote an answer, and that answer may have changed."""
        if label != self._label.text():
            self._label.setText(label)

    def show_open(self, *, is_shown: bool) -> None:
        """From now on an answer that is missing is said too: somebody asked what is left."""
        self._shows_open = is_shown

    def show_cell(self, cell: Cell, comment: Cell | None) -> None:
        """Draw the card as its cell stands, silently."""
        see(self, is_seen=cell.relevant)
        self.part.show_choices(cell.choices, self._language)
        self.part.show_value(cell.text)
        if self._unrecorded is not None:
            self._unrecorded.show_value(cell.reason)
        self._say(self.part, self._said, cell, self.entry.question.type)
        if self.comment is not None and comment is not None:
            self.comment.show_cell(comment, is_answered=bool(cell.text), shows_open=self._shows_open)

    def _say(self, part: Answering, said: Said, cell: Cell, kind: str) -> None:
        problems = told(part, cell, shows_open=self._shows_open)
        words = said.say(problems, kind)
        part.describe(self._hint, words)
        give_role(
            self,
            "card",
            "bad" if any(p.severity == "error" for p in problems) and self._shows_open else "plain",
        )

    def set_read_only(self) -> None:
        """Words can still be selected; nothing can be chosen."""
        for part in (self.part, *((self.comment.part,) if self.comment else ())):
            if isinstance(part, Writes):
                part.set_read_only()
            else:
                part.setEnabled(False)
        if self._unrecorded is not None:
            self._unrecorded.setEnabled(False)


def told(part: Answering, cell: Cell, *, shows_open: bool) -> tuple[Problem, ...]:
    """The problems to be shown: not of a text under way, and what is missing only when somebody asked."""
    if not cell.relevant:
        return ()
    is_typing = isinstance(part, Writes) and part.box.hasFocus()
    return tuple(
        problem
        for problem in cell.problems
        if (shows_open if problem.code == _OPEN else not is_typing or shows_open)
    )


class CommentBox(QWidget):
    """The comment that every standard and yes-or-no question carries: there once the question is answered."""

    def __init__(self, question: Question, of: str, today: date) -> None:
        super().__init__()
        self._of = of
        self._label = PlainLabel("", "label")
        self._said = Said()
        self.part = answering(self.tr("Comment on {0}").format(of), question, (), "", today)
        self._hint = self.tr("Say where in the record you found this. No names.")
        parts = (self._label, PlainLabel(self._hint, "hint"), self._said, self.part)
        column(*parts, space=t.S, margins=(0, t.S, 0, 0), of=self)

    def show_cell(self, cell: Cell, *, is_answered: bool, shows_open: bool) -> None:
        see(self, is_seen=cell.relevant and (is_answered or bool(cell.text)))
        needed = self.tr("Comment: needed with this answer")
        self._label.setText(needed if cell.required else self.tr("Comment"))
        self.part.show_value(cell.text)
        self.part.describe(self._hint, self._said.say(told(self.part, cell, shows_open=shows_open), "text"))


class WorkedOut(QWidget):
    """A line that the tool works out from answers: what it is, and what came out."""

    def __init__(self, entry: Entry, label: str, cell: Cell, language: str) -> None:
        super().__init__()
        self.entry, self._language = entry, language
        self._label = PlainLabel(label, "hint")
        self._value = PlainLabel("", "label", selectable=True)
        column(self._label, self._value, space=4, margins=(24, 0, 24, 0), of=self)
        self.show_cell(cell)

    def show_cell(self, cell: Cell, _comment: Cell | None = None) -> None:
        is_note = self.entry.question.type == "note"
        see(self, is_seen=cell.relevant and (is_note or bool(cell.value)))
        see(self._value, is_seen=not is_note)
        self._value.setText(breakable(result_words(cell.value)))

    def show_label(self, label: str) -> None:
        self._label.setText(label)

    def show_open(self, *, is_shown: bool) -> None:
        """Nothing is ever missing here."""


def breakable(words: str) -> str:
    """A fingerprint in eights: whole it is wider than the window at 400 %, and nobody can compare it."""
    return _LONG.sub(lambda found: " ".join(_PART.findall(found[0])), words)


def result_words(value: str) -> str:
    """Codes that calculations give, in words; anything else as it stands."""
    tr = QCoreApplication.translate
    words = {
        "yes": tr("QuestionCard", "Yes"),
        "no": tr("QuestionCard", "No"),
        "in_time": tr("QuestionCard", "In time"),
        "late": tr("QuestionCard", "Late"),
        "not_done": tr("QuestionCard", "Not done"),
        "date_missing": tr("QuestionCard", "A date is missing from the record"),
        "not_due": tr("QuestionCard", "Not due yet"),
    }
    return words.get(value, value)


class HeadingLine(QWidget):
    """A group inside a section: its name and what it is about."""

    def __init__(self, entry: Entry, label: str, cell: Cell, language: str) -> None:
        super().__init__()
        self.entry = entry
        self._label = PlainLabel(label, "code")
        hint = " ".join(
            filter(None, (_text(entry.question.guidance, language), _text(entry.question.hint, language)))
        )
        parts = [self._label, *((PlainLabel(hint, "hint"),) if hint else ())]
        column(*parts, margins=(0, 16, 0, 0), of=self)
        self.show_cell(cell)

    def show_cell(self, cell: Cell, _comment: Cell | None = None) -> None:
        see(self, is_seen=cell.relevant)

    def show_label(self, label: str) -> None:
        self._label.setText(label)

    def show_open(self, *, is_shown: bool) -> None:
        """Nothing is ever missing here."""


def _text(texts: Mapping[str, str], language: str) -> str:
    """A text of the tool in a language, or in the one it has."""
    return texts.get(language) or next(iter(texts.values()), "")
