"""The key file: who opens it, and what becomes of it when a bit of it changes."""

import hashlib
import json
from dataclasses import replace

import orjson
import pytest

from auditdesk.crypto import Wrapped
from auditdesk.desk import vault
from auditdesk.desk.desk import VAULT, open_desk
from auditdesk.desk.passphrases import ensure_strong, printed, recovery_code, typed_code
from auditdesk.desk.slots import MOST_BYTES, EscrowSlot, KeystoreSlot, read_vault, written
from auditdesk.desk.ways_in import change_passphrase, recover
from auditdesk.errors import DeskError
from tests.desk.making import CHEAP, PASSPHRASE, person

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def opens(folder, secret):
    open_desk(folder, secret).close()


def code_of(folder, secret):
    with pytest.raises(DeskError) as caught:
        opens(folder, secret)
    return caught.value.code


def summed(content):
    """The vault with its sum made right again, as somebody would who means harm."""
    rest = {key: part for key, part in content.items() if key != "sum"}
    whole = orjson.dumps(rest, option=orjson.OPT_SORT_KEYS)
    return orjson.dumps({**rest, "sum": hashlib.sha256(whole).hexdigest()}, option=orjson.OPT_SORT_KEYS)


def flipped(text):
    return ("1" if text[0] == "0" else "0") + text[1:]


def swap_kinds(slots):
    slots[0]["kind"], slots[1]["kind"] = slots[1]["kind"], slots[0]["kind"]


def test_a_new_vault_says_what_it_costs_to_guess(first_desk):
    identity, owner = person()

    hidden, _ = vault.make(identity, owner.text, (PASSPHRASE, first_desk.code))

    slots = json.loads(written(hidden))["slots"]
    assert [(slot["kind"], slot["m_kib"], slot["t"], slot["p"]) for slot in slots] == [
        ("passphrase", 131_072, 3, 4),
        ("recovery", 131_072, 3, 4),
    ]


def test_a_vault_holds_exactly_the_keys_of_its_format(first_desk):
    content = json.loads((first_desk.folder / VAULT).read_bytes())

    assert set(content) == {"kind", "epoch", "card", "box", "slots", "sum"}
    assert set(content["box"]) == {"nonce", "ct"}
    assert all(
        set(slot) == {"kind", "kdf", "salt", "m_kib", "t", "p", "nonce", "ct"} for slot in content["slots"]
    )
    assert content["card"] == first_desk.card
    assert first_desk.identity.age not in json.dumps(content)


@pytest.mark.parametrize(
    "spelling",
    [
        PASSPHRASE,
        f"  {PASSPHRASE} ",
        PASSPHRASE.replace(" ", "\t \n"),
        PASSPHRASE.replace("h", "\uff48"),  # full width
    ],
)
def test_spaces_and_compatible_letters_open_the_same_desk(made, spelling):
    opens(made.folder, spelling)


def test_an_accent_opens_the_desk_composed_and_decomposed(made):
    change_passphrase(made.folder, PASSPHRASE, "caf\u00e9 au lait toujours", CHEAP)

    opens(made.folder, "cafe\u0301 au lait toujours")


@pytest.mark.parametrize(
    "wrong", ["", " ", PASSPHRASE.upper(), PASSPHRASE[:-1], "x" * 1_000_000, "\udcff" * 20, "\0"]
)
def test_anything_else_does_not_open_it(made, wrong):
    assert code_of(made.folder, wrong) == "V_WRONG"


def test_the_recovery_code_opens_the_desk_as_people_type_it(made):
    loosely = [
        printed(made.code),
        made.code.lower(),
        " ".join(made.code.replace("0", "o").replace("1", "I")),
        made.code.replace("0", "O").replace("1", "l").replace("5", "\uff15"),
    ]

    for typed in loosely:
        opens(made.folder, typed)


def test_a_recovery_code_is_128_bits_and_seven_of_their_hash():
    bits = bytes(range(16))
    check = hashlib.sha256(bits).digest()[0] & 0x7F

    code = recovery_code(bits)

    spelled = f"{int.from_bytes(bits, 'big'):0128b}{check:07b}"
    assert code == "".join(LETTERS[int(spelled[n : n + 5], 2)] for n in range(0, 135, 5))
    assert code == "000G40R40M30E209185GR38E1XY"
    assert printed(code) == "000G4-0R40M-30E20-9185G-R38E1-XY"


