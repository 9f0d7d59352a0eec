"""`python -m auditdesk`: the command line."""

import sys

from auditdesk.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
