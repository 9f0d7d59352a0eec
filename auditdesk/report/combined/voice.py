"""Chapter 10: what children said, their own words first (domain/report.md 4.6). May not know: findings."""

from collections.abc import Iterator

from auditdesk.form.values import Question
from auditdesk.merge.standing import Standing
from auditdesk.report.combined.material import Material
from auditdesk.report.combined.texts import section_of, who, written
from auditdesk.report.document import Block, Heading, Paragraph, Quote
from auditdesk.report.figures import Figure
from auditdesk.report.runs import Cite, Fact, Num, Runs, Text, Typed, runs
from auditdesk.report.sentences import listed

_SECTION = "sec_d"
_ASPECT = "C5"
_WORDS = "fb_text"
_MAY_BE_QUOTED = "fb_quote"


def voice(material: Material) -> tuple[Block, ...]:
    return (
        Heading(1, "Voice of the child", "10", "voice"),
        *_quotes(material),
        Paragraph(_how_many(material.figure("children.voice"))),
        *_not_printed(material),
        *written(material, _is_feedback, "What parents, carers and practitioners said"),
        *_recorded(material),
    )


def _recorded(material: Material) -> tuple[Block, ...]:
    """Where the findings about records of children's views stand, if there are any."""
    if not any(question.aspect == _ASPECT for question in _standards(material)):
        return ()
    section = Fact("6.5")
    return (Paragraph(runs("How well the records hold children’s views is told in section ", section, ".")),)


def _standards(material: Material) -> Iterator[Question]:
    """The standards that some return answered."""
    for name in dict.fromkeys(rest.partition(".")[0] for rest in material.under("standard")):
        if (question := material.question(name)) is not None:
            yield question


def _is_feedback(question: Question) -> bool:
    return section_of(question) == _SECTION and question.name != _WORDS


def _how_many(figure: Figure | None) -> Runs:
    if figure is None or figure.of is None:
        return runs("No return says whether a child was asked for views for this audit.")
    cite = Cite((figure.id,))
    if not figure.n:
        return runs(
            "None of the ", Num(figure.id, str(figure.of)), " children gave views for this audit. ", cite
        )
    noun = "child" if figure.of == 1 else "children"
    return runs(Num(figure.id, figure.shown), f" {noun} told the audit how the help felt to them. ", cite)


def _told(material: Material) -> Iterator[tuple[Standing, str]]:
    for each in material.counted:
        text = each.value(_WORDS)
        if text.strip():
            yield each, text


def _quotes(material: Material) -> tuple[Block, ...]:
    """Only what the child agreed to have quoted."""
    return tuple(
        Quote(runs(Typed(text), " (", Fact(each.ref.case), ")"), "a child")
        for each, text in _told(material)
        if each.value(_MAY_BE_QUOTED) == "yes"
    )


def _not_printed(material: Material) -> tuple[Block, ...]:
    refs = tuple(who(each.ref) for each, _ in _told(material) if each.value(_MAY_BE_QUOTED) != "yes")
    if not refs:
        return ()
    reason = Text(" are not printed: the return does not say that they may be quoted.")
    return (Paragraph(runs("A child’s words in ", *listed(refs), reason), "note"),)
