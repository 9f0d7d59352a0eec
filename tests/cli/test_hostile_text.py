"""Text that is markup, formula or trick elsewhere goes through a whole round and comes out as it was typed.

Two children, two agencies, a little tool: entered, signed, sealed, merged and reported by the command line.
"""

import contextlib
import io
import json
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdf
import pytest

from auditdesk.audit.people import Role
from auditdesk.canonical import cleaned
from auditdesk.cli.main import main
from auditdesk.report.text import BOX
from tests.cli.running import environment, run
from tests.report import paper
from tests.simulator import ROWS, tool_text

ROUND = """round: CSE-2016-06
title: Hostile text
theme: little
nation: england
timezone: Europe/London
audit_date: 2016-06-20
look_back: {from: 2015-06-20, to: 2016-06-20}
due: {returns: 2016-07-08, meeting: 2016-07-20, report: 2016-09-02}
incomplete: allow
cases:
  - {ref: CSE16-01, agencies: [csc, pol]}
  - {ref: CSE16-02, agencies: [csc, pol]}
"""
SUMMARY = """\
- type: group
  name: sm
  label: Overall judgement
  rows:
    - {type: text, name: sm_good, label: What went well?}
    - {type: text, name: sm_bad, label: What did not?}
    - {type: text, name: sm_why, label: Why?}
"""
LONG = 12
"""So many letters in a row are nobody's but the typist's; "again" stands in any text."""
REFS = ("CSE16-01/csc", "CSE16-01/pol", "CSE16-02/csc", "CSE16-02/pol")
TEXTS = {
    "markup": ("CSE16-01/csc", "sm_good", "<b>bold</b> &amp; &lt;i&gt; </para> <!-- x --> an unclosed <para"),
    "formula": ("CSE16-01/csc", "sm_bad", "=cmd()|'/C calc'!A0 @SUM(1,2) {{ 7*7 }} ${x} %s {curly} \\n"),
    "emoji": ("CSE16-01/csc", "sm_why", "smiled \N{GRINNING FACE} and left \N{THUMBS UP SIGN} again"),
    "Arabic": ("CSE16-01/pol", "sm_good", "السلام عليكم ورحمة"),
    "zalgo": ("CSE16-01/pol", "sm_bad", "z\u0301\u0302\u0303a\u0316\u0317l\u0334g\u0335o\u0336 stays"),
    "bidi controls": ("CSE16-01/pol", "sm_why", "paid \u202elive\u202c and \u2066kept\u2069 all"),
    "NUL and escapes": ("CSE16-02/csc", "sm_good", "be\x00fore \x1b[31mred\x7f \x07after"),
    "a word of 10,000": ("CSE16-02/csc", "sm_bad", "L" * 10_000),
    "20,000 characters": (
        "CSE16-02/pol",
        "sm_good",
        " ".join(f"w{n}" for n in range(4_000))[:19_994] + " stop.",
    ),
}
SAID_ALOUD = ("CSE16-02/pol", "sm_bad", "<img src=/etc/passwd> ŷ 'quoted' \"twice\" # no comment: here")


@dataclass(frozen=True)
class Reported:
    """What the round ended in: both editions, and the auditors' answers as the desks show them."""

    folder: Path
    shown: dict[tuple[str, str], str]
    unprintable: dict[str, int]

    def pages(self, edition: str, how: str = "-raw") -> list[str]:
        return paper.pages_in((self.folder / f"{edition}.pdf").read_bytes(), how)

    def letters(self, edition: str) -> str:
        """Everything printed in the body, without spaces: where a line or a page ends says nothing."""
        return "".join("".join(line.split()) for page in self.pages(edition) for line in body(page))


def in_reading_order(reported: Reported, edition: str = "restricted") -> str:
    """Joined forms of Arabic letters as the letters that were typed."""
    laid_out = unicodedata.normalize("NFKC", " ".join(reported.pages(edition, "-layout")))
    return "".join(laid_out.split())


def without_spaces(typed: str) -> str:
    return "".join(cleaned(typed)[0].split())


def body(page: str) -> list[str]:
    running = (
        "Hostile text",
        "Restricted edition",
        "Public edition",
        "Round CSE-2016-06",
        "OFFICIAL",
        "Page ",
    )
    return [line for line in page.splitlines() if not line.startswith(running)]


def does(home: Path, *words: object) -> Any:
    """One command in this process on the desk in `home`; what it said."""
    said = io.StringIO()
    with pytest.MonkeyPatch.context() as here, contextlib.redirect_stdout(said):
        for name, value in environment(home).items():
            here.setenv(name, value)
        status = main([*map(str, words), "--json"])
    assert status == 0, said.getvalue()
    return json.loads(said.getvalue())


def introduced(one: Path, other: Path, folder: Path) -> None:
    card = folder / f"{one.name}.adcard"
    words = does(one, "identity", "card", "--to", card, "--force")["words"]
    does(other, "identity", "trust", card, "--words", " ".join(words))


