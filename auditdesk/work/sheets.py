"""Case audit sheets on paper: returns as they stand, and a tool to be answered by hand."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

from auditdesk import places
from auditdesk.audit.filling import session as session_of
from auditdesk.audit.people import Role
from auditdesk.audit.returns import Return
from auditdesk.audit.round import Ref
from auditdesk.audit.written_returns import read_return
from auditdesk.canonical import read as read_json
from auditdesk.desk import facts, people, returns, rounds
from auditdesk.desk.desk import Desk
from auditdesk.desk.returns import Draft, Stage
from auditdesk.errors import InputError
from auditdesk.files import together, whole_file
from auditdesk.form import At, RowId, Session, Tool
from auditdesk.merge.reread import Given, as_read, cells_of
from auditdesk.merge.standing import Standing
from auditdesk.merge.view import View, view
from auditdesk.report.sheet.filled import Filled, Signing
from auditdesk.watch import UNWATCHED, Watch

Now = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class SheetOrder:
    """Which sheets: the refs as people write them, of which round (None: the only one).

    `blank`: to be answered by hand, with case and agency printed in. `local`: answers that never leave the
    auditor's machine, such as a date of birth, go on the paper too; nothing else puts them there.
    """

    refs: tuple[str, ...]
    round: str | None = None
    blank: bool = False
    local: bool = False
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Printed:
    """A file of sheets, how many there are in it, and the pages of all together."""

    file: Path
    sheets: int
    pages: int


def print_sheets(
    desk: Desk, order: SheetOrder, to: Path, *, now: Now, replace: bool = False, watch: Watch = UNWATCHED
) -> Printed:
    """Write the case audit sheets of some returns as one PDF, each on pages numbered from 1.

    On an auditor's desk a sheet shows the return as it stands there: completed once it is signed, before
    that part-filled, with what is still open marked "not answered". On a coordinator's desk it shows the
    revision that stands after merging, beside what the meeting agreed. A signed return prints the same bytes
    on every day: only an open one reads `now`.

    For a page: `work.print_sheets(desk, work.SheetOrder((str(ref),)), path, now=now, watch=watch)` in the
    errand lane gives a `Printed`, whose file a viewer can open; `blank=True` gives the sheet for pen and
    paper. Ask for `path` first and pass `replace=True` once the file dialog has asked about overwriting.
    Offer `local=True` only as a box that is unticked each time, and only on an auditor's desk.

    Raises:
        InputError: R_NONE if a return is not on this desk, R_FORMAT, R_ROUND, R_MANY.
        FileError: F_EXISTS, F_FULL, F_READONLY; nothing was written.
    """
    # Imported here: paper is loaded when paper is asked for.
    from auditdesk.report.pdf.write import pdf  # noqa: PLC0415 - as said above
    from auditdesk.report.sheet import blank_sheets, sheets  # noqa: PLC0415 - as said above

    _ensure_pdf(to)
    round_id = desk.read(rounds.chosen, order.round)
    refs = [_ref(text) for text in order.refs]
    if order.blank:
        asked = desk.read(rounds.one, round_id)
        tool = _tool_of(desk, round_id, refs)
        known = [(ref, asked) for ref in refs]
        document = blank_sheets(tool, known, made_on=asked.audit_date, language=order.language)
    else:
        document = sheets(list(_filled(desk, round_id, refs, order, now)), language=order.language)
    rendered = pdf(document, fonts=places.resources() / "fonts", watch=watch)
    return Printed(whole_file(to, rendered.pdf, replace=replace), len(refs), rendered.pages)


def print_every_sheet(
    desk: Desk, round_id: str | None, folder: Path, *, replace: bool = False, watch: Watch = UNWATCHED
) -> tuple[Printed, ...]:
    """Write the sheet of every return that was received, one file a return, into a folder.

    For a page: the coordinator's paper for the meeting, as `print_sheets`. Whole or not at all: after a
    cancel no new file is left.

    Raises:
        InputError: R_ROLE on an auditor's desk; R_ROUND, R_MANY.
        FileError: F_EXISTS, F_FULL, F_READONLY; no new file is left.
    """
    from auditdesk.report.pdf.write import pdf  # noqa: PLC0415 - paper is loaded when asked for
    from auditdesk.report.sheet import sheets  # noqa: PLC0415 - as above

    desk.ensure_role(Role.COORDINATOR, "printing every sheet")
    seen = _view(desk, desk.read(rounds.chosen, round_id))
    made = []
    with together(folder) as put:
        for done, (ref, standing) in enumerate(seen.standing.items(), 1):
            watch.step(done, len(seen.standing), str(ref))
            rendered = pdf(sheets([_merged(desk, seen, standing)]), fonts=places.resources() / "fonts")
            path = folder / f"{str(ref).replace('/', '-')}.pdf"
            made.append(Printed(put(path, rendered.pdf, replace=replace), 1, rendered.pages))
    return tuple(made)


def print_tool(
    tool: Tool,
    to: Path,
    *,
    at: datetime,
    language: str = "en",
    replace: bool = False,
    watch: Watch = UNWATCHED,
) -> Printed:
    """Write the blank case audit sheet of a tool: every question, skip hints, room to write and to sign.

    For a page: `work.print_tool(work.one_tool(name), path, at=now(), watch=watch)`, in the errand lane; no
    desk is needed.

    Raises:
        InputError: R_FORMAT.
        FileError: F_EXISTS, F_FULL, F_READONLY; nothing was written.
    """
    from auditdesk.report.pdf.write import pdf  # noqa: PLC0415 - paper is loaded when asked for
    from auditdesk.report.sheet import blank_sheets  # noqa: PLC0415 - as above

    _ensure_pdf(to)
    document = blank_sheets(tool, made_on=at.date(), language=language)
    rendered = pdf(document, fonts=places.resources() / "fonts", watch=watch)
    return Printed(whole_file(to, rendered.pdf, replace=replace), 1, rendered.pages)


def _ensure_pdf(to: Path) -> None:
    if to.suffix != ".pdf":
        raise InputError("R_FORMAT", suffix=to.suffix or to.name)


def _ref(text: str) -> Ref:
    found = Ref.parse(text)
    if found is None:
        raise InputError("R_NONE", ref=text)
    return found


def _tool_of(desk: Desk, round_id: str, refs: list[Ref]) -> Tool:
    """The tool that all refs are asked with.

    Raises:
        InputError: R_NONE.
    """
    if desk.role is not Role.COORDINATOR:
        drafts = [desk.read(returns.draft, round_id, ref) for ref in refs]
        return desk.read(rounds.one_tool, drafts[0].form)
    asked = desk.read(rounds.sample, round_id)
    for ref in refs:
        case = asked.case(ref.case)
        if case is None or ref.agency not in case.agencies:
            raise InputError("R_NONE", ref=str(ref))
    return desk.read(rounds.tool, round_id)


def _filled(desk: Desk, round_id: str, refs: list[Ref], order: SheetOrder, now: Now) -> Iterator[Filled]:
    if desk.role is Role.COORDINATOR:
        seen = _view(desk, round_id)
        for ref in refs:
            if ref not in seen.standing:
                raise InputError("R_NONE", ref=str(ref))
            yield _merged(desk, seen, seen.standing[ref])
        return
    signed = {ret.ref: ret for ret in _signed(desk, round_id)}
    for ref in refs:
        draft = desk.read(returns.draft, round_id, ref)
        yield _own(desk, draft, signed.get(ref) if draft.state is not Stage.OPEN else None, order, now)


def _view(desk: Desk, round_id: str) -> View:
    given = Given.of(desk.read(rounds.setting, round_id), desk.read(rounds.zone, round_id))
    return view(desk.read(facts.of_round, round_id), given)


def _signed(desk: Desk, round_id: str) -> Iterator[Return]:
    for _, body in desk.read(returns.signed, round_id):
        yield read_return(read_json(body, len(body)))


def _merged(desk: Desk, seen: View, standing: Standing) -> Filled:
    """A return as it stands on the coordinator's desk."""
    ret = standing.ret
    case = seen.sample.case(ret.ref.case)
    signer = desk.read(people.by_key, standing.signer)
    parents = {row.id: row.parent for row in ret.rows}
    return Filled(
        ref=standing.ref,
        tool=standing.tool,
        audit_round=seen.round,
        stratum=case.stratum if case else "",
        zone=seen.given.clocks.zone,
        signing=Signing(
            ret.finished, ret.revision, standing.is_nil, signer.card.fingerprint if signer else ""
        ),
        values=standing.values,
        missing=standing.missing,
        asked=standing.asked,
        rows=tuple(At(row.repeat, _path(row.id, parents)) for row in ret.rows),
        clocks=seen.given.clocks.clocks,
        agreed={about: entry for (of, about), entry in seen.agreed.items() if of == ret.ref.case},
    )


