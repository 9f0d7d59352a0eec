"""Errors become words here, the window's one door for whatever goes wrong. May not know who caused it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from auditdesk.crash import crash_file
from auditdesk.errors import AuditDeskError
from auditdesk.ui.parts.notice_bar import Notice


class Notices:
    """Turns an error into a notice; one of our own mistakes leaves a crash file and says where it is."""

    def __init__(self, log: Path, now_text: Callable[[], str]) -> None:
        self._log, self._now_text = log, now_text

    def of(self, error: BaseException) -> Notice:
        """What a person reads: for an error of ours its sentence, its next step and its code."""
        if not isinstance(error, AuditDeskError):
            error = self._own_mistake(error)
        return Notice(str(error), error.hint, "bad", error.name)

    def _own_mistake(self, error: BaseException) -> AuditDeskError:
        try:
            path = str(crash_file(error, self._log, self._now_text()))
        except OSError:  # the disk that made it fail may be full
            path = QCoreApplication.translate("Notices", "the log folder")
        return AuditDeskError("X_CRASH", file=path)


def sentence(error: BaseException) -> str:
    """The words of an error of ours where there is no room for a bar; empty for anything else."""
    return f"{error} {error.hint}" if isinstance(error, AuditDeskError) else ""
