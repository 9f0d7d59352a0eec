"""Whether there is a display at all: asked before Qt is, for Qt ends the program where there is none."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from auditdesk.errors import AuditDeskError

_NOT_DONE = 3
_NO_DISPLAY = "There is no display here, so the window was not opened. `auditdesk --help` lists the commands."
_NO_LIBRARY = """\
The window cannot be drawn here: {why}.
On Debian and Ubuntu: sudo apt-get install --no-install-recommends libegl1 libgl1 libxkbcommon0 libdbus-1-3 \
libfontconfig1 libglib2.0-0 libgssapi-krb5-2 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 \
libxkbcommon-x11-0
"""


def main(arguments: Sequence[str], rehearsal: Path | None = None) -> int:
    """Open the window, or say in one sentence why there is none."""
    if not has_display(os.environ):  # noqa: TID251 - a door: asked before anything of the window is loaded
        sys.stderr.write(_NO_DISPLAY + "\n")
        return _NOT_DONE
    try:
        from auditdesk.ui.app import main as window  # noqa: PLC0415 - only now is Qt asked for
    except ImportError as error:
        sys.stderr.write(_NO_LIBRARY.format(why=error))
        return _NOT_DONE
    try:
        return window(arguments, rehearsal)
    except AuditDeskError as error:
        sys.stderr.write(f"{error.name}: {error} {error.hint}\n")
        return _NOT_DONE


def has_display(environment: "os._Environ[str] | dict[str, str]") -> bool:
    """Whether this system can show a window; on Linux a variable says so."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(environment.get(name) for name in named)
