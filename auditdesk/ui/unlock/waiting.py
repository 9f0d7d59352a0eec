"""A line that says that something is being done, once it takes longer than a blink."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton

from auditdesk.ui.jobs import Jobs, Lane, Then
from auditdesk.ui.parts import PlainLabel
from auditdesk.ui.parts.notice_bar import announce

_SLOW_MS = 300


class Waiting(PlainLabel):
    """Runs one errand at a time; a second press while it runs does nothing."""

    def __init__(self, words: str, jobs: Jobs) -> None:
        super().__init__("", "hint")
        self._words, self._jobs = words, jobs
        self._is_busy = False
        self.hide()
        self._slow = QTimer(self, interval=_SLOW_MS, singleShot=True)
        self._slow.timeout.connect(self._say)

    def start(
        self,
        errand: Callable[[], object],
        done: Callable[[object], object],
        failed: Callable[[BaseException], object],
        *,
        button: QPushButton | None = None,
    ) -> None:
        """`done` or `failed` follows, unless this line is gone by then."""
        if self._is_busy:
            return
        self._is_busy = True
        self._slow.start()
        if button is not None:
            button.setEnabled(False)

        def rest(then: Callable[..., object], value: object) -> None:
            self._is_busy = False
            self._slow.stop()
            self.hide()
            if button is not None:
                button.setEnabled(True)
            then(value)

        then = Then(
            done=lambda value: rest(done, value), failed=lambda error: rest(failed, error), owner=self
        )
        self._jobs.start(Lane.ERRAND, lambda _: errand(), then)

    def _say(self) -> None:
        self.setText(self._words)
        self.show()
        announce(self, self._words)
