"""A whole round through the other verbs: identities, packs, answers, bundles, merge, meeting, reports.

The time is the round's (contracts.md 4): nothing here reads a clock. Nothing in a rehearsal is secret.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace as with_values
from pathlib import Path

from auditdesk.errors import FileError
from auditdesk.files import folder as made_folder
from auditdesk.files import in_words
from auditdesk.watch import UNWATCHED, Watch
from auditdesk.work.rehearse.play import Play, Rehearsed
from auditdesk.work.rehearse.source import source_of

__all__ = ["Rehearsed", "rehearse"]


def rehearse(
    source: str | Path, out: Path, *, jobs: int = 1, replace: bool = False, watch: Watch = UNWATCHED
) -> Rehearsed:
    """Run the round described in `source` (a folder, or the name of one we ship) into the folder `out`.

    Whole or not at all: everything is made beside `out` and moved there at the end. `jobs` auditors work at
    once.

    Raises:
        InputError: a file of the round does not fit; names file, line and question.
        FileError: `out` exists and is not to be replaced, or cannot be written.
    """
    given = source_of(source)
    with _whole_folder(out, replace=replace) as stage, ExitStack() as open_desks:
        played = Play(given, stage, max(1, jobs), watch, open_desks).whole()
    reports = tuple(str(out / Path(name).name) for name in played.reports)
    return with_values(played, reports=reports, folder=str(out))


@contextmanager
def _whole_folder(out: Path, *, replace: bool) -> Iterator[Path]:
    """A folder beside `out` that takes its place when all is done; nothing is left of it after a failure."""
    out = out.absolute()
    # Only a rehearsal is ever replaced: its log tells one from a folder of somebody's work.
    if _holds_something(out) and not (replace and (out / "log.json").is_file()):
        raise FileError("F_EXISTS", file=str(out))
    made_folder(out.parent)
    with in_words(out):
        stage = Path(tempfile.mkdtemp(prefix=f"{out.name}.", suffix=".part", dir=out.parent))
    try:
        yield stage
        with in_words(out):
            if out.exists():
                shutil.rmtree(out)
            stage.rename(out)
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _holds_something(out: Path) -> bool:
    return out.exists() and not (out.is_dir() and not any(out.iterdir()))
