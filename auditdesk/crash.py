"""What is left of a fault of our own: type and places, never a value. May not know what was going on."""

import sys
import tempfile
from contextlib import suppress
from pathlib import Path


def crash_file(error: BaseException, folder: Path, at_text: str) -> Path:
    """Write what went wrong without a single value: type and places only (house.md 5). Gives the file."""
    import traceback  # noqa: PLC0415 - only a crash needs it

    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"auditdesk crash, {at_text}, Python {sys.version.split()[0]}", type(error).__name__]
    lines += [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    for place in (folder, Path(tempfile.gettempdir())):  # a full disk may be what it fell over
        path = place / "crash.txt"
        with suppress(OSError):
            place.mkdir(parents=True, exist_ok=True)
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")
            return path
    return Path("(no disk took the file)")
