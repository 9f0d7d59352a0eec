"""How long work tells its progress and stops. May not know what the work is."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

TELL_EVERY_S = 1 / 16  # enough for an eye


class Cancelled(Exception):  # noqa: N818 - not an error: somebody asked for it
    """A person asked to stop; what was whole stays, what was not is gone."""


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` steps; `what` names the step in the words of the person who waits."""

    done: int
    total: int
    what: str


class Watch:
    """Nobody looks and nobody stops: what a verb uses when it is given nothing else."""

    def step(self, done: int, total: int, what: str) -> None:
        """Tell progress; the only place where a verb may end by `Cancelled`."""


class LiveWatch(Watch):
    """Somebody looks. `stop` may be called from any thread; `tell` runs on the thread that works."""

    def __init__(self, tell: Callable[[Progress], None]) -> None:
        self._tell = tell
        self._stopped = threading.Event()
        self._tell_again = 0.0

    def stop(self) -> None:
        self._stopped.set()

    def step(self, done: int, total: int, what: str) -> None:
        if self._stopped.is_set():
            raise Cancelled
        now = time.monotonic()
        if done == total or now >= self._tell_again:
            self._tell_again = now + TELL_EVERY_S
            self._tell(Progress(done, total, what))


UNWATCHED = Watch()
