"""The public edition: public figures and the imprint in plain words (picture 27).

Given neither the view nor a restricted figure, it cannot print a case, an agency's grade or anybody's words.
"""

from collections.abc import Iterator

from auditdesk.report import phrases
from auditdesk.report.bank import CLAIMS
from auditdesk.report.combined.ages import aged
from auditdesk.report.combined.imprint import Imprint, fingerprint, month
from auditdesk.report.combined.material import counted, typed, words
from auditdesk.report.combined.small_numbers import fixed_words, what_is_hidden
from auditdesk.report.document import (
    Block,
    Bullets,
    Cell,
    Column,
    Cover,
    Heading,
    Pair,
    Paragraph,
    Table,
    Tile,
    Tiles,
)
from auditdesk.report.figures import Figure, Figures
from auditdesk.report.runs import Fact, Num, Runs, Style, Text, Typed, runs
from auditdesk.report.sentences import lead, many, needed, said, worked
from auditdesk.report.series import Mark

EDITION = "Public edition"

_NOTICE = (
    "This report is about children. It holds no names, no case references and nothing that anybody wrote "
    "about one child. Small numbers are not shown; words with a fixed meaning stand in their place."
)
_PROFILE = (("Category", "children.category"), ("Sex", "children.sex"), ("Sample group", "children.stratum"))


def blocks(figures: Figures, imprint: Imprint) -> tuple[Block, ...]:
    return (
        *_cover(figures, imprint),
        *_headline(figures),
        *_background(imprint),
        *_method(imprint),
        *_returns(figures),
        *_children(figures, imprint),
        *fixed_words(imprint.threshold),
        *_findings(figures),
        *_voice(figures),
        *_concerns(figures),
        *what_is_hidden(figures),
        *_not_here(),
    )


# ── cover, headline, background, method ──────────────────────────────────────────────────────────────────
def _cover(figures: Figures, imprint: Imprint) -> tuple[Block, ...]:
    look_back = runs(month(imprint.lookback_from), " to ", month(imprint.lookback_to))
    tool = runs(Typed(imprint.tool_title), " ", Fact(imprint.tool_version))
    pairs = (
        Pair("Round", (Fact(imprint.round_id),)),
        Pair("Audit", (month(imprint.audit_date),)),
        Pair("Look-back", look_back),
        *_pair("Children", figures.get("children")),
        Pair("Audit tool", tool),
        Pair("Fingerprint of the tool", (fingerprint(imprint.tool_hash),)),
        Pair("Published", (month(imprint.made_on),)),
    )
    return (Cover(imprint.partnership, EDITION, pairs, (Text(_NOTICE),)),)


def _pair(label: str, figure: Figure | None) -> tuple[Pair, ...]:
    return (Pair(label, (Num(figure.id, str(figure.n)),)),) if _is_shown(figure) and figure else ()


def _is_shown(figure: Figure | None) -> bool:
    return figure is not None and figure.n is not None


def _headline(figures: Figures) -> tuple[Block, ...]:
    drafted = tuple(run for sentence in lead(figures) for run in (*sentence, Text(" ")))[:-1]
    return (
        Heading(1, "Headline", "1", "headline"),
        Paragraph(drafted or runs("The numbers of this audit are too small to publish a headline."), "lead"),
        *_tiles(figures),
        *_points("What worked", worked(figures)),
        *_points("What we need to do more of", needed(figures)),
    )


def _tiles(figures: Figures) -> tuple[Block, ...]:
    labels = {"children": "children’s records audited", "returns.received": "returns received"}
    tiles = tuple(
        Tile(Num(id, str(figures[id].n)), runs(label))
        for id, label in labels.items()
        if _is_shown(figures.get(id))
    )
    return (Tiles(tiles),) if len(tiles) > 1 else ()


def _points(title: str, points: tuple[Runs, ...]) -> tuple[Block, ...]:
    return (Heading(2, title), Bullets(points)) if points else ()


def _background(imprint: Imprint) -> tuple[Block, ...]:
    if not imprint.definition:
        return ()
    told = Paragraph(runs("What the audit tool means by its theme: ", Typed(imprint.definition)))
    return (Heading(1, "Background and theme", "2", "background"), told)


def _method(imprint: Imprint) -> tuple[Block, ...]:
    points = (
        runs("Each agency that was asked audited its own records of the children, with the same audit tool."),
        runs(
            "Auditors read the records from ",
            month(imprint.lookback_from),
            " to ",
            month(imprint.lookback_to),
            ".",
        ),
        runs("What stands as agreed is agreed by the audit group and the auditors at a meeting."),
        runs("Each child counts once. What the records do not show is counted apart, never as not met."),
    )
    return (Heading(1, "Method", "3", "method"), Bullets(points))


