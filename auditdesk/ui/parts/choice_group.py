"""One answer of several, or any of several, all shown at once: short answers and grades alike.

The group is a group box without a title: only so do screen readers speak the question (look.md 7). It is laid
out by hand, because with a layout such a box has no height of its own.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGroupBox, QSizePolicy, QStyle

from auditdesk.ui import tokens as t
from auditdesk.ui.parts.choice_option import AnyOf, OneOf, OptionBox

_LEAST_COLUMNS, _FEW = 2, 6  # so few stand below one another, where they do not fit in one line
_MOSTLY = 0.7  # of many answers must fit on one line of a column
_MOST_MEASURED = 16  # widths of one zoom and the next: while a window is dragged there is no end to them
_LEAST_COLUMN = 190  # at 100 %: narrower than this, grades stand below one another


@dataclass(frozen=True, slots=True)
class Option:
    """One answer: its code, its word, and for a grade its descriptor and the token of its colour."""

    code: str
    word: str
    text: str = ""
    colour: str = ""


class ChoiceGroup(QGroupBox):
    """The options of one question. `answered` gives the code, or codes with spaces between; "" when cleared.

    Arrows move; they choose only where a choice was made already: read first, then choose. Space chooses, a
    digit chooses that option, Delete clears.
    """

    answered = Signal(str)

    def __init__(
        self, question: str, options: Sequence[Option], hint: str = "", *, many: bool = False
    ) -> None:
        super().__init__()
        self._question, self._options, self._many = question, tuple(options), many
        self.setAccessibleName(question)
        self.setAccessibleDescription(hint)
        self.setFlat(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._measured: dict[tuple[int, int], list[QRect]] = {}
        self._boxes: list[OptionBox] = [self._box(number) for number in range(len(self._options))]
        self._tab_stop()

    def _box(self, number: int) -> OptionBox:
        option = self._options[number]
        made = AnyOf if self._many else OneOf
        box = made(option.word, option.text, option.colour)
        box.setParent(self)
        place = self.tr("{0} of {1}").format(number + 1, len(self._options))
        box.setAccessibleName(option.word)
        box.setAccessibleDescription(" ".join(filter(None, (option.text, place))))
        box.installEventFilter(self)
        box.clicked.connect(self._chosen)
        return box

    def show_value(self, codes: str) -> None:
        """Show what is chosen, silently."""
        chosen = set(codes.split())
        for option, box in zip(self._options, self._boxes, strict=True):
            # One of a group that excludes the others cannot be unchosen while it does.
            box.setAutoExclusive(False)
            box.setChecked(option.code in chosen)
            box.setAutoExclusive(not self._many)
        self._tab_stop()

    @property
    def value(self) -> str:
        return " ".join(
            option.code for option, box in zip(self._options, self._boxes, strict=True) if box.isChecked()
        )

    def show_error(self, description: str) -> None:
        """What a screen reader says after the question: its hint and its error."""
        self.setAccessibleDescription(description)

    # ── keys ──────────────────────────────────────────────────────────────────────────────────────────────

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return any(
                watched is box and self._pressed(place, event) for place, box in enumerate(self._boxes)
            )
        return False

    def _pressed(self, place: int, event: QKeyEvent) -> bool:
        key = event.key()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if (step := self._step(key)) != 0:
            self._move((place + step) % len(self._boxes))
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9 and key - Qt.Key.Key_1 < len(self._boxes):
            self._boxes[key - Qt.Key.Key_1].setFocus(Qt.FocusReason.OtherFocusReason)
            self._boxes[key - Qt.Key.Key_1].click()
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} and self.value:
            self.show_value("")
            self.answered.emit("")
        else:
            return False
        return True

    def _step(self, key: int) -> int:
        ahead = -1 if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else 1
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: ahead, Qt.Key.Key_Left: -ahead}
        return steps.get(Qt.Key(key), 0)

    def _move(self, place: int) -> None:
        is_answered = bool(self.value)
        self._boxes[place].setFocus(Qt.FocusReason.OtherFocusReason)
        if is_answered and not self._many:
            self._boxes[place].click()

    def _chosen(self) -> None:
        self._tab_stop()
        self.answered.emit(self.value)

    def _tab_stop(self) -> None:
        """A group of one-of-several is one stop: the chosen option, or the first."""
        if self._many:
            return
        stop = next((box for box in self._boxes if box.isChecked()), self._boxes[0] if self._boxes else None)
        for box in self._boxes:
            box.setFocusPolicy(Qt.FocusPolicy.StrongFocus if box is stop else Qt.FocusPolicy.ClickFocus)

    # ── places ────────────────────────────────────────────────────────────────────────────────────────────

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max((place.y() + place.height() for place in self._places(width)), default=0)

    def sizeHint(self) -> QSize:
        """The room it takes where there is plenty; the height that is needed follows from the width."""
        wide = sum(box.sizeHint().width() for box in self._boxes) + t.px(t.M) * max(0, len(self._boxes) - 1)
        return QSize(min(wide, t.px(t.TEXT_COLUMN)), self.heightForWidth(t.px(t.TEXT_COLUMN)))

    def minimumSizeHint(self) -> QSize:
        wide = max((box.least_width for box in self._boxes), default=0)
        return QSize(wide, t.px(t.TARGET))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange, QEvent.Type.Show}:
            self.updateGeometry()
            self._lay_out()
        return done

    def _lay_out(self) -> None:
        for box, place in zip(self._boxes, self._places(self.width()), strict=True):
            box.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), place))

    def _places(self, width: int) -> list[QRect]:
        """As `_placed`, remembered: Qt asks for each width again and again, for every group on the page."""
        asked = width, t.zoom()
        if asked not in self._measured:
            if len(self._measured) >= _MOST_MEASURED:
                self._measured.clear()
            self._measured[asked] = self._placed(width)
        return self._measured[asked]

    def _placed(self, width: int) -> list[QRect]:
        """Where each option lies: grades in equal columns, short answers in lines, or all in one column."""
        boxes, gap = self._boxes, t.px(t.M)
        if any(option.text for option in self._options):
            wide = (width - gap * (len(boxes) - 1)) // max(1, len(boxes))
            if wide >= max(t.px(_LEAST_COLUMN), *(box.least_width for box in boxes)):
                high = max(box.heightForWidth(wide) for box in boxes)
                return [QRect(number * (wide + gap), 0, wide, high) for number in range(len(boxes))]
            return self._below(width, gap)
        wide = sum(box.sizeHint().width() for box in boxes) + gap * max(0, len(boxes) - 1)
        if wide > width:
            return self._in_lines(width, gap)
        places, left = [], 0
        for box in boxes:
            places.append(QRect(left, 0, box.sizeHint().width(), box.sizeHint().height()))
            left += box.sizeHint().width() + gap
        return places

    def _in_lines(self, width: int, gap: int) -> list[QRect]:
        """Many short answers stand in equal columns, a few below one another.

        One that is much longer than the others takes a second line rather than the columns from all.
        """
        sizes = [box.sizeHint().width() for box in self._boxes]
        widest = max(sizes)
        columns = (width + gap) // (widest + gap)
        if columns < _LEAST_COLUMNS:
            columns, widest = _LEAST_COLUMNS, (width - gap) // _LEAST_COLUMNS
            whole = sum(size <= widest for size in sizes)
            if whole < _MOSTLY * len(sizes) or any(box.least_width > widest for box in self._boxes):
                return self._below(width, gap)
        if len(sizes) <= _FEW:
            return self._below(width, gap)
        columns = math.ceil(len(sizes) / math.ceil(len(sizes) / columns))  # lines of equal length
        places, top = [], 0
        for start in range(0, len(sizes), columns):
            line = self._boxes[start : start + columns]
            high = max(box.heightForWidth(widest) for box in line)
            places += [QRect(place * (widest + gap), top, widest, high) for place in range(len(line))]
            top += high + gap
        return places

    def _below(self, width: int, gap: int) -> list[QRect]:
        places, top = [], 0
        for box in self._boxes:
            wide = width if box.text_below else min(width, box.sizeHint().width())
            high = box.heightForWidth(wide)
            places.append(QRect(0, top, wide, high))
            top += high + gap
        return places
