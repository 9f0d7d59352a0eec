"""Puts theme and zoom on: palette, font, one generated style sheet. May not know pages.

A widget is never given a sheet of its own: it has a `role`, and the sheet says how that role looks (look.md
10).
"""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QLayout, QStyleFactory, QWidget

from auditdesk import places
from auditdesk.ui import tokens as t
from auditdesk.ui.english import English
from auditdesk.ui.tokens import COLOURS, FAMILY, Colours, Theme, Tokens

_FOLDER = "atkinson-hyperlegible-next"
SPACE, MARGINS = "space", "margins"


def dress(app: QApplication) -> None:
    """Once, before the first widget: our fonts, a style that looks the same everywhere, counted words."""
    for path in sorted((places.resources() / "fonts" / _FOLDER).glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(path))
    app.setStyle(QStyleFactory.create("Fusion"))
    app.installTranslator(English(app))


def shown_theme(chosen: Theme, app: QApplication) -> Theme:
    """The theme a choice comes to on this desktop."""
    if chosen is not Theme.SYSTEM:
        return chosen
    hints = app.styleHints()
    access = getattr(hints, "accessibility", lambda: None)()  # from Qt 6.10
    if access is not None and access.contrastPreference() == Qt.ContrastPreference.HighContrast:
        return Theme.HIGH_CONTRAST
    return Theme.DARK if hints.colorScheme() == Qt.ColorScheme.Dark else Theme.LIGHT


def wear(app: QApplication, theme: Theme, zoom: int) -> None:
    """Put a theme and a zoom on, at once, whatever is open; then `space_anew` each window."""
    worn = Tokens(COLOURS[theme], zoom)
    font = QFont(FAMILY)
    font.setPixelSize(worn.px(t.BODY))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    app.setFont(font)
    app.setPalette(_palette(worn.colours))
    app.setStyleSheet(sheet(worn))


def space_anew(root: QObject) -> None:
    """Give every layout below its spaces again, after the zoom changed."""
    for layout in root.findChildren(QLayout):
        respace(layout)
    if isinstance(root, QWidget) and (own := root.layout()):
        respace(own)


def respace(layout: QLayout) -> None:
    """The spaces a layout was given at 100 %, under the zoom worn now."""
    space, margins = layout.property(SPACE), layout.property(MARGINS)
    if space is not None:
        layout.setSpacing(t.px(int(space)))
    if margins is not None:
        layout.setContentsMargins(*(t.px(int(side)) for side in margins))
    layout.invalidate()  # heights for a width are remembered; the words have another height now


