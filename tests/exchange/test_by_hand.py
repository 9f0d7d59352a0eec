"""Every file can be opened, checked and made with age, tar, ssh-keygen, gzip and sha256sum alone."""

import json
import subprocess
import sys

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from auditdesk.errors import ParkedError, RefusedError
from auditdesk.exchange import card as cards
from auditdesk.exchange import tar
from tests.exchange import drafts, forge
from tests.exchange.made import made
from tests.exchange.people import ANN, CAT, EVE, PEOPLE, ROUND_KEY
from tests.exchange.world import opened, world
from tests.house.tree import ROOT

TYPES = {"pack": ANN, "bundle": ROUND_KEY, "receipt": ANN, "decisions": CAT}
NAMESPACE = {"pack": "round", "bundle": "bundle", "receipt": "receipt", "decisions": "decision"}
SIGNED_BY = {"pack": CAT, "bundle": ANN, "receipt": CAT, "decisions": CAT}
TAR = [
    "tar",
    "--format=ustar",
    "--owner=0",
    "--group=0",
    "--numeric-owner",
    "--mtime=@0",
    "--mode=0600",
    "-b",
    "128",
    "-cf",
    "b.tar",
]
GOOD = ("manifest.json", "manifest.json.sig", "payload.json.gz")


def run(*command, where, given=b""):
    done = subprocess.run(command, cwd=where, input=given, capture_output=True, check=False)
    assert done.returncode == 0, (command, done.stderr)
    return done.stdout


@pytest.fixture
def signers(tmp_path):
    (tmp_path / "allowed_signers").write_text(cards.allowed_signers(PEOPLE.values()), encoding="utf-8")
    return tmp_path / "allowed_signers"


def verified(where, who, namespace, sig, message):
    name = PEOPLE[who.sign_line].card.fingerprint[:16]
    verify = ("ssh-keygen", "-Y", "verify", "-f", "allowed_signers", "-I", name, "-n", namespace, "-s", sig)
    return b"Good" in run(*verify, where=where, given=message)


@pytest.mark.parametrize("kind", TYPES)
def test_a_sealed_file_opens_by_hand(kind, tmp_path, signers):
    sealed = made(kind)
    (tmp_path / "f").write_bytes(sealed.raw)
    (tmp_path / "key").write_text(TYPES[kind].age + "\n", encoding="ascii")

    run("age", "-d", "-i", "key", "-o", "b.tar", "f", where=tmp_path)
    run("tar", "xf", "b.tar", where=tmp_path)
    sums = dict(
        line.split()[::-1]
        for line in run("sh", "-c", "sha256sum manifest.json *", where=tmp_path).decode().splitlines()
    )
    told = json.loads((tmp_path / "manifest.json").read_bytes())

    message = (tmp_path / "manifest.json").read_bytes()
    assert verified(tmp_path, SIGNED_BY[kind], f"{NAMESPACE[kind]}@auditdesk", "manifest.json.sig", message)
    assert sums["manifest.json"] == sealed.id
    assert [sums[one["name"]] for one in told["members"]] == [one["sha256"] for one in told["members"]]
    if "payload" in told:
        inside = run("sh", "-c", "gzip -dc *.gz | sha256sum", where=tmp_path).decode().split()[0]
        assert inside == told["payload"]["sha256"]
    assert [one["name"] for one in told["members"]] == run(
        "tar", "tf", "b.tar", where=tmp_path
    ).decode().split()[2:]
    if kind == "pack":
        assert sums["form01.form"] == told["forms"][0]["sha256"]
    assert signers.exists()


def test_a_card_is_checked_by_hand(tmp_path, signers):
    (tmp_path / "f").write_text(PEOPLE[ANN.sign_line].text, encoding="utf-8")

    run("sh", "-c", "head -n1 f | tr -d '\\n' > c; tail -n +2 f > s", where=tmp_path)

    assert verified(tmp_path, ANN, "identity@auditdesk", "s", (tmp_path / "c").read_bytes())
    assert signers.exists()


def test_one_line_of_a_decision_log_is_checked_by_hand(tmp_path, signers):
    (tmp_path / "f").write_bytes(made("decisions").raw)
    (tmp_path / "key").write_text(CAT.age + "\n", encoding="ascii")
    run(
        "sh",
        "-c",
        "age -d -i key f | tar xf - && gzip -dc decisions.jsonl.gz | sed -n 2p > l",
        where=tmp_path,
    )
    one = json.loads((tmp_path / "l").read_bytes())  # as `jq -rj .entry` and `.sig` do
    (tmp_path / "e").write_text(one["entry"], encoding="utf-8")
    (tmp_path / "s").write_text(one["sig"], encoding="utf-8")

    entry = (tmp_path / "e").read_bytes()

    assert verified(tmp_path, CAT, "decision@auditdesk", "s", entry)
    assert json.loads(entry)["n"] == 2
    assert signers.exists()


