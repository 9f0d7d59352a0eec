"""A round is started in five steps; what was typed stays, whichever step one is at."""

from datetime import date

from PySide6.QtCore import Qt, Signal, Slot

from auditdesk import work
from auditdesk.ui.fill.days import day_in_words
from auditdesk.ui.jobs import Lane, Then
from auditdesk.ui.page import Handed, Page
from auditdesk.ui.parts import Button, LineBox, PlainLabel, Role, TextBox
from auditdesk.ui.parts.bars import Foot
from auditdesk.ui.parts.notice_bar import Notice, announce
from auditdesk.ui.parts.showing import see
from auditdesk.ui.rounds.steps import AgenciesStep, CasesStep, DatesStep, NameStep, Step


class StartPage(Page):
    """`made` gives the round that was set up; `left` goes back to the rounds."""

    made = Signal(object)
    left = Signal()

    def __init__(self, handed: Handed) -> None:
        super().__init__("")
        self.retitle(self.tr("Start a round"))
        self.subject = self.tr("Start a round")
        self._handed = handed
        self._at = 0
        themes = [(one.id, one.title) for one in work.tools()]
        self._name, self._dates = NameStep(themes), DatesStep(lambda: handed.now().date())
        self._agencies = AgenciesStep()
        self._cases = CasesStep(lambda: [agency for agency, _ in self._agencies.values])
        self._check = Step()
        self._check.name_it(self.tr("5 of 5: check"))
        self._words = PlainLabel("")
        self._check.lines.addWidget(self._words)
        self._steps: list[Step] = [self._name, self._dates, self._agencies, self._cases, self._check]
        self.add(*self._steps)
        self._back = Button(self.tr("Back"), self._go_back)
        self._on = Button(self.tr("Continue"), self._go_on, Role.PRIMARY)
        self.foot = Foot(back=self._back, main=self._on)
        self.first = self._name.first
        self._untouched = self._typed()
        self.about = self.tr(
            "A round is one theme and its cases. Fill in its facts in five steps; nothing is sent before you "
            "write the packs."
        )
        self._show()

    def _typed(self) -> tuple[str, ...]:
        """All that stands in the boxes of the steps."""
        lines = [box.text() for box in self.findChildren(LineBox)]
        return (*lines, *(box.toPlainText() for box in self.findChildren(TextBox)))

    def may_leave(self) -> bool:
        if self._typed() == self._untouched:
            return True
        words = self.tr("No round was set up yet, so this page stays.")
        self.noticed.emit(
            Notice(words, self.tr("Back, at the first step, leaves it and forgets what was typed."))
        )
        return False

    def _show(self) -> None:
        for number, step in enumerate(self._steps):
            see(step, is_seen=number == self._at)
        is_last = self._at == len(self._steps) - 1
        self._on.say(self.tr("Start the round") if is_last else self.tr("Continue"))
        if is_last:
            self._words.setText(self._summary())
        if self.isVisible():
            target = self._on if is_last else self._steps[self._at].first
            target.setFocus(Qt.FocusReason.TabFocusReason)
            announce(self, self._steps[self._at].heading)

    @Slot()
    def _go_back(self) -> None:
        if self._at == 0:
            self.left.emit()
            return
        self._at -= 1
        self._show()

    @Slot()
    def _go_on(self) -> None:
        wrong = self._steps[self._at].problems()
        if wrong:
            announce(self, self.tr("%n answer(s) to fix", "", wrong))
            self._steps[self._at].first.setFocus(Qt.FocusReason.TabFocusReason)
        elif self._at < len(self._steps) - 1:
            self._at += 1
            self._show()
        else:
            self._start()

    def facts(self) -> work.RoundFacts:
        """What stands in the steps now."""
        when = self._dates.values
        return work.RoundFacts(
            round=self._name.id.text().strip(),
            title=self._name.title.text().strip(),
            theme=self._name.theme.value,
            nation=self._name.nation.value,
            audit_date=when["audit_date"],
            look_back=(when["from"], when["to"]),
            due=(when["returns"], when["meeting"], when["report"]),
            cases=self._cases.values,
            auditors=self._agencies.values,
        )

    def _summary(self) -> str:
        facts = self.facts()
        returns = sum(len(agencies) for _, agencies in facts.cases)
        agencies = ", ".join(name for name, _ in facts.auditors)
        lines = (
            self.tr("{0}, round {1}").format(facts.title, facts.round),
            self.tr("Audit date {0}; records from {1} to {2}").format(
                *(_shown(day) for day in (facts.audit_date, *facts.look_back))
            ),
            self.tr("Returns due {0}, meeting {1}, report {2}").format(*(_shown(day) for day in facts.due)),
            self.tr("%n case(s)", "", len(facts.cases)) + f": {', '.join(ref for ref, _ in facts.cases)}",
            self.tr("Agencies: {0}").format(agencies),
            self.tr("%n return(s) will be asked for.", "", returns),
            self.tr("The round gets its own keys now. Packs are written when you say so."),
        )
        return "\n".join(lines)

    def _start(self) -> None:
        desk, facts = self._handed.desk, self.facts()
        self._handed.jobs.start(
            Lane.PEN,
            lambda _watch: work.set_up_round(desk, facts),
            Then(done=self.made.emit, failed=self.refused.emit, owner=self),
        )


def _shown(day: str) -> str:
    return day_in_words(day) if day else date.min.isoformat()
