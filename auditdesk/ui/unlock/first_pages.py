"""The first run: who you are, a passphrase, and at the end your card. The recovery sheet comes in between."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal

from auditdesk.errors import AuditDeskError
from auditdesk.ui.jobs import Jobs
from auditdesk.ui.notices import sentence
from auditdesk.ui.page import Page
from auditdesk.ui.parts import Button, Card, ChoiceGroup, Field, Flow, LineBox, Option, PlainLabel, Role
from auditdesk.ui.parts.bars import Foot
from auditdesk.ui.parts.files import ChooseTarget
from auditdesk.ui.unlock.passphrase_fields import PassphraseFields
from auditdesk.ui.unlock.waiting import Waiting

_AGENCY = re.compile(r"[a-z0-9_]{1,16}")
_MOST_NAME = 80


@dataclass(frozen=True, slots=True)
class Named:
    """Whose desk it will be: name, the agency's code, auditor or coordinator."""

    name: str
    agency: str
    role: str


class NamePage(Page):
    """`named` gives a `Named`."""

    named = Signal(object)
    view_asked = Signal()

    def __init__(self, named: Named | None = None) -> None:
        super().__init__(self.tr("Set up your desk"), self.tr("Step 1 of 4"))
        self._name = LineBox(named.name if named else "")
        self._agency = LineBox(named.agency if named else "")
        self._name_field = Field(self.tr("Your name"), self._name, self.tr("As it stands on your card."))
        self._agency_field = Field(
            self.tr("Your agency’s code"),
            self._agency,
            self.tr("Such as csc or pol. Your coordinator knows it."),
        )
        role, hint = self.tr("What you do in the audit"), self.tr("A desk has one role for good.")
        options = (
            Option("auditor", self.tr("Auditor"), self.tr("You read case files and fill in audit tools.")),
            Option(
                "coordinator",
                self.tr("Coordinator"),
                self.tr("You set up rounds, and make the report of them."),
            ),
        )
        self._role = ChoiceGroup(role, options, hint)
        self._role.show_value(named.role if named else "")
        self._role_field = Field(role, self._role, hint)
        self.add(self._name_field, self._agency_field, self._role_field)
        self.add(Flow(Button(self.tr("View"), self.view_asked.emit)))
        self.foot = Foot(main=Button(self.tr("Continue"), self._on, Role.PRIMARY))
        self.first = self._name

    def _on(self) -> None:
        name, agency = self._name.text().strip(), self._agency.text().strip().casefold()
        errors = {
            self._name_field: ""
            if 0 < len(name) <= _MOST_NAME
            else self.tr("Type your name, up to 80 letters."),
            self._agency_field: ""
            if _AGENCY.fullmatch(agency)
            else self.tr("Type a code of up to 16 small letters, digits or _."),
            self._role_field: "" if self._role.value else self.tr("Choose one."),
        }
        for field, words in errors.items():
            field.show_error(words)
        wrong = next((field for field, words in errors.items() if words), None)
        if wrong is not None:
            wrong.setFocus()
        else:
            self.named.emit(Named(name, agency, self._role.value))


class PassphrasePage(Page):
    """`made` gives what `makes` gave for the passphrase: the desk, open, and its recovery code."""

    made = Signal(object)
    left = Signal()

    def __init__(self, offers: Callable[[], str], makes: Callable[[str], object], *, jobs: Jobs) -> None:
        super().__init__(self.tr("Choose a passphrase"), self.tr("Step 2 of 4"))
        self._offers, self._makes = offers, makes
        self._words = PlainLabel("", "code")
        self._offering = Waiting(self.tr("Looking for words…"), jobs)
        self._waiting = Waiting(self.tr("Making the desk…"), jobs)
        other = Button(self.tr("Offer other words"), self.offer)
        self._fields = PassphraseFields(
            self.tr("Passphrase"),
            self.tr("Type the six words with spaces, or one of your own of at least 14 characters."),
        )
        self.add(
            PlainLabel(self.tr("It opens your desk each time. Nobody can find it out for you.")),
            Card(PlainLabel(self.tr("Six words to take"), "label"), self._words, self._offering, Flow(other)),
            self._fields,
            self._waiting,
        )
        self._main = Button(self.tr("Make the desk"), self._on, Role.PRIMARY)
        self.foot = Foot(back=Button(self.tr("Back"), self.left.emit), main=self._main)
        self.first = self._fields.box

    def offer(self) -> None:
        """Ask for six words."""
        self._offering.start(self._offers, lambda words: self._words.setText(str(words)), self.refused.emit)

    def _on(self) -> None:
        passphrase = self._fields.agreed()
        if passphrase is not None:
            self._waiting.start(
                lambda: self._makes(passphrase), self.made.emit, self._failed, button=self._main
            )

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, AuditDeskError):
            self._fields.show_refusal(error)
        else:
            self.refused.emit(error)


class CardPage(Page):
    """`finished` comes when the person goes on; the card can be saved again at any time."""

    finished = Signal()

    def __init__(
        self, writes: Callable[[Path], tuple[str, ...]], *, jobs: Jobs, choose: ChooseTarget
    ) -> None:
        """`writes` saves the card under a path and gives its eight words."""
        super().__init__(self.tr("Send your card"), self.tr("Step 4 of 4"))
        self._writes, self._choose = writes, choose
        self._waiting = Waiting(self.tr("Saving…"), jobs)
        self._said, self._words = PlainLabel("", "ok"), PlainLabel("", "code")
        self._error = PlainLabel("", "error")
        self._save = Button(self.tr("Save my card…"), self._asked)
        for label in (self._said, self._words, self._error):
            label.hide()
        self.add(
            PlainLabel(
                self.tr(
                    "Your card says who you are, and holds nothing secret. An auditor sends it to the "
                    "coordinator, a coordinator to each auditor. They ring you, and you read out eight words."
                )
            ),
            Flow(self._save),
            self._waiting,
            self._said,
            self._words,
            self._error,
        )
        self.foot = Foot(main=Button(self.tr("Open the desk"), self.finished.emit, Role.PRIMARY))

    def _asked(self) -> None:
        path = self._choose(self, self.tr("Save the identity card"), "card.adcard")
        if path is not None:
            self._waiting.start(
                lambda: self._writes(path),
                lambda words: self._done(path, words),
                self._failed,
                button=self._save,
            )

    def _done(self, path: Path, words: object) -> None:
        self._error.hide()
        self._said.setText(self.tr("Saved as {0}. When they ring to check, read out:").format(path))
        self._words.setText(" ".join(words) if isinstance(words, tuple) else "")
        self._said.show()
        self._words.show()

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, AuditDeskError):
            self._error.setText(sentence(error))
            self._error.show()
        else:
            self.refused.emit(error)
