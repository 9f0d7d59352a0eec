"""A whole partnership in a temporary folder: real vaults and files, a post that errs, a date that we turn.

    def test_a_lost_bundle_is_made_up_for_by_the_next(partnership):
        csc = partnership.auditor("csc")
        csc.answers("CSE16-01", cse_plan="met").signs().sends()
        partnership.post.loses()
        csc.answers("CSE16-02", cse_plan="partly").signs().sends()

        merged = partnership.coordinator.merges()

        assert [one.outcome for one in merged.outcomes] == ["merged"]
        assert merged.status().received == 2

`partnership` (tests/conftest.py) has two agencies, csc and pol, two cases and the little tool below. A test
that needs others calls `partnership_of(tool=ROWS, agencies={"csc": 2}, cases=["CSE16-01"])`. What a person
does is a verb of `work`, so that a test sees what a person sees; `desk` is for looking into the store.
"""

import base64
import contextlib
import hashlib
import io
import json
import os
import random
import secrets
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeVar

import yaml

from auditdesk import crypto, work
from auditdesk.audit.grades import ASPECT_BY_CODE
from auditdesk.audit.people import Card, Role
from auditdesk.cli.main import main
from auditdesk.desk import slots, vault
from auditdesk.desk.desk import make_desk
from auditdesk.desk.lock import Lock
from auditdesk.desk.schema import TABLES
from auditdesk.desk.slots import Cost
from auditdesk.desk.sqlite import Database
from auditdesk.exchange import card as cards
from auditdesk.form import RowId

PASSPHRASE = "heron lattice pudding quarry ember violin"  # noqa: S105 - of desks that a test makes
CHEAP = Cost(m_kib=65_536, t=2, p=1)
ROUND = "CSE-2016-06"
BEGINS = datetime(2016, 6, 20, 9, tzinfo=UTC)
COORDINATOR = "Cora Coordinator"

LISTS = """\
choices:
  std: [{name: met, label: Met}, {name: partly, label: Partly}, {name: not_met, label: Not met}]
  known: [{name: in_period, label: Known}, {name: not_known, label: Not known}]
  category: [{name: CP, label: Child protection plan}, {name: CIN, label: Child in need}]
  grade:
    - {name: outstanding, label: Outstanding}
    - {name: good, label: Good}
    - {name: ri, label: Requires improvement}
    - {name: inadequate, label: Inadequate}
    - {name: not_judged, label: Not judged}
"""
ROWS = """\
- {type: select_one known, name: hd_known, label: Is the child known?}
- {type: calculate, name: hd_nil, label: Nil, calculation: "if(${hd_known} = 'not_known', 'yes', '')"}
- {type: select_one category, name: cd_cat, label: Category}
- {type: text, name: cd_name, label: Name, "audit::local": yes}
- {type: date, name: cd_dob, label: Date of birth, "audit::local": yes}
- {type: calculate, name: rc_match, label: Match code, calculation: "ad:match(${cd_name}, ${cd_dob})"}
- {type: select_one std, name: cse_plan, label: Is the plan explicit?, "audit::role": standard}
- {type: select_one grade, name: sm_judge, label: Overall, "audit::role": judgement, "audit::aspect": overall}
- {type: text, name: note, label: Note}
"""


def tool_text(rows: str = ROWS, version: str = "1.0.0", lists: str = LISTS) -> str:
    """A tool's file from its rows, written from the margin."""
    head = f"tool: little\nversion: {version}\ntitle: A little tool\ndefault_language: en\ntheme: little\n"
    return f"{head}{lists}rows:\n{rows}"


@dataclass
class Desks:
    """Desks made once a run, since a vault costs time by design; each test gets copies.

    A vault is opened by its passphrase once a run; then its keys are known, and a copy opens at once.
    """

    folder: Path
    _keys: dict[str, vault.Opened] = field(default_factory=dict)

    def open(self, home: Path) -> work.Desk:
        """The desk in a folder, locked and read as any other."""
        lock = Lock(home)
        hidden = slots.read_vault((home / "vault.json").read_bytes())
        if hidden.card not in self._keys:
            self._keys[hidden.card] = vault.unlocked(hidden, PASSPHRASE)
        return work.Desk(home, hidden, self._keys[hidden.card], lock)

    def copy(self, name: str, agency: str, role: Role, to: Path) -> Path:
        """The person's desk in a folder of the test's own."""
        made = self.folder / role / agency / name
        if not made.exists():
            identity = crypto.fresh_identity()
            card = Card(name, agency, role, identity.sign_line, identity.recipient, BEGINS.date())
            make_desk(made, identity, cards.write(card, identity), PASSPHRASE, CHEAP)
        shutil.copytree(made, to)
        return to


