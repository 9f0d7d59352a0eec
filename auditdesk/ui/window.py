"""The one window: pages on top of one another, and a cover over all of them. May not know any page.

Zoom and theme change in place: nothing is built anew, so place, focus and words stay.
"""

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedLayout, QWidget

from auditdesk.ui import style
from auditdesk.ui import tokens as t
from auditdesk.ui.frame import Frame, Scrolled
from auditdesk.ui.notices import Notices
from auditdesk.ui.page import Page
from auditdesk.ui.parts.focus_ring import FocusRing
from auditdesk.ui.parts.notice_bar import Notice, NoticeBar, announce
from auditdesk.ui.parts.stops import next_stop, parts_in_order, stops
from auditdesk.ui.style import give_role

_PLACE, _STOOD = "place", "stood"

_AROUND = QSize(8, 48)  # what the system draws around a window: it is not known before the window is shown


class Window(QWidget):
    """Tells what a person wants of the app as a whole: `asked` (open, help, view, lock), to zoom, to end."""

    asked = Signal(str)
    zoom_asked = Signal(int)
    closed = Signal()

    def __init__(self, notices: Notices) -> None:
        super().__init__()
        give_role(self, "canvas")
        self._notices = notices
        self._pages: list[Page] = []
        self._cover_page: Page | None = None
        self._focus_below: QWidget | None = None
        self._is_ending = self.is_covered = False
        self.holds: Callable[[], Notice | None] = lambda: None  # why the window had better not close now
        self.frame, self._cover, self._cover_notice = Frame(), Scrolled(), NoticeBar()
        self._cover.lines.insertWidget(0, self._cover_notice)
        self.frame.asked.connect(self.asked)
        self.surface = self.frame.surface  # what holds the page that is seen: the cover while there is one
        self._layers = QStackedLayout(self)
        self._layers.addWidget(self.frame)
        self._layers.addWidget(self._cover)
        self._ring = FocusRing(self)
        self._add_keys()
        free = QGuiApplication.primaryScreen().availableGeometry().size()
        self.setMinimumSize(QSize(320, 240).boundedTo(free))
        self.resize(QSize(1280, 800).boundedTo(free - _AROUND))
        self.setWindowTitle("auditdesk")

    def _add_keys(self) -> None:
        for keys, slot in {
            "Ctrl+L": lambda: self.asked.emit("lock"),
            "Ctrl+O": lambda: self.asked.emit("open"),
            "F1": lambda: self.asked.emit("help"),
            "Ctrl+Return": self._press_main,
            "Ctrl+Enter": self._press_main,
            "Ctrl+0": lambda: self.zoom_asked.emit(t.ZOOMS[0]),
            "Ctrl++": lambda: self.zoom_asked.emit(t.larger(t.worn().zoom)),
            "Ctrl+=": lambda: self.zoom_asked.emit(t.larger(t.worn().zoom)),
            "Ctrl+-": lambda: self.zoom_asked.emit(t.smaller(t.worn().zoom)),
            "F6": lambda: self._next_surface(1),
            "Shift+F6": lambda: self._next_surface(-1),
            "Esc": self._escape,
        }.items():
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    # ── pages ─────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def page(self) -> Page | None:
        """The page on top."""
        return self._pages[-1] if self._pages else None

    def show_page(self, page: Page, *, is_below: bool = False) -> None:
        """Show a page in the place of all that were there, or of all below the one on top."""
        top = self._pages.pop() if is_below else None
        gone, self._pages = self._pages, []
        if gone and top is None:
            self._leave(gone[-1])
        for one in gone:
            one.deleteLater()
        if top is None:
            self.push(page)
        else:
            self._listen(page)
            self._pages = [page, top]

    def push(self, page: Page) -> None:
        """Show a page on top; `back` returns to the one below, as it was left."""
        if self._pages:
            self._leave(self._pages[-1])
        self._listen(page)
        self._pages.append(page)
        self._enter(page)

    def _listen(self, page: Page) -> None:
        page.refused.connect(self.show_error)
        page.noticed.connect(self.show_notice)

    @Slot()
    def back(self) -> None:
        """Leave the page on top, if there is one below."""
        if len(self._pages) > 1:
            gone = self._pages.pop()
            self._leave(gone)
            gone.deleteLater()
            self._enter(self._pages[-1], is_back=True)

    def _leave(self, page: Page) -> None:
        self._ring.follow(None)
        here = self._here()
        page.setProperty(_PLACE, self.frame.surface.verticalScrollBar().value())
        page.setProperty(
            _STOOD, here.accessibleName() if here is not None and page.isAncestorOf(here) else ""
        )
        self.frame.leave(page)

    def _enter(self, page: Page, *, is_back: bool = False) -> None:
        self._clear_notice()
        self.frame.enter(page)
        self._name_window()
        stood = _named(page, str(page.property(_STOOD) or "")) if is_back else None
        (stood or page.first).setFocus(Qt.FocusReason.OtherFocusReason)
        if stood is None and page.first is page.title:
            announce(page, page.title.text())
        QTimer.singleShot(0, page, lambda: self._scroll_back(page))

    def _scroll_back(self, page: Page) -> None:
        """To where the page was left."""
        if (place := int(page.property(_PLACE) or 0)) != 0:
            self.frame.surface.rest()
            self.frame.surface.verticalScrollBar().setValue(place)

    def _name_window(self) -> None:
        """A case's reference and agency at most, and nothing at all while it is covered (look.md 9)."""
        is_named = self.page is not None and not self.is_covered
        self.setWindowTitle(f"{self.page.subject} – auditdesk" if self.page and is_named else "auditdesk")

    # ── notices ───────────────────────────────────────────────────────────────────────────────────────────

    @Slot(object)
    def show_error(self, error: BaseException) -> None:
        """One sentence, the next step, the code; a fault of ours leaves a crash file."""
        self.show_notice(self._notices.of(error))

    @Slot(object)
    def show_notice(self, notice: Notice, todo: tuple[str, Callable[[], object]] | None = None) -> None:
        """`todo` is one button: its words and what it does."""
        bar = self._cover_notice if self.is_covered else self.frame.notice
        bar.show_notice(notice, todo)
        self.frame.arrange()

    def _clear_notice(self) -> None:
        self.frame.notice.clear()
        self.frame.arrange()

    # ── the cover ─────────────────────────────────────────────────────────────────────────────────────────

    def cover(self, page: Page) -> None:
        """Cover everything by one page (unlock, first run); all below is kept as it is."""
        if self._cover_page is None:
            self._focus_below = self._here()
        self._drop_cover()
        self._cover_page, self.is_covered = page, True
        page.refused.connect(self.show_error)
        if page.foot is not None:
            page.add(page.foot)  # there are no bars on a cover
        self._cover.hold(page)
        self.surface = self._cover
        self._layers.setCurrentWidget(self._cover)
        self._name_window()
        page.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def uncover(self) -> None:
        """Show again what the cover lay over, with the focus where it was."""
        self._drop_cover()
        self.surface = self.frame.surface
        self._layers.setCurrentWidget(self.frame)
        self._name_window()
        below, self._focus_below = self._focus_below, None
        if below is not None and shiboken6.isValid(below):
            below.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop_cover(self) -> None:
        if self._cover_page is not None:
            self._ring.follow(None)
            gone, self._cover_page, self.is_covered = self._cover_page, None, False
            self._cover.let_go(gone)
            self._cover_notice.clear()
            gone.deleteLater()

    # ── what a person does ────────────────────────────────────────────────────────────────────────────────

    @Slot(QWidget, QWidget)
    def focus_moved(self, _left: QWidget | None, reached: QWidget | None) -> None:
        """The ring follows, and so does the part of the page that is seen."""
        is_ours = reached is not None and reached.window() is self
        self._ring.follow(reached if is_ours else None)
        if reached is not None:
            self.frame.surface.reveal(reached)
            self._cover.reveal(reached)
        else:
            QTimer.singleShot(0, self, self._find_focus)  # what had it may have been drawn anew

    def _find_focus(self) -> None:
        """While this window has the keys, they always go somewhere that is seen."""
        here, page = self._here(), self._cover_page or self.page
        if self.isActiveWindow() and page is not None and (here is None or not here.isVisible()):
            page.first.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def zoomed(self) -> None:
        """Theme or zoom changed: spaces, bars and the ring follow."""
        style.space_anew(self)
        self.frame.arrange()
        self.focus_moved(None, self._here())

    def _press_main(self) -> None:
        page = self._cover_page or self.page
        if page is not None and page.foot is not None and page.foot.main is not None:
            page.foot.main.click()

    def _escape(self) -> None:
        if self.frame.is_side_open:
            self.frame.toggle_side()
        elif not self.is_covered and self.page is not None and self.page.may_leave():
            self.back()

    def _here(self) -> QWidget | None:
        """Where the focus is; nowhere, when nothing on this window was ever reached."""
        return self.focusWidget()

    def _next_surface(self, step: int) -> None:
        surfaces = [one for one in self.frame.surfaces if one.isVisible()]
        here = self._here()
        place = next((n for n, one in enumerate(surfaces) if here is not None and one.isAncestorOf(here)), 0)
        for ahead in range(1, len(surfaces) + 1):
            found = stops(surfaces[(place + step * ahead) % len(surfaces)])
            if found:
                found[0].setFocus(Qt.FocusReason.TabFocusReason)
                return

    def closeEvent(self, event: QCloseEvent) -> None:
        for page in self._pages:
            page.finish()
        held = None if self._is_ending else self.holds()
        if held is not None:
            event.ignore()
            self.show_notice(held, (self.tr("Close and lose them"), self._end))
            return
        super().closeEvent(event)
        self.closed.emit()

    def _end(self) -> None:
        self._is_ending = True
        self.close()

    def focusNextPrevChild(self, is_forward: bool) -> bool:  # noqa: FBT001 - Qt's own signature
        """Tab, and a part with the focus that is hidden: on to what is read next."""
        stop = next_stop(self, self._here(), is_forward=is_forward)
        if stop is None:
            return False
        reason = Qt.FocusReason.TabFocusReason if is_forward else Qt.FocusReason.BacktabFocusReason
        stop.setFocus(reason)
        return True


def _named(page: Page, name: str) -> QWidget | None:
    """The part of that name on a page; not by itself, for it may have been made anew meanwhile."""
    return next((one for one in parts_in_order(page) if name and one.accessibleName() == name), None)
