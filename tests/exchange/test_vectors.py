"""Every vector gives exactly its code, and no code of the table is without one."""

import re
import shutil

import pytest

from auditdesk.codes import SEALED_FILES
from auditdesk.desk.desk import open_desk
from auditdesk.errors import ParkedError, RefusedError
from auditdesk.exchange import card as cards
from auditdesk.work import enrol, take_receipt
from tests.desk.making import AT, CHEAP, PASSPHRASE
from tests.exchange import forge, vectors
from tests.exchange.people import ANN, CAT, PEOPLE
from tests.exchange.tables_outside import lines_of
from tests.exchange.vectors import Vector, read_one
from tests.exchange.world import RECIPIENT, World, id_of, opened, world

NAMES = tuple(vectors.names())
PARKED = {
    "S_UNKNOWN_SIGNER",
    "M_NEWER",
    "M_ROUND_UNKNOWN",
    "M_PACK_UNKNOWN",
    "M_FORM_UNKNOWN",
    "C_DIFFERENT",
}
NO_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight")
GOOD_CARD = "card/C_WORDS-enrol"


def file_of(vector: Vector) -> bytes:
    """The bytes as they would lie on disk."""
    if vector.form == "file":
        return vector.body
    raw = forge.sealed(vector.body, RECIPIENT.get(vector.opens.partition(" ")[0], ANN.recipient))
    match vector.form.split():
        case ["inside", "lf"]:
            return b"\n".join(lines_of(raw)) + b"\n"
        case ["inside", "crlf"]:
            return b"\r\n".join(lines_of(raw)) + b"\r\n"
        case _:
            return raw


def code_of(vector: Vector) -> str:
    known = world()
    kind, _, without_tools = vector.opens.partition(" ")
    if without_tools:
        trust = known.trust
        known = World(known.pack, type(trust)(trust.people, trust.packs, {}, trust.rounds))
    try:
        found = opened(kind, file_of(vector), known)
    except RefusedError as error:
        return error.code if error.code not in PARKED else f"{error.code}, refused"
    except ParkedError as error:
        return error.code if error.code in PARKED else f"{error.code}, parked"
    assert vector.expect != "opened" or id_of(found) == vector.id
    return "opened"


@pytest.mark.parametrize(
    "name", [name for name in NAMES if read_one(name).opens not in ("desk", "enrolment")]
)
def test_a_vector_gives_exactly_its_code(name):
    vector = read_one(name)

    assert code_of(vector) == vector.expect


def test_no_code_is_without_a_vector():
    here = {read_one(name).expect for name in NAMES}

    assert set(SEALED_FILES) - here == set()
    assert here - set(SEALED_FILES) == {"opened"}


def test_there_are_as_many_vectors_as_the_corpus_asks_for():
    counted = {layer: sum(name.startswith(f"{layer}/") for name in NAMES) for layer in ("age", "tar", "card")}

    assert len(NAMES) >= 200
    assert counted["age"] >= 29
    assert counted["tar"] >= 22
    assert counted["card"] >= 60


@pytest.fixture(scope="module")
def desk_folder(tmp_path_factory):
    """Ann's own desk, for the codes that only a desk can tell."""
    from auditdesk.desk.desk import make_desk  # noqa: PLC0415 - beside its use

    folder = tmp_path_factory.mktemp("vectors") / "desk"
    make_desk(folder, ANN, PEOPLE[ANN.sign_line].text, PASSPHRASE, CHEAP)
    return folder


@pytest.fixture
def desk(desk_folder, tmp_path):
    opened_desk = open_desk(shutil.copytree(desk_folder, tmp_path / "desk"), PASSPHRASE)
    yield opened_desk
    opened_desk.close()


def words_of(raw: bytes) -> tuple[str, ...]:
    from auditdesk.work.identities import _words  # noqa: PLC0415 - what the owner reads out

    return _words(cards.read(raw, ""))


def test_words_that_are_not_the_cards_enrol_nobody(desk, tmp_path):
    vector = read_one("card/C_WORDS-enrol")
    file = tmp_path / "x.adcard"
    file.write_bytes(vector.body)

    with pytest.raises(RefusedError) as caught:
        enrol(desk, file, NO_WORDS, at=AT)

    assert caught.value.code == vector.expect


def test_other_keys_of_somebody_enrolled_wait(desk, tmp_path):
    vector = read_one("card/C_DIFFERENT-enrol")
    first, second = tmp_path / "1.adcard", tmp_path / "2.adcard"
    first.write_bytes(read_one(GOOD_CARD).body)
    second.write_bytes(vector.body)
    enrol(desk, first, words_of(first.read_bytes()), at=AT)

    with pytest.raises(ParkedError) as caught:
        enrol(desk, second, words_of(second.read_bytes()), at=AT)

    assert caught.value.code == vector.expect


def test_a_receipt_for_a_bundle_that_was_not_sent_is_refused(desk, tmp_path):
    vector = read_one("receipt/M_BUNDLE_UNKNOWN-other")
    card, file = tmp_path / "cat.adcard", tmp_path / "x.adreceipt"
    card.write_text(PEOPLE[CAT.sign_line].text, encoding="utf-8")
    file.write_bytes(file_of(vector))
    enrol(desk, card, words_of(card.read_bytes()), at=AT)

    with pytest.raises(RefusedError) as caught:
        take_receipt(desk, file, at=AT)

    assert caught.value.code == vector.expect


def test_a_vector_says_what_it_is_and_why():
    for name in NAMES:
        vector = read_one(name)
        assert vector.what
        assert vector.why
        assert re.fullmatch(r"[a-z]+/[A-Za-z0-9_-]+", name)
