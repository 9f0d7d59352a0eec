"""Opens a desk as a person without rights of their own (user 65534) and tells the code of what stops it."""

import os
import sys
from pathlib import Path

from auditdesk.desk.desk import make_desk, open_desk
from auditdesk.errors import AuditDeskError
from tests.desk.making import CHEAP, PASSPHRASE, desk_in, person


def told(folder: Path, verb: str) -> str:
    try:
        if verb == "make":
            identity, owner = person()
            make_desk(folder, identity, owner.text, PASSPHRASE, CHEAP)
        else:
            open_desk(folder, PASSPHRASE).close()
    except AuditDeskError as error:
        return f"{error.code} {error}"
    return "done"


if __name__ == "__main__":
    open_desk(desk_in(Path(sys.argv[2])).folder, PASSPHRASE).close()  # so that every module is loaded by now
    if os.getuid() == 0:
        os.setgroups([])
        os.setgid(65_534)
        os.setuid(65_534)
    print(told(Path(sys.argv[1]), sys.argv[3]))