def test_one_wrong_letter_in_a_recovery_code_is_told_at_once():
    code = recovery_code(bytes(range(16)))

    slips = sum(
        typed_code(code[:place] + letter + code[place + 1 :]) is not None
        for place in range(27)
        for letter in LETTERS
        if letter != code[place]
    )
    assert slips <= 27 * 31 // 64  # seven check bits let 1 in 128 through


@pytest.mark.parametrize("typed", ["", "0" * 26, "0" * 28, "U" * 27, "!" * 27])
def test_what_cannot_be_a_recovery_code_is_none(typed):
    assert typed_code(typed) is None


def test_a_changed_passphrase_opens_and_the_former_does_not(made):
    before = json.loads((made.folder / VAULT).read_bytes())

    change_passphrase(made.folder, PASSPHRASE, "another six words of my own", CHEAP)

    after = json.loads((made.folder / VAULT).read_bytes())
    assert code_of(made.folder, PASSPHRASE) == "V_WRONG"
    opens(made.folder, "another six words of my own")
    opens(made.folder, made.code)
    assert {key for key in before if before[key] != after[key]} == {"slots", "sum"}
    assert before["slots"][1] == after["slots"][1]


def test_recovering_spends_the_code_and_gives_another(made):
    fresh = recover(made.folder, printed(made.code), "another six words of my own", CHEAP)

    assert code_of(made.folder, made.code) == "V_WRONG"
    assert code_of(made.folder, PASSPHRASE) == "V_WRONG"
    opens(made.folder, fresh)
    opens(made.folder, "another six words of my own")


def test_a_wrong_passphrase_changes_nothing(made):
    before = (made.folder / VAULT).read_bytes()

    with pytest.raises(DeskError) as caught:
        change_passphrase(made.folder, "not this one at all", "another six words", CHEAP)

    assert caught.value.code == "V_WRONG"
    assert (made.folder / VAULT).read_bytes() == before


@pytest.mark.parametrize(
    "weak",
    ["short", "thirteen char", "correcthorsebatterystaple", "Correct Horse Battery Staple", " a " * 20],
)
def test_a_passphrase_that_is_easy_to_guess_is_refused(weak):
    common = {"correcthorsebatterystaple", " ".join("a" * 20)}

    with pytest.raises(DeskError) as caught:
        ensure_strong(weak, common)

    assert caught.value.code == "V_WEAK"


def test_six_words_and_fourteen_characters_are_strong_enough():
    ensure_strong(PASSPHRASE, {"correcthorsebatterystaple"})
    ensure_strong("fourteen chars", set())


# ── damage ────────────────────────────────────────────────────────────


def test_every_flipped_bit_is_damage_before_any_key_is_derived(first_desk):
    raw = (first_desk.folder / VAULT).read_bytes()
    read_vault(raw)

    for place in range(len(raw)):
        for bit in range(8):
            hurt = bytearray(raw)
            hurt[place] ^= 1 << bit
            with pytest.raises(DeskError) as caught:
                read_vault(bytes(hurt))
            assert caught.value.code == "V_SHAPE", (place, bit)


def test_a_vault_cut_at_any_length_is_damage(first_desk):
    raw = (first_desk.folder / VAULT).read_bytes()

    for length in range(len(raw)):
        with pytest.raises(DeskError) as caught:
            read_vault(raw[:length])
        assert caught.value.code == "V_SHAPE", length


@pytest.mark.parametrize(
    "raw", [b"", b"{}", b"[]", b"null", b"\xff", b"{" * MOST_BYTES, b" " * (MOST_BYTES + 1)]
)
def test_a_desk_whose_vault_is_something_else_is_not_opened(made, raw):
    (made.folder / VAULT).write_bytes(raw)

    assert code_of(made.folder, PASSPHRASE) == "V_SHAPE"


COSTS = [
    ("m_kib", 65_535),
    ("m_kib", 1_048_577),
    ("m_kib", 0),
    ("m_kib", 2**53 - 1),
    ("t", 1),
    ("t", 13),
    ("p", 0),
    ("p", 9),
]


