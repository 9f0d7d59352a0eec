"""Receipts go out: every bundle is answered, and a return may be asked about again, in words."""

from collections.abc import Mapping

from PySide6.QtCore import Signal, Slot

from auditdesk import work
from auditdesk.ui.dialogs import chosen_folder
from auditdesk.ui.jobs import Lane, Then
from auditdesk.ui.page import Handed, Page
from auditdesk.ui.parts import Button, Card, Field, PlainLabel, Role, Table, TextBox
from auditdesk.ui.parts.bars import Foot
from auditdesk.ui.parts.notice_bar import Notice, announce
from auditdesk.ui.parts.plain_label import breakable
from auditdesk.ui.parts.showing import see, throw_away
from auditdesk.ui.rows import Column

_LONGEST = 60


class SendingPage(Page):
    """What is asked of a return stays in `asked`, by ref, until the receipts are written.

    `left` goes back to the board.
    """

    left = Signal()

    def __init__(self, frame: work.Frame, asked: dict[str, str], handed: Handed) -> None:
        super().__init__("", is_wide=True)
        self.retitle(self.tr("Receipts and queries"), frame.title)
        self.subject = frame.round
        self._round, self._asked, self._handed = frame.round, asked, handed
        self._made: Card | None = None
        ref: Column[work.ReturnCame] = Column(self.tr("Return"), lambda one: one.ref)
        who: Column[work.ReturnCame] = Column(self.tr("Auditor"), lambda one: one.auditor)
        state: Column[work.ReturnCame] = Column(self.tr("Receipt"), self._state)
        self._table: Table[work.ReturnCame] = Table(self.tr("Returns received"), [ref, who, state], stretch=2)
        self._table.setMinimumHeight(280)
        self._table.stood.connect(self._show_query)
        self._box = TextBox()
        self._box.textChanged.connect(self._typed)
        hint = self.tr("Leave it empty to accept the return. A return that is asked about opens again.")
        self._query = Field(self.tr("Your question about it"), self._box, hint)
        self._none = Card(
            PlainLabel(self.tr("No return has come yet."), "question"),
            PlainLabel(self.tr("Import bundles first; then each auditor gets a receipt.")),
        )
        self._intro = PlainLabel(
            self.tr("Each auditor gets one file, which only they can open. It answers all that they sent.")
        )
        self.add(self._none, self._intro, self._table, self._query)
        self._write = Button(self.tr("Write receipts"), self._ask_folder, Role.PRIMARY)
        self.foot = Foot(back=Button(self.tr("Back"), self.left.emit), main=self._write)
        self.first = self._table
        self.about = self.tr(
            "A receipt tells an auditor what you have. Where you write a question, the return opens again"
            " on the auditor's desk and comes back in a new bundle."
        )
        self._show(())
        self._none.hide()
        self._read()

    def _read(self) -> None:
        desk, name = self._handed.desk, self._round
        self._handed.jobs.start(
            Lane.PEN,
            lambda _watch: work.returns_came(desk, name),
            Then(done=self._show, failed=self.refused.emit, owner=self),
        )

    def _show(self, came: tuple[work.ReturnCame, ...]) -> None:
        for part in (self._intro, self._table, self._query, self._write):
            see(part, is_seen=bool(came))
        see(self._none, is_seen=not came)
        self._table.show_rows(came)
        if self.foot is not None:
            waiting = sum(1 for one in came if one.waits)
            self.foot.say(
                self.tr("%n return(s) is/are waiting for a receipt", "", waiting) if waiting else ""
            )

    def _state(self, one: work.ReturnCame) -> str:
        if one.ref in self._asked:
            words = " ".join(self._asked[one.ref].split())
            begins = words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
            return self.tr("Is asked about: {0}").format(begins)
        return self.tr("Waiting for a receipt") if one.waits else self.tr("Answered before")

    # ── queries ───────────────────────────────────────────────────────────────────────────────────────────

    def _show_query(self, one: work.ReturnCame) -> None:
        self._box.show_value(self._asked.get(one.ref, ""))
        self._query.rename(self.tr("Your question about {0}").format(one.ref))

    @Slot()
    def _typed(self) -> None:
        """Every letter is kept with the return one stands on, so that no row takes another's question."""
        one, text = self._table.here, self._box.toPlainText()
        if one is None:
            return
        if text.strip():
            self._asked[one.ref] = text
        else:
            self._asked.pop(one.ref, None)
        self._table.rows.retell()

    # ── writing ───────────────────────────────────────────────────────────────────────────────────────────

    @Slot()
    def _ask_folder(self) -> None:
        folder = chosen_folder(self, self.tr("Save the receipts in"))
        if folder is None:
            return
        desk, name, at, asked = self._handed.desk, self._round, self._handed.now(), dict(self._asked)
        self.status.say(self.tr("Writing receipts…"))
        self._handed.jobs.start(
            Lane.ERRAND,
            lambda _watch: work.make_receipts(desk, name, folder, queries=asked, at=at),
            Then(done=lambda made: self._written(made, asked), failed=self._failed, owner=self),
        )

    def _failed(self, error: BaseException) -> None:
        self.status.say("")
        self.refused.emit(error)

    def _written(self, made: tuple[work.ReceiptMade, ...], asked: Mapping[str, str]) -> None:
        self.status.say("")
        if not made:
            words = self.tr("Every bundle is answered already; no receipt was written.")
            hint = self.tr("Write a question about a return if you want to ask again.")
            self.noticed.emit(Notice(words, hint))
            return
        for ref in [ref for ref, text in asked.items() if self._asked.get(ref) == text]:
            del self._asked[ref]  # what was typed meanwhile stays
        self._read()
        self._show_made(made)

    def _show_made(self, made: tuple[work.ReceiptMade, ...]) -> None:
        if self._made is not None:
            throw_away(self._made)
            self.lines.removeWidget(self._made)
        words = self.tr("%n receipt(s) written. Send each to its auditor.", "", len(made))
        card = self._made = Card(PlainLabel(words, "question"))
        for one in made:
            card.lines.addWidget(PlainLabel(one.auditor, "label"))
            card.lines.addWidget(PlainLabel(breakable(one.file), "hint", selectable=True))
        self.lines.addWidget(card)
        announce(self, words)
