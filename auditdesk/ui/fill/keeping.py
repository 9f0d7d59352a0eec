"""Returns with words that are not on the disk, whatever page is shown. May not know pages.

A full disk is met on the form, but the person may have gone on to the cases, or close the window.
"""

from PySide6.QtCore import QCoreApplication, QObject, Signal

from auditdesk.errors import AuditDeskError
from auditdesk.ui.fill.writing import Writing
from auditdesk.ui.jobs import Jobs
from auditdesk.ui.parts.notice_bar import Notice

Asked = tuple[str, str]


class Keeping(QObject):
    """`noticed` says that something is not saved, or is saved again; `failed` gives a fault of ours."""

    noticed = Signal(object)
    failed = Signal(object)

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._writings: dict[Asked, Writing] = {}
        self._error: AuditDeskError | None = None

    def unsaved(self, asked: Asked) -> Writing | None:
        """What still holds words of a return that was left: it is gone on with, not opened anew."""
        writing = self._writings.get(asked)
        return None if writing is None or writing.is_kept else writing

    def take(self, asked: Asked, writing: Writing) -> None:
        """Look after one more return; those that are on the disk are let go."""
        for one in [name for name, known in self._writings.items() if known.is_kept]:
            self._writings.pop(one).deleteLater()
        self._writings[asked] = writing
        writing.setParent(self)
        writing.saved.connect(self._saved)
        writing.unsaved.connect(self._unsaved)
        writing.refused.connect(self.failed)

    def held(self) -> Notice | None:
        """Why the window had better not close: words that could not be saved."""
        self._jobs.wait_for_pen()
        if all(one.is_kept for one in self._writings.values()):
            return None
        return unsaved_notice(self._error)

    def _unsaved(self, error: BaseException) -> None:
        if not isinstance(error, AuditDeskError):
            self.failed.emit(error)
            return
        self._error = error
        self.noticed.emit(unsaved_notice(error))

    def _saved(self, _at: object) -> None:
        if self._error is not None and all(one.is_kept for one in self._writings.values()):
            self._error = None
            words = QCoreApplication.translate("Keeping", "Everything is saved again.")
            self.noticed.emit(Notice(words, kind="ok"))


def unsaved_notice(error: AuditDeskError | None) -> Notice:
    """What a person reads while words are not on the disk. It cannot be put away."""
    tr = QCoreApplication.translate
    hint = tr("Keeping", "Your words are still here, and saving is tried again by itself. {0}")
    if error is None:
        return Notice(tr("Keeping", "Not saved yet."), hint.format("").strip(), "bad", stays=True)
    return Notice(str(error), hint.format(error.hint), "bad", error.name, stays=True)
