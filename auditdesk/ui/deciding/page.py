"""What waits for the coordinator's decision: which version counts, whose return leads, what lies unread.

Every decision is signed and can be taken back by another; nothing is deleted by any of them.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from auditdesk import work
from auditdesk.ui.board.words import note_words
from auditdesk.ui.fill.days import moment_in_words
from auditdesk.ui.jobs import Lane, Then
from auditdesk.ui.page import Handed, Page
from auditdesk.ui.parts import Button, Card, Field, Flow, PlainLabel, StatusLine, Table, TextBox, column
from auditdesk.ui.parts.bars import Foot
from auditdesk.ui.parts.flow import takes_its_height
from auditdesk.ui.parts.notice_bar import Notice
from auditdesk.ui.parts.showing import see, throw_away
from auditdesk.ui.rows import Column

_CHOOSES = {"fork", "equivocation"}
_LEADS = "double_audit"


class DecidingPage(Page):
    """One round. `left` goes back to the board."""

    left = Signal()

    def __init__(self, frame: work.Frame, handed: Handed) -> None:
        super().__init__("", is_wide=True)
        self.retitle(self.tr("Decisions"), frame.title)
        self.subject = frame.round
        self._round, self._handed = frame.round, handed
        self._parts: list[QWidget] = []
        self._reason = TextBox()
        hint = self.tr("It goes into the signed log of decisions. It may stay empty.")
        self._why = Field(self.tr("Reason for what you decide next"), self._reason, hint)
        self._table = self._bundles()
        self._ways = QWidget()
        Flow(
            Button(self.tr("Let this bundle count"), partial(self._decide_here, accept=True)),
            Button(self.tr("Exclude this bundle"), partial(self._decide_here, accept=False)),
            of=self._ways,
        )
        takes_its_height(self._ways)
        self._came = Card(PlainLabel(self.tr("All bundles that came"), "question"), self._table, self._ways)
        self.lines.addWidget(self._why)
        self.lines.addWidget(self._came)
        self.foot = Foot(back=Button(self.tr("Back"), self.left.emit))
        self._came.hide()
        self._why.hide()
        self.about = self.tr(
            "What waits for you, and between what. Every decision is signed and can be taken back by "
            "another; nothing is deleted."
        )
        self._read()

    def _bundles(self) -> Table[work.Came]:
        number: Column[work.Came] = Column(self.tr("Bundle"), lambda one: str(one.n))
        who: Column[work.Came] = Column(self.tr("Auditor"), lambda one: one.auditor)
        came: Column[work.Came] = Column(self.tr("Came"), lambda one: moment_in_words(one.at))
        brought: Column[work.Came] = Column(self.tr("Returns"), lambda one: ", ".join(one.returns))
        state: Column[work.Came] = Column(self.tr("State"), self._state)
        table: Table[work.Came] = Table(
            self.tr("All bundles that came"), [number, who, came, brought, state], stretch=3
        )
        table.setMinimumHeight(240)
        return table

    def _read(self) -> None:
        desk, name = self._handed.desk, self._round
        self._handed.jobs.start(
            Lane.PEN,
            lambda _watch: work.to_decide(desk, name),
            Then(done=self._show, failed=self.refused.emit, owner=self),
        )

    # ── showing ───────────────────────────────────────────────────────────────────────────────────────────

    def _show(self, found: work.Deciding) -> None:
        for part in self._parts:
            throw_away(part)
            self.lines.removeWidget(part)
        things = asked(found.things)
        count = sum(1 for one in things if one.is_open) + len(found.unread)
        waits = self.tr("%n thing(s) is/are waiting for you", "", count)
        self.retitle(waits if count else self.tr("Nothing is waiting for you"), self.above.text())
        self._parts = [*map(self._card, things), *self._unread(found.unread)]
        place = self.lines.indexOf(self._why)
        for ahead, part in enumerate(self._parts):
            self.lines.insertWidget(place + ahead, part)
            part.show()
        see(self._why, is_seen=bool(found.bundles))
        see(self._came, is_seen=bool(found.bundles))
        self._table.show_rows(found.bundles)
        if self.isVisible():
            self.title.setFocus()

    def _card(self, thing: work.ToDecide) -> Card:
        about = thing.about or ", ".join(dict.fromkeys(one.auditor for one in thing.rivals))
        head = self.tr("{0}: whose return leads is decided").format(about)
        if thing.is_open:
            head = (
                self.tr("{0}: {1}").format(about, note_words(thing.kind)) if about else note_words(thing.kind)
            )
        card = Card(PlainLabel(head, "question"))
        for one in thing.rivals:
            for part in self._rival(thing, one):
                card.lines.addWidget(part)
        return card

    def _rival(self, thing: work.ToDecide, one: work.Came) -> list[QWidget]:
        head = self.tr("Bundle {0}, from {1}, {2}").format(one.n, one.auditor, one.agency)
        told = self.tr("Came {0}. It brought {1}.").format(moment_in_words(one.at), ", ".join(one.returns))
        lines: list[QWidget] = [PlainLabel(head, "label"), PlainLabel(told, selectable=True)]
        if one.n in thing.stands:
            lines.append(StatusLine(self.tr("Its return counts today"), "done"))
        return [*lines, *self._choices(thing, one)]

    def _choices(self, thing: work.ToDecide, one: work.Came) -> list[QWidget]:
        then: Callable[[], object]
        if thing.kind in _CHOOSES:
            words, then = (
                self.tr("Bundle {0} counts").format(one.n),
                partial(self._decide, one.n, accept=True),
            )
        elif thing.kind == _LEADS:
            words = self.tr("{0} leads (bundle {1})").format(one.auditor, one.n)
            then = partial(self._lead, thing.about, one)
        else:
            return []
        return [Button(words, then)]

    def _unread(self, unread: tuple[work.Unread, ...]) -> list[QWidget]:
        if not unread:
            return []
        card = Card(PlainLabel(self.tr("%n file(s) kept unread", "", len(unread)), "question"))
        for one in unread:
            came = self.tr("Came {0}.").format(moment_in_words(one.at))
            words = column(
                PlainLabel(f"{came} {one.sentence} {one.hint}"), PlainLabel(one.code, "caption"), space=4
            )
            card.lines.addLayout(words)
        card.lines.addLayout(column(Button(self.tr("Try them again"), self._retry)))
        return [card]

    def _state(self, one: work.Came) -> str:
        words = {
            "": self.tr("Counts"),
            "held_excluded": self.tr("Excluded"),
            "held_revoked": self.tr("Card not trusted any more"),
            "after_close": self.tr("Late: after the close"),
        }
        return words[one.held]

    # ── deciding ──────────────────────────────────────────────────────────────────────────────────────────

    def _decide_here(self, *, accept: bool) -> None:
        if self._table.here is not None:
            self._decide(self._table.here.n, accept=accept)

    def _decide(self, n: int, *, accept: bool) -> None:
        desk, at, reason = self._handed.desk, self._handed.now(), self._reason.toPlainText().strip()
        self._start(lambda: work.decide_merge(desk, n, accept=accept, reason=reason, at=at))

    def _lead(self, ref: str, one: work.Came) -> None:
        desk, at, reason = self._handed.desk, self._handed.now(), self._reason.toPlainText().strip()
        asked = (self._round, ref)
        self._start(lambda: work.lead_return(desk, asked, one.fingerprint, reason=reason, at=at))

    def _start(self, verb: Callable[[], object]) -> None:
        then = Then(done=self._decided, failed=self.refused.emit, owner=self)
        self._handed.jobs.start(Lane.PEN, lambda _watch: verb(), then)

    def _decided(self, _made: object) -> None:
        self._reason.show_value("")
        self.noticed.emit(Notice(self.tr("Recorded and signed. Nothing was deleted."), kind="ok"))
        self._read()

    @Slot()
    def _retry(self) -> None:
        desk, at = self._handed.desk, self._handed.now()
        self._handed.jobs.start(
            Lane.ERRAND,
            lambda watch: work.merge_files(desk, (), at=at, watch=watch),
            Then(done=self._retried, failed=self.refused.emit, owner=self),
        )

    def _retried(self, outcomes: tuple[work.FileOutcome, ...]) -> None:
        words = self.tr("None can be read yet.")
        if outcomes:
            words = self.tr("%n file(s) could be judged now.", "", len(outcomes))
        told = " ".join(one.sentence for one in outcomes if one.sentence)
        self.noticed.emit(Notice(words, told, "ok" if outcomes else "note"))
        self._read()


def asked(things: Sequence[work.ToDecide]) -> tuple[work.ToDecide, ...]:
    """What a card is shown for: once for the same bundles, since one decision settles all between them.

    Of what was decided, whose return leads can be said anew here; what is held back stands in the table.
    """
    found: dict[object, work.ToDecide] = {}
    for one in things:
        lines = tuple(rival.n for rival in one.rivals)
        key = lines if one.kind in _CHOOSES else (one.kind, one.about, lines)
        if one.is_open or one.kind == _LEADS:
            found[key] = one if key not in found or one.about else found[key]
    return tuple(found.values())
