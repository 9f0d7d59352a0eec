"""argv → the window or the command line: with nothing to do, or only files to open, it is the window."""

import sys
from collections.abc import Sequence
from pathlib import Path

OURS = {".adround", ".adbundle", ".adreceipt", ".adcard", ".adbackup"}


def main(argv: Sequence[str] | None = None) -> int:
    """The exit status of whichever was meant."""
    given = list(sys.argv[1:] if argv is None else argv)
    if all(Path(one).suffix.lower() in OURS for one in given):
        from auditdesk.ui.door import main as window  # noqa: PLC0415 - the command line needs no Qt

        return window(given)
    from auditdesk.cli.main import main as command  # noqa: PLC0415 - the window shows before verbs are loaded

    return command(given)


if __name__ == "__main__":
    sys.exit(main())