def begun(folder: Path, desks: Any) -> dict[str, Path]:
    """Three desks that know one another, the packs opened."""
    homes = {
        "csc": desks.copy("Ann", "csc", Role.AUDITOR, folder / "csc"),
        "pol": desks.copy("Pat", "pol", Role.AUDITOR, folder / "pol"),
    }
    chair = desks.copy("Cora", "Partnership", Role.COORDINATOR, folder / "chair")
    for home in homes.values():
        introduced(home, chair, folder)
        introduced(chair, home, folder)
    (folder / "tool.yaml").write_text(tool_text(ROWS + SUMMARY))
    (folder / "round.yaml").write_text(ROUND)
    does(chair, "round", "new", folder / "round.yaml", "--tool", folder / "tool.yaml")
    for pack in does(chair, "round", "pack", "--to", folder / "packs")["packs"]:
        does(homes[pack["agency"]], "pack", "open", pack["file"])
    return {"chair": chair, **homes}


def quoted(text: str) -> str:
    """As YAML takes it: a control can only be given by its escape, which is that of JSON."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\x7f")


def filled(folder: Path, home: Path, ref: str) -> None:
    mine = {question: text for at, question, text in TEXTS.values() if at == ref}
    file = folder / f"{ref.replace('/', '-')}.yaml"
    mine |= {"hd_known": "in_period", "cd_cat": "CP", "cse_plan": "met"}
    file.write_text("".join(f"{name}: {quoted(text)}\n" for name, text in mine.items()))
    does(home, "return", "fill", ref, "--answers", file)
    if ref == SAID_ALOUD[0]:
        line = f"{SAID_ALOUD[1]}: {quoted(SAID_ALOUD[2])}\n"
        typed = run(home, "return", "fill", ref, "--answers", "-", typed=line)
        assert typed.status == 0, typed.err


@pytest.fixture(scope="module")
def reported(tmp_path_factory, desks):
    folder = tmp_path_factory.mktemp("hostile")
    homes = begun(folder, desks)
    shown = {}
    for ref in REFS:
        home = homes[ref.partition("/")[2]]
        filled(folder, home, ref)
        for answer in does(home, "return", "show", ref)["answers"]:
            shown[ref, answer["question"].rpartition(":")[2]] = answer["value"]
        does(home, "return", "sign", ref)
    for agency in ("csc", "pol"):
        mine = [ref for ref in REFS if ref.endswith(agency)]
        does(homes[agency], "bundle", "make", *mine, "--to", folder / "bundles")
    merged = does(homes["chair"], "merge", folder / "bundles")
    assert [one["outcome"] for one in merged["outcomes"]] == ["merged", "merged"]
    unprintable = {}
    for edition in ("restricted", "public"):
        to = folder / f"{edition}.pdf"
        made = does(homes["chair"], "report", "--edition", edition, "--to", to, "--on", "2016-09-02")
        unprintable[edition] = made["unprintable"]
    return Reported(folder, shown, unprintable)


@pytest.mark.parametrize("kind", TEXTS)
def test_a_desk_keeps_what_was_typed_but_for_what_cleaning_takes_out(reported, kind):
    ref, question, typed = TEXTS[kind]

    assert reported.shown[ref, question] == cleaned(typed)[0]


@pytest.mark.parametrize("kind", TEXTS)
def test_the_restricted_report_prints_every_letter_in_order(reported, kind):
    printed = reported.letters("restricted")

    assert without_spaces(TEXTS[kind][2]) in (in_reading_order(reported) if kind == "Arabic" else printed)


def test_an_answer_given_on_standard_input_is_printed_too(reported):
    assert without_spaces(SAID_ALOUD[2]) in reported.letters("restricted")


def test_a_very_long_word_loses_no_letter(reported):
    assert re.findall("L{100,}", reported.letters("restricted")) == ["L" * 10_000]


def test_letters_without_a_font_are_boxes_that_can_be_copied_and_are_counted(reported):
    pages = pypdf.PdfReader(reported.folder / "restricted.pdf").pages
    drawn = " ".join(" ".join(page.extract_text().split()) for page in pages)

    assert f"smiled {BOX} and left {BOX} again" in drawn
    assert reported.unprintable == {"restricted": drawn.count(BOX), "public": 0}


def test_the_public_report_holds_nothing_that_anybody_typed(reported):
    printed = in_reading_order(reported, "public")

    typed = [without_spaces(text) for _, _, text in (*TEXTS.values(), SAID_ALOUD)]
    parts = {text[start : start + LONG] for text in typed for start in range(len(text) - LONG + 1)}
    assert len(parts) > 10_000
    assert [part for part in parts if part in printed] == []
    assert "Theplansaidw" in printed, "a control: the search sees what is there"
