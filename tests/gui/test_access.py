"""What a screen reader and a finger find on every page before the desk is open, in each theme and size."""

from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPlainTextEdit, QWidget

from auditdesk.ui import style
from auditdesk.ui.jobs import Jobs
from auditdesk.ui.page import Page
from auditdesk.ui.parts import Button
from auditdesk.ui.settings import Settings
from auditdesk.ui.tokens import COLOURS, TARGET, Theme, px
from auditdesk.ui.unlock.first_pages import CardPage, NamePage, PassphrasePage
from auditdesk.ui.unlock.open_page import OpenPage
from auditdesk.ui.unlock.recover_page import RecoverPage
from auditdesk.ui.unlock.sheet_page import SheetPage
from auditdesk.ui.view_page import ViewPage
from tests.gui.seen import interfaces

CODE = "EYA9N-5F768-AHXAH-C0DRB-F1P4Z-AT"
CONTROLS = QAbstractButton | QLineEdit | QPlainTextEdit
ROLES = {
    QAccessible.Role.Button,
    QAccessible.Role.RadioButton,
    QAccessible.Role.CheckBox,
    QAccessible.Role.EditableText,
    QAccessible.Role.List,
    QAccessible.Role.Table,
    QAccessible.Role.Grouping,
}


def nowhere(_page: QWidget, _words: str, _name: str) -> Path | None:
    return None


def pages(jobs: Jobs) -> dict[str, Page]:
    return {
        "open": OpenPage(str, jobs=jobs),
        "locked": OpenPage(str, jobs=jobs, is_locked=True),
        "name": NamePage(),
        "passphrase": PassphrasePage(lambda: "six words", str, jobs=jobs),
        "sheet": SheetPage(CODE, lambda path: path, jobs=jobs, choose=nowhere),
        "card": CardPage(lambda _path: (), jobs=jobs, choose=nowhere),
        "recover": RecoverPage(lambda code, _passphrase: code, jobs=jobs),
        "view": ViewPage(Settings()),
    }


def faults(page: Page) -> list[str]:
    """Controls without a name, names twice in one group, targets too small, words cut, parts that overlap."""
    found = []
    named = [(one, one.text(QAccessible.Text.Name)) for one in interfaces(page) if one.role() in ROLES]
    found += [f"unnamed {one.role()}" for one, name in named if not name]
    groups = Counter((id(one.parent().object()), name) for one, name in named)
    found += [f"twice: {name}" for (_, name), times in groups.items() if times > 1]
    controls = [one for one in page.findChildren(QWidget) if isinstance(one, CONTROLS) and one.isVisible()]
    found += [
        f"small: {one.accessibleName()}" for one in controls if min(one.width(), one.height()) < px(TARGET)
    ]
    labels = [one for one in page.findChildren(QLabel) if one.isVisible() and one.text()]
    found += [f"cut: {one.text()[:30]}" for one in labels if one.heightForWidth(one.width()) > one.height()]
    found += [
        f"outside: {one.objectName() or type(one).__name__}"
        for one in (*controls, *labels)
        if not page.rect().contains(one.rect().translated(one.mapTo(page, one.rect().topLeft())))
    ]
    return found + overlaps(page, [*controls, *labels])


def overlaps(page: Page, parts: list[QWidget]) -> list[str]:
    places = [one.rect().translated(one.mapTo(page, one.rect().topLeft())) for one in parts]
    return [
        f"overlap: {type(parts[first]).__name__}, {type(parts[second]).__name__}"
        for first in range(len(parts))
        for second in range(first + 1, len(parts))
        if places[first].intersects(places[second])
    ]


@pytest.mark.parametrize("zoom", [100, 200, 400])
@pytest.mark.parametrize("kind", ["open", "locked", "name", "passphrase", "sheet", "card", "recover", "view"])
def test_every_control_is_named_large_enough_and_nothing_is_cut(window, worn, jobs, qtbot, kind, zoom):
    page = pages(jobs)[kind]
    style.wear(worn, Theme.LIGHT, zoom)
    window.zoomed()
    window.cover(page)
    qtbot.waitUntil(lambda: page.isVisible() and page.width() > 0)
    for _ in range(3):
        worn.processEvents()

    assert faults(page) == []
    assert page.width() <= window.width()


@pytest.mark.parametrize("theme", COLOURS)
def test_a_theme_changes_what_is_worn_and_nothing_that_lies_there(window, worn, jobs, theme):
    page = pages(jobs)["view"]
    window.cover(page)
    style.wear(worn, theme, 100)
    window.zoomed()
    worn.processEvents()

    assert worn.palette().window().color().name() == COLOURS[theme].canvas.lower()
    assert faults(page) == []


def test_a_button_without_a_name_that_is_too_small_is_found(window, worn):
    page, button = Page("Planted"), Button("x", lambda: None)
    button.setAccessibleName("")
    button.setText("")
    page.add(button)
    window.cover(page)
    button.setFixedSize(20, 20)
    worn.processEvents()

    assert {fault.partition(":")[0].partition(" ")[0] for fault in faults(page)} >= {"unnamed", "small"}
