"""The store beneath: the library speaks to the right database, facts are only added, questions only ask."""

import subprocess
import sys
from pathlib import Path

import pytest
import sqlite_utils

from auditdesk.desk import schema
from auditdesk.desk.sqlite import Database, DatabaseError, IntegrityError, Row, connect
from auditdesk.errors import DeskError
from tests.desk.making import AT, FIRST, PARTS, bundle_of, return_of, revision_of, typing

from auditdesk.desk import facts, receipts, returns, rounds  # isort: skip

PAGE = Path(__file__).parents[2] / "docs" / "formats" / "store.md"


def test_the_library_catches_what_the_encrypted_database_raises(tmp_path):
    db = connect(tmp_path / "store.db", "ab" * 32)
    db.table("t").create({"id": int, "text": str}, pk="id")

    kept = list(
        db.query("insert into t values (1, 'a') returning id")
    )  # left a transaction open without the trick
    db.table("t").drop(ignore=True)
    db.table("t").drop(ignore=True)
    db.table("u").insert({"a": 1})
    db.table("u").insert({"a": 2, "b": 3}, alter=True)
    db.conn.row_factory = Row

    assert kept == [{"id": 1}]
    assert db.execute("select b from u where a = 2").fetchone()["b"] == 3
    assert not db.conn.in_transaction
    with pytest.raises(DatabaseError):
        db.execute("select nothing")
    db.conn.close()


def test_the_library_is_taken_from_one_module_only():
    assert vars(sqlite_utils.utils)["sqlite3"] is sys.modules["pysqlite3"]
    assert issubclass(Database, sqlite_utils.Database)
    assert issubclass(IntegrityError, sys.modules["pysqlite3"].DatabaseError)


def test_the_library_makes_no_table_of_its_own(tmp_path):
    """It would find out by one, within somebody's transaction, whether an upsert can be done."""
    db = connect(tmp_path / "store.db", "ab" * 32)
    db.table("t").create({"id": int, "text": str}, pk="id")
    said: list[str] = []

    db.conn.set_trace_callback(said.append)
    db.table("t").upsert({"id": 1, "text": "a"}, pk="id")
    db.table("t").upsert({"id": 1, "text": "b"}, pk="id")

    assert [line for line in said if "create table" in line.casefold()] == []
    assert list(db.query("select * from t")) == [{"id": 1, "text": "b"}]
    db.conn.close()


def test_the_library_imported_first_stops_the_program():
    text = "import sqlite_utils\nimport auditdesk.desk.sqlite\n"

    ended = subprocess.run(
        [sys.executable, "-c", text], capture_output=True, cwd=PAGE.parents[2], check=False
    )

    assert b"ImportError" in ended.stderr


def test_facts_are_only_added(desk, coordinator, tool):
    ret = return_of(FIRST, tool.hash)
    desk.write(returns.record, "CSE-2016-06", FIRST, typing("q0", "met"), (), AT)
    brought = revision_of(ret, desk.identity)
    bundle = bundle_of(1, (brought,), desk.identity.sign_line)
    coordinator.write(facts.add, bundle, (brought,), PARTS, AT)
    coordinator.write(facts.add_sent, bundle, AT)
    coordinator.write(receipts.add, ("a" * 64, "CSE-2016-06", "key"), (b"{}", b"sig"), (bundle.id,), AT)
    coordinator.write(lambda db: db.table("decision").insert(DECISION))

    for table in schema.APPEND_ONLY:
        here = desk if table == "answer_history" else coordinator
        column = next(iter(schema.TABLES[table][0]))
        assert here.read(lambda db, table=table: db.table(table).count) > 0, table
        for change in CHANGES:
            statement = change.format(table, column)
            with pytest.raises(IntegrityError, match="facts are only added"):
                here.write(Database.execute, statement)


CHANGES = (
    "update {0} set {1} = {1}",
    "delete from {0}",
    "insert or replace into {0} select * from {0}",
)
DECISION = {
    "id": "d" * 64,
    "round": "CSE-2016-06",
    "n": 1,
    "prev": None,
    "what": "close",
    "target": "",
    "entry": b"{}",
    "sig": "",
}


def test_without_its_trigger_a_fact_can_be_changed(coordinator):
    """The control: it is the trigger that holds, and nothing else."""
    coordinator.write(lambda db: db.table("decision").insert(DECISION))
    coordinator.write(lambda db: db.execute("drop trigger decision_no_update"))

    coordinator.write(lambda db: db.execute("update decision set target = 'changed'"))

    assert coordinator.read(lambda db: db.execute("select target from decision").fetchone()) == ("changed",)


def test_a_write_that_fails_halfway_changes_nothing(desk):
    def half(db):
        db.table("merge_log").insert({"file_hash": "a", "outcome": "merged", "returns": 0, "at": ""})
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        desk.write(half)

    assert desk.read(facts.logged) == ()


def test_a_question_cannot_write(desk):
    with pytest.raises(DeskError):
        desk.read(lambda db: db.execute("delete from tool"))

    assert len(desk.read(rounds.tools)) == 1
    desk.write(lambda db: db.execute("update round set secret = 'x'"))


def test_a_type_that_does_not_fit_is_refused(desk):
    with pytest.raises(IntegrityError):
        desk.write(
            lambda db: db.table("merge_log").insert(
                {"file_hash": "a", "outcome": "merged", "returns": "many", "at": ""}
            )
        )


def test_every_column_is_described_and_every_description_has_a_column():
    described: dict[str, list[str]] = {}
    table = ""
    for line in PAGE.read_text("utf-8").splitlines():
        if line.startswith("### `"):
            table = line.split("`")[1]
            described[table] = []
        elif line.startswith("| `") and table:
            described[table].append(line.split("`")[1])
        elif line.startswith("## "):
            table = ""

    assert described == {name: list(columns) for name, (columns, _) in schema.TABLES.items()}
