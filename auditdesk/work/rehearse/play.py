"""A rehearsal step by step, at the round's own time. May not know how any step is done: verbs do them."""

import base64
import json
import threading
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from itertools import count, groupby
from operator import itemgetter
from pathlib import Path

from auditdesk.audit.given import GivenAnswer, GivenReturn, Stage
from auditdesk.audit.round import Ref
from auditdesk.desk import rounds as kept
from auditdesk.desk.desk import Desk
from auditdesk.files import folder as made_folder
from auditdesk.files import whole_file
from auditdesk.form import RowId
from auditdesk.report.figures import EDITIONS
from auditdesk.watch import Watch
from auditdesk.work import (
    bundles,
    desks,
    identities,
    meetings,
    merging,
    packs,
    papers,
    receipts,
    returns,
    rounds,
    sheets,
)
from auditdesk.work.rehearse.source import Source

COORDINATOR = "coordinator"
_PARTNERSHIP = "Safeguarding children partnership"
_ROW_ID_BYTES = 5
_STEPS = 9
_NIL = (GivenAnswer("hd_known", "not_known", 1),)


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What a rehearsal made: counts of returns and bundles, the reports, the folder with everything."""

    round: str
    expected: int
    received: int
    merged: int
    reports: tuple[str, ...]
    folder: str


@dataclass(frozen=True, slots=True)
class _Someone:
    """One person of the rehearsal, at an open desk; the words are those of the card."""

    name: str
    agency: str
    passphrase: str
    desk: Desk
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, order=True)
class _Sent:
    """A bundle on its way."""

    at: datetime
    who: str
    file: Path


class Play:
    """A rehearsal while it runs: what is common to its steps."""

    def __init__(self, given: Source, stage: Path, jobs: int, watch: Watch, open_desks: ExitStack) -> None:
        self._given, self._stage, self._jobs = given, stage, jobs
        self._watch, self._open_desks = watch, open_desks
        self._log: list[dict[str, object]] = []
        self._done = count(1)
        self._row, self._row_lock = count(1), threading.Lock()

    def whole(self) -> Rehearsed:
        coordinator, auditors = self._people()
        self._introduce(coordinator, auditors)
        self._pack(coordinator, auditors)
        sent = self._audit(auditors)
        merged = self._merge(coordinator, auditors, sent)
        self._moderate(coordinator)
        reports = self._report(coordinator)
        self._print_sheets(coordinator)
        status = rounds.round_status(coordinator.desk, None, on=self._given.plan.due_report)
        self._write_keys(coordinator, auditors)
        self._write("log.json", json.dumps({"steps": self._log}, ensure_ascii=False, indent=1) + "\n")
        return Rehearsed(status.round, status.expected, status.received, merged, reports, "")

    def _told(self, step: str, who: str, at: datetime, made: Iterable[object]) -> None:
        shown = [str(one).removeprefix(f"{self._stage}/") for one in made]
        self._log.append({"step": step, "who": who, "at": at.isoformat(), "made": shown})

    def _step(self, what: str) -> None:
        self._watch.step(next(self._done), _STEPS, what)

    def _write(self, name: str, text: str) -> None:
        whole_file(self._stage / name, text.encode())

    def _people(self) -> tuple[_Someone, list[_Someone]]:
        self._step("making desks")
        for name in ("home", "cards", "packs", "bundles", "receipts", "sheets", "keys"):
            made_folder(self._stage / name)
        agencies = sorted({agency for case in self._given.plan.cases for agency in case.agencies})
        names = [(COORDINATOR, _PARTNERSHIP)]
        for agency in agencies:
            sharing = self._given.plan.auditors.get(agency, 1)
            names += [(agency if sharing == 1 else f"{agency}-{n}", agency) for n in range(1, sharing + 1)]
        with ThreadPoolExecutor(self._jobs) as pool:
            people = list(pool.map(self._someone, names))
        return people[0], people[1:]

    def _someone(self, named: tuple[str, str]) -> _Someone:
        name, agency = named
        home, passphrase = self._stage / "home" / name, f"a rehearsal of {self._given.plan.id} by {name}"
        role = "coordinator" if name == COORDINATOR else "auditor"
        owner = desks.Owner(name, agency, role)
        made = desks.make_desk(home, owner, passphrase, at=self._given.begins, expires=False)
        desk = desks.open_desk(home, passphrase)
        self._open_desks.callback(desk.close)
        self._told("desk", name, self._given.begins, [home])
        return _Someone(name, agency, passphrase, desk, made.words)

    def _introduce(self, coordinator: _Someone, auditors: list[_Someone]) -> None:
        """Cards go round and everybody rings: auditors enrol the coordinator, who enrols them."""
        self._step("exchanging cards")
        at = self._given.begins
        cards = {}
        for one in (coordinator, *auditors):
            cards[one.name] = self._stage / "cards" / f"{one.name}.adcard"
            identities.write_card(one.desk, cards[one.name])
        for one in auditors:
            identities.enrol(coordinator.desk, cards[one.name], one.words, at=at)
            identities.enrol(one.desk, cards[COORDINATOR], coordinator.words, at=at)
        self._told("cards", COORDINATOR, at, cards.values())

    def _pack(self, coordinator: _Someone, auditors: list[_Someone]) -> None:
        self._step("sending packs")
        at = self._given.begins
        rounds.begin_round(coordinator.desk, self._given.folder / "round.yaml")
        made = packs.make_packs(coordinator.desk, None, self._stage / "packs", at=at)
        by_name = {one.auditor: one.file for one in made.packs}
        for one in auditors:
            if one.name in by_name:
                packs.open_pack(one.desk, Path(by_name[one.name]), at=at)
        self._told("packs", COORDINATOR, at, by_name.values())

    def _audit(self, auditors: list[_Someone]) -> list[_Sent]:
        self._step("auditing")
        with ThreadPoolExecutor(self._jobs) as pool:
            return sorted(one for sent in pool.map(self._audited, auditors) for one in sent)

    def _audited(self, someone: _Someone) -> list[_Sent]:
        """One auditor's work, in the order of its finishing: what is finished together leaves together."""
        asked = {line.ref for line in returns.returns_asked(someone.desk, None)}
        mine = [(at, one) for one, at in self._given.returns if str(_ref(one)) in asked]
        sent = []
        for at, together in groupby(sorted(mine, key=itemgetter(0)), key=itemgetter(0)):
            refs = [ref for _, one in together if (ref := self._finished(someone, one, at))]
            if refs:
                made = bundles.make_bundle(someone.desk, None, tuple(refs), self._stage / "bundles", at=at)
                sent.append(_Sent(at, someone.name, Path(made.file)))
        self._told("returns", someone.name, self._given.begins, (one.file for one in sent))
        return sent

    def _finished(self, someone: _Someone, one: GivenReturn, at: datetime) -> str:
        """Enter and sign one return; gives its ref, or nothing if it was only started."""
        ref = str(_ref(one))
        given, common = one.answers, self._given.plan.common
        if one.stage is Stage.NIL:
            given, common = (*_NIL, *one.answers), ()

        def now() -> datetime:
            return at

        asked = (None, ref)
        shared = (str(self._given.folder / "round.yaml"), common)
        returns.enter(someone.desk, asked, given, shared, file=one.file, now=now, new_id=self._row_id)
        if one.stage is Stage.STARTED:
            return ""
        returns.sign_return(someone.desk, asked, now=now, new_id=self._row_id)
        return ref

    def _row_id(self) -> RowId:
        with self._row_lock:
            number = next(self._row)
        return RowId(base64.b32encode(number.to_bytes(_ROW_ID_BYTES, "big")).decode().lower())

    def _merge(self, coordinator: _Someone, auditors: list[_Someone], sent: list[_Sent]) -> int:
        """What arrived by the day of the report is merged as it arrived; each auditor gets a receipt."""
        self._step("merging")
        last = self._given.ends(self._given.plan.due_report)
        arrived = [one for one in sent if one.at <= last]
        merged = 0
        for one in arrived:
            outcomes = merging.merge_files(coordinator.desk, (one.file,), at=one.at)
            merged += sum(outcome.outcome == "merged" for outcome in outcomes)
            self._told("merge", COORDINATOR, one.at, (f"{o.outcome} {o.file}" for o in outcomes))
        if arrived:
            at = arrived[-1].at
            made = receipts.make_receipts(coordinator.desk, None, self._stage / "receipts", at=at)
            people = {one.name: one for one in auditors}
            for receipt in made:
                receipts.take_receipt(people[receipt.auditor].desk, Path(receipt.file), at=at)
            self._told("receipts", COORDINATOR, at, (receipt.file for receipt in made))
        return merged

    def _moderate(self, coordinator: _Someone) -> None:
        self._step("holding the meeting")
        if self._given.meeting is not None:
            at = self._given.ends(self._given.plan.due_meeting)
            applied = meetings.apply_meeting(coordinator.desk, None, self._given.meeting, at=at)
            self._told("meeting", COORDINATOR, at, [f"{applied.decisions} decisions"])

    def _report(self, coordinator: _Someone) -> tuple[str, ...]:
        self._step("writing the reports")
        on = self._given.plan.due_report
        files: list[Path] = []
        for edition in EDITIONS:
            paper = papers.Paper(None, edition, on)
            report = self._stage / f"report-{edition}.pdf"
            papers.report(coordinator.desk, paper, (report,))
            files += [
                report,
                papers.figures_file(coordinator.desk, paper, self._stage / f"figures-{edition}.json"),
            ]
        self._told("reports", COORDINATOR, self._given.ends(on), files)
        return tuple(str(file) for file in files if file.suffix == ".pdf")

    def _print_sheets(self, coordinator: _Someone) -> None:
        """The sheet of every return that arrived, beside what the meeting agreed."""
        self._step("printing the sheets")
        at = self._given.ends(self._given.plan.due_report)
        files = sheets.print_every_sheet(coordinator.desk, None, self._stage / "sheets")
        self._told("sheets", COORDINATOR, at, (printed.file for printed in files))

    def _write_keys(self, coordinator: _Someone, auditors: list[_Someone]) -> None:
        """Nothing in a rehearsal is secret: anybody may open what it made, with age and ssh-keygen."""
        self._step("writing down the keys")
        people = [coordinator, *auditors]
        self._write("keys/passphrases.txt", "".join(f"{one.name}: {one.passphrase}\n" for one in people))
        secret = coordinator.desk.read(kept.secret, self._given.plan.id)
        self._write("keys/round.agekey", f"{secret}\n")
        self._write("keys/allowed_signers", identities.allowed_signers(coordinator.desk))


def _ref(one: GivenReturn) -> Ref:
    return Ref(one.case, one.agency, one.reader)
