"""Chapter 6: findings by aspect, C1 to C9, the theme and overall (picture 23).

May not know: how grades are drawn.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from auditdesk.audit.grades import ASPECTS, Aspect
from auditdesk.form.values import Question
from auditdesk.merge.disagreements import differing
from auditdesk.report import phrases
from auditdesk.report.bank import KEEP_ON, NEEDS, THEME_NEEDS, TOO_FEW, Claim
from auditdesk.report.combined.answers import answers_table
from auditdesk.report.combined.grades import grades_chart, grades_table, in_a_sentence, title, titled
from auditdesk.report.combined.material import Material, code, counted, typed
from auditdesk.report.combined.texts import belongs_to, disagreed, written
from auditdesk.report.document import Block, Cell, Column, Heading, KeyMessage, Paragraph, Table
from auditdesk.report.figures import Figure
from auditdesk.report.runs import Cite, Fact, Runs, Text, Typed, runs
from auditdesk.report.sentences import banded, claim_of, falls_short, is_met, is_weighty, listed, said, share

_MOST_MET = 2
_MOST_SHORT = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """One standard of an aspect: the question and the figure of those who met it."""

    question: Question
    met: Figure
    is_inconsistent: bool


def findings(material: Material) -> tuple[Block, ...]:
    """Every aspect with a fact; the others in one sentence."""
    written_up = {aspect.code: _section(material, aspect, number) for number, aspect in enumerate(ASPECTS, 1)}
    silent = tuple(aspect for aspect in ASPECTS if not written_up[aspect.code])
    return (
        Heading(1, "Findings by aspect", "6", "findings"),
        grades_table(material),
        *(block for blocks in written_up.values() for block in blocks),
        *_silent(material, silent),
    )


def _silent(material: Material, aspects: tuple[Aspect, ...]) -> tuple[Block, ...]:
    if not aspects:
        return ()
    names = listed(tuple(runs("“", *titled(material, aspect), "”") for aspect in aspects))
    sentence = runs("No return gave a grade, an answer to a standard or a comment under ", *names, ".")
    if any(aspect.code == "T" for aspect in aspects):
        sentence = runs(*sentence, " Chapter ", Fact("8"), " tells what else returns say about the theme.")
    return (Heading(2, "Aspects without findings", key="silent"), Paragraph(sentence))


def _section(material: Material, aspect: Aspect, number: int) -> tuple[Block, ...]:
    belongs = belongs_to(aspect)
    found = standards(material, aspect)
    blocks = (
        *grades_chart(material, aspect),
        *_table(material, aspect, found),
        *_answers(material, aspect),
        *_key_message(material, aspect, found),
        *_reasons(material, aspect),
        *disagreed(material, belongs),
        *written(material, belongs),
    )
    if not blocks:
        return ()
    heading = Heading(2, title(material, aspect), f"6.{number}", f"aspect_{aspect.code}", needs_room=True)
    return (heading, *blocks)


def _answers(material: Material, aspect: Aspect) -> tuple[Block, ...]:
    """Other answers of the aspect; those of the theme stand in chapter 8."""
    if aspect.code == "T":
        return ()
    caption = runs("Other answers for ", *in_a_sentence(material, aspect), ", number of children")
    return answers_table(material, belongs_to(aspect), f"t_answers_{aspect.code}", caption)


# ── standards ────────────────────────────────────────────────────────────────────────────────────────────
def standards(material: Material, aspect: Aspect) -> tuple[Finding, ...]:
    """The standards of an aspect that somebody answered, in the order of the tool."""
    return tuple(_answered(material, aspect))


def _answered(material: Material, aspect: Aspect) -> Iterator[Finding]:
    for question in material.view.tool.questions:
        if question.role != "standard" or question.aspect != aspect.code:
            continue
        met = material.figure(f"standard.{question.name}.met")
        if met is None or met.phrase in {"", phrases.NO_ANSWER}:
            continue
        differ = len(differing(material.view.disagreements, question.name))
        is_inconsistent = phrases.is_inconsistent(met.n or 0, met.of or 0, differ)
        yield Finding(question, met, is_inconsistent)


def _table(material: Material, aspect: Aspect, found: tuple[Finding, ...]) -> tuple[Block, ...]:
    if not found:
        return ()
    columns = (
        Column("question", "Question", 9, kind="id"),
        Column("standard", "Standard", 26),
        Column("met", "Met", 6, kind="count"),
        Column("partly", "Partly", 7, kind="count"),
        Column("not_met", "Not met", 6, kind="count"),
        Column("no_evidence", "No evidence", 9, kind="count"),
        Column("words", "In words (met, of known)", 21),
    )
    rows = tuple(_row(material, finding) for finding in found)
    caption = runs("Standards for ", *in_a_sentence(material, aspect), ", number of children")
    return (Table(f"t_standards_{aspect.code}", caption, columns, rows, note=_how_counted(material, found)),)


def _row(material: Material, finding: Finding) -> tuple[Cell, ...]:
    stem = f"standard.{finding.question.name}"
    answers = ("met", "partly", "not_met", "no_evidence")
    return (
        code(finding.question.name),
        typed(material.label(finding.question.name)),
        *(counted(material.figure(f"{stem}.{answer}")) for answer in answers),
        Cell(banded(finding.met, inconsistent=finding.is_inconsistent)),
    )


def _how_counted(material: Material, found: tuple[Finding, ...]) -> Runs:
    """Which answers the meeting settled; the rule itself stands in chapter 3."""
    names = [f.question.name for f in found]
    agreed = sorted({question for _, question in material.view.agreed if question in names})
    if not agreed:
        return runs(
            "None of these was settled by the meeting: each is the lowest known answer of any agency."
        )
    settled = listed(tuple((Fact(name),) for name in agreed))
    return runs(
        "The meeting settled answers to ", *settled, "; any other is the lowest known answer of any agency."
    )


# ── key message ──────────────────────────────────────────────────────────────────────────────────────────
def _key_message(material: Material, aspect: Aspect, found: tuple[Finding, ...]) -> tuple[Block, ...]:
    """What the audit found, positive first, then the gap; a draft that is always edited (4.3.5)."""
    by_share = sorted(found, key=lambda finding: share(finding.met))
    met = _weighty_first(material, [f for f in reversed(by_share) if is_met(f.met)])[:_MOST_MET]
    short = _weighty_first(material, [f for f in by_share if falls_short(f.met)])[:_MOST_SHORT]
    sentences = tuple(_said(material, finding) for finding in (*met, *short))
    if not sentences:
        return ()
    is_told = any(_is_weighty(material, finding) for finding in (*met, *short))
    need = TOO_FEW if not is_told else _need(material, aspect) if short else KEEP_ON
    told = tuple(run for sentence in sentences for run in (*sentence, Text(" ")))[:-1]
    return (KeyMessage("", (Text(need),), told),)


def _weighty_first(material: Material, found: list[Finding]) -> list[Finding]:
    return sorted(found, key=lambda finding: not _is_weighty(material, finding))


def _is_weighty(material: Material, finding: Finding) -> bool:
    return is_weighty(finding.met, material.figures)


def _need(material: Material, aspect: Aspect) -> str:
    if aspect.code == "T":
        return THEME_NEEDS.get(material.imprint.theme, NEEDS["T"])
    return NEEDS[aspect.code]


def _said(material: Material, finding: Finding) -> Runs:
    claim = claim_of(finding.met)
    if claim is not None:
        return (*_as_sentence(finding, claim), Cite((finding.met.id,)))
    label = Typed(material.label(finding.question.name))
    words = banded(finding.met, inconsistent=finding.is_inconsistent)
    return runs("“", label, "”: ", *words, ". ", Cite((finding.met.id,)))


def _as_sentence(finding: Finding, claim: Claim) -> Runs:
    return runs(*said(finding.met, claim, inconsistent=finding.is_inconsistent), " ")


# ── reasons ──────────────────────────────────────────────────────────────────────────────────────────────
def _reasons(material: Material, aspect: Aspect) -> tuple[Block, ...]:
    """Main reasons that auditors gave, the commonest first."""
    question = next(
        (q for q in material.view.tool.questions if q.role == "cause" and q.aspect == aspect.code), None
    )
    if question is None:
        return ()
    given = [
        (reason, figure) for reason, figure in material.under(f"choice.{question.name}").items() if figure.n
    ]
    if not given:
        return ()
    given.sort(key=lambda pair: -(pair[1].n or 0))
    told = listed(tuple(_reason(material, question.name, reason, figure) for reason, figure in given))
    cite = Cite(tuple(figure.id for _, figure in given))
    sentence = runs("Main reasons given by auditors, in number of children: ", *told, ". ", cite)
    return (Heading(3, "Why it was like this"), Paragraph(sentence))


def _reason(material: Material, question: str, reason: str, figure: Figure) -> Runs:
    words = material.choice(question, reason)
    return (Typed(words[:1].lower() + words[1:]), Text(" "), *counted(figure).runs)
