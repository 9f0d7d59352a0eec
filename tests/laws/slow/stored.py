"""What a typed text becomes and whether it fits (forms.md 3), for the texts that random histories type."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal

from auditdesk.form import Question
from tests.laws.slow.kinds import read_date

ANSWERED = (
    *("text", "integer", "decimal", "range", "date", "dateTime", "time"),
    *("select_one", "select_multiple"),
)
_TIME = re.compile(r"([01]?\d|2[0-3]):[0-5]\d")


def stored(question: Question, typed: str) -> str:
    kind = question.type
    if kind == "select_multiple":
        codes = typed.split()
        listed = [choice.name for choice in question.choices]
        return " ".join([c for c in listed if c in codes] + [c for c in _once(codes) if c not in listed])
    if kind == "text" or kind not in ANSWERED:
        return typed
    text = typed.strip()
    return _SHAPED[kind](text) if kind in _SHAPED and text else text


def _once(codes: list[str]) -> list[str]:
    return list(dict.fromkeys(codes))


def _integer(text: str) -> str:
    return str(int(text)) if re.fullmatch(r"-?[0-9]+", text) else text


def _decimal(text: str) -> str:
    if not re.fullmatch(r"-?[0-9]*\.?[0-9]*", text) or not re.search("[0-9]", text):
        return text
    plain = f"{Decimal(text):f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return "0" if plain in {"-0", ""} else plain


def _date(text: str) -> str:
    found = read_date(text)
    return text if found is None or isinstance(found, datetime) else found.isoformat()


def _moment(text: str) -> str:
    found = read_date(text)
    if not isinstance(found, datetime):
        return text
    return found.isoformat(timespec="minutes" if found.second == 0 else "auto")


def _time(text: str) -> str:
    return text.zfill(5) if _TIME.fullmatch(text) else text


_SHAPED = {
    "integer": _integer,
    "decimal": _decimal,
    "range": _decimal,
    "date": _date,
    "dateTime": _moment,
    "time": _time,
}


def fits(question: Question, text: str) -> bool:
    fit = _FITS.get(question.type)
    return not text or fit is None or fit(text)


_FITS: Mapping[str, Callable[[str], bool]] = {
    "integer": lambda text: re.fullmatch(r"-?[0-9]+", text) is not None,
    "decimal": lambda text: re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text) is not None,
    "range": lambda text: re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text) is not None,
    "date": lambda text: _is_day(read_date(text)),
    "dateTime": lambda text: isinstance(read_date(text), datetime),
    "time": lambda text: _TIME.fullmatch(text) is not None,
    "select_one": lambda text: " " not in text,
}


def _is_day(found: date | datetime | None) -> bool:
    return found is not None and not isinstance(found, datetime)