def give_role(widget: QWidget, role: str, value: str = "") -> None:
    """Name what a widget is, and dress it again: `role` and, where there is one, its `kind`."""
    if widget.property("role") == role and (not value or widget.property("kind") == value):
        return  # dressing is dear, and most parts stay what they are
    widget.setProperty("role", role)
    if value:
        widget.setProperty("kind", value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def _palette(c: Colours) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    pairs = (  # no mapping: in high contrast two grounds are one colour
        (c.canvas, (role.Window,)),
        (c.surface, (role.Base, role.Button, role.ToolTipBase)),
        (c.sunken, (role.AlternateBase, role.Midlight)),
        (c.text, (role.WindowText, role.Text, role.ButtonText, role.ToolTipText, role.BrightText)),
        (c.muted, (role.PlaceholderText,)),
        (c.primary, (role.Highlight, role.Link, role.LinkVisited, role.Accent)),
        (c.on_primary, (role.HighlightedText,)),
        (c.edge, (role.Mid, role.Dark)),
        (c.line, (role.Light, role.Shadow)),
    )
    for colour, roles in pairs:
        for one in roles:
            palette.setColor(one, QColor(colour))
    return palette


def sheet(worn: Tokens) -> str:
    """The one style sheet."""
    c, px = worn.colours, worn.px
    edge, pad = max(1, px(1)), px(t.L)
    inside = px(t.TARGET) - 2 * edge
    return f"""
* {{ outline: none; }}
QWidget[role="canvas"], QScrollArea[role="canvas"] {{ background: {c.canvas}; border: none; }}
QWidget[role="bar"], QWidget[role="rail"] {{ background: {c.surface}; }}
QWidget[role="top"] {{ background: {c.surface}; border-bottom: {edge}px solid {c.line}; }}
QWidget[role="foot"] {{ background: {c.surface}; border-top: {edge}px solid {c.line}; }}
QWidget[role="side"] {{ background: {c.surface}; border-right: {edge}px solid {c.line}; }}
QFrame[role="card"] {{
  background: {c.surface}; border: {edge}px solid {c.line}; border-radius: {px(t.RADIUS_CARD)}px; }}
QFrame[role="card"][kind="bad"] {{ border: {max(2, px(3))}px solid {c.bad}; }}
QFrame[role="notice"] {{ border: {max(2, px(2))}px solid {c.edge}; border-radius: {px(t.RADIUS)}px; }}
QFrame[role="notice"][kind="note"] {{ background: {c.tint}; border-color: {c.primary}; }}
QFrame[role="notice"][kind="ok"] {{ background: {c.ok_tint}; border-color: {c.ok}; }}
QFrame[role="notice"][kind="warn"] {{ background: {c.warn_tint}; border-color: {c.warn}; }}
QFrame[role="notice"][kind="bad"] {{ background: {c.bad_tint}; border-color: {c.bad}; }}
QGroupBox {{ background: transparent; border: none; margin: 0; padding: 0; }}
PlainLabel {{ color: {c.text}; background: transparent; }}
PlainLabel[role="caption"] {{ font-size: {px(t.CAPTION)}px; color: {c.muted}; }}
PlainLabel[role="hint"] {{ font-size: {px(t.HINT)}px; color: {c.muted}; }}
PlainLabel[role="label"] {{ font-weight: 600; }}
PlainLabel[role="question"] {{ font-size: {px(t.QUESTION)}px; font-weight: 600; }}
PlainLabel[role="title"] {{ font-size: {px(t.TITLE)}px; font-weight: 600; }}
PlainLabel[role="meeting"], QTableView[role="meeting"] {{ font-size: {px(t.PROJECTOR)}px; }}
PlainLabel[role="meeting_title"] {{ font-size: {px(t.PROJECTOR_TITLE)}px; font-weight: 600; }}
PlainLabel[role="number"] {{ font-size: {px(t.TITLE)}px; font-weight: 600; }}
PlainLabel[role="code"] {{ font-size: {px(t.QUESTION)}px; font-weight: 600; }}
PlainLabel[role="error"] {{ font-weight: 600; color: {c.bad}; }}
PlainLabel[role="ok"] {{ font-weight: 600; color: {c.ok}; }}
PlainLabel[role="warning"] {{ font-weight: 600; color: {c.warn}; background: {c.warn_tint};
  padding: {px(t.S)}px; border-radius: {px(t.RADIUS)}px; }}
PlainLabel[role="warn"] {{ font-weight: 600; color: {c.warn}; }}
QPushButton {{
  color: {c.text}; background: {c.surface}; border: {edge}px solid {c.edge}; border-radius: {px(t.RADIUS)}px;
  padding: 0 {pad}px; min-height: {inside}px; min-width: {px(t.TARGET) - 2 * pad}px; font-weight: 600; }}
QPushButton:hover {{ background: {c.sunken}; }}
QPushButton[role="primary"] {{
  color: {c.on_primary}; background: {c.primary}; border-color: {c.primary}; font-weight: 600; }}
QPushButton[role="primary"]:hover {{ background: {c.primary_hover}; border-color: {c.primary_hover}; }}
QPushButton[role="quiet"] {{
  color: {c.primary}; background: transparent; border-color: transparent;
  padding: 0 {px(t.S)}px; min-width: {px(t.TARGET) - 2 * px(t.S)}px; }}
QPushButton[role="quiet"]:hover {{ background: {c.sunken}; }}
QPushButton[role="danger"] {{ color: {c.bad}; border: {max(2, px(2))}px solid {c.bad};
  min-height: {px(t.TARGET) - 2 * max(2, px(2))}px; }}
QPushButton[role="jump"] {{
  color: {c.bad}; background: transparent; border: none; padding: 0; text-align: left; font-weight: 600;
  text-decoration: underline; min-height: {px(t.TARGET)}px; }}
QPushButton:disabled {{ color: {c.muted}; background: {c.sunken}; border-color: {c.line}; }}
QLineEdit, QPlainTextEdit, QComboBox, QDateEdit {{
  color: {c.text}; background: {c.surface}; border: {edge}px solid {c.edge}; border-radius: {px(t.RADIUS)}px;
  padding: 0 {px(10)}px; min-height: {inside}px;
  selection-background-color: {c.primary}; selection-color: {c.on_primary}; }}
QPlainTextEdit {{ padding: {px(6)}px; }}
QComboBox::drop-down {{ border: none; width: {px(t.TARGET)}px; }}
QTableView::item {{ padding: 0 {px(t.S)}px; }}
QLineEdit[kind="bad"], QPlainTextEdit[kind="bad"] {{ border: {max(2, px(2))}px solid {c.bad}; }}
QLineEdit:read-only, QPlainTextEdit:read-only {{ background: {c.sunken}; }}
QListView, QTableView, QTreeView {{
  color: {c.text}; background: {c.surface}; border: {edge}px solid {c.line}; border-radius: {px(t.RADIUS)}px;
  gridline-color: {c.line}; selection-background-color: {c.tint}; selection-color: {c.text}; }}
QListView[role="rail"] {{ border: none; background: {c.surface}; }}
QTableCornerButton::section {{ background: {c.surface}; border: none; }}
QHeaderView {{ background: {c.surface}; border: none; }}
QHeaderView::section {{
  color: {c.muted}; background: {c.surface}; border: none; border-bottom: {edge}px solid {c.line};
  padding: {px(t.S)}px; font-weight: 600; font-size: {px(t.HINT)}px; }}
QProgressBar {{ background: {c.sunken}; border: none; border-radius: {px(3)}px;
  min-height: {px(6)}px; max-height: {px(6)}px; }}
QProgressBar::chunk {{ background: {c.primary}; border-radius: {px(3)}px; }}
QToolTip {{ color: {c.text}; background: {c.surface}; border: {edge}px solid {c.edge}; }}
QScrollBar:vertical {{ background: transparent; width: {px(12)}px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {px(12)}px; margin: 0; }}
QScrollBar::handle {{ background: {c.edge}; border-radius: {px(4)}px; margin: {px(2)}px; }}
QScrollBar::handle:vertical {{ min-height: {px(t.TARGET)}px; }}
QScrollBar::handle:horizontal {{ min-width: {px(t.TARGET)}px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""
