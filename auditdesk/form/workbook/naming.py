"""What a workbook's settings say: id, version, theme, language and title of a tool. May not know rows."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from auditdesk.form.languages import code_of
from auditdesk.form.problems import Place, Problems
from auditdesk.form.source import Texts

DEFAULT_LANGUAGE = "en"
FIRST_VERSION = "1.0.0"

_ID = re.compile(r"[a-z][a-z0-9-]{0,79}")
_VERSION = re.compile(r"([0-9]{1,6})(?:\.([0-9]{1,6}))?(?:\.([0-9]{1,6}))?")


@dataclass(frozen=True, slots=True)
class Settings:
    """The one row of the sheet `settings`, or nothing; `places` tells where each column stands."""

    columns: Mapping[str, str]
    title: Texts
    places: Mapping[str, Place]
    top: Place

    def at(self, column: str) -> Place:
        return self.places.get(column, self.top)


def default_language(settings: Settings, first: str, problems: Problems) -> str:
    """The language of texts that name none; `first` is that of the first column that names one."""
    written = settings.columns.get("default_language", "")
    code = code_of(written) if written else first or DEFAULT_LANGUAGE
    if code is None:
        text = f"'{written}' names no language; write it with its code, such as 'English (en)'"
        problems.add("TOOL_TEXT", text, settings.at("default_language"), column="default_language")
    return code or DEFAULT_LANGUAGE


def named(settings: Settings, file: str, language: str, problems: Problems) -> dict[str, str]:
    """A tool's own settings; what other programs allow and we do not is put into our form, with a warning."""
    id, version = settings.columns.get("tool", ""), settings.columns.get("version", "")
    found = {
        "tool": _id(id or file),
        "version": _version(version),
        "theme": settings.columns.get("theme", ""),
        "default_language": language,
    }
    if found["tool"] != id:
        text = f"'{id}' cannot be a tool's id" if id else "no form_id is given"
        _said(problems, f"{text}: '{found['tool']}' is taken", settings.at("tool"), "form_id")
    if found["version"] != version:
        text = f"'{version}' is no version such as {FIRST_VERSION}" if version else "no version is given"
        _said(problems, f"{text}: '{found['version']}' is taken", settings.at("version"), "version")
    return {key: text for key, text in found.items() if text}


def _said(problems: Problems, text: str, place: Place, column: str) -> None:
    problems.add("TOOL_COLUMN", text, place, column=column, severity="warn")


def _id(text: str) -> str:
    found = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
    found = found if found[:1].isalpha() else f"tool-{found}".strip("-")
    return text if _ID.fullmatch(text) else found[:80].strip("-")


def _version(text: str) -> str:
    """`3` is 3.0.0; a date, as KoboToolbox and ODK suggest, says nothing of what changed."""
    found = _VERSION.fullmatch(text.strip())
    return ".".join(str(int(part or 0)) for part in found.groups()) if found else FIRST_VERSION
