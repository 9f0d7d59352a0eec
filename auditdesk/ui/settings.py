"""`settings.ini`: the window's theme and zoom, and nothing about anybody's work (formats.md 2)."""

import configparser
import io
from dataclasses import dataclass
from pathlib import Path

from auditdesk.errors import FileError
from auditdesk.files import read_capped, whole_file
from auditdesk.ui.tokens import ZOOMS, Theme

LOCK_AFTER = (2, 5, 10, 20, 30, 60)
_NAME, _LARGEST = "settings.ini", 1 << 16
_SECTION = "window"


@dataclass(frozen=True, slots=True)
class Settings:
    """How a person likes the window. Zoom in per cent; it locks after so many idle minutes (2 to 60)."""

    theme: Theme = Theme.SYSTEM
    zoom: int = 100
    lock_after: int = 10


def read_settings(home: Path) -> Settings:
    """What was kept; whatever cannot be read is as if nobody had chosen."""
    kept = configparser.ConfigParser(interpolation=None)
    try:
        kept.read_string(read_capped(home / _NAME, _LARGEST).decode("utf-8"))
    except (FileError, UnicodeDecodeError, configparser.Error):
        return Settings()
    plain = Settings()
    theme = kept.get(_SECTION, "theme", fallback="")
    zoom = kept.get(_SECTION, "zoom", fallback="")
    minutes = kept.get(_SECTION, "lock_after", fallback="")
    return Settings(
        Theme(theme) if theme in set(Theme) else plain.theme,
        int(zoom) if zoom in {str(step) for step in ZOOMS} else plain.zoom,
        int(minutes) if minutes in {str(one) for one in LOCK_AFTER} else plain.lock_after,
    )


def write_settings(home: Path, settings: Settings) -> None:
    """Keep the settings, whole or not at all.

    Raises:
        FileError: F_FULL, F_READONLY; what was kept before is still there.
    """
    kept = configparser.ConfigParser(interpolation=None)
    kept[_SECTION] = {
        "theme": settings.theme,
        "zoom": str(settings.zoom),
        "lock_after": str(settings.lock_after),
    }
    text = io.StringIO()
    kept.write(text)
    whole_file(home / _NAME, text.getvalue().encode("utf-8"), replace=True)
