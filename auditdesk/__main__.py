"""argv → the window or the command line: nothing to do, only files to open, or --demo is the window."""

import sys
from collections.abc import Sequence
from pathlib import Path

OURS = {".adround", ".adbundle", ".adreceipt", ".adcard", ".adbackup"}
_DEMO_WORDS = 2  # --demo FOLDER: a rehearsal to look round in


def main(argv: Sequence[str] | None = None) -> int:
    """The exit status of whichever was meant."""
    given = list(sys.argv[1:] if argv is None else argv)
    if len(given) == _DEMO_WORDS and given[0] == "--demo":
        from auditdesk.ui.door import main as window  # noqa: PLC0415 - the command line needs no Qt

        return window((), Path(given[1]))
    if all(Path(one).suffix.lower() in OURS for one in given):
        from auditdesk.ui.door import main as window  # noqa: PLC0415 - the command line needs no Qt

        return window(given)
    from auditdesk.cli.main import main as command  # noqa: PLC0415 - the window shows before verbs are loaded

    return command(given)


if __name__ == "__main__":
    sys.exit(main())