@dataclass
class Clock:
    """The date of everybody, turned by the test alone."""

    at: datetime = BEGINS

    def now(self) -> datetime:
        return self.at

    def passes(self, **span: float) -> None:
        """`clock.passes(days=3)`."""
        self.at += timedelta(**span)


@dataclass
class Post:
    """Between auditors and coordinator: keeps order until it is told to err."""

    bag: list[Path] = field(default_factory=list)

    def loses(self, which: int = -1) -> Path:
        """The last letter never arrives (its file stays, for a later `finds`)."""
        return self.bag.pop(which)

    def finds(self, letter: Path) -> None:
        self.bag.append(letter)

    def doubles(self, which: int = -1) -> None:
        self.bag.append(self.bag[which])

    def reorders(self, rng: random.Random) -> None:
        rng.shuffle(self.bag)

    def delivers(self) -> tuple[Path, ...]:
        """All letters that arrive now."""
        arrived = tuple(self.bag)
        self.bag.clear()
        return arrived


class Someone:
    """A person at an open desk."""

    def __init__(self, partnership: "Partnership", home: Path) -> None:
        self.partnership, self.home = partnership, home
        self.clock = partnership.clock
        self.desk = partnership.desks.open(home)
        self._files = count(1)
        self.at_own_desk: Clock | None = None
        self.status_of_command = 0

    def now(self) -> datetime:
        """What this person's own clock says: everybody's, unless the test gave them another."""
        return (self.at_own_desk or self.clock).at

    @property
    def key(self) -> str:
        return self.desk.identity.sign_line

    @property
    def fingerprint(self) -> str:
        return self.desk.card.fingerprint

    def file(self, content: Any, suffix: str = "yaml") -> Path:
        """A file of this person's own, as YAML unless it is text."""
        path = self.home.parent / f"{self.home.name}-{next(self._files)}.{suffix}"
        path.write_text(content if isinstance(content, str) else yaml.safe_dump(content), encoding="utf-8")
        return path

    def card(self) -> tuple[Path, tuple[str, ...]]:
        """The card as a file, and the words that its owner reads out."""
        made = work.write_card(self.desk, self.home.parent / f"{self.home.name}.adcard", replace=True)
        return Path(made.file), made.words

    def trusts(self, other: "Someone") -> None:
        path, words = other.card()
        work.enrol(self.desk, path, words, at=self.now())

    def command(self, *words: str) -> Any:
        """Run one command at this desk and give what `--json` prints, as attributes."""
        self.desk.close()
        told = io.StringIO()
        kept = {name: os.environ.get(name) for name in ("AUDITDESK_HOME", "AUDITDESK_PASSPHRASE")}
        os.environ |= {"AUDITDESK_HOME": str(self.home), "AUDITDESK_PASSPHRASE": PASSPHRASE}
        try:
            with contextlib.redirect_stdout(told), contextlib.redirect_stderr(io.StringIO()):
                self.status_of_command = main([*words, "--json"])
        finally:
            for name, value in kept.items():
                os.environ.pop(name) if value is None else os.environ.update({name: value})
            self.desk = self.partnership.desks.open(self.home)
        return json.loads(told.getvalue(), object_hook=lambda found: SimpleNamespace(**found))

    def comes_back(self) -> None:
        """Close the desk and open it again, as after a night."""
        self.desk.close()
        self.desk = self.partnership.desks.open(self.home)


