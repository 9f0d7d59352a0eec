"""What can be wrong with a window as it lies there: one function for each law of look.md 3, 6 and 7.

Each gives what it found in words; nothing found is an empty list. `test_access.py` plants one of each.
"""

import itertools
from collections import Counter
from collections.abc import Callable, Iterator

from PIL import Image
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QFontMetrics, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QWidget,
)

from auditdesk.ui import tokens as t
from auditdesk.ui.frame import Scrolled
from auditdesk.ui.page import Page
from auditdesk.ui.parts import Button
from auditdesk.ui.parts.choice_option import OptionBox
from auditdesk.ui.parts.focus_ring import FocusRing
from auditdesk.ui.tokens import px
from auditdesk.ui.window import Window
from tests.gui.seen import Kind, interfaces
from tests.gui.test_tokens import TEXT, contrast

CONTROLS = QAbstractButton | QLineEdit | QPlainTextEdit
ROLES = {
    QAccessible.Role.Button,
    QAccessible.Role.RadioButton,
    QAccessible.Role.CheckBox,
    QAccessible.Role.EditableText,
    QAccessible.Role.List,
    QAccessible.Role.Table,
    QAccessible.Role.Grouping,
    QAccessible.Role.Graphic,
}
_MOST_STOPS = 400
_LINE = 8  # at 100 %: parts whose middles are so near stand in one line


def faults(window: Window) -> list[str]:
    """Everything but colours and keys."""
    return [*names(window), *targets(window), *cut_words(window), *outside(window), *overlaps(window)]


def _seen(window: QWidget, kind: type[Kind]) -> list[Kind]:
    return [part for part in window.findChildren(kind) if part.isVisible()]


def _controls(window: QWidget) -> list[QWidget]:
    found = [part for part in _seen(window, QWidget) if isinstance(part, CONTROLS)]
    return [part for part in found if not isinstance(part.parentWidget(), QTableView)]  # Qt's own corner


def _labels(window: QWidget) -> list[QLabel]:
    return [part for part in _seen(window, QLabel) if part.text()]


def _called(part: QWidget) -> str:
    text = part.accessibleName() or (part.text() if isinstance(part, QLabel | QAbstractButton) else "")
    return f"{type(part).__name__} {text[:40]!r}"


# ── names ─────────────────────────────────────────────────────────────────────────────────────────────────


def names(window: QWidget) -> list[str]:
    """Controls without a name or a role, and two of one name in one group."""
    named = [(one, one.text(QAccessible.Text.Name)) for one in interfaces(window) if one.role() in ROLES]
    found = [f"unnamed {one.role()}" for one, name in named if not name]
    spoken = ((one, name, one.text(QAccessible.Text.Description)) for one, name in named)
    groups = Counter((id(one.parent().object()), name, more) for one, name, more in spoken)
    found += [f"twice: {name}" for (_, name, _), times in groups.items() if times > 1]
    known = {id(one.object()) for one, _ in named}
    return found + [f"no role: {_called(part)}" for part in _stops(window) if id(part) not in known]


def _stops(window: QWidget) -> list[QWidget]:
    """Where Tab is to stop, by what each part says of itself."""
    return [
        part
        for part in _seen(window, QWidget)
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus
        and part.isEnabled()
        and part.focusProxy() is None
        and not isinstance(part, Scrolled | QHeaderView)
    ]


def targets(window: QWidget) -> list[str]:
    """What is pressed is at least 44 × 44 (look.md 3)."""
    least = px(t.TARGET)
    found = [f"small: {_called(one)}" for one in _controls(window) if min(one.width(), one.height()) < least]
    for view in _tables(window):
        rows = range(view.model().rowCount())
        found += [f"small row: {_called(view)} {row}" for row in rows if view.rowHeight(row) < least]
    return found


# ── words and places ──────────────────────────────────────────────────────────────────────────────────────


def _tables(window: QWidget) -> list[QTableView]:
    return [view for view in window.findChildren(QTableView) if view.isVisible()]


