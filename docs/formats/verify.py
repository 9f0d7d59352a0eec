#!/usr/bin/env python3
"""Check a file of auditdesk without auditdesk: by age, tar, ssh-keygen and gzip (docs/formats/sealed.md).

    python verify.py FILE --signers allowed_signers [--key KEY]

Every line printed is one thing that held. The first that does not ends it with exit status 1.
"""

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path

BEGIN, END = b"-----BEGIN SSH SIGNATURE-----\n", b"-----END SSH SIGNATURE-----\n"
NAMESPACES = {"pack": "round", "bundle": "bundle", "receipt": "receipt", "decisions": "decision"}
CARD = b'{"created":'


class NotRightError(Exception):
    """Something does not hold."""


def run(*command: str, given: bytes = b"", where: Path | None = None) -> bytes:
    """What a program prints, if it is content."""
    try:
        done = subprocess.run(command, input=given, capture_output=True, check=False, cwd=where)
    except FileNotFoundError:
        raise NotRightError(f"{command[0]} is not installed") from None
    if done.returncode:
        raise NotRightError(f"{' '.join(command[:3])}: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout


def ensure(holds: bool, what: str) -> None:  # noqa: FBT001 - read as a sentence: ensure(this, "what it is")
    if not holds:
        raise NotRightError(f"not so: {what}")
    print(f"  {what}")


def principal(signers: Path, key: str) -> str:
    """The name under which `allowed_signers` holds a key."""
    for line in signers.read_text("utf-8").splitlines():
        if line.endswith(key):
            return line.split(" ")[0]
    raise NotRightError(f"no line of {signers.name} holds {key}")


def signed(message: bytes, sig: bytes, key: str, namespace: str, signers: Path) -> None:
    name = principal(signers, key)
    with tempfile.TemporaryDirectory() as folder:
        armour = Path(folder, "s")
        armour.write_bytes(sig)
        verify = ("ssh-keygen", "-Y", "verify", "-f", str(signers), "-I", name, "-n", namespace)
        run(*verify, "-s", str(armour), given=message)


def card(raw: bytes, signers: Path) -> None:
    line, _, armours = raw.partition(b"\n")
    said = json.loads(line)
    keys = [said["sign"]] + ([said["previous"]] if said["previous"] else [])
    parts = [part + END for part in armours.split(END)[:-1]]
    ensure(len(parts) == len(keys), f"{len(keys)} signatures")
    for part, key in zip(parts, keys, strict=True):
        signed(line, part, key, "identity@auditdesk", signers)
        print(f"  signed by {key}")


def sealed(file: Path, key: Path, signers: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder)
        run("age", "-d", "-i", str(key), "-o", str(where / "b.tar"), str(file))
        names = run("tar", "tf", "b.tar", where=where).decode().split()
        run("tar", "xf", "b.tar", where=where)
        ensure(names[:2] == ["manifest.json", "manifest.json.sig"], "manifest and signature come first")
        manifest = (where / "manifest.json").read_bytes()
        said = json.loads(manifest)
        kind = said["kind"].removeprefix("auditdesk.").partition("/")[0]
        namespace = f"{NAMESPACES[kind]}@auditdesk"
        signed(manifest, (where / "manifest.json.sig").read_bytes(), said["signer"], namespace, signers)
        print(f"  {said['kind']}, signed by {said['signer']}")
        members(where, names[2:], said)
        if kind == "decisions":
            entries(run("gzip", "-dc", "decisions.jsonl.gz", where=where), said, signers)
        print(f"id {hashlib.sha256(manifest).hexdigest()}")


def members(where: Path, names: list[str], said: dict[str, object]) -> None:
    """Every member is the one that was signed; the payload inflates to what was signed."""
    told = said["members"]
    assert isinstance(told, list)  # noqa: S101 - only to say which type JSON gave
    ensure(
        [one["name"] for one in told] == names, f"{len(names)} members, those of the manifest, in its order"
    )
    for one in told:
        content = (where / one["name"]).read_bytes()
        ensure(len(content) == one["size"], f"{one['name']}: {one['size']} bytes")
        ensure(hashlib.sha256(content).hexdigest() == one["sha256"], f"{one['name']}: {one['sha256']}")
    payload = said.get("payload")
    if isinstance(payload, dict):
        inside = run("gzip", "-dc", names[0], where=where)
        ensure(len(inside) == payload["size"], f"inflated: {payload['size']} bytes")
        ensure(hashlib.sha256(inside).hexdigest() == payload["sha256"], f"inflated: {payload['sha256']}")


def entries(lines: bytes, said: dict[str, object], signers: Path) -> None:
    """Every entry of a decision log holds and follows the one before."""
    former: str | None = None
    for n, line in enumerate(lines.splitlines(), 1):
        one = json.loads(line)
        entry = json.loads(one["entry"])
        ensure((entry["n"], entry["prev"]) == (n, former), f"entry {n} follows the one before")
        signed(one["entry"].encode(), one["sig"].encode(), entry["by"], "decision@auditdesk", signers)
        former = hashlib.sha256(one["entry"].encode()).hexdigest()
    payload = said["payload"]
    ensure(
        isinstance(payload, dict) and payload["last"] == former, "the last entry is the one that was signed"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--key", type=Path, help="the age identity that opens it; a card needs none")
    parser.add_argument("--signers", type=Path, required=True, help="auditdesk identity signers --to F")
    args = parser.parse_args()
    raw = args.file.read_bytes()
    try:
        if raw.startswith(CARD):
            card(raw, args.signers)
        elif args.key is None:
            raise NotRightError("--key is needed to open it")  # noqa: TRY301 - one way out for all
        else:
            sealed(args.file.resolve(), args.key.resolve(), args.signers)
    except NotRightError as error:
        print(f"NOT RIGHT: {error}", file=sys.stderr)
        return 1
    print("all of it holds")
    return 0


if __name__ == "__main__":
    sys.exit(main())
