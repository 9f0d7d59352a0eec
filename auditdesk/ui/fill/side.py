"""What stands beside the form: which return, how far it is, its sections, and the way to the check."""

from collections.abc import Set as AbstractSet

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from auditdesk.form import At, Progress, Session
from auditdesk.ui import tokens as t
from auditdesk.ui.fill.leaves import Leaf, Section
from auditdesk.ui.fill.writing import Writing
from auditdesk.ui.parts import Button, PlainLabel, column
from auditdesk.ui.parts.rail import Line, Rail

_NONE = Progress(0, 0, 0)


def section_title(section: Section, session: Session) -> str:
    if section.group:
        return session.label(At(section.group))
    return QCoreApplication.translate("Side", "Questions")


class Side(QWidget):
    """`chosen` gives the place of a section, from 0.

    `earlier_asked` asks for what an earlier version left over, or the way to a newer one.
    """

    chosen = Signal(int)
    check_asked = Signal()
    earlier_asked = Signal()

    def __init__(self, sections: tuple[Section, ...], writing: Writing) -> None:
        super().__init__()
        self._sections, self._session = sections, writing.session
        self._rail = Rail(self.tr("Sections"))
        self._rail.chosen.connect(self.chosen)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Answered so far"))
        self._answered = PlainLabel("", "caption")
        case = PlainLabel(writing.opened.ref.replace("/", " · "), "code")
        about = (case, PlainLabel(writing.opened.round, "caption"), self._bar, self._answered)
        check = Button(self.tr("Check answers"), self.check_asked.emit, hint="Ctrl+E")
        lines = column(column(*about, space=t.S, margins=(t.M, 0, t.M, t.S)), space=t.S, of=self)
        lines.addWidget(self._rail, 1)
        below: list[QWidget] = [check]
        opened = writing.opened
        if opened.newer or opened.left_over:
            words = self.tr("Version {0} of the tool is here").format(opened.newer)
            words = words if opened.newer else self.tr("From the earlier version")
            below.append(Button(words, self.earlier_asked.emit, hint="Ctrl+R"))
        lines.addLayout(column(*below, space=t.S, margins=(t.M, 0, t.M, 0)))
        self.setFocusProxy(self._rail)

    def show_progress(self, leaf: Leaf, shows_open: AbstractSet[str]) -> int:
        """Draw how far each section is; gives how many questions the leaf's section leaves unanswered.

        `shows_open` are the groups of which a person asked what is left.
        """
        found = self._session.progress()
        lines = [
            self._line(one, found.get(one.group, _NONE), one.group in shows_open) for one in self._sections
        ]
        self._rail.show_lines(lines, leaf.section.place - 1)
        relevant = sum(one.relevant for one in found.values())
        answered = sum(one.answered for one in found.values())
        self._bar.setRange(0, max(1, relevant))
        self._bar.setValue(answered)
        self._answered.setText(self.tr("{0} of {1} answered").format(answered, relevant))
        here = found.get(leaf.section.group, _NONE)
        return here.relevant - here.answered

    def _line(self, section: Section, found: Progress, says_open: bool) -> Line:  # noqa: FBT001 - one of three facts
        name = section_title(section, self._session)
        if not found.relevant:
            return Line(name, self.tr("Nothing is asked here"), "done")
        if says_open and found.open:
            return Line(name, self.tr("{0} to fix").format(found.open), "bad", is_bad=True)
        if found.answered == found.relevant:
            return Line(name, self.tr("Complete"), "done")
        if found.answered:
            words = self.tr("{0} of {1} answered").format(found.answered, found.relevant)
            return Line(name, words, "part", found.answered / found.relevant)
        return Line(name, self.tr("%n question(s)", "", found.relevant), "open")
