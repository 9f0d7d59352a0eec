"""Check answers: everything that is open or does not fit, by section; each line leads to its question."""

from PySide6.QtCore import Signal, Slot

from auditdesk.form import At, Problem
from auditdesk.ui import tokens as t
from auditdesk.ui.fill.leaves import Section, sections, shown_name
from auditdesk.ui.fill.writing import Writing
from auditdesk.ui.page import Page
from auditdesk.ui.parts import Button, Card, PlainLabel, Role, column
from auditdesk.ui.parts.bars import Foot


class CheckPage(Page):
    """`jumped` gives the question a person goes to (an `At`).

    `sign_asked` goes on; `left` goes back to the form.
    """

    jumped = Signal(object)
    sign_asked = Signal()
    unsafe_asked = Signal()
    left = Signal()

    def __init__(self, writing: Writing) -> None:
        super().__init__("", "")
        self.retitle(self.tr("Check answers"), writing.opened.ref.replace("/", " · "))
        self.subject = writing.opened.ref.replace("/", ", ")
        self._session = writing.session
        self.top = (Button(self.tr("Child unsafe now"), self.unsafe_asked.emit, Role.DANGER, hint="F8"),)
        self.bind("F8", self.tr("Child unsafe now"), self.unsafe_asked.emit)
        problems = self._session.validate()
        errors = [one for one in problems if one.severity == "error"]
        hints = [one for one in problems if one.severity != "error"]
        back = Button(self.tr("Back to the form"), self.left.emit)
        self._lines: list[Button] = []
        if errors:
            self._add_problems(self.tr("There is a problem"), errors, "bad")
            main = Button(self.tr("Sign and export"), self._sign)
            note = self.tr("%n answer(s) to fix", "", len(errors))
            self.foot = Foot(back=back, note=note, main=main)
        else:
            done = PlainLabel(self.tr("Nothing left to do"), "question")
            words = PlainLabel(self.tr("Every question that is asked has an answer that fits. You can sign."))
            self.add(Card(done, words))
            self.foot = Foot(back=back, main=Button(self.tr("Sign and export"), self._sign, Role.PRIMARY))
        if hints:
            self._add_problems(self.tr("Look at these again; they do not stop you"), hints, "plain")
        if self._lines:
            self.first = self._lines[0]

    @Slot()
    def _sign(self) -> None:
        self.sign_asked.emit()

    def _add_problems(self, title: str, problems: list[Problem], kind: str) -> None:
        card = Card(PlainLabel(title, "question"), kind=kind, space=4)
        found = sections(self._session.tool)
        section: Section | None = None
        label = ""
        for problem in problems:
            if problem.at is None:
                card.lines.addWidget(PlainLabel(problem.text))
                continue
            here = next((one for one in found if self._lies_in(problem.at, one)), None)
            if here is not section and here is not None:
                section = here
                label = self._session.label(At(here.group)) if here.group else self.tr("Questions")
                card.lines.addLayout(column(PlainLabel(label, "caption"), margins=(0, t.M, 0, 0)))
            line = self._line(problem, problem.at)
            line.setAccessibleDescription(label)
            self._lines.append(line)
            card.lines.addWidget(self._lines[-1])
        self.add(card)

    def _line(self, problem: Problem, at: At) -> Button:
        question = shown_name(self._session.tool, at.name)
        label = self._session.label(At(question, at.rows))
        words = self.tr("{0}: {1}").format(label, problem.text)
        if problem.code == "answer.required":
            words = self.tr("Answer this: {0}").format(label)
            if question != at.name:
                words = self.tr("Say why in the comment: {0}").format(label)
        return Button(words, lambda: self.jumped.emit(at), Role.JUMP)

    def _lies_in(self, at: At, section: Section) -> bool:
        question = self._session.tool.question(at.name)
        top = question.groups[0] if question.groups else ""
        return top == section.group
