"""The view of a round: which revision of each return stands, what was agreed, what needs a person.

Rules of formats.md 14. Pure: no rule looks at a clock or at the order in which facts arrived.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from auditdesk.audit.decisions import Agreed, Decided
from auditdesk.audit.facts import Facts, PackSent
from auditdesk.audit.round import Assignment, Ref, Round, Sample
from auditdesk.form import Tool
from auditdesk.merge import candidates, decided
from auditdesk.merge.candidates import Chosen, PersonRef
from auditdesk.merge.carrying import told_in
from auditdesk.merge.decided import Log, Succession
from auditdesk.merge.disagreements import Disagreement, disagreements
from auditdesk.merge.moderation import Layers, layers
from auditdesk.merge.reread import Asked, Given
from auditdesk.merge.standing import AgreedValue, Note, NoteKind, Standing

__all__ = ["Given", "View", "notes", "view"]


@dataclass(frozen=True, slots=True)
class View:
    """What follows today from all that was received and decided.

    `tool` is the round's own (sample.form). `assignments`: the returns asked for, by ref, without those
    taken back. `standing` by ref, in order; `second` are further readings of a ref by another person, used
    for agreement only. `agreed` by (case, aspect or question). Everything is sorted, so equal facts give an
    equal view.
    """

    round: Round
    sample: Sample
    tool: Tool
    given: Given
    assignments: Mapping[Ref, Assignment]
    standing: Mapping[Ref, Standing]
    second: tuple[Standing, ...]
    agreed: Mapping[tuple[str, str], AgreedValue]
    disagreements: tuple[Disagreement, ...]
    notes: tuple[Note, ...]
    is_closed: bool = False
    late: frozenset[Ref] = frozenset()

    def counted(self, case: str) -> tuple[Standing, ...]:
        """The returns that count for one case, one an agency, in order of agency; nil ones too."""
        return tuple(s for s in self.standing.values() if s.ref.case == case and s.is_counted)

    def layers(self) -> tuple[Layers, ...]:
        """Auditors' grades beside the agreed ones, by case and aspect; second readings included."""
        readings = (self.standing.values(), self.second)
        return layers((case.ref for case in self.sample.cases), self.tool, readings, self.agreed)


def view(facts: Facts, given: Given) -> View:
    """What stands, by the rules of formats.md 14; the same for every order and repetition of the facts.

    Raises:
        KeyError: a return names a tool that the facts do not hold.
    """
    log = decided.read_log(facts.decisions)
    people = decided.succession(log)
    newest = candidates.newest_packs(facts.packs, people)
    asked = candidates.asked_for(facts, newest)
    chosen = _chosen(facts, log, people, newest)
    lead = {pair: people.person(key) for pair, key in decided.leads(log).items()}
    counted = _counted(chosen, lead)
    standing: dict[Ref, Standing] = {}
    second: list[Standing] = []
    for who in sorted(chosen, key=lambda who: (who[0], who not in counted, who[1])):
        found = replace(_standing(chosen[who], facts, asked, given), is_counted=who in counted)
        if who[0] in standing:
            second.append(found)
        else:
            standing[who[0]] = found
    return View(
        round=facts.round,
        sample=facts.sample,
        tool=facts.tools[facts.sample.form],
        given=given,
        assignments=asked,
        standing=standing,
        second=tuple(second),
        agreed=_agreed(decided.agreements(log)),
        disagreements=disagreements(each for each in standing.values() if each.is_counted),
        notes=tuple(sorted((*candidates.notes(facts, log, chosen), *_left_over(standing.values())))),
        is_closed=decided.is_closed(log),
        late=candidates.late(facts, log),
    )


def _left_over(standing: Iterable[Standing]) -> Iterator[Note]:
    """Returns with answers that the round's tool has no question for: to be read, and never counted."""
    for one in standing:
        if one.left_over:
            keys = tuple(left.cell.at.key() for left in one.left_over)
            yield Note(NoteKind.LEFT_OVER, str(one.ref), keys)


def notes(facts: Facts) -> tuple[Note, ...]:
    """What a person should look at, without reading any return again."""
    log = decided.read_log(facts.decisions)
    people = decided.succession(log)
    chosen = _chosen(facts, log, people, candidates.newest_packs(facts.packs, people))
    return candidates.notes(facts, log, chosen)


def _chosen(
    facts: Facts, log: Log, people: Succession, newest: Mapping[str, PackSent]
) -> dict[PersonRef, Chosen]:
    """What stands of each return of the sample, less what a newer pack took back."""
    return {
        who: choice
        for who, choice in candidates.chosen(facts, log, people).items()
        if not candidates.left_out(newest, who) and facts.sample.case(who[0].case) is not None
    }


def _counted(chosen: Iterable[PersonRef], lead: Mapping[tuple[str, str], str]) -> frozenset[PersonRef]:
    """One reading for each case and agency: the lead's, else the first reader's, else the smallest key's."""
    readings: dict[tuple[str, str], list[PersonRef]] = defaultdict(list)
    for who in chosen:
        readings[who[0].case, who[0].agency].append(who)

    def rank(who: PersonRef) -> tuple[bool, int, str]:
        ref, person = who
        return lead.get((ref.case, ref.agency)) != person, ref.reader, person

    return frozenset(min(found, key=rank) for found in readings.values())


def _standing(choice: Chosen, facts: Facts, asked: Mapping[Ref, Assignment], given: Given) -> Standing:
    ret = choice.revision.ret
    tool = facts.tools[facts.sample.form]
    assignment = asked.get(ret.ref) or _assignment(facts, ret.ref)
    asked_by = Asked(facts.round, assignment, facts.sample.settings, given)
    told = told_in(tool, ret, facts.tools[ret.form], asked_by)
    ret, read = told.ret, told.read
    return Standing(
        ref=ret.ref,
        revision=choice.revision.id,
        signer=choice.revision.signer,
        ret=ret,
        tool=tool,
        values=read.values,
        asked=read.asked,
        missing=read.missing,
        comments=dict(ret.comments),
        open=read.open,
        superseded=choice.superseded,
        is_final=choice.is_final,
        left_over=told.left_over,
    )


def _assignment(facts: Facts, ref: Ref) -> Assignment:
    """What a return not asked for today was asked with: the sample's words on its case."""
    case = facts.sample.case(ref.case)
    stratum, asks = (case.stratum, case.asks) if case is not None else ("", "")
    return Assignment(ref, stratum, ref.agency == asks, facts.round.due_returns, facts.sample.form)


def _agreed(
    found: Mapping[tuple[str, str], tuple[Decided, Agreed]],
) -> dict[tuple[str, str], AgreedValue]:
    return {
        (case, about): AgreedValue(
            case=case,
            about=about,
            value=value.value,
            reason=entry.decision.reason,
            dissent=value.dissent,
            meeting=value.meeting,
            decision=entry.id,
            created=entry.decision.created,
        )
        for (case, about), (entry, value) in sorted(found.items(), key=lambda pair: pair[0])
    }