@pytest.mark.parametrize("slot", [0, 1])
@pytest.mark.parametrize(("name", "value"), COSTS)
def test_a_cost_out_of_bounds_is_refused_before_any_key_is_derived(first_desk, slot, name, value):
    content = json.loads((first_desk.folder / VAULT).read_bytes())
    content["slots"][slot][name] = value

    with pytest.raises(DeskError) as caught:
        read_vault(summed(content))

    assert caught.value.code == "V_PARAM"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda v: v["slots"][0].update(m_kib=65_537), "V_WRONG"),
        (lambda v: v["slots"][0].update(t=3), "V_WRONG"),
        (lambda v: v["slots"][0].update(p=2), "V_WRONG"),
        (lambda v: v["slots"][0].update(salt=flipped(v["slots"][0]["salt"])), "V_WRONG"),
        (lambda v: v["slots"][0].update(nonce=flipped(v["slots"][0]["nonce"])), "V_WRONG"),
        (lambda v: v["slots"][0].update(ct=flipped(v["slots"][0]["ct"])), "V_WRONG"),
        (lambda v: v["slots"][0].update(ct="00"), "V_WRONG"),
        (lambda v: v["slots"][0].update(ct=v["slots"][1]["ct"]), "V_WRONG"),
        (lambda v: swap_kinds(v["slots"]), "V_WRONG"),
        (lambda v: v.update(epoch=flipped(v["epoch"])), "V_CARD"),
        (lambda v: v.update(card=v["card"] + " "), "V_CARD"),
        (lambda v: v.update(card="no card"), "V_CARD"),
        (lambda v: v["box"].update(ct=flipped(v["box"]["ct"])), "V_CARD"),
        (lambda v: v["box"].update(nonce=flipped(v["box"]["nonce"])), "V_CARD"),
        (lambda v: v["box"].update(ct="00"), "V_CARD"),
    ],
)
def test_a_vault_changed_on_purpose_never_opens(made, change, code):
    content = json.loads((made.folder / VAULT).read_bytes())
    change(content)
    (made.folder / VAULT).write_bytes(summed(content))

    assert code_of(made.folder, PASSPHRASE) == code


@pytest.mark.parametrize(
    "change",
    [
        lambda v: v["slots"].pop(),
        lambda v: v["slots"].append(v["slots"][0]),
        lambda v: v["slots"][0].update(kind="other"),
        lambda v: v["slots"][0].update(kdf="scrypt"),
        lambda v: v["slots"][0].update(t=True),
        lambda v: v["slots"][0].update(t="3"),
        lambda v: v["slots"][0].update(salt="AB" * 16),
        lambda v: v["slots"][0].update(extra=1),
        lambda v: v["slots"][0].pop("kdf"),
        lambda v: v.update(slots={}),
        lambda v: v.update(extra=1),
        lambda v: v.update(card="x" * 4_097),
        lambda v: v.update(epoch="00"),
        lambda v: v.update(kind="auditdesk.card/1"),
        lambda v: v["slots"].extend([{"kind": "escrow", "recipient": "age1", "ct": ""}] * 4),
        lambda v: v["slots"].extend([{"kind": "keystore", "nonce": "00" * 12, "ct": "00"}] * 2),
    ],
)
def test_another_shape_is_no_vault(first_desk, change):
    content = json.loads((first_desk.folder / VAULT).read_bytes())
    change(content)

    with pytest.raises(DeskError) as caught:
        read_vault(summed(content))

    assert caught.value.code == "V_SHAPE"


def test_a_vault_of_a_newer_kind_is_left_to_the_newer_program(first_desk):
    content = json.loads((first_desk.folder / VAULT).read_bytes())

    with pytest.raises(DeskError) as caught:
        read_vault(summed({**content, "kind": "auditdesk.vault/2", "more": 1}))

    assert caught.value.code == "V_NEWER"


def test_escrow_and_keystore_slots_are_kept_when_a_passphrase_changes(made):
    hidden = read_vault((made.folder / VAULT).read_bytes())
    more = (EscrowSlot("age1escrow", "QUFB"), KeystoreSlot(Wrapped(bytes(12), b"\x01")))
    (made.folder / VAULT).write_bytes(written(replace(hidden, slots=(*hidden.slots, *more))))

    change_passphrase(made.folder, PASSPHRASE, "another six words of my own", CHEAP)

    assert read_vault((made.folder / VAULT).read_bytes()).slots[2:] == more
    opens(made.folder, "another six words of my own")


def test_keys_of_somebody_else_are_not_put_behind_a_card():
    identity, _ = person()
    _, other = person(name="Bea Else")

    with pytest.raises(DeskError) as caught:
        vault.make(identity, other.text, (PASSPHRASE, "0" * 27), CHEAP)

    assert caught.value.code == "V_CARD"


def test_keys_are_never_printed(first_desk):
    hidden, opened = vault.make(first_desk.identity, first_desk.card, (PASSPHRASE, first_desk.code), CHEAP)

    shown = repr(opened) + repr(hidden)

    assert opened.db_key not in shown
    assert first_desk.identity.age not in shown