# ── returns, children ────────────────────────────────────────────────────────────────────────────────────
def _returns(figures: Figures) -> tuple[Block, ...]:
    received, expected, nil = (figures.get(f"returns.{part}") for part in ("received", "expected", "nil"))
    heading = Heading(1, "Returns", "4", "returns")
    if expected is None or expected.n is None:
        return (heading, Paragraph(runs("The number of returns is not shown.")))
    if received is None or received.n is None:
        asked = many(expected, "return was asked for. ", "returns were asked for. ")
        return (heading, Paragraph(runs(*asked, *_how_many_came(received))))
    tail: Runs = ()
    if nil is not None and nil.n:
        tail = runs(", ", Num(nil.id, str(nil.n)), " of them to say that the agency did not know the child")
    came = "return was received" if expected.n == 1 else "returns were received"
    asked = runs(
        Num(received.id, str(received.n)), " of ", Num(expected.id, str(expected.n)), f" expected {came}"
    )
    return (heading, Paragraph(runs(*asked, *tail, ".")))


def _how_many_came(received: Figure | None) -> Runs:
    """In words alone: a number of missing returns could point to a single child."""
    came = {
        phrases.MOST: "Most of them came, though not all",
        phrases.SOME: "Some of them came, though not all",
        phrases.SMALL_NUMBER: "A small number of them came",
    }.get(received.phrase if received is not None else "")
    if came is None or received is None:
        return runs("How many came is not shown, because it could point to a single child.")
    return runs(Num(received.id, came), ".")


def _children(figures: Figures, imprint: Imprint) -> tuple[Block, ...]:
    columns = (
        Column("group", "Group", 12),
        Column("kind", "Kind", 24),
        Column("children", "Children", 14, "centre"),
    )
    ages = aged(figures)
    age = (
        ((words("Age", Style.STRONG), words("youngest and oldest at the audit date"), Cell(ages)),)
        if ages
        else ()
    )
    rows = (*age, *(row for title, stem in _PROFILE for row in _part(figures, imprint, title, stem)))
    note = runs(
        "Not shown: a small number of children would be printed, or could be worked out from other numbers. "
        "Kinds with no child in the sample are left out."
    )
    table = Table(
        "t_children", runs("The children in the sample"), columns, rows, note=note, empty="Nothing is shown."
    )
    return (Heading(1, "The children", "5", "children"), Paragraph(_sample(figures)), table)


def _sample(figures: Figures) -> Runs:
    audited, ages = figures.get("children"), aged(figures)
    if audited is None or not audited.n:
        return runs("The number of children is not shown.")
    tail = runs(", aged ", *ages) if ages else ()
    return runs("We audited the records of ", *many(audited, "child", "children"), *tail, ".")


def _part(figures: Figures, imprint: Imprint, title: str, stem: str) -> Iterator[tuple[Cell, ...]]:
    """One row for each kind; a single one where all of them are hidden."""
    found = {
        id[len(stem) + 1 :]: f for id, f in figures.items() if id.startswith(f"{stem}.") and "@" not in id
    }
    if not found:
        return
    if not any(_is_shown(figure) for figure in found.values()):
        yield words(title, Style.STRONG), words("all"), _hidden()
        return
    told = {code: figure for code, figure in found.items() if figure.n != 0}
    for index, (code, figure) in enumerate(told.items()):
        name = words(title, Style.STRONG) if index == 0 else Cell()
        yield name, typed(imprint.kinds.get(code, code)), counted(figure) if _is_shown(figure) else _hidden()


def _hidden() -> Cell:
    return Cell((Text("not shown"),), Mark.HIDDEN)


# ── findings, voice, concerns ────────────────────────────────────────────────────────────────────────────
def _findings(figures: Figures) -> tuple[Block, ...]:
    found = []
    for key, claim in CLAIMS.items():
        figure = figures.get(f"{key}.met" if key.startswith("standard.") else key)
        if figure is not None and figure.phrase:
            found.append(said(figure, claim))
    points = tuple(sentence for sentence in found if sentence)
    heading = Heading(1, "Findings", "6", "findings")
    return (
        heading,
        Bullets(points) if points else Paragraph(runs("No finding can be published from this audit.")),
    )


def _voice(figures: Figures) -> tuple[Block, ...]:
    figure = figures.get("children.voice")
    if figure is None or not figure.phrase or figure.phrase in {phrases.NO_ANSWER, phrases.NOT_EVIDENCED}:
        return ()
    told = runs("Children told the audit how the help felt to them ", Num(figure.id, figure.phrase), ". ")
    promise = Text("What they said is used with care, and never so that one child’s story can be followed.")
    return (Heading(1, "Voice of the child", "10", "voice"), Paragraph((*told, promise)))


def _concerns(figures: Figures) -> tuple[Block, ...]:
    figure = figures.get("concern.raised")
    if figure is None:
        return ()
    if figure.n is None:
        sentence = runs("How many immediate concerns were raised during the audit is not shown.")
    elif figure.n:
        noun = many(figure, "immediate concern was raised", "immediate concerns were raised")
        sentence = runs(*noun, " during the audit.")
    else:
        sentence = runs("No immediate concern was raised.")
    return (Heading(1, "Immediate concerns", "14", "concerns"), Paragraph(sentence))


def _not_here() -> tuple[Block, ...]:
    told = (
        "Chapters keep the numbers of the whole report. Those that are missing here are about single "
        "agencies or single children, or hold numbers too small to publish; the partnership keeps them."
    )
    return (Heading(2, "What this edition leaves out"), Paragraph((Text(told),)))
