"""The recovery code, shown once: it is saved to be printed before anything else can be done."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal

from auditdesk.errors import AuditDeskError
from auditdesk.ui.jobs import Jobs
from auditdesk.ui.notices import sentence
from auditdesk.ui.page import Page
from auditdesk.ui.parts import Button, Card, Flow, PlainLabel, Role
from auditdesk.ui.parts.bars import Foot
from auditdesk.ui.parts.files import ChooseTarget, open_outside
from auditdesk.ui.parts.notice_bar import announce
from auditdesk.ui.unlock.waiting import Waiting


class SheetPage(Page):
    """`kept` comes when the sheet was saved and the person goes on."""

    kept = Signal()

    def __init__(
        self,
        code: str,
        writes: Callable[[Path], object],
        *,
        jobs: Jobs,
        choose: ChooseTarget,
        words: tuple[str, str] = ("", ""),
    ) -> None:
        """`writes` saves the sheet under a path, in place of what is there.

        `words` are the small line above the title, and why there is another code; either may be empty.
        """
        above, why = words
        super().__init__(self.tr("Your recovery sheet"), above)
        self._writes, self._choose = writes, choose
        self._saved: Path | None = None
        self._waiting = Waiting(self.tr("Saving…"), jobs)
        self._said = PlainLabel("", "ok")
        self._error = PlainLabel("", "error")
        self._save = Button(self.tr("Save as PDF…"), self._asked)
        self._view = Button(self.tr("Open it to print"), self._outside)
        self._view.hide()
        # Never selectable: the code does not go to the clipboard (look.md 14).
        shown = PlainLabel(code.replace("-", " "), "code")  # where it may break is seen
        shown.setAccessibleName(self.tr("Recovery code {0}").format(" ".join(code.replace("-", ","))))
        if why:
            self.add(PlainLabel(why, "warn"))
        self.add(
            PlainLabel(
                self.tr(
                    "This code opens your desk when the passphrase is forgotten. It is shown once. Print the "
                    "sheet and lock it away, not with this computer."
                )
            ),
            Card(PlainLabel(self.tr("Recovery code"), "label"), shown),
            Flow(self._save, self._view),
            self._waiting,
            self._said,
            self._error,
        )
        for label in (self._said, self._error):
            label.hide()
        self.foot = Foot(main=Button(self.tr("Continue"), self._on, Role.PRIMARY))

    def _asked(self) -> None:
        path = self._choose(self, self.tr("Save the recovery sheet"), "recovery-sheet.pdf")
        if path is None:
            return
        self._say(self._error, "")
        self._waiting.start(
            lambda: self._writes(path), lambda _: self._done(path), self._failed, button=self._save
        )

    def _done(self, path: Path) -> None:
        self._saved = path
        self._say(self._said, self.tr("Saved as {0}. Print it, then delete the file.").format(path))
        self._view.show()

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, AuditDeskError):
            self._say(self._error, sentence(error))
        else:
            self.refused.emit(error)

    def _outside(self) -> None:
        if self._saved is not None:
            open_outside(self._saved)

    def _on(self) -> None:
        if self._saved is None:
            self._say(
                self._error,
                self.tr("Save the sheet first: without it, a forgotten passphrase loses the desk."),
            )
            self._save.setFocus()
        else:
            self.kept.emit()

    def _say(self, label: PlainLabel, words: str) -> None:
        label.setText(words)
        label.setVisible(bool(words))
        if words:
            announce(self, words)
