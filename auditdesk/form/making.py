"""Many objects made at once, without looking for garbage among them. May not know what is made."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def much_made() -> Iterator[None]:
    """While a tool or a session is opened, all that is made lives on.

    Python would look for garbage in it again and again, and find none: that took a third of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
