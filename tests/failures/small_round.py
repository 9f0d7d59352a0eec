"""A partnership of two in a folder, half-way through a small round: made by verbs, on real desks."""

import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import Any

from auditdesk import work
from auditdesk.audit.people import Role
from auditdesk.desk.desk import open_desk
from auditdesk.form import RowId
from auditdesk.watch import UNWATCHED, Watch
from tests.desk.making import PASSPHRASE, desk_in, person

AT = datetime(2016, 7, 1, 12, 0, tzinfo=UTC)
ON = date(2016, 9, 2)
CASES = ("CSE16-01", "CSE16-02", "CSE16-03", "CSE16-04")
ROUND = """
round: CSE-2016-06
title: Small round
theme: child-sexual-exploitation
nation: england
timezone: Europe/London
audit_date: 2016-06-20
look_back: {from: 2015-06-20, to: 2016-06-20}
due: {returns: 2016-07-08, meeting: 2016-07-20, report: 2016-09-02}
incomplete: allow
cases:
""" + "".join(f"  - {{ref: {case}, agencies: [csc]}}\n" for case in CASES)
ANSWERS = "cd_cat: CP\ncd_dob: 2002-02-03\nhd_known: in_period\n"
MEETING = "decisions:\n  - {case: CSE16-01, aspect: overall, grade: good, reason: Agreed by all}\n"
STORE_FILES = ("store.db", "store.db-wal", "store.db-shm")  # told by their rows: pages may move, rows may not


def now() -> datetime:
    return AT


@dataclass
class Partnership:
    """Two people's open desks, their post, and what a trouble has turned: a file, a name, a passphrase."""

    folder: Path
    desks: dict[str, work.Desk] = field(default_factory=dict)
    turned: dict[str, Any] = field(default_factory=dict)
    words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    ids: Iterator[int] = field(default_factory=count)

    @property
    def coordinator(self) -> work.Desk:
        return self.desks["coordinator"]

    @property
    def auditor(self) -> work.Desk:
        return self.desks["csc"]

    @property
    def out(self) -> Path:
        """Where new files go."""
        return self.folder / "out"

    @property
    def watch(self) -> Watch:
        return self.turned.get("watch", UNWATCHED)  # type: ignore[no-any-return]  # whatever a trouble put there

    @property
    def passphrase(self) -> str:
        return str(self.turned.get("typed", PASSPHRASE))

    def given(self, name: str) -> Path:
        """A file that somebody hands over: `pack`, `bundle`, `card`, `round.yaml` …"""
        return self.turned.get("file") or min((self.folder / "post").glob(f"{name}*"))

    def target(self, name: str) -> Path:
        """A file that is to be made."""
        return self.turned.get("target") or self.out / name

    def named(self, what: str) -> str:
        """A ref, a round, a case, a figure."""
        return str(self.turned.get("named", what))

    def new_id(self) -> RowId:
        return RowId(f"{next(self.ids):08d}")

    def open_desks(self) -> None:
        for name in ("coordinator", "csc"):
            self.desks[name] = open_desk(self.folder / "home" / name, PASSPHRASE)

    def close(self) -> None:
        for desk in self.desks.values():
            desk.close()

    def digest(self) -> dict[str, str]:
        """Every row of every store, every file's hash, every folder: what a failure leaves as it was."""
        found = {}
        for path in sorted(self.folder.rglob("*")):
            if path.name not in STORE_FILES:
                held = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "folder"
                found[str(path.relative_to(self.folder))] = held
        for name, desk in self.desks.items():
            assert not desk.read(lambda db: db.conn.in_transaction)
            found |= {f"{name}.{table}": rows for table, rows in desk.read(rows_of).items()}
        return found


def rows_of(db: Any) -> dict[str, str]:
    """Each table as one text: the order of rows is that of the store."""
    tables = db.execute("select name from sqlite_master where type = 'table'").fetchall()
    return {name: repr(list(db.execute(f'select * from "{name}"'))) for (name,) in tables}  # noqa: S608 - our own names


def small_round(folder: Path) -> Partnership:
    """Four returns: one merged and answered by a receipt, one merged, one on its way, one not begun.

    The desks are closed.
    """
    p = Partnership(folder)
    for name in ("home", "post", "out"):
        (folder / name).mkdir(parents=True)
    for name, text in {"round.yaml": ROUND, "answers.yaml": ANSWERS, "meeting.yaml": MEETING}.items():
        (folder / "post" / name).write_text(text)
    (folder / "post" / "other.yaml").write_text(ROUND.replace("CSE-2016-06", "CSE-2016-07"))
    desk_in(folder / "home" / "coordinator", Role.COORDINATOR)
    desk_in(folder / "home" / "csc", Role.AUDITOR)
    (folder / "post" / "code").write_text(desk_in(folder / "home" / "spare").code)
    for taken in ("taken.pdf", "taken.xlsx"):
        (folder / "post" / taken).write_text("somebody's work")
    work.export_tool(work.one_tool("child-sexual-exploitation"), folder / "post" / "tool.xlsx")
    (folder / "post" / "round" / "returns").mkdir(parents=True)
    (folder / "post" / "round" / "round.yaml").write_text(ROUND)
    p.open_desks()
    words = {who: work.write_card(p.desks[who], folder / "post" / f"{who}.adcard").words for who in p.desks}
    for one, other in (("coordinator", "csc"), ("csc", "coordinator")):
        work.enrol(p.desks[one], p.given(other), words[other], at=AT)
    newcomer = folder / "post" / "newcomer.adcard"  # nobody's desk holds it: to enrol it, a page is written
    newcomer.write_text(person(name="Bea Newcomer")[1].text)
    p.words = words | {"newcomer": work.look_at_card(newcomer).words}
    work.begin_round(p.coordinator, p.given("round.yaml"))
    sent(p, work.make_packs(p.coordinator, None, p.out, at=AT).packs[0].file, "first.adround")
    work.open_pack(p.auditor, p.given("first"), at=AT)
    sent(p, work.make_packs(p.coordinator, None, p.out, at=AT).packs[0].file, "second.adround")
    audited(p)
    found = work.figures(p.coordinator, None, "restricted", on=ON).json()
    (folder / "post" / "earlier.json").write_text(json.dumps(found))
    work.export_decisions(p.coordinator, None, folder / "post" / "log.addecisions", at=AT)
    p.close()
    return p


def audited(p: Partnership) -> None:
    for n, case in enumerate(CASES[:3]):
        asked = (None, f"{case}/csc")
        work.fill_return(p.auditor, asked, p.given("answers"), now=now, new_id=p.new_id)
        work.sign_return(p.auditor, asked, now=now, new_id=p.new_id)
        bundle = sent(p, work.make_bundle(p.auditor, None, (asked[1],), p.out, at=AT).file, f"{n}.adbundle")
        if n < 2:
            work.merge_files(p.coordinator, (bundle,), at=AT)
        if n < 1:
            receipt = work.make_receipts(p.coordinator, None, p.out, at=AT)[0].file
            sent(p, receipt, "waiting.adreceipt")


def copied(p: Partnership, to: Path) -> Partnership:
    """The same people and papers in another folder, their desks open."""
    shutil.copytree(p.folder, to)
    copy = Partnership(to, words=p.words, ids=p.ids)
    copy.open_desks()
    return copy


def sent(p: Partnership, file: str, name: str) -> Path:
    return Path(file).rename(p.folder / "post" / name)
