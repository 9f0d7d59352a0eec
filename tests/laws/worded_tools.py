"""Random tools of words: any texts in any languages, columns of other programs, all that a compiler adds to.

Takes its choices from a `random.Random`, as `random_tools` does.
"""

import json
import random
import unicodedata

from auditdesk.form import Tool, compile
from tests.form.making import HEAD, source_of

_FORMULAS = (
    *("=1+1", "@SUM(A1)", "+1", "-1", "'a", "#REF!", "TRUE", "1", "01", "1.10", "2016-06-20"),
    *("_x0041_", "_x005F_", "_x000D_"),
)
_SPACED = (
    *(" a", "a ", " a b ", "a\nb", "a\n", "\ta", "a\tb", "a  b", "\n", "a\n\n b"),
    *("<b>&amp;</b>", "]]>", '"', "“a”", "é", "e\u0301", "😀", "\u00a0a", "\u200b", "a" * 5_000),
)
_KINDS = ("text", "select_one std", "select_one yn", "select_multiple need", "note", "geopoint", "rank yn")
_LANGUAGES = ("en", "cy", "pl", "tlh")
_TRANSLATED = ("label", "hint", "guidance_hint", "constraint_message", "required_message")
_FOREIGN = ("media::image", "colour", "bind::odk:length", "$kuid", "Note to self")
_CONDITIONS = ("true()", " 1 = 1\n", "${hd_agency} = 'it’s'", "1 < 2 and '\"' != 'x'")


def worded_tool(rng: random.Random) -> Tool:
    """A tool of one to four questions."""
    rows = ["- {type: calculate, name: hd_agency, calculation: \"'csc'\"}"]
    rows += [f"- {json.dumps(_row(rng, number), ensure_ascii=False)}" for number in range(rng.randint(1, 4))]
    title = json.dumps({"en": _text(rng), "cy": _text(rng)}, ensure_ascii=False)
    return compile(source_of("\n".join(rows) + "\n", head=HEAD.replace("A little tool", title)))


def _row(rng: random.Random, number: int) -> dict[str, object]:
    kind = rng.choice(_KINDS)
    row: dict[str, object] = {"type": kind, "name": f"q{number}", "label": _text(rng)}
    for column in rng.sample(_TRANSLATED, rng.randint(0, 3)):
        row[column] = {code: _text(rng) for code in rng.sample(_LANGUAGES, rng.randint(1, 3))}
    for column in rng.sample(_FOREIGN, rng.randint(0, 2)):
        row[column] = _text(rng)
    if rng.random() < 0.5:
        row["relevant"] = rng.choice(_CONDITIONS)
    if rng.random() < 0.5:
        row["audit::agencies"] = rng.choice(("csc", "csc pol", " csc  pol "))
    if rng.random() < 0.5:
        codes = {"select_one std": ["met", "met partly"], "select_one yn": ["no"]}.get(kind, [])
        row["audit::comment"] = rng.choice(["off", "${hd_agency} = 'csc'", *codes])
    return row


def _text(rng: random.Random) -> str:
    if rng.random() < 0.6:
        return rng.choice(_FORMULAS + _SPACED)
    return "".join(_character(rng) for _ in range(rng.randint(1, 20))).replace("${", "$")


def _character(rng: random.Random) -> str:
    """Any character that a text may hold."""
    while True:
        found = chr(rng.randrange(32, rng.choice((127, 0x2FFF, 0x1FFFF))))
        if unicodedata.category(found)[0] != "C" and unicodedata.category(found) not in {"Zl", "Zp"}:
            return found