def cut_words(window: QWidget) -> list[str]:
    """Words that have less room than they need."""
    found = [f"cut: {_called(one)}" for one in _labels(window) if _is_cut_label(one)]
    named = [one for one in _seen(window, QAbstractButton) if one.accessibleName()]
    found += [f"cut: {_called(one)}" for one in named if _is_cut_button(one)]
    for view in _tables(window):
        found += [f"cut: {_called(view)} {words[:40]!r}" for words in _cut_squares(view)]
    for rail in window.findChildren(QAbstractItemView):
        if rail.isVisible() and not isinstance(rail, QTableView):
            found += [f"cut: {_called(rail)} {row}" for row in _cut_lines(rail)]
    return found


def _is_cut_label(label: QLabel) -> bool:
    if not label.wordWrap():
        return label.sizeHint().width() > label.width() or label.sizeHint().height() > label.height() + 1
    return label.heightForWidth(label.width()) > label.height() or (
        label.minimumSizeHint().width() > label.width() + 1
    )


def _is_cut_button(button: QAbstractButton) -> bool:
    if isinstance(button, OptionBox | Button):
        least = button.least_width if isinstance(button, OptionBox) else button.minimumSizeHint().width()
        return button.heightForWidth(button.width()) > button.height() or least > button.width()
    return button.sizeHint().width() > button.width() or button.sizeHint().height() > button.height()


def _cut_squares(view: QTableView) -> Iterator[str]:
    model, metrics = view.model(), QFontMetrics(view.font())
    for column in range(model.columnCount()):
        if view.isColumnHidden(column):
            continue
        wide = view.columnWidth(column) - 2 * px(t.S)
        for row in range(model.rowCount()):
            index = model.index(row, column)
            words = str(index.data() or "")
            if not _fits(metrics, words, wide, view.rowHeight(row)):
                yield words
    for head in (view.horizontalHeader(), view.verticalHeader()):
        if head.isVisible():
            yield from _cut_heads(head)


def _cut_heads(head: QHeaderView) -> Iterator[str]:
    is_across = head.orientation() is Qt.Orientation.Horizontal
    for section in range(head.count()):
        words = str(head.model().headerData(section, head.orientation()) or "")
        wide = head.sectionSize(section) if is_across else head.width()
        high = head.height() if is_across else head.sectionSize(section)
        if not _fits(head.fontMetrics(), words, wide - 2 * px(t.S), high):
            yield words


def _fits(metrics: QFontMetrics, words: str, wide: int, high: int) -> bool:
    room = QRect(0, 0, max(1, wide), t.UNBOUNDED)
    need = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, words)
    return need.height() <= high and need.width() <= wide + 1


def _cut_lines(rail: QAbstractItemView) -> Iterator[str]:
    model = rail.model()
    for row in range(model.rowCount()):
        index = model.index(row, 0)
        if rail.visualRect(index).height() < rail.sizeHintForIndex(index).height():
            yield str(index.data())


def _surface(part: QWidget) -> QWidget:
    """The page that a part scrolls with, or the window itself."""
    above = part.parentWidget()
    while above is not None:
        viewport = above.parentWidget()
        if viewport is not None and isinstance(viewport.parentWidget(), Scrolled):
            return above
        above = above.parentWidget()
    return part.window()


def _place(part: QWidget, on: QWidget) -> QRect:
    return part.rect().translated(part.mapTo(on, part.rect().topLeft()))


def outside(window: QWidget) -> list[str]:
    """Parts that stick out of what holds them, and pages wider than the window."""
    found = []
    for part in (*_controls(window), *_labels(window)):
        surface, above = _surface(part), part.parentWidget()
        while above is not None:
            if not above.rect().contains(_place(part, above)):
                found.append(f"outside: {_called(part)} of {type(above).__name__}")
                break
            above = None if above is surface else above.parentWidget()
    wide = [one for one in window.findChildren(Scrolled) if one.isVisible()]
    return found + ["wider than the window" for one in wide if one.horizontalScrollBar().maximum() > 0]


def overlaps(window: QWidget) -> list[str]:
    """Parts that lie over one another on one surface."""
    on: dict[int, list[tuple[QRect, QWidget]]] = {}
    views = [one for one in _seen(window, QAbstractItemView) if not isinstance(one, QHeaderView)]
    for part in (*_controls(window), *_labels(window), *views):
        surface = _surface(part)
        on.setdefault(id(surface), []).append((_place(part, surface), part))
    found = []
    for parts in on.values():
        parts.sort(key=lambda one: (one[0].top(), one[0].left()))
        for number, (place, part) in enumerate(parts):
            for other_place, other in parts[number + 1 :]:
                if other_place.top() > place.bottom():
                    break
                if place.intersects(other_place):
                    found.append(f"overlap: {_called(part)}, {_called(other)}")
    return found


