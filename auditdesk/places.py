"""Where things lie: one person's desk folder, and the forms and resources that travel with the program.

May not know: what lies there.
"""

from pathlib import Path

import platformdirs

_ROOM = Path(__file__).parent


def _shipped(name: str) -> Path:
    inside = _ROOM / name
    return inside if inside.is_dir() else _ROOM.parent / name


def forms() -> Path:
    """The folder of theme tools, blocks and lists: inside the wheel, or beside the package in a checkout."""
    return _shipped("forms")


def resources() -> Path:
    """Fonts, calendars, clock packs, word lists, rehearsals."""
    return _shipped("resources")


def resource(name: str) -> bytes | None:
    """The bytes of one of them, `clocks/england.json`; None if there is none of that name."""
    path = resources() / name
    return path.read_bytes() if path.is_file() else None


def desk(named: str | None) -> Path:
    """One person's desk folder: `named` (AUDITDESK_HOME) or the platform's own place (formats.md 2)."""
    if named:
        return Path(named).expanduser().absolute()
    return Path(platformdirs.user_data_dir("auditdesk", appauthor=False, roaming=False))
