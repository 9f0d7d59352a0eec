"""A layout that fills a line and goes on in the next: bars and short answers at any zoom."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from auditdesk.ui import tokens as t
from auditdesk.ui.parts.spacing import NO_MARGINS, spaced


class Flow(QLayout):
    """Parts from start to end in as many lines as it takes; those after `add_gap` lie at the end."""

    def __init__(
        self,
        *parts: QWidget,
        space: int = t.M,
        margins: tuple[int, int, int, int] = NO_MARGINS,
        of: QWidget | None = None,
    ) -> None:
        super().__init__(*((of,) if of is not None else ()))
        self._entries: list[QLayoutItem] = []
        self._gap: int | None = None
        spaced(self, space, margins)
        for part in parts:
            self.addWidget(part)

    def add_gap(self) -> None:
        self._gap = len(self._entries)

    def clear(self) -> None:
        """Let go of all parts; they stay whose they are."""
        self._entries, self._gap = [], None
        self.invalidate()

    def addItem(self, entry: QLayoutItem) -> None:
        self._entries.append(entry)

    def count(self) -> int:
        return len(self._entries)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._entries[index] if 0 <= index < len(self._entries) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._entries.pop(index) if 0 <= index < len(self._entries) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arranged(QRect(0, 0, width, 0), place=False)

    def sizeHint(self) -> QSize:
        sides = self.contentsMargins()
        shown = [entry.sizeHint() for entry in self._shown()]
        wide = sum(size.width() for size in shown) + self.spacing() * max(0, len(shown) - 1)
        high = max((size.height() for size in shown), default=0)
        return QSize(wide + sides.left() + sides.right(), high + sides.top() + sides.bottom())

    def minimumSize(self) -> QSize:
        sides = self.contentsMargins()
        shown = [entry.minimumSize() for entry in self._shown()]
        wide = max((size.width() for size in shown), default=0)
        high = max((size.height() for size in shown), default=0)
        return QSize(wide + sides.left() + sides.right(), high + sides.top() + sides.bottom())

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arranged(rect, place=True)

    def _shown(self) -> list[QLayoutItem]:
        return [entry for entry in self._entries if not entry.isEmpty()]

    def _arranged(self, rect: QRect, *, place: bool) -> int:
        """Place the parts, or only say how high they would be."""
        sides = self.contentsMargins()
        start, end = sides.left(), sides.right()
        if self._is_mirrored():
            start, end = end, start
        inner = rect.adjusted(start, sides.top(), -end, -sides.bottom())
        top = inner.top()
        lines = self._lines(inner.width())
        for number, line in enumerate(lines):
            high = max((_height(entry, inner.width()) for entry in line), default=0)
            if place:
                self._set_line(line, inner, top, high)
            top += high + (self.spacing() if number < len(lines) - 1 else 0)
        return top - rect.top() + sides.bottom()

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = [[]]
        used = 0
        for entry in self._shown():
            need = entry.sizeHint().width()
            if lines[-1] and used + self.spacing() + need > width:
                lines.append([])
                used = 0
            used += need + (self.spacing() if lines[-1] else 0)
            lines[-1].append(entry)
        return lines

    def _set_line(self, line: list[QLayoutItem], inner: QRect, top: int, high: int) -> None:
        late = self._entries[self._gap :] if self._gap is not None else []
        widths = [min(entry.sizeHint().width(), inner.width()) for entry in line]
        spare = max(0, inner.width() - sum(widths) - self.spacing() * (len(line) - 1))
        is_mirrored = self._is_mirrored()
        left = 0
        is_pushed = False
        for entry, wide in zip(line, widths, strict=True):
            if not is_pushed and any(entry is one for one in late):
                left, is_pushed = left + spare, True
            tall = _height(entry, inner.width())
            start = inner.right() + 1 - left - wide if is_mirrored else inner.left() + left
            entry.setGeometry(QRect(QPoint(start, top + (high - tall) // 2), QSize(wide, tall)))
            left += wide + self.spacing()

    def _is_mirrored(self) -> bool:
        owner = self.parentWidget()
        return owner is not None and owner.layoutDirection() is Qt.LayoutDirection.RightToLeft


def _height(entry: QLayoutItem, room: int) -> int:
    """What it takes of the line; more where the whole line is too short for its words."""
    natural = entry.sizeHint()
    if natural.width() <= room or not entry.hasHeightForWidth():
        return natural.height()
    return max(entry.heightForWidth(room), natural.height())


def takes_its_height(widget: QWidget) -> None:
    """For the widget of a `Flow`: as wide as there is room, as high as its lines."""
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)
