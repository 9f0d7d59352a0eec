"""Another language and another direction: nothing is cut, nothing goes round `self.tr`, all is mirrored."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from auditdesk import places
from auditdesk.ui import style
from auditdesk.ui.app import demo_of
from auditdesk.ui.english import English
from auditdesk.ui.page import Page
from auditdesk.ui.parts import Button, Flow, PlainLabel
from auditdesk.ui.tokens import Theme
from auditdesk.work import tools
from tests.gui.faults import faults
from tests.gui.places import PLACES, Visit
from tests.gui.pseudo import CLOSE, OPEN, Pseudo, SeenPlain, plain, pseudo
from tests.gui.test_access import lines

LATER = re.compile(rf"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}")
WORD = re.compile(r"[^\W\d_]{3,}")
# Whose words are the tool's, a person's, a paper's or an error's: not this translator's to say.
DATA = {
    *("form", "form_open", "row", "find", "check", "check_problems", "unsafe", "notices", "receipt"),
    *("importing", "comparison", "meeting", "preview"),
}
STRANGE = 3  # how far off, in pixels, a mirrored part may lie


@pytest.fixture
def abroad(dressed):
    """The application in the language that nobody speaks."""
    english = next(one for one in dressed.children() if isinstance(one, English))
    spoken = Pseudo(english)
    dressed.installTranslator(spoken)
    yield spoken
    dressed.removeTranslator(spoken)
    style.wear(dressed, Theme.LIGHT, 100)
    dressed.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture
def visit(worn, abroad, qtbot, cse_round, tmp_path):
    with demo_of(cse_round) as demo:
        made = Visit(worn, qtbot, demo, cse_round, tmp_path, reads=SeenPlain, speaks=abroad)
        yield made
        made.ends()


def untranslated(window: QWidget, known: set[str]) -> list[str]:
    """Words that are seen outside the brackets, and are no data."""
    shown = [part.text() for part in window.findChildren(QLabel) if part.isVisible()]
    shown += [part.accessibleName() for part in window.findChildren(QAbstractButton) if part.isVisible()]
    rest = ((text, outside_brackets(text.replace("\n", " "))) for text in shown)
    return [text for text, left in rest for word in WORD.findall(left) if word.casefold() not in known]


def outside_brackets(text: str) -> str:
    """What is left without brackets and what stands in them, and in others inside those."""
    while (less := LATER.sub("", text)) != text:
        text = less
    return text


def geometry(window: QWidget) -> dict[int, tuple[str, int, int]]:
    """Where each part that says something lies, from the start of the window."""
    parts: list[QLabel | QAbstractButton] = [
        *window.findChildren(QLabel),
        *window.findChildren(QAbstractButton),
    ]
    places = ((one, one.mapTo(window, one.rect().topLeft()).x()) for one in parts if one.isVisible())
    return {id(one): (one.accessibleName() or one.text(), left, one.width()) for one, left in places}


def unmirrored(window: QWidget, before: dict[int, tuple[str, int, int]]) -> list[str]:
    after, wide = geometry(window), window.width()
    return [
        f"{words!r}: {left} from the left, then {wide - after[part][1] - after[part][2]} from the right"
        for part, (words, left, _) in before.items()
        if part in after and abs(wide - after[part][1] - after[part][2] - left) > STRANGE
    ]


@pytest.mark.parametrize("place", PLACES)
def test_longer_words_fit_and_the_page_is_mirrored_for_who_reads_from_the_right(visit, qtbot, place):
    PLACES[place](visit)
    visit.wears(Theme.LIGHT, 150)
    known = {word.casefold() for word in WORD.findall(data_of(visit))}

    def is_whole() -> None:
        assert lines(faults(visit.window)) == ""

    qtbot.waitUntil(is_whole)
    if place not in DATA:
        assert lines(untranslated(visit.window, known)) == ""
    before = geometry(visit.window)
    visit.app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    visit.wears(Theme.LIGHT, 150)
    qtbot.waitUntil(is_whole)
    assert lines(unmirrored(visit.window, before)) == ""


def data_of(visit: Visit) -> str:
    """Names, titles and paths that people and this machine gave."""
    parts = [str(visit.folder), str(visit.rehearsal), str(visit.demo.folder)]
    parts += [path.name for path in visit.rehearsal.rglob("*")]
    parts += [one.title for one in tools()]
    parts += [(places.resources() / "words" / words).read_text("utf-8") for words in SPOKEN]
    parts += [part.text() for part in visit.window.findChildren(QLabel) if CODE.fullmatch(part.text())]
    return " ".join([*parts, *FROM_THE_ROUND])


SPOKEN = ("fingerprint.txt", "passphrase.txt")
CODE = re.compile(r"([0-9A-Z]{2,5} ?){6}")
"""A recovery code."""

FROM_THE_ROUND = (
    "Safeguarding children partnership",
    "October December January February March April July August November",
    "abacus EYA",
    "Child sexual exploitation Neglect June September England Wales Scotland Northern Ireland",
    "NEG CSE csc pol edu hcom eh ch Ann Auditor heron lattice pudding quarry ember violin",
)


def test_what_is_said_in_that_language_can_be_read_back():
    assert plain(pseudo("Save and continue")) == "Save and continue"
    assert plain(pseudo("{0} of {1} answered").format(2, 9)) == "2 of 9 answered"


def test_a_text_that_goes_round_the_translator_is_found(worn, window):
    page = Page(pseudo("Planted"))
    page.add(PlainLabel("Nobody translates this"))
    window.show_page(page)
    worn.processEvents()

    assert "Nobody translates this" in untranslated(window, set())


@pytest.mark.usefixtures("abroad")
def test_a_part_that_stays_at_the_left_is_found(worn, window):
    page, fixed = Page("Planted"), QWidget()
    fixed.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    fixed.setFixedSize(400, 60)
    Flow(Button("One", lambda: None), of=fixed)
    page.add(fixed)
    window.show_page(page)
    worn.processEvents()
    before = geometry(window)

    worn.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    for _ in range(4):
        worn.processEvents()

    assert unmirrored(window, before) != []