class Auditor(Someone):
    """Somebody who answers, signs and sends."""

    def __init__(self, partnership: "Partnership", home: Path, agency: str) -> None:
        super().__init__(partnership, home)
        self.agency = agency
        self._answered: list[str] = []
        self.sent: list[work.Exported] = []

    def ref(self, case: str) -> str:
        return f"{case}/{self.agency}"

    def opens(self, pack: Path) -> None:
        work.open_pack(self.desk, pack, at=self.now())

    def answers(self, case: str, **answers: Any) -> "Auditor":
        """Answer questions of one case by name; a list of mappings is rows of a repeat."""
        asked, new_id = (None, self.ref(case)), self.partnership.new_id
        work.fill_return(self.desk, asked, self.file(answers), now=self.now, new_id=new_id)
        if case not in self._answered:
            self._answered.append(case)
        return self

    def moves(self, case: str) -> work.Moved:
        """Go on with the newer version of the tool."""
        asked = (None, self.ref(case))
        return work.move_return(self.desk, asked, now=self.now, new_id=self.partnership.new_id)

    def shows(self, case: str, *, history: bool = False) -> work.Shown:
        asked, new_id = (None, self.ref(case)), self.partnership.new_id
        return work.show_return(self.desk, asked, now=self.now, new_id=new_id, history=history)

    def signs(self, *cases: str) -> "Auditor":
        """Sign the cases named, or all answered since the last signing."""
        for case in cases or tuple(self._answered):
            asked = (None, self.ref(case))
            work.sign_return(self.desk, asked, now=self.now, new_id=self.partnership.new_id)
        self._answered.clear()
        return self

    def reopens(self, case: str) -> "Auditor":
        work.reopen_return(self.desk, (None, self.ref(case)), at=self.now())
        return self

    def sends(self) -> "Auditor":
        """Put a bundle with everything signed into the post."""
        made = work.make_bundle(self.desk, None, (), self.partnership.folder / "bundles", at=self.now())
        self.sent.append(made)
        self.partnership.post.bag.append(Path(made.file))
        return self

    def takes(self, receipt: Path) -> work.ReceiptTaken:
        return work.take_receipt(self.desk, receipt, at=self.now())

    def restores(self, saved: Path) -> None:
        """Put a saved copy in place of this desk: the same keys under a fresh epoch (formats.md 12)."""
        self.desk.close()
        shutil.rmtree(self.home)
        shutil.copytree(saved, self.home)
        hidden = slots.read_vault((self.home / "vault.json").read_bytes())
        opened = vault.unlocked(hidden, PASSPHRASE)
        secret = crypto.unwrap(opened.vault_key, hidden.box, hidden.bound_to())
        fresh = replace(hidden, epoch=secrets.token_hex(slots.EPOCH_BYTES))
        fresh = replace(fresh, box=crypto.wrap(opened.vault_key, secret, fresh.bound_to))
        (self.home / "vault.json").write_bytes(slots.written(fresh))
        self.desk = self.partnership.desks.open(self.home)

    def saves(self) -> Path:
        """A copy of the desk as it is now."""
        self.desk.close()
        saved = self.home.with_name(f"{self.home.name}-saved{next(self._files)}")
        shutil.copytree(self.home, saved)
        self.desk = self.partnership.desks.open(self.home)
        return saved

    def clone(self) -> "Auditor":
        """The same desk on a second laptop: the mistake that equivocation and forks come from."""
        return self.partnership.keeps(Auditor(self.partnership, self.saves(), self.agency))


