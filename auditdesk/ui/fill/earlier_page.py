"""From the earlier version: answers that a newer one has no question for, and the way to the newer one."""

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot

from auditdesk import work
from auditdesk.ui.jobs import Lane, Then
from auditdesk.ui.page import Handed, Page
from auditdesk.ui.parts import Button, Card, PlainLabel, Role
from auditdesk.ui.parts.bars import Foot
from auditdesk.watch import Watch


class EarlierPage(Page):
    """One return. `moved` comes once it is on the newer version; `left` goes back to the form."""

    moved = Signal(object)
    left = Signal()

    def __init__(self, opened: work.OpenReturn, handed: Handed, keep: Callable[[], object]) -> None:
        """`keep` puts on the disk what was typed last: what is moved is what lies there."""
        super().__init__("")
        self.retitle(self.tr("From the earlier version"), opened.ref.replace("/", " · "))
        self.subject = opened.ref.replace("/", ", ")
        self._opened, self._handed, self._keep = opened, handed, keep
        back = Button(self.tr("Back to the form"), self.left.emit)
        self.foot = Foot(back=back)
        if opened.newer:
            self._offer(opened.newer)
            go = Button(self.tr("Move to version {0}").format(opened.newer), self._move, Role.PRIMARY)
            self.foot = Foot(back=back, main=go)
        if opened.left_over:
            self.add(
                PlainLabel(
                    self.tr(
                        "The tool has no question for these answers now. They are kept here and go with "
                        "the return to the coordinator, who can read them. They are not counted. What you "
                        "were not asked, and what stays on this machine, does not go."
                    )
                )
            )
        for one in opened.left_over:
            self.add(self._card(one))

    def _offer(self, version: str) -> None:
        self.add(
            Card(
                PlainLabel(self.tr("Version {0} of the tool is here").format(version), "question"),
                PlainLabel(
                    self.tr(
                        "Your answers go to their questions in it. An answer that has no question there "
                        "is kept on this page. Nothing you typed is lost. You cannot go back to the "
                        "earlier version."
                    )
                ),
            )
        )

    def _card(self, one: work.ShownLeftOver) -> Card:
        where = self.tr("{0}, version {1}").format(one.row, one.version) if one.row else ""
        caption = where or self.tr("Version {0}").format(one.version)
        return Card(
            PlainLabel(one.label, "question"),
            PlainLabel(one.value, selectable=True),
            PlainLabel(caption, "caption"),
        )

    @Slot()
    def _move(self) -> None:
        desk, now, new_id = self._handed.desk, self._handed.now, self._handed.new_id
        asked = (self._opened.round, self._opened.ref)
        self.status.say(self.tr("Moving…"))

        def move(_watch: Watch) -> work.Moved:
            self._keep()
            return work.move_return(desk, asked, now=now, new_id=new_id)

        self._handed.jobs.start(Lane.PEN, move, Then(done=self.moved.emit, failed=self._failed, owner=self))

    def _failed(self, error: BaseException) -> None:
        self.status.say(self.tr("Not moved"), "bad", "error")
        self.refused.emit(error)
