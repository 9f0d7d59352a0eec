"""The tables of a store, and the rule that facts are only ever added. May not know what a row means to a verb.

Described column by column in docs/formats/store.md; a change here is a migration with a new number.
"""

from auditdesk.desk.sqlite import Database
from auditdesk.errors import DeskError

APPLICATION_ID = 0x41444B31  # "ADK1"
VERSION = 1
APPEND_ONLY = ("bundle", "revision", "bundle_revision", "decision", "answer_history", "receipt", "sent")

_TABLES = """
create table person (sign text primary key, fingerprint text not null, text text not null,
    trust text not null, changed_at text not null);
create table round (id text primary key, body blob not null, setting blob not null, rules blob not null,
    sample blob, secret text);
create table tool (hash text primary key, body blob not null);
create table pack (id text primary key, round text not null, n integer not null, auditor text not null,
    prev text, forms text not null, assignments blob not null, manifest blob not null, sig blob not null,
    payload blob not null, at text not null);
create table return_state (round text not null, case_ref text not null, agency text not null,
    reader integer not null, form text not null, state text not null, started text,
    primary key (round, case_ref, agency, reader));
create table cell (round text not null, ref text not null, key text not null, way text not null,
    text text not null, origin text not null, reason text not null, primary key (round, ref, key));
create table repeat_row (round text not null, ref text not null, place integer not null, repeat text not null,
    way text not null, removed integer not null, primary key (round, ref, place));
create table answer_history (n integer primary key, round text not null, ref text not null, key text not null,
    before text not null, after text not null, origin text not null, reason text not null,
    changed_at text not null, prev text not null, hash text not null);
create table revision (n integer primary key, id text not null unique, round text not null, ref text not null,
    signer text not null, revision integer not null, at text not null, body blob not null);
create table bundle (id text primary key, round text not null, signer text not null, pack text not null,
    epoch text not null, seq integer not null, prev text, created text not null, concerns integer not null,
    manifest blob not null, sig blob not null, payload blob not null, merged_at text not null);
create table bundle_revision (bundle text not null, revision text not null, primary key (bundle, revision));
create table sent (id text primary key, round text not null, epoch text not null, seq integer not null,
    prev text, at text not null, revisions text not null);
create table decision (id text primary key, round text not null, n integer not null, prev text,
    entry blob not null, sig text not null);
create table receipt (id text primary key, round text not null, signer text not null, own integer not null,
    manifest blob not null, sig blob not null, at text not null);
create table receipted (bundle text not null, receipt text not null, primary key (bundle, receipt));
create table merge_log (n integer primary key, file_hash text not null, outcome text not null, code text,
    returns integer not null, bundle text, round text, signer text, at text not null);
create index cell_of on cell (round, ref);
create index history_of on answer_history (round, ref);
create index revision_of on revision (round, ref);
"""


def prepare(db: Database) -> None:
    """Make the tables of a new store; check that an old one is ours and not newer than we know.

    Raises:
        DeskError: D_NEWER; D_KEY if this is some other program's database.
    """
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if version > VERSION:
        raise DeskError("D_NEWER")
    if version == VERSION:
        if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise DeskError("D_KEY")
        return
    with db.atomic():
        for statement in _TABLES.split(";"):
            if statement.strip():
                db.execute(statement)
        for table in APPEND_ONLY:
            for act in ("update", "delete"):
                db.execute(
                    f"create trigger {table}_no_{act} before {act} on {table} "
                    f"begin select raise(abort, 'append-only'); end"
                )
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {VERSION}")
