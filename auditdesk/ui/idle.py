"""How long nobody touched the window, and that the computer slept. May not know what is done then."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot

_LOOK_MS = 1_000
_WARNED_S = 60
_SLEPT = timedelta(seconds=20)  # a second that took so long was not spent awake
_TOUCHES = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
}


class Idle(QObject):
    """Watches the system's window for touches. `almost` gives the seconds left, 0 when somebody came back."""

    almost = Signal(int)
    over = Signal()

    def __init__(self, now: Callable[[], datetime], parent: QObject) -> None:
        super().__init__(parent)
        self._now = now
        self._minutes, self._is_warned = 0, False
        self._touched_at = self._looked_at = now()
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.look)

    def watch(self, system_window: QObject, minutes: int) -> None:
        """From now on; again for other minutes."""
        system_window.installEventFilter(self)
        self._minutes = minutes
        self._touched_at = self._looked_at = self._now()
        self._timer.start()

    def rest(self) -> None:
        """Until `watch` is called again: the window is locked."""
        self._timer.stop()
        self._is_warned = False

    @Slot()
    def look(self) -> None:
        """What the clock says; called every second."""
        now = self._now()
        slept, self._looked_at = now - self._looked_at, now
        if slept < timedelta(0):  # the clock was set back: what passed before still counts
            self._touched_at += slept
        left_s = self._minutes * 60 - round((now - self._touched_at).total_seconds())
        if slept > _SLEPT or left_s <= 0:
            self.over.emit()
        elif left_s <= _WARNED_S:
            self._is_warned = True
            self.almost.emit(left_s)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self._touched_at = self._now()
            if self._is_warned:
                self._is_warned = False
                self.almost.emit(0)
        return False
