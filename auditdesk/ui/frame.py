"""What stands round a page: bar above, sections at the side, bar below, and the room each of them gets.

May not know which pages there are. At high zoom the bars scroll with the page, and the sections lie behind a
button.
"""

from functools import partial

import shiboken6
from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from auditdesk.ui import style
from auditdesk.ui import tokens as t
from auditdesk.ui.page import Page
from auditdesk.ui.parts.bars import FootBar, TopBar
from auditdesk.ui.parts.buttons import Button, Role
from auditdesk.ui.parts.focus_ring import holds_ring
from auditdesk.ui.parts.notice_bar import NoticeBar, announce
from auditdesk.ui.parts.plain_label import PlainLabel
from auditdesk.ui.parts.spacing import column, row
from auditdesk.ui.style import give_role

_LEAST_HEIGHT = 300  # at 100 %: below it the bars scroll with the page
_RAIL_UP_TO, _RAIL_FROM_WIDTH = 175, 900


class Scrolled(QScrollArea):
    """A surface that holds one page after the other; `lines` is what lies above and below it."""

    def __init__(self) -> None:
        super().__init__()
        self.inner = QWidget()
        for part in (self, self.inner):
            give_role(part, "canvas")
        holds_ring(self.inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.inner.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._page_line = row(space=0)
        self._page_line.addStretch(0)  # a page of text keeps to one edge
        self.lines = column(self._page_line, None, space=0, of=self.inner)
        self.setWidget(self.inner)
        self._followed: QWidget | None = None
        self.verticalScrollBar().rangeChanged.connect(self._follow)
        self.verticalScrollBar().actionTriggered.connect(self.rest)

    def hold(self, page: Page) -> None:
        style.space_anew(page)
        self._page_line.insertWidget(0, page, 1)
        page.show()

    def let_go(self, page: Page) -> None:
        self.rest()
        page.hide()
        self._page_line.removeWidget(page)

    def reveal(self, widget: QWidget) -> None:
        """Scroll so far that the whole widget, and the ring round it, is seen; where it has room."""
        if self.inner.isAncestorOf(widget):
            self._followed = widget
            self._scroll_to(widget)

    @Slot()
    def rest(self) -> None:
        """Stay where a person scrolled to, whatever has the focus."""
        self._followed = None

    @Slot()
    def _follow(self) -> None:
        """The page grew or shrank: what has the focus is seen again, once it lies where it will."""
        QTimer.singleShot(0, self, self._scroll_again)

    def _scroll_again(self) -> None:
        widget = self._followed
        if widget is None or not shiboken6.isValid(widget) or not self.inner.isAncestorOf(widget):
            return  # gone, or in a bar that moved out of the page
        if self.window().focusWidget() is widget:
            self._scroll_to(widget)

    def _scroll_to(self, widget: QWidget) -> None:
        bar, room, around = self.verticalScrollBar(), self.viewport().height(), t.px(t.S)
        place = widget.rect().translated(widget.mapTo(self.inner, QPoint(0, 0)))
        top, bottom = place.top() - around, place.bottom() + around
        if bottom - top > room:
            self.ensureWidgetVisible(widget)  # of a text, the line that is written
        elif top < bar.value():
            bar.setValue(top)
        elif bottom > bar.value() + room:
            bar.setValue(bottom - room)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's own signature
        """Tab: `reveal` follows. Qt would scroll once more, and no further than to where one types."""
        return QWidget.focusNextPrevChild(self, forward)


class Frame(QWidget):
    """`asked` comes from the buttons that every page has above it: help, view or lock."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.notice = NoticeBar()
        self._page: Page | None = None
        self._is_side_open = False
        self._sections = Button(self.tr("Sections"), self.toggle_side, Role.QUIET)
        self._always = (
            Button(self.tr("Help"), partial(self.asked.emit, "help"), Role.QUIET, hint="F1"),
            Button(self.tr("View"), partial(self.asked.emit, "view"), Role.QUIET),
            Button(self.tr("Lock"), partial(self.asked.emit, "lock"), Role.QUIET, hint="Ctrl+L"),
        )
        self._top, self._foot, self.surface = TopBar(), FootBar(), Scrolled()
        self._side = QFrame()
        give_role(self._side, "side")
        holds_ring(self._side)
        self._side_lines = column(space=0, margins=(t.S, t.L, t.S, t.L), of=self._side)
        self._warning = PlainLabel("", "warning")
        self._warning.hide()
        above = QWidget()
        holds_ring(above)
        column(self._warning, self.notice, space=t.S, margins=(t.L, t.S, t.L, t.S), of=above)
        self._above = above
        self._bars = (self._top, above, self._foot)
        self._was_small = self._was_cramped = False
        middle = row(self._side, self.surface, space=0)
        self._lines = column(self._top, above, middle, self._foot, space=0, of=self)
        self._lines.setStretchFactor(middle, 1)

    @property
    def surfaces(self) -> tuple[QWidget, ...]:
        """In the order of F6: sections, page, bar above, bar below."""
        return (self._side, self.surface.inner, self._top, self._foot)

    @property
    def is_side_open(self) -> bool:
        """Whether the sections lie over the page, as they do where there is no room beside it."""
        return self._is_side_open

    def enter(self, page: Page) -> None:
        """Put a page in the middle, and what it lends into the bars."""
        self._page, self._is_side_open = page, False
        self.surface.hold(page)
        self._top.show_parts((page.status, self._sections), (*page.top, *self._always))
        page.status.setVisible(bool(page.status.text))
        self._foot.show_foot(page.foot)
        if page.side is not None:
            self._side_lines.addWidget(page.side)
            page.side.show()
        self._sections.say(page.side_name or self.tr("Sections"))
        self.arrange()

    def leave(self, page: Page) -> None:
        """Take a page out, with what it lent; it stays as it is."""
        self._page = None
        self.surface.let_go(page)
        page.setParent(self)
        for part in page.lent():
            part.hide()
            part.setParent(page)
        for button in (self._sections, *self._always):
            button.setParent(self)

    @Slot(int)
    def warn_of_lock(self, seconds: int) -> None:
        """Say it aloud once, and count without speaking."""
        words = self.tr("This desk locks in {0} seconds. Any key keeps it open; nothing is lost.").format(
            seconds
        )
        if seconds and self._warning.isHidden():
            announce(self, words)
        self._warning.setText(words)
        self._warning.setVisible(bool(seconds))
        self.arrange()

    def toggle_side(self) -> None:
        """Lay the sections over the page, or take them away again."""
        self._is_side_open = not self._is_side_open
        self.arrange()
        side = self._page.side if self._page is not None else None
        target = side if self._is_side_open and side is not None else self._sections
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def arrange(self) -> None:
        """Bars where there is room for them; sections beside the page or behind their button."""
        zoom = t.worn().zoom
        self._above.setVisible(not self.notice.isHidden() or not self._warning.isHidden())
        is_cramped = self._is_cramped(zoom)
        self._place_bars(is_cramped=is_cramped)
        has_side = self._page is not None and self._page.side is not None
        is_beside = zoom <= _RAIL_UP_TO and self.width() >= _RAIL_FROM_WIDTH and self._has_room(is_cramped)
        is_over = has_side and self._is_side_open and not is_beside
        self._sections.setVisible(has_side and not is_beside)
        self._side.setVisible(has_side and (is_beside or is_over))
        self.surface.setVisible(not is_over)
        self._side.setMinimumWidth(t.px(t.RAIL) if is_beside else 0)
        self._side.setMaximumWidth(t.px(t.RAIL) if is_beside else t.UNBOUNDED)

    def _is_cramped(self, zoom: int) -> bool:
        """Whether window and size, or what is said above the page, leave too little of it.

        A notice never moves a bar from under the hand that is in it.
        """
        is_small = self.height() * 100 / zoom < _LEAST_HEIGHT
        said = 0 if self._above.isHidden() else _height_of(self._above, self.width())
        is_cramped = is_small or (self.height() - said) * 100 / zoom < _LEAST_HEIGHT
        if is_small == self._was_small and self._is_held():
            is_cramped = self._was_cramped
        self._was_small, self._was_cramped = is_small, is_cramped
        return is_cramped

    def _is_held(self) -> bool:
        """Whether what has the focus is in a bar."""
        return any(bar.isAncestorOf(self.focusWidget()) for bar in self._bars)

    def _has_room(self, is_cramped: bool) -> bool:  # noqa: FBT001 - private
        """Whether the sections fit between the bars, with what is said above the page."""
        bars = () if is_cramped else self._bars
        taken = sum(_height_of(bar, self.width()) for bar in bars if not bar.isHidden())
        return self._side.minimumSizeHint().height() <= self.height() - taken

    def _place_bars(self, *, is_cramped: bool) -> None:
        inner = self.surface.lines
        here, other = (inner, self._lines) if is_cramped else (self._lines, inner)
        if here.indexOf(self._top) >= 0:
            return
        held = self.focusWidget() if self._is_held() else None
        shown = [bar for bar in self._bars if not bar.isHidden()]
        for bar in self._bars:
            other.removeWidget(bar)
        here.insertWidget(0, self._top)
        here.insertWidget(1, self._above)
        here.insertWidget(3 if is_cramped else here.count(), self._foot)
        if held is not None:  # what moves is hidden a moment, and loses the focus with that
            for bar in shown:
                bar.show()
            held.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()


def _height_of(bar: QWidget, width: int) -> int:
    return bar.heightForWidth(width) if bar.hasHeightForWidth() else bar.sizeHint().height()
