"""Write every vector anew: `python -m tests.exchange.make_vectors`. Keys are fixed, so the bytes come out alike.

Golden files are written only where there is none: what was once released stays as it was.
"""

import shutil
from collections.abc import Iterator
from functools import partial
from typing import Any

from tests.exchange import drafts, tables_documents, tables_inside, tables_outside, tables_signed
from tests.exchange.drafts import hash_of
from tests.exchange.forge import Draft, Json
from tests.exchange.vectors import FOLDER, SUFFIX, Vector, read_one, write_one

LAYERS = ("age", "tar", "signature", "manifest", "binding", "gzip", "json", "payload", "card", "pack", "receipt", "decisions")  # fmt: skip


def golden(form: bytes) -> Iterator[Vector]:
    """Two of each type; they open for ever, under the same ids."""
    first = drafts.pack(form)
    pack_id, digest = hash_of(first.text()), hash_of(form)
    again = drafts.pack(form, said=lambda told: told.update(pack=2, prev=pack_id))
    bundle = drafts.bundle(digest, pack_id)
    bundle_id = hash_of(bundle.text())
    second = drafts.ret(digest, "VEC-02", state="nil", concerns=1, answers={}, rows=[], guard=[])
    both = drafts.bundle(
        digest, pack_id, drafts.ret(digest), second, said=lambda told: told.update(seq=2, prev=bundle_id)
    )
    left = drafts.bundle(
        digest,
        pack_id,
        drafts.ret(digest, left_over=[drafts.LEFT_OVER]),
        said=lambda told: told.update(seq=3, prev=bundle_id, kind="auditdesk.bundle/2"),
    )
    empty = drafts.receipt(bundle_id)
    empty.manifest["items"] = []
    for name, kind, made in (
        ("pack", "pack", first),
        ("pack-2", "pack", again),
        ("bundle", "bundle", bundle),
        ("bundle-2", "bundle", both),
        ("bundle-left-over", "bundle", left),
        ("receipt", "receipt", drafts.receipt(bundle_id)),
        ("receipt-empty", "receipt", empty),
        ("decisions", "decisions", drafts.decisions()),
        ("decisions-one", "decisions", drafts.decisions(drafts.line(one := drafts.first_entry()), last=hash_of(one))),
    ):  # fmt: skip
        yield Vector(f"golden/{name}", "opened", kind, "inside", f"a good {kind}", "it opens for ever", hash_of(made.text()), made.inside())  # fmt: skip
    for form_of_armour in ("lf", "crlf"):
        yield Vector(f"golden/bundle-{form_of_armour}", "opened", "bundle", f"inside {form_of_armour}", "a good bundle as text", "mail that passes only text", bundle_id, bundle.inside())  # fmt: skip


def broken_forms(form: bytes) -> tuple[tuple[str, str, bytes], ...]:
    """Forms that a stranger might send; each has the hash that the manifest says."""
    return (
        ("empty", "no form at all", b""),
        ("json", "canonical JSON that is no form", b"{}"),
        ("space", "a form with a space", form.replace(b",", b", ", 1)),
        ("type", "a question of a type that there is not", form.replace(b'"integer"', b'"sparkle"')),
        ("name", "a reference to a question that there is not", form.replace(b"${n}", b"${zz}")),
        ("syntax", "a rule that cannot be read", form.replace(b". <= 10", b". <= (((")),
        ("circle", "a value that rests on itself", form.replace(b"${n} * 2", b"${twice} * 2")),
        ("twice", "two questions of one name", form.replace(b'"name":"last"', b'"name":"q0"')),
        ("python", "a function that there is not", form.replace(b"number(", b"__import__(")),
        ("cut", "half a form", form[: len(form) // 2]),
        ("order", "keys not in order", b'{"version":' + form[1:]),
    )


def every(form: bytes) -> Iterator[Vector]:
    """All vectors but the golden ones."""
    digest, pack_id = hash_of(form), hash_of(drafts.pack(form).text())

    def draft(returns: list[Json] | None = None, **changed: Any) -> Draft:
        return drafts.bundle(digest, pack_id, *(returns or []), **changed)

    bundle_id = hash_of(draft().text())
    named = {"id": "little", "version": "1.0.0", "sha256": digest}
    for table in (
        tables_outside.outside,
        partial(tables_outside.tarred, draft()),
        partial(tables_signed.signatures, draft),
        partial(tables_signed.manifests, draft, named),
        partial(tables_signed.others, form, pack_id, bundle_id),
        partial(tables_inside.zips, draft),
        partial(tables_inside.jsons, draft),
        partial(tables_inside.payloads, draft, digest),
        tables_documents.cards,
        partial(tables_documents.packs, form, broken_forms(form)),
        tables_documents.logs,
        partial(tables_documents.receipts, bundle_id),
    ):
        yield from table()


def main() -> None:
    form = form_of_golden() if (FOLDER / f"golden/pack{SUFFIX}").exists() else drafts.tool().to_json()
    for vector in golden(form):
        if not (FOLDER / f"{vector.name}{SUFFIX}").exists():
            write_one(vector)
    for layer in LAYERS:
        shutil.rmtree(FOLDER / layer, ignore_errors=True)
    count = 0
    for count, vector in enumerate(every(form_of_golden()), 1):  # noqa: B007 - counted
        write_one(vector)
    print(count, "vectors")


def form_of_golden() -> bytes:
    """The form inside the golden pack: the compiler may change, the vectors do not."""
    from auditdesk.exchange import tar  # noqa: PLC0415 - only here

    return dict(tar.read(read_one("golden/pack").body, 18, ("golden", "pack")))["form01.form"]


if __name__ == "__main__":
    main()
