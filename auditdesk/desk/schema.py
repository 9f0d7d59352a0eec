"""The tables of a store, and the law that facts are only ever added. May not know what a row means to a verb.

Column by column in docs/formats/store.md, which a test holds equal to this page. A change here is a migration
with a new number; the old ones stay, so that every store ever made can be opened.
"""

from auditdesk.desk.sqlite import Database
from auditdesk.errors import DeskError

APPLICATION_ID = 0x41444B31  # "ADK1"
APPEND_ONLY = ("bundle", "revision", "bundle_revision", "decision", "answer_history", "receipt", "sent")
_LATER = ("left_over",)
"""Tables that came with the second schema."""

Columns = dict[str, type]

_SIGNED: Columns = {"manifest": bytes, "sig": bytes}
_RETURN: Columns = {"round": str, "ref": str}

TABLES: dict[str, tuple[Columns, str | tuple[str, ...]]] = {
    "person": (
        {"sign": str, "fingerprint": str, "card": str, "trust": str, "enrolled_at": str, "changed_at": str},
        "sign",
    ),
    "round": (
        {
            "id": str,
            "body": bytes,
            "setting": bytes,
            "rules": bytes,
            "guidance": bytes,
            "sample": bytes,
            "secret": str,
        },
        "id",
    ),
    "tool": ({"hash": str, "body": bytes}, "hash"),
    "pack": (
        {"id": str, "round": str, "n": int, "auditor": str, "prev": str, "forms": str, "at": str}
        | _SIGNED
        | {"payload": bytes},
        "id",
    ),
    "assignment": (
        {"pack": str, "place": int, "case": str, "agency": str, "reader": int}
        | {"stratum": str, "asks": int, "due": str, "form": str, "withdrawn": int},
        ("pack", "case", "agency", "reader"),
    ),
    "return": (
        _RETURN | {"form": str, "state": str, "started_at": str, "entries": int, "head": str},
        ("round", "ref"),
    ),
    "answer": (_RETURN | {"way": str, "text": str, "origin": str, "reason": str}, ("round", "ref", "way")),
    "repeat_row": (
        _RETURN | {"way": str, "place": int, "removed": int},
        ("round", "ref", "way"),
    ),
    "answer_history": (
        _RETURN
        | {"n": int, "act": str, "way": str, "before": str, "after": str, "origin": str, "reason": str}
        | {"place": int, "changed_at": str, "prev": str, "hash": str},
        ("round", "ref", "n"),
    ),
    "left_over": (
        _RETURN
        | {"form": str, "way": str, "n": int, "version": str, "label": str, "row": str}
        | {"text": str, "origin": str, "reason": str, "travels": int, "at": str},
        ("round", "ref", "form", "way"),
    ),
    "revision": (
        {"n": int, "id": str, "round": str, "case": str, "agency": str, "reader": int}
        | {"signer": str, "revision": int, "parent": str, "state": str, "at": str, "body": bytes},
        "n",
    ),
    "bundle": (
        {"id": str, "round": str, "signer": str, "pack": str, "epoch": str, "seq": int, "prev": str}
        | {"created": str, "concerns": int, "merged_at": str}
        | _SIGNED
        | {"payload": bytes},
        "id",
    ),
    "bundle_revision": ({"bundle": str, "revision": str}, ("bundle", "revision")),
    "sent": (
        {"id": str, "round": str, "pack": str, "epoch": str, "seq": int, "prev": str}
        | {"file_hash": str, "revisions": str, "at": str},
        "id",
    ),
    "decision": (
        {"id": str, "round": str, "n": int, "prev": str, "what": str, "target": str}
        | {"entry": bytes, "sig": str},
        "id",
    ),
    "receipt": ({"id": str, "round": str, "signer": str, "at": str} | _SIGNED, "id"),
    "receipted": ({"receipt": str, "bundle": str}, ("receipt", "bundle")),
    "merge_log": (
        {"n": int, "file_hash": str, "outcome": str, "code": str, "returns": int, "bundle": str}
        | {"round": str, "signer": str, "at": str},
        "n",
    ),
}
"""Every table: its columns in order, and its key. `revision` and `merge_log` number their rows themselves."""

MAY_BE_NULL = {
    "person": ("enrolled_at",),
    "round": ("sample", "secret"),
    "pack": ("prev",),
    "revision": ("n", "parent"),
    "bundle": ("prev",),
    "sent": ("prev", "file_hash"),
    "decision": ("prev",),
    "merge_log": ("n", "code", "bundle", "round", "signer"),
}
_REFERS = {  # no part without its whole; but a bundle may cite a pack of a desk that was lost
    "assignment": (("pack", "pack", "id"),),
    "bundle_revision": (("bundle", "bundle", "id"), ("revision", "revision", "id")),
    "receipted": (("receipt", "receipt", "id"),),
}
_INDEXES = (
    ("revision", ("id",), True),
    ("revision", ("round", "case", "agency", "reader"), False),
    ("pack", ("round", "auditor", "n"), False),
    ("bundle", ("round",), False),
    ("decision", ("round", "n"), False),
    ("sent", ("epoch", "seq"), True),
)


def ensure_known(db: Database) -> None:
    """Refuse a store that is not ours, or that a newer program has changed.

    Raises:
        DeskError: D_NEWER; D_DAMAGED for an empty file or another program's database under our key.
    """
    if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID or version(db) < 1:
        raise DeskError("D_DAMAGED")
    if version(db) > VERSION:
        raise DeskError("D_NEWER")


def version(db: Database) -> int:
    """The number of the schema in the store; 0 before `migrate` made the first."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def migrate(db: Database) -> None:
    """Bring a store to the newest schema, in the one transaction around it."""
    for step in _MIGRATIONS[version(db) :]:
        step(db)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {VERSION}")


def _made(db: Database, table: str) -> None:
    columns, key = TABLES[table]
    required = [name for name in columns if name not in MAY_BE_NULL.get(table, ())]
    db.table(table).create(columns, pk=key, not_null=required, foreign_keys=_REFERS.get(table, ()))


def _first(db: Database) -> None:
    for table in TABLES:
        if table not in _LATER:
            _made(db, table)
    for table, columns_of, unique in _INDEXES:
        db.table(table).create_index(columns_of, unique=unique)
    for table in APPEND_ONLY:
        for act in ("update", "delete"):
            db.execute(
                f"create trigger {table}_no_{act} before {act} on {table} "
                "begin select raise(abort, 'facts are only added'); end"
            )


def _second(db: Database) -> None:
    """Answers that a newer version of their tool has no place for."""
    _made(db, "left_over")


_MIGRATIONS = (_first, _second)
VERSION = len(_MIGRATIONS)