def test_gnu_tar_makes_the_same_archive(tmp_path):
    members = (
        ("manifest.json", b"{}"),
        ("manifest.json.sig", b"x" * 512),
        ("a" * 96, b"y" * 70_000),
        ("empty", b""),
    )
    for name, content in members:
        (tmp_path / name).write_bytes(content)

    run(*TAR, *(name for name, _ in members), where=tmp_path)

    assert (tmp_path / "b.tar").read_bytes() == tar.written(members)


def private_key(who):
    key = Ed25519PrivateKey.from_private_bytes(who.seed)
    return key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())


def by_tools(where, *, who=ANN, namespace="bundle@auditdesk", pack=TAR, order=GOOD, signer=ANN):
    """A bundle that auditdesk never saw: JSON by the standard library, all else by the programs."""
    form = world().pack.pack.tools[0].hash

    def gz(raw):
        return run("gzip", "-nc", where=where, given=raw)

    draft = drafts.bundle(
        form, world().pack.id, gz=gz, said=lambda told: told.update(signer=signer.sign_line)
    )
    (where / "manifest.json").write_bytes(draft.text())
    (where / "payload.json.gz").write_bytes(gz(draft.payload))
    (where / "id").write_bytes(private_key(who))
    (where / "id").chmod(0o600)
    (where / "more").write_bytes(b"more")
    run("ssh-keygen", "-Y", "sign", "-f", "id", "-n", namespace, "manifest.json", where=where)
    run(*pack, *order, where=where)
    run("age", "-r", ROUND_KEY.recipient, "-o", "b.adbundle", "b.tar", where=where)
    return (where / "b.adbundle").read_bytes(), forge.compact(json.loads(draft.text()))


def test_a_bundle_made_by_the_programs_alone_is_accepted(tmp_path):
    raw, manifest = by_tools(tmp_path)

    found = opened("bundle", raw)

    assert found.manifest == manifest
    assert [str(revision.ret.ref) for revision, _ in found.revisions] == ["VEC-01/csc"]


def test_a_bundle_armoured_by_age_is_accepted(tmp_path):
    by_tools(tmp_path)

    run("age", "-a", "-r", ROUND_KEY.recipient, "-o", "b.txt", "b.tar", where=tmp_path)

    assert opened("bundle", (tmp_path / "b.txt").read_bytes()).fact.seq == 1


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("S_UNKNOWN_SIGNER", {"who": EVE, "signer": EVE}),
        ("M_SIGNER", {"signer": EVE}),
        ("S_SHAPE", {"namespace": "receipt@auditdesk"}),
        ("T_PAD", {"pack": [*TAR[:-4], "-b", "20", *TAR[-2:]]}),
        ("M_MEMBERS", {"order": (*GOOD, "more")}),
        ("M_MEMBERS", {"order": (GOOD[1], GOOD[0], GOOD[2])}),
        ("T_HEADER", {"pack": [*TAR[:2], "--owner=1000", *TAR[3:]]}),
    ],
    ids=["stranger", "other name", "namespace", "padding", "extra", "order", "owner"],
)
def test_a_bundle_made_wrongly_by_the_programs_is_not_merged(code, changed, tmp_path):
    raw, _ = by_tools(tmp_path, **changed)

    with pytest.raises((RefusedError, ParkedError)) as caught:
        opened("bundle", raw)

    assert caught.value.code == code


def verify(file, signers, key=None):
    command = [
        sys.executable,
        "-I",
        str(ROOT / "docs/formats/verify.py"),
        str(file),
        "--signers",
        str(signers),
    ]
    return subprocess.run(
        [*command, *(["--key", str(key)] if key else [])], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("kind", [*TYPES, "card"])
def test_the_program_for_checking_by_hand_finds_it_right(kind, tmp_path, signers):
    file, key = tmp_path / "f", tmp_path / "key"
    file.write_bytes(PEOPLE[ANN.sign_line].text.encode() if kind == "card" else made(kind).raw)
    key.write_text(TYPES.get(kind, ANN).age + "\n", encoding="ascii")

    done = verify(file, signers, key)

    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("all of it holds\n")


def test_the_program_for_checking_by_hand_finds_what_is_wrong(tmp_path, signers):
    form = world().pack.pack.tools[0].hash
    file, key = tmp_path / "f", tmp_path / "key"
    key.write_text(ROUND_KEY.age + "\n", encoding="ascii")

    for wrong in (
        {"said": lambda told: told["payload"].update(sha256="0" * 64)},
        {"sig": lambda _: forge.signed(ANN, b"other", "bundle@auditdesk")},
        {"sig": lambda _: forge.signed(ANN, b"other", "receipt@auditdesk")},
    ):
        draft = drafts.bundle(form, world().pack.id, **wrong)
        file.write_bytes(forge.sealed(draft.inside(), ROUND_KEY.recipient))
        assert verify(file, signers, key).returncode == 1
