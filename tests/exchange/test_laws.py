"""What a writer makes its reader opens to the same; canonical bytes are those of RFC 8785."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from auditdesk.audit.decisions import Agreed, Decision, What
from auditdesk.audit.people import Card, Role
from auditdesk.audit.returns import Answer, Kept, Missing, Return, State
from auditdesk.audit.round import Ref
from auditdesk.canonical import LARGEST_INTEGER, NotCanonicalError, canonical, permitted, read
from auditdesk.errors import InputError, RefusedError
from auditdesk.exchange import bundle, card, decisions, receipt
from auditdesk.exchange.bundle import Outgoing
from auditdesk.exchange.receipt import Answered, Reply, ReturnReply
from auditdesk.form import At
from tests.exchange.made import APP, AT
from tests.exchange.people import ANN, CAT, PEOPLE, ROUND_KEY
from tests.exchange.world import opened, world

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
fine = texts.filter(permitted)
hashes = st.integers(0, (1 << 256) - 1).map(lambda number: f"{number:064x}")
moments = st.integers(0, 1 << 31).map(lambda s: datetime(2000, 1, 1, tzinfo=UTC) + timedelta(seconds=s))
keys = st.from_regex(r"[A-Za-z0-9_.:-]{1,80}", fullmatch=True)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST_INTEGER, LARGEST_INTEGER) | fine,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=20,
)
refs = st.builds(Ref, st.sampled_from(["VEC-01", "VEC-02"]), st.just("csc"), st.just(1))
answers = st.dictionaries(
    st.sampled_from(["q0", "last", "n", "yes"]),
    fine | st.integers(-20, 20) | st.builds(Missing, st.sampled_from(["x", "not_recorded"])) | st.just("yes"),
    max_size=4,
)


@st.composite
def returns(draw):
    return Return(
        draw(refs),
        world().pack.pack.tools[0].hash,
        draw(st.integers(0, 10_001)),
        draw(st.none() | hashes),
        draw(st.sampled_from(State)),
        draw(st.none() | moments),
        draw(moments),
        draw(st.none() | st.integers(-1, 100_001)),
        draw(st.integers(0, 3)),
        guard=tuple(draw(st.lists(st.builds(Kept, st.just("q0"), st.just("nhs"), fine), max_size=2))),
        rows=(),
        answers=tuple(Answer(At(name), value) for name, value in sorted(draw(answers).items())),
        comments=(),
    )


def tried(act):
    """What comes of it, and the code if it is refused."""
    try:
        return act(), ""
    except (NotCanonicalError, RefusedError, InputError) as error:
        return None, error.code


@given(values)
def test_canonical_bytes_are_those_of_rfc_8785(value):
    raw, code = tried(lambda: canonical(value))
    if raw is None:
        assert code == "J_DEPTH"
        return

    assert raw == rfc8785.dumps(value)
    assert read(raw, len(raw)) == value


@given(st.lists(returns(), min_size=1, max_size=2), st.integers(0, 1 << 31), moments)
def test_a_bundle_that_the_writer_makes_opens_to_the_same(several, seq, created):
    outgoing = Outgoing(
        "VEC-2016-06", world().pack.id, world().pack.pack.tools, "e" * 32, seq, None, tuple(several)
    )
    to = (ROUND_KEY.recipient, APP, created)
    sealed, code = tried(lambda: bundle.seal(outgoing, ANN, to))
    found, refused = tried(lambda: opened("bundle", sealed[0].raw)) if sealed else (None, code)
    if found is None:
        assert refused in {"M_SEQ", "P_SHAPE", "P_REVISION", "P_ANSWER"}
        return
    made, fact = sealed

    assert found.fact == fact
    assert [revision.ret for revision, _ in found.revisions] == sorted(several, key=lambda ret: ret.ref)
    assert found.fact.id == made.id
    read_again = replace(outgoing, returns=tuple(revision.ret for revision, _ in found.revisions))
    again, _ = bundle.seal(read_again, ANN, to)
    assert again.manifest == found.manifest


replies = st.builds(ReturnReply, refs, hashes, st.sampled_from(Reply), fine)
answered = st.builds(
    Answered,
    hashes,
    st.sampled_from(["merged", "duplicate", "refused", "lost"]),
    st.none() | st.just("S_BAD"),
    st.lists(replies, max_size=4).map(tuple),
)


@given(st.lists(answered, max_size=4).map(tuple))
def test_a_receipt_that_the_writer_makes_opens_to_the_same(items):
    made, code = tried(lambda: receipt.seal("VEC-2016-06", items, CAT, (ANN.recipient, APP, AT)))
    if made is None:
        assert code == "M_KEYS"
        return

    found = opened("receipt", made.raw)

    assert (found.id, found.items) == (made.id, items)


@given(st.lists(st.integers(0, 700), min_size=1, max_size=5), st.sampled_from(["", "é" * 2_000]))
def test_an_answer_to_any_number_of_returns_goes_out_whole(counts, text):
    reply = Reply.QUERY if text else Reply.ACCEPTED
    one = ReturnReply(Ref("VEC-01", "csc"), "a" * 64, reply, text)
    each = [(one,) * (count // (9 if text else 1)) for count in counts]
    items = tuple(Answered(f"{n:064x}", "merged", None, replies) for n, replies in enumerate(each))

    portions = receipt.portions(items)
    files = [receipt.seal("VEC-2016-06", portion, CAT, (ANN.recipient, APP, AT)) for portion in portions]

    assert all(len(made.manifest) <= 64 << 10 for made in files)
    told = [part for portion in portions for part in portion]
    assert {part.bundle for part in told} == {item.bundle for item in items}
    for item in items:
        assert sum((part.returns for part in told if part.bundle == item.bundle), ()) == item.returns


@given(st.lists(st.tuples(fine, fine), max_size=4), moments)
def test_a_decision_log_that_the_writer_makes_opens_to_the_same(reasons, created):
    entries, former = [], None
    for n, (reason, dissent) in enumerate(reasons, 1):
        value = Agreed("good", dissent, "2016-07-20")
        entry = Decision(
            n,
            former,
            "VEC-2016-06",
            What.AGREE,
            "VEC-2016-06:VEC-01:overall",
            value,
            reason,
            CAT.sign_line,
            created,
        )
        entries.append(decisions.signed(entry, CAT))
        former = entries[-1].id

    made = decisions.seal_log("VEC-2016-06", tuple(entries), CAT, (APP, AT))

    found = opened("decisions", made.raw)
    assert (found.id, found.entries) == (made.id, tuple(entries))


@given(st.integers(1_900, 2_100))
def test_an_entry_is_refused_when_its_reader_would_refuse_it(length):
    value = Agreed("é" * length, "é" * length, "")
    entry = Decision(1, None, "VEC-2016-06", What.AGREE, "x", value, "", CAT.sign_line, AT)
    made, code = tried(lambda: decisions.signed(entry, CAT))
    if made is None:
        assert code == "R_LIMIT"
        return

    assert len(made.entry) <= decisions.MOST_ENTRY


@given(texts, texts, st.sampled_from(Role), st.dates(), st.none() | st.dates())
def test_a_card_that_the_writer_makes_opens_to_the_same(name, organisation, role, created, expires):
    one = Card(name, organisation, role, ANN.sign_line, ANN.recipient, created, expires)
    try:
        raw = card.write(one, ANN).encode()
        found = card.read(raw, "x")
    except (NotCanonicalError, RefusedError):
        assert not (permitted(name + organisation) and 0 < len(name) <= 80 and 0 < len(organisation) <= 80)
        return

    assert found == one
    assert card.write(found, ANN).encode() == raw


def test_a_card_that_follows_another_is_signed_by_both():
    one = Card(
        "Ann", "csc", Role.AUDITOR, ANN.sign_line, ANN.recipient, date(2016, 6, 1), None, CAT.sign_line
    )

    assert card.read(card.write(one, ANN, CAT).encode(), "x") == one
    assert len(PEOPLE) == 4