class Coordinator(Someone):
    """Who merges, moderates and answers: through verbs, or by commands once `at_terminal` is set."""

    outcomes: tuple[Any, ...] = ()
    at_terminal = False

    def _asks(self, words: Sequence[object], verb: Callable[[], Any]) -> Any:
        return self.command(*map(str, words)) if self.at_terminal else verb()

    def merges(self, *letters: Path) -> "Coordinator":
        """Merge the letters named, or whatever the post brings; their outcomes are in `outcomes`."""
        arrived = letters or self.partnership.post.delivers()
        told = self._asks(
            ["merge", *arrived], lambda: work.merge_files(self.desk, tuple(arrived), at=self.now())
        )
        self.outcomes = tuple(told.outcomes if self.at_terminal else told)
        return self

    def log(self) -> Any:
        told = self._asks(["merge", "log"], lambda: work.merge_log(self.desk))
        return told.log if self.at_terminal else told

    def line_of(self, sent: work.Exported) -> int:
        """The number in the merge log of a bundle that somebody sent."""
        return next(int(line.n) for line in self.log() if line.bundle == sent.bundle)

    def undoes(self, sent: work.Exported) -> "Coordinator":
        n = self.line_of(sent)
        self._asks(["merge", "undo", n], lambda: work.undo_merge(self.desk, n, at=self.now()))
        return self

    def decides(self, sent: work.Exported, *, accept: bool) -> "Coordinator":
        n, how = self.line_of(sent), "--accept" if accept else "--refuse"
        self._asks(
            ["merge", "decide", n, how], lambda: work.decide_merge(self.desk, n, accept=accept, at=self.now())
        )
        return self

    def leads(self, ref: str, who: Someone) -> "Coordinator":
        words = ["merge", "lead", ref, who.fingerprint]
        self._asks(words, lambda: work.lead_return(self.desk, (None, ref), who.fingerprint, at=self.now()))
        return self

    def revokes(self, who: Someone, *keep: work.Exported) -> "Coordinator":
        lines = tuple(self.line_of(sent) for sent in keep)
        words = ["identity", "revoke", who.fingerprint, *(["--keep", *lines] if lines else [])]
        self._asks(words, lambda: work.revoke(self.desk, who.fingerprint, keep=lines, at=self.now()))
        return self

    def links(self, former: Someone, following: Someone) -> "Coordinator":
        """Say that the second key is the first one's person."""
        keys = (former.fingerprint, following.fingerprint)
        self._asks(["identity", "succeed", *keys], lambda: work.succeed(self.desk, *keys, at=self.now()))
        return self

    def closes(self) -> "Coordinator":
        self._asks(["round", "close"], lambda: work.close_round(self.desk, None, at=self.now()))
        return self

    def reopens(self) -> "Coordinator":
        self._asks(["round", "reopen"], lambda: work.reopen_round(self.desk, None, at=self.now()))
        return self

    def agrees(self, case: str, *, reason: str, dissent: str = "", **about: str) -> "Coordinator":
        """Record grades by aspect (`overall="ri"`) and values by question, with one reason."""
        made = [self._decision(case, name, value) | {"reason": reason} for name, value in about.items()]
        file = self.file({"decisions": [one | ({"dissent": dissent} if dissent else {}) for one in made]})
        self._asks(
            ["meeting", "apply", file], lambda: work.apply_meeting(self.desk, None, file, at=self.now())
        )
        return self

    @staticmethod
    def _decision(case: str, name: str, value: str) -> dict[str, str]:
        if name in ASPECT_BY_CODE:
            return {"case": case, "aspect": name, "grade": value}
        return {"case": case, "question": name, "value": value}

    def case(self, case: str) -> Any:
        return self._asks(["meeting", "show", case], lambda: work.case_beside(self.desk, None, case))

    def answer(self, case: str, question: str) -> dict[str, str]:
        """Each agency's answer to one question that stands."""
        rows = [row for row in self.case(case).rows if row.question == question]
        return {agency: value for row in rows for agency, value in row.answers}

    def status(self, on: date | None = None) -> Any:
        on = on or self.now().date()
        words = ["round", "status", "--on", on]
        return self._asks(words, lambda: work.round_status(self.desk, None, on=on))

    def notes(self) -> list[str]:
        """What a person has to look at, by kind."""
        return [str(note.kind) for note in self.status().notes]

    def revises(self, rows: str, version: str) -> "Coordinator":
        """Go on with a newer version of the tool; packs carry it from now on."""
        tool = self.file(tool_text(rows, version))
        self._asks(
            ["round", "revise", tool], lambda: work.revise_round(self.desk, None, work.one_tool(str(tool)))
        )
        return self

    def packs(self) -> "Coordinator":
        """Send everybody asked a fresh pack; who is in the partnership opens it."""
        made = work.make_packs(self.desk, None, self.partnership.folder / "packs", at=self.now())
        for one in made.packs:
            for auditor in self.partnership.auditors:
                if (auditor.desk.card.name, auditor.agency) == (one.auditor, one.agency):
                    auditor.opens(Path(one.file))
        return self

    def answers(self, **queries: str) -> tuple[work.ReceiptMade, ...]:
        """Write receipts for all bundles not answered yet; `queries` by agency: `REF: text`."""
        asked = dict(one.split(": ", 1) for one in queries.values())
        return work.make_receipts(
            self.desk, None, self.partnership.folder / "receipts", queries=asked, at=self.now()
        )


