"""Sign and export: what leaves this desk and for whom, one button, and where the file lies afterwards."""

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot

from auditdesk import work
from auditdesk.errors import NotReadyError
from auditdesk.ui.dialogs import chosen_folder
from auditdesk.ui.jobs import Lane, Then
from auditdesk.ui.page import Handed, Page
from auditdesk.ui.parts import Button, Card, PlainLabel, Role
from auditdesk.ui.parts.bars import Foot
from auditdesk.watch import Watch


class SignPage(Page):
    """One return.

    `signed` comes once the revision is on disk, `exported` with the file of the bundle; `left` goes back.
    """

    signed = Signal(object)
    exported = Signal(object)
    left = Signal()
    check_asked = Signal()

    def __init__(self, asked: tuple[str, str], handed: Handed, keep: Callable[[], object]) -> None:
        """`keep` puts on the disk what was typed last: what is signed is what lies there."""
        super().__init__("", "")
        self.retitle(self.tr("Sign and export"), asked[1].replace("/", " · "))
        self.subject = asked[1].replace("/", ", ")
        self._asked, self._handed, self._keep = asked, handed, keep
        self._is_busy = False
        self._say = Card(
            PlainLabel(self.tr("What signing means"), "question"),
            PlainLabel(
                self.tr(
                    "Your answers are frozen as they stand and carry your signature. You can reopen the "
                    "return later; what you signed now stays in its history."
                )
            ),
            PlainLabel(self.tr("What leaves this desk"), "question"),
            PlainLabel(
                self.tr(
                    "The answers that are asked, with their comments, encrypted for the coordinator of "
                    "round {0}. The child’s name and birth date stay here; so do answers that are no "
                    "longer asked, and their history."
                ).format(asked[0])
            ),
        )
        self.add(self._say)
        self._back = Button(self.tr("Back"), self._leave)
        self.foot = Foot(back=self._back, main=Button(self.tr("Sign and export"), self._sign, Role.PRIMARY))

    def may_leave(self) -> bool:
        """Not while it is being signed or saved: what came of it would be told to nobody."""
        return not self._is_busy

    @Slot()
    def _leave(self) -> None:
        if self.may_leave():
            self.left.emit()

    @Slot()
    def _sign(self) -> None:
        if self._is_busy:  # pressed twice
            return
        self._is_busy = True
        desk, now, new_id = self._handed.desk, self._handed.now, self._handed.new_id
        self.status.say(self.tr("Signing…"))

        def sign(_watch: Watch) -> work.Signed:
            self._keep()
            return work.sign_return(desk, self._asked, now=now, new_id=new_id)

        self._handed.jobs.start(
            Lane.PEN,
            sign,
            Then(done=self._signed, failed=self._failed, owner=self),
        )

    def _signed(self, signed: work.Signed) -> None:
        self._is_busy = False
        self.status.say(self.tr("Signed"), "ok")
        self.signed.emit(signed)
        self.export()

    def export(self) -> None:
        """Save the bundle in a folder of the person's choice; signed it stays, whatever comes of it."""
        if self._is_busy:
            return
        folder = chosen_folder(self, self.tr("Save the bundle in"))
        if folder is None:
            self._offer_export()
            return
        self._is_busy = True
        desk, (round_id, ref), at = self._handed.desk, self._asked, self._handed.now()
        self._handed.jobs.start(
            Lane.ERRAND,
            lambda _watch: work.make_bundle(desk, round_id, (ref,), folder, at=at),
            Then(done=self._exported, failed=self._not_exported, owner=self),
        )

    def _offer_export(self) -> None:
        self._is_busy = False
        self.retitle(self.tr("Signed, not exported yet"), self._asked[1].replace("/", " · "))
        self._refoot(Button(self.tr("Save the bundle"), self.export, Role.PRIMARY))

    def _not_exported(self, error: BaseException) -> None:
        self._offer_export()
        self.refused.emit(error)

    def _exported(self, exported: work.Exported) -> None:
        self._is_busy = False
        self.retitle(self.tr("Signed and exported"), self._asked[1].replace("/", " · "))
        self._say.hide()
        self.add(
            Card(
                PlainLabel(self.tr("Saved as"), "caption"),
                PlainLabel(exported.file, "label", selectable=True),
                PlainLabel(
                    self.tr(
                        "Send this file to the coordinator of round {0}, by mail or on a stick. Only the "
                        "coordinator can open it. A receipt comes back; until then keep this desk."
                    ).format(exported.round)
                ),
                PlainLabel(self.tr("%n return(s) in it", "", len(exported.returns)), "hint"),
            )
        )
        self._refoot(Button(self.tr("To your cases"), lambda: self.exported.emit(exported), Role.PRIMARY))

    def _refoot(self, main: Button) -> None:
        if self.foot is not None:
            self.foot.offer(main)

    def _failed(self, error: BaseException) -> None:
        self._is_busy = False
        self.status.say("")
        if isinstance(error, NotReadyError):
            self.check_asked.emit()
        self.refused.emit(error)