# ── keys ──────────────────────────────────────────────────────────────────────────────────────────────────


def lost_keys(window: Window, press_tab: Callable[[QWidget], object]) -> list[str]:
    """Tab comes to every stop once, in the order one reads, with a ring round each that is seen."""
    met: list[QWidget] = []
    found: list[str] = [] if window.isActiveWindow() else ["another window took the keys"]
    if window.focusWidget() is None:
        press_tab(window)
    for _ in range(_MOST_STOPS):
        here: QWidget | None = window.focusWidget()
        if here is None or here in met:
            break
        met.append(here)
        found += _ring_faults(window, here)
        press_tab(here)
    missed = [part for part in _stops(window) if part not in met]
    found += [f"never reached: {_called(part)}" for part in missed]
    on_page = [part for part in met if window.surface.inner.isAncestorOf(part) and _lies_on_page(part)]
    backwards = list(_out_of_order([*on_page, *on_page[:1]]))
    return [*found, *(backwards if len(backwards) > 1 else ())]  # once round the window is no fault


def _ring_faults(window: Window, here: QWidget) -> Iterator[str]:
    if isinstance(here, QLabel):  # a title is moved to, not chosen: it is spoken and has no ring
        return
    ring = window.findChild(FocusRing)
    assert ring is not None
    if not ring.isVisible() or ring.parentWidget() is None:
        yield f"no ring: {_called(here)}"
        return
    place, around = _place(here, window), _place(ring, window)
    if not around.contains(place) or around == place:
        yield f"ring elsewhere: {_called(here)}"
    room = window.rect()
    if window.surface.inner.isAncestorOf(here):
        room = _place(window.surface.viewport(), window)
    if around.height() <= room.height() and not room.contains(around):
        yield f"ring out of sight: {_called(here)} {around.getRect()} in {room.getRect()}"


def _lies_on_page(part: QWidget) -> bool:
    """The bars come after the page, in two pieces, wherever they lie."""
    above = part.parentWidget()
    while above is not None and not isinstance(above, Page):
        above = above.parentWidget()
    return above is not None


def _out_of_order(met: list[QWidget]) -> Iterator[str]:
    """A stop above the one before it, on the same surface."""
    for before, after in itertools.pairwise(met):
        surface = _surface(before)
        if surface is not _surface(after) or isinstance(before, QLabel):
            continue
        first, second = _place(before, surface), _place(after, surface)
        is_above = second.center().y() < first.center().y() - px(_LINE) and second.bottom() < first.bottom()
        if is_above and not _is_beside(first, second):
            yield f"backwards: {_called(before)} to {_called(after)}"


def _is_beside(first: QRect, second: QRect) -> bool:
    return second.left() > first.right() or second.right() < first.left()


# ── colours ───────────────────────────────────────────────────────────────────────────────────────────────


def pale(window: Window) -> list[str]:
    """Words drawn too near to the colour of their ground; to be asked at 200 %, where stems are wide."""
    parts = [*_labels(window), *(one for one in _controls(window) if isinstance(one, QAbstractButton))]
    found = []
    for part in parts:
        if part.isEnabled() and _called(part):
            ratio = _drawn_contrast(part)
            if ratio < TEXT:
                found.append(f"pale: {_called(part)} {ratio:.1f}")
    return found


def _drawn_contrast(part: QWidget) -> float:
    """The strongest contrast of any colour of its picture with the one there is most of."""
    surface = _surface(part)
    place = _place(part, surface).intersected(surface.rect())
    drawn = surface.grab(place).toImage().convertToFormat(QImage.Format.Format_RGB888)
    picture = Image.frombuffer(
        "RGB", (drawn.width(), drawn.height()), bytes(drawn.constBits()), "raw", "RGB", drawn.bytesPerLine()
    )
    counted = picture.getcolors(1 << 24) or []
    (_, ground), *_ = sorted(counted, reverse=True, key=lambda one: one[0])
    return max(contrast(_hex(ground), _hex(colour)) for _, colour in counted)


def _hex(colour: object) -> str:
    assert isinstance(colour, tuple)
    return "#{:02X}{:02X}{:02X}".format(*colour)
