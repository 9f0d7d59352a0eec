"""Agreement numbers equal a recount by another route, whatever the grades are (domain/report.md 4.4)."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditdesk.audit.grades import ASPECT_BY_CODE, Grade
from auditdesk.audit.round import Ref
from auditdesk.merge.agreement import Agreement, agreement
from auditdesk.merge.moderation import Layers

OVERALL = ASPECT_BY_CODE["overall"]
SCALE = ["outstanding", "good", "ri", "inadequate"]
GRADES = st.sampled_from([*Grade])
READING = st.tuples(st.sampled_from(["csc", "pol"]), GRADES)
CASE = st.tuples(st.none() | GRADES, st.lists(READING, max_size=4))


def layers_of(cases):
    """Each case: what was agreed, and (agency, grade) of each reading, the second of an agency's last."""
    for n, (agreed, readings) in enumerate(cases):
        first = {Ref(f"CASE-{n}", agency): grade for agency, grade in reversed(readings)}
        more = list(readings)
        for ref, grade in first.items():
            more.remove((ref.agency, grade))
        second = tuple((Ref(f"CASE-{n}", agency), grade) for agency, grade in more)
        yield Layers(f"CASE-{n}", OVERALL, first, agreed, None, second)


def pairs_of(cases, agency=None):
    """The recount: places on the scale, from words alone."""
    return [
        (SCALE.index(grade.value), SCALE.index(agreed.value))
        for agreed, readings in cases
        if agreed is not None and agreed.value in SCALE
        for who, grade in readings
        if grade.value in SCALE and agency in (None, who)
    ]


def gwet(pairs):
    """AC1 as Gwet defines it (2008): chance = sum over grades of share × (1 - share) / (grades - 1)."""
    n = len(pairs)
    observed = Fraction(sum(own == agreed for own, agreed in pairs), n)
    both = [place for pair in pairs for place in pair]
    chance = Fraction(0)
    for place in range(4):
        share = Fraction(both.count(place), 2 * n)
        chance += share * (1 - share)
    return (observed - chance / 3) / (1 - chance / 3)


def ends(found: Agreement):
    return found.pairs, found.exact, found.within_one, found.up, found.down


def recounted(pairs):
    return (
        len(pairs),
        len([1 for own, agreed in pairs if own == agreed]),
        len([1 for own, agreed in pairs if agreed in (own - 1, own, own + 1)]),
        len([1 for own, agreed in pairs if agreed < own]),
        len([1 for own, agreed in pairs if agreed > own]),
    )


@given(cases=st.lists(CASE, max_size=12), agency=st.sampled_from([None, "csc", "pol"]))
def test_every_number_equals_the_recount(cases, agency):
    found, pairs = agreement(layers_of(cases), "overall", agency), pairs_of(cases, agency)

    assert ends(found) == recounted(pairs)
    assert found.ac1() == (gwet(pairs) if len(pairs) >= 10 else None)


@given(cases=st.lists(CASE, max_size=12), cut=st.integers(0, 12))
def test_agreement_of_two_rounds_is_the_sum_of_theirs(cases, cut):
    apart = agreement(layers_of(cases[:cut]), "overall") + agreement(layers_of(cases[cut:]), "overall")

    assert ends(apart) == ends(agreement(layers_of(cases), "overall"))


def test_fewer_than_ten_pairs_say_nothing_of_chance():
    nine = [(Grade.GOOD, [("csc", Grade.GOOD)])] * 9

    assert agreement(layers_of(nine), "overall").ac1() is None
    assert agreement(layers_of([*nine, nine[0]]), "overall").ac1() == 1


@pytest.mark.parametrize("wrong", ["rank", "chance"])
def test_a_wrong_count_would_be_found(wrong):
    """The control: the recount differs from a mistake in direction, and from kappa's chance."""
    cases = [(Grade.RI, [("csc", Grade.GOOD)])] * 6 + [(Grade.GOOD, [("csc", Grade.GOOD)])] * 6
    found, pairs = agreement(layers_of(cases), "overall"), pairs_of(cases)

    if wrong == "rank":
        assert (found.down, found.up) != recounted(pairs)[3:]
    else:
        own, agreed = [Fraction(1), Fraction(0)], [Fraction(1, 2), Fraction(1, 2)]
        chance = sum((a * b for a, b in zip(own, agreed, strict=True)), Fraction(0))
        assert found.ac1() != (Fraction(1, 2) - chance) / (1 - chance)
