"""A round's folder read whole and checked, before anything of a rehearsal is made. May not know desks."""

from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from auditdesk import places
from auditdesk.audit.folder import Plan, plan
from auditdesk.audit.given import GivenReturn, given_return, moment
from auditdesk.audit.reading import Place, read, refused
from auditdesk.audit.round import Ref
from auditdesk.audit.written_earlier import LARGEST_EARLIER, earlier_of
from auditdesk.errors import InputError
from auditdesk.files import in_words, read_capped

_LARGEST_FILE = 2_000_000
_DAY_STARTS, _DAY_ENDS = time(9, 0), time(17, 0)


@dataclass(frozen=True, slots=True)
class Source:
    """A round's folder, read whole and checked before anything is made."""

    folder: Path
    plan: Plan
    zone: ZoneInfo
    returns: tuple[tuple[GivenReturn, datetime], ...]
    meeting: Path | None

    @property
    def begins(self) -> datetime:
        """Morning of the audit date, or earlier if a return was finished before it."""
        morning = datetime.combine(self.plan.audit_date, _DAY_STARTS, self.zone)
        return min([morning, *(finished for _, finished in self.returns)])

    def ends(self, day: date) -> datetime:
        return datetime.combine(day, _DAY_ENDS, self.zone)


def source_of(source: str | Path) -> Source:
    """The round in a folder, or in the shipped one of that name.

    Raises:
        InputError: R_SHAPE, R_ANSWER naming file and line; R_EARLIER.
        FileError: F_MISSING, F_UNREADABLE.
    """
    folder = Path(source)
    if not folder.is_dir() and folder.name == str(source):
        folder = places.resources() / "rounds" / folder
    found = plan(_top(folder / "round.yaml"))
    zone = ZoneInfo(found.timezone)
    returns = []
    with in_words(folder):
        files = sorted((folder / "returns").glob("*.yaml"))
    for file in files:
        top = _top(file)
        one = given_return(top)
        case = next((case for case in found.cases if case.ref == one.case), None)
        if case is None or one.agency not in case.agencies:
            raise refused(top, f"{one.case}/{one.agency} is not asked for in round.yaml")
        default = datetime.combine(found.audit_date, _DAY_ENDS, zone)
        returns.append((one, moment(one.finished, zone, top) if one.finished else default))
    _ensure_once(returns)
    if found.previous:
        earlier_of(read_capped(folder / found.previous, LARGEST_EARLIER), found.previous)
    meeting = folder / "meeting.yaml"
    return Source(folder, found, zone, tuple(returns), meeting if meeting.is_file() else None)


def _ensure_once(returns: list[tuple[GivenReturn, datetime]]) -> None:
    seen: dict[Ref, str] = {}
    for one, _ in returns:
        ref = Ref(one.case, one.agency, one.reader)
        if ref in seen:
            raise InputError("R_SHAPE", file=one.file, line="1", why=f"{ref} stands in {seen[ref]} too")
        seen[ref] = one.file


def _top(file: Path) -> Place:
    return read(read_capped(file, _LARGEST_FILE), str(file))
