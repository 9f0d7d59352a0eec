"""An earlier round read from its figures file, and as the coordinator's desk keeps it.

The file is what `auditdesk figures --json` prints and a rehearsal leaves (contracts.md 5), of any version of
the program; more keys than ours do no harm.
"""

import json
import re
from collections.abc import Mapping

from auditdesk.audit.earlier import Better, Earlier, EarlierCount
from auditdesk.audit.round import ROUND_ID
from auditdesk.audit.shape import HASH, Part, ShapeError
from auditdesk.canonical import Json, cleaned
from auditdesk.errors import InputError

_FIGURE_ID = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,79}")
_VERSION = re.compile(r"[0-9]{1,6}\.[0-9]{1,6}\.[0-9]{1,6}")
_TOOL_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
LARGEST_EARLIER = 8_000_000
"""Bytes of a figures file that are read."""
_NAMED = ("round", "tool", "tool_id", "tool_version")
_MOST_FIGURES = 20_000
_MOST_KEYS = 40
_MOST_WORDS = 300
_MOST_COUNTED = 100_000


def earlier_of(raw: bytes, file: str) -> Earlier:
    """The earlier round that a figures file tells of.

    Raises:
        InputError: R_EARLIER; the file is no such JSON.
    """
    try:
        body = json.loads(raw)
        return _from_figures(Part(body))
    except ShapeError as error:
        raise InputError("R_EARLIER", file=file, why=str(error)) from None
    except (ValueError, RecursionError):
        raise InputError("R_EARLIER", file=file, why="it is not JSON") from None


def _from_figures(top: Part) -> Earlier:
    body = top.map(_MOST_KEYS)
    for key in ("round", "figures"):
        if key not in body:
            top.refuse(f"has no {key}")
    counts = (_count(figure.map(_MOST_KEYS), figure) for figure in body["figures"].list(_MOST_FIGURES))
    found = tuple(count for count in counts if count is not None)
    if len({count.id for count in found}) != len(found):
        body["figures"].refuse("holds one figure twice")
    return Earlier(
        body["round"].match(ROUND_ID),
        _told(body, "tool", HASH),
        _told(body, "tool_id", _TOOL_ID),
        _told(body, "tool_version", _VERSION),
        found,
    )


def _told(body: Mapping[str, Part], key: str, pattern: "re.Pattern[str]") -> str:
    """A value that older files do not tell, or tell as ""."""
    if key not in body or body[key].value in {None, ""}:
        return ""
    return body[key].match(pattern)


def _count(figure: Mapping[str, Part], at: Part) -> EarlierCount | None:
    """A count that may be compared; measures, series, texts and parts of a round are passed over."""
    for key in ("id", "kind"):
        if key not in figure:
            at.refuse(f"has no {key}")
    id = figure["id"].text(_MOST_WORDS)
    if figure["kind"].text(_MOST_WORDS) != "count" or not _FIGURE_ID.fullmatch(id):
        return None
    n, of = (_number(figure.get(key)) for key in ("n", "of"))
    if n is not None and of is not None and n > of:
        at.refuse("counts more than there are")
    what = cleaned(figure["what"].text())[0][:_MOST_WORDS] if "what" in figure else ""
    return EarlierCount(id, what, n, of, _better(figure.get("better")))


def _number(part: Part | None) -> int | None:
    return None if part is None or part.value is None else part.whole(0, _MOST_COUNTED)


def _better(part: Part | None) -> Better:
    """Files of the first version do not tell the direction."""
    match part.value if part is not None else "":
        case "more":
            return "more"
        case "fewer":
            return "fewer"
        case _:
            return ""


def written_earlier(earlier: Earlier | None) -> Json:
    if earlier is None:
        return None
    counts: list[Json] = [[c.id, c.what, c.n, c.of, c.better] for c in earlier.counts]
    named: dict[str, Json] = {key: getattr(earlier, key) for key in _NAMED}
    return named | {"counts": counts}


def read_earlier(part: Part) -> Earlier | None:
    if part.value is None:
        return None
    parts = part.parts(*_NAMED, "counts")
    named = {key: parts[key].text(_MOST_WORDS) for key in _NAMED}
    counts = (count.list(5, 5) for count in parts["counts"].list(_MOST_FIGURES))
    return Earlier(
        **named,
        counts=tuple(
            EarlierCount(id.text(), what.text(), _number(n), _number(of), _better(better))
            for id, what, n, of, better in counts
        ),
    )
