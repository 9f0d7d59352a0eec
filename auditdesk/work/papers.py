"""The numbers and the combined report."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from auditdesk import places
from auditdesk.audit.people import Role
from auditdesk.audit.written_earlier import LARGEST_EARLIER, earlier_of
from auditdesk.desk import facts, rounds, sheet
from auditdesk.desk.desk import Desk
from auditdesk.errors import InputError
from auditdesk.exchange import card as cards
from auditdesk.files import read_capped, together, whole_file
from auditdesk.merge.reread import Given
from auditdesk.merge.view import View, view
from auditdesk.report import compare, making, suppress
from auditdesk.report import counts as counting
from auditdesk.report.figures import EDITIONS, Edition, Figure, Figures
from auditdesk.report.page_seen import PageSeen
from auditdesk.watch import UNWATCHED, Watch


@dataclass(frozen=True, slots=True)
class Paper:
    """Which report: of which round (None: the only one), which edition, as on which day."""

    round: str | None
    edition: Edition
    on: date


@dataclass(frozen=True, slots=True)
class Written:
    """The files that were written, and how many letters in them no font could print: a box for each."""

    files: tuple[Path, ...]
    unprintable: int


@dataclass(frozen=True, slots=True)
class Previewed:
    """A report that was drawn and not saved, and how many pages it has."""

    edition: Edition
    pages: int
    pdf: bytes


@dataclass(frozen=True, slots=True)
class Compared:
    """Two rounds compared: figures `then.<id>`, each with its word."""

    round: str
    earlier: str
    figures: tuple[Figure, ...]


def _view(desk: Desk, round_id: str | None) -> View:
    desk.ensure_role(Role.COORDINATOR)
    name = desk.read(rounds.chosen, round_id)
    return view(
        desk.read(facts.of_round, name),
        Given.of(desk.read(rounds.setting, name), desk.read(rounds.zone, name)),
    )


def _figures(seen: View, edition: Edition, on: date) -> Figures:
    restricted = making.figures(counting.counts(seen, on))
    if edition == "restricted":
        earlier = seen.sample.earlier
        return restricted if earlier is None else compare.with_then(restricted, earlier)
    return suppress.public(restricted, seen.sample.threshold)


def figures(desk: Desk, round_id: str | None, edition: Edition, *, on: date) -> Figures:
    """The report's numbers as on the day `on` (returns not received by then may be overdue).

    Raises:
        InputError: R_ROUND, R_MANY, R_ROLE.
        RefusedError: R_EDITION; a hidden number of the public edition could be worked out.
    """
    return _figures(_view(desk, round_id), edition, on)


def trace(desk: Desk, round_id: str | None, figure: str, *, on: date) -> tuple[str, ...]:
    """The answers behind one figure of the restricted edition, in case order.

    Raises:
        InputError: R_FIGURE if there is no such figure; R_ROUND, R_MANY, R_ROLE.
    """
    found = figures(desk, round_id, "restricted", on=on)
    if figure not in found:
        raise InputError("R_FIGURE", figure=figure)
    return found.trace(figure)


def reaudit(desk: Desk, round_id: str | None, earlier: Path, *, on: date) -> Compared:
    """Compare a round with the figures of an earlier one, from now on in its report too.

    Raises:
        InputError: R_EARLIER, R_ROUND, R_MANY, R_ROLE.
        FileError: the file cannot be read.
    """
    desk.ensure_role(Role.COORDINATOR)
    name = desk.read(rounds.chosen, round_id)
    before = earlier_of(read_capped(earlier, LARGEST_EARLIER), str(earlier))
    desk.write(rounds.compare_with, name, before)
    found = figures(desk, name, "restricted", on=on)
    return Compared(name, before.round, tuple(f for f in found.values() if f.id.startswith(compare.STEM)))


def report(
    desk: Desk, paper: Paper, to: tuple[Path, ...], *, replace: bool = False, watch: Watch = UNWATCHED
) -> Written:
    """Write the combined report; the ending of each file says the format. All from one reading.

    Raises:
        InputError: R_FORMAT, R_ROUND, R_MANY, R_ROLE.
        RefusedError: R_EDITION.
        FileError: F_EXISTS, F_FULL, F_READONLY; no new file is left.
    """
    for path in to:
        if path.suffix != ".pdf":
            raise InputError("R_FORMAT", suffix=path.suffix or path.name)
    made, unprintable = _drawn(desk, paper, watch)
    with together() as put:
        return Written(tuple(put(path, made, replace=replace) for path in to), unprintable)


def report_editions(
    desk: Desk, round_id: str | None, folder: Path, *, on: date, watch: Watch = UNWATCHED
) -> Written:
    """Save the report in a folder in every edition, as `<round>-<edition>.pdf`: all of them, or none.

    Raises:
        InputError: R_ROUND, R_MANY, R_ROLE.
        RefusedError: R_EDITION.
        FileError: F_EXISTS, F_FULL, F_READONLY; no new file is left.
    """
    desk.ensure_role(Role.COORDINATOR)
    name = desk.read(rounds.chosen, round_id)
    drawn = [(edition, *_drawn(desk, Paper(name, edition, on), watch)) for edition in EDITIONS]
    with together(folder) as put:
        files = tuple(put(folder / f"{name}-{edition}.pdf", made) for edition, made, _ in drawn)
    return Written(files, sum(unprintable for *_, unprintable in drawn))


def preview_report(desk: Desk, paper: Paper, *, watch: Watch = UNWATCHED) -> Previewed:
    """Draw the report to be looked at; nothing is written. `preview_page` gives its pages.

    Raises:
        InputError: R_ROUND, R_MANY, R_ROLE. RefusedError: R_EDITION.
    """
    from auditdesk.report.preview import pages_in  # noqa: PLC0415 - paper is loaded when paper is asked for

    made, _ = _drawn(desk, paper, watch)
    return Previewed(paper.edition, pages_in(made), made)


def preview_page(report_drawn: Previewed, number: int, *, dpi: int = 96) -> PageSeen:
    """One page, numbered from 1, as an image with its words: 4 ms at 96 dpi, so only what is looked at."""
    from auditdesk.report.preview import page_seen  # noqa: PLC0415 - as above

    return page_seen(report_drawn.pdf, min(max(number, 1), report_drawn.pages), dpi)


def _drawn(desk: Desk, paper: Paper, watch: Watch) -> tuple[bytes, int]:
    """The report as PDF, and how many characters in it no font could print."""
    # Imported here: paper is loaded when paper is asked for.
    from auditdesk.report.combined import combined, public_edition  # noqa: PLC0415 - as said above
    from auditdesk.report.combined.imprint import imprint_of  # noqa: PLC0415 - as said above
    from auditdesk.report.pdf.write import pdf  # noqa: PLC0415 - as said above

    seen = _view(desk, paper.round)
    found = _figures(seen, paper.edition, paper.on)
    setting = desk.read(rounds.setting, seen.round.id)
    partnership = cards.read(desk.card_text.encode(), "vault.json").organisation
    imprint = imprint_of(seen, partnership=partnership, made_on=paper.on, clocks=setting.clocks)
    document = (
        combined(found, seen, imprint) if paper.edition == "restricted" else public_edition(found, imprint)
    )
    rendered = pdf(document, fonts=places.resources() / "fonts", watch=watch)
    return rendered.pdf, rendered.unprintable


def figures_file(desk: Desk, paper: Paper, to: Path) -> Path:
    """Save the numbers as JSON, the same bytes for the same facts."""
    body = figures(desk, paper.round, paper.edition, on=paper.on).json()
    return whole_file(to, (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode())


def write_recovery_sheet(desk: Desk, code: str, to: Path, *, on: date, replace: bool = False) -> Path:
    """Save the sheet with the recovery code, to be printed and locked away. Gives the file.

    Raises:
        InputError: R_FORMAT.
        FileError: F_EXISTS, F_FULL, F_READONLY; nothing was written.
    """
    from auditdesk.report.pdf.write import pdf  # noqa: PLC0415 - paper is loaded when paper is asked for
    from auditdesk.report.recovery import recovery_sheet  # noqa: PLC0415 - as above

    if to.suffix != ".pdf":
        raise InputError("R_FORMAT", suffix=to.suffix or to.name)
    card = cards.read(desk.card_text.encode(), "vault.json")
    paper = recovery_sheet((card.name, card.organisation), card.fingerprint, code, on)
    written = whole_file(to, pdf(paper, fonts=places.resources() / "fonts").pdf, replace=replace)
    sheet.settle(desk.folder)
    return written