def _path(row: RowId | None, parents: dict[RowId, RowId | None]) -> tuple[RowId, ...]:
    return (*_path(parents[row], parents), row) if row is not None else ()


def _own(desk: Desk, draft: Draft, signed: Return | None, order: SheetOrder, now: Now) -> Filled:
    """A return as it stands on its auditor's desk."""
    audit_round, setting, tool = desk.read(rounds.around, draft.round, draft.form)
    at = signed.finished if signed is not None and signed.finished is not None else None

    def then() -> datetime:
        return at or now()

    around = (audit_round, draft.assignment, setting)
    ids = count(1)  # of rows that only opening it makes: nothing is stored

    def new_id() -> RowId:
        return RowId(f"{next(ids):08d}")

    session = session_of(tool, draft.typed, around, now=then, new_id=new_id)
    read = as_read(session)
    local = {cell: session.value(cell) for cell in cells_of(session) if _is_local(session, cell)}
    signer = desk.card.fingerprint
    return Filled(
        ref=draft.ref,
        tool=tool,
        audit_round=audit_round,
        stratum=draft.assignment.stratum,
        zone=desk.read(rounds.zone, draft.round),
        signing=Signing(at, signed.revision, signed.state == "nil", signer) if signed is not None else None,
        values=read.values,
        missing=read.missing,
        asked=read.asked,
        rows=tuple(row.at for row in session.exported_rows()),
        clocks=setting.clocks,
        local=local if order.local else {},
        kept=() if order.local else tuple(dict.fromkeys(cell.name for cell in local)),
        former=draft.revision if signed is None else 0,
    )


def _is_local(session: Session, cell: At) -> bool:
    return session.tool.question(cell.name).local and bool(session.value(cell))