OneOf = TypeVar("OneOf", bound=Someone)


class Partnership:
    """Everybody, the post between them, and the date."""

    def __init__(
        self,
        folder: Path,
        desks: Desks,
        *,
        tool: str = ROWS,
        agencies: Mapping[str, int] | Sequence[str] = ("csc", "pol"),
        cases: Sequence[str] = ("CSE16-01", "CSE16-02"),
    ) -> None:
        self.folder, self.desks = folder, desks
        self.clock, self.post = Clock(), Post()
        self._ids, self._open = count(1), list[Someone]()
        self.auditors: list[Auditor] = []
        folder.mkdir(parents=True, exist_ok=True)
        shares = dict(agencies) if isinstance(agencies, Mapping) else dict.fromkeys(agencies, 1)
        self.coordinator = self.keeps(
            Coordinator(self, self._home(COORDINATOR, "Partnership", Role.COORDINATOR))
        )
        for agency, sharing in shares.items():
            for n in range(sharing):
                self.joins(agency, f"{agency.capitalize()} {'ABCDEFGH'[n]}")
        self._begins(tool, shares, cases)

    def _begins(self, rows: str, shares: Mapping[str, int], cases: Sequence[str]) -> None:
        tool = self.coordinator.file(tool_text(rows))
        plan = {
            "round": ROUND,
            "title": "A little round",
            "theme": "little",
            "nation": "england",
            "audit_date": "2016-06-20",
            "look_back": {"from": "2015-06-20", "to": "2016-06-20"},
            "due": {"returns": "2016-07-08", "meeting": "2016-07-20", "report": "2016-09-02"},
            "incomplete": "allow",
            "auditors": {agency: str(sharing or 1) for agency, sharing in shares.items()},
            "cases": [{"ref": case, "agencies": list(shares)} for case in cases],
        }
        work.begin_round(self.coordinator.desk, self.coordinator.file(plan), tool_file=tool)
        if self.auditors:
            self.coordinator.packs()

    def _home(self, name: str, agency: str, role: Role) -> Path:
        home = self.folder / "home" / f"{agency}-{name}".replace(" ", "-").lower()
        return self.desks.copy(name, agency, role, home)

    def joins(self, agency: str, name: str, *, enrolled: bool = True) -> Auditor:
        """One more auditor; `enrolled` after the phone check, both ways."""
        one = self.keeps(Auditor(self, self._home(name, agency, Role.AUDITOR), agency))
        self.auditors.append(one)
        one.trusts(self.coordinator)
        if enrolled:
            self.coordinator.trusts(one)
        return one

    def auditor(self, agency: str, n: int = 1) -> Auditor:
        """The first (or n-th) auditor of an agency."""
        return [one for one in self.auditors if one.agency == agency][n - 1]

    def keeps(self, one: OneOf) -> OneOf:
        self._open.append(one)
        return one

    def new_id(self) -> RowId:
        return RowId(base64.b32encode(next(self._ids).to_bytes(5, "big")).decode().lower())

    def digest(self) -> str:
        """One hash over every store's rows, every folder's listing and every other file's bytes."""
        whole = hashlib.sha256()
        for one in self._open:
            whole.update(rows_of(one.desk).encode())
        for path in sorted(self.folder.rglob("*")):
            whole.update(f"{path.relative_to(self.folder)}\n".encode())
            if path.is_file() and path.name not in {"store.db", "store.db-wal", "store.db-shm", "desk.lock"}:
                whole.update(path.read_bytes())
        return whole.hexdigest()

    def closes(self) -> None:
        for one in self._open:
            assert not one.desk.read(lambda db: db.conn.in_transaction)
            one.desk.close()


def rows_of(desk: work.Desk) -> str:
    """Every row of a store, as text."""

    def everything(db: Database) -> str:
        found = ((table, db.execute(f'select * from "{table}"')) for table in TABLES)  # noqa: S608 - names of our own
        return "\n".join(f"{table} {row}" for table, rows in found for row in sorted(map(repr, rows)))

    return desk.read(everything)
