"""Every thread beside the window's own: two lanes, each one worker (house.md 6). May not know any verb.

`Lane.PEN` runs what is typed or decided, in the order it was; `Lane.ERRAND` runs what takes longer. What
follows is given with the verb: connecting afterwards would lose the end of quick work.
"""

from collections.abc import Callable
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from enum import Enum
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from auditdesk.watch import Cancelled, LiveWatch, Progress, Watch

_CLOSE_S = 0.9  # closing stays under a second, whatever a verb is doing


class Lane(Enum):
    """Where a verb runs. Work of one lane is done one after the other."""

    PEN = "pen"
    ERRAND = "errand"


def _nothing(*_values: object) -> None:
    """What follows where nothing is to follow."""


@dataclass(frozen=True, slots=True)
class Then:
    """What follows a verb, on the window's thread; nothing does once `owner` is gone."""

    done: Callable[[Any], object] = _nothing
    failed: Callable[[BaseException], object] = _nothing
    cancelled: Callable[[], object] = _nothing
    progressed: Callable[[Progress], object] = _nothing
    owner: QObject | None = None

    @property
    def is_awaited(self) -> bool:
        return self.owner is None or shiboken6.isValid(self.owner)


class Job(QObject):
    """One running verb, as the window sees it."""

    _told = Signal(object)
    _ended = Signal(object)

    def __init__(self, then: Then, parent: QObject) -> None:
        super().__init__(parent)
        self._then = then
        self._watch = LiveWatch(self._told.emit)
        self._verb: list[Callable[[Watch], Any]] = []
        # Queued even on this thread: short work ends before `start` has returned.
        self._told.connect(self._progressed, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run_in(self, lane: Executor, verb: Callable[[Watch], Any]) -> Future[Any]:
        """Start it; what the verb holds is let go of on this thread.

        A lane that is the last to know a part of the window would take it apart while Qt does.
        """
        self._verb.append(verb)
        future = lane.submit(_run, self._verb, self._watch)
        future.add_done_callback(self._ended.emit)
        return future

    def cancel(self) -> None:
        """Ask the verb to stop at its next step."""
        self._watch.stop()

    @Slot(object)
    def _progressed(self, progress: Progress) -> None:
        if self._then.is_awaited:
            self._then.progressed(progress)

    @Slot(object)
    def _deliver(self, future: Future[Any]) -> None:
        self.deleteLater()
        self._verb.clear()
        if not self._then.is_awaited:
            return
        match _ending(future):
            case None:
                self._then.done(future.result())
            case Cancelled() | CancelledError():
                self._then.cancelled()
            case error:
                self._then.failed(error)


def _run(verb: list[Callable[[Watch], Any]], watch: Watch) -> Any:
    return verb[0](watch)


def _ending(future: Future[Any]) -> BaseException | None:
    return CancelledError() if future.cancelled() else future.exception()


class Jobs(QObject):
    """The two lanes. Made once, in `app.py`, and handed down."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = {lane: ThreadPoolExecutor(1, thread_name_prefix=lane.value) for lane in Lane}
        self._running: dict[Lane, dict[Future[Any], Job]] = {lane: {} for lane in Lane}

    def start(self, lane: Lane, verb: Callable[[Watch], Any], then: Then = Then()) -> Job:
        """Run `verb` in a lane; `then` follows on this thread."""
        job = Job(then, self)
        running = {future: one for future, one in self._running[lane].items() if not future.done()}
        self._running[lane] = running
        running[job.run_in(self._lanes[lane], verb)] = job
        return job

    @property
    def is_idle(self) -> bool:
        """Whether nothing runs or waits; what follows may still be on its way."""
        return all(future.done() for running in self._running.values() for future in running)

    def wait_for_pen(self) -> None:
        """Wait, for less than a second, until the pen has done all that it was given."""
        wait(self._running[Lane.PEN], timeout=_CLOSE_S)

    def close(self) -> None:
        """Stop what can be stopped, let the pen finish, and leave within a second."""
        running = {future: job for lane in Lane for future, job in self._running[lane].items()}
        for future, job in running.items():
            if not future.done():
                job.cancel()
        self._lanes[Lane.ERRAND].shutdown(wait=False, cancel_futures=True)
        self._lanes[Lane.PEN].shutdown(wait=False)
        wait(running, timeout=_CLOSE_S)
        self._running = {lane: {} for lane in Lane}
