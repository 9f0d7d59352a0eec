"""An auditor at the window.

A real desk with a pack of the tool in the test, and what the store holds of it.
"""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from auditdesk import work
from auditdesk.ui.auditor import AuditorWay
from auditdesk.ui.jobs import Jobs
from auditdesk.ui.page import Handed
from auditdesk.ui.window import Window
from tests.simulator import Auditor

ROWS = """\
- type: group
  name: sec_a
  label: Case details
  rows:
  - {type: date, name: seen_on, label: Date seen, required: yes}
  - {type: select_one std, name: plan, label: Is the plan explicit?, required: yes, "audit::comment": not_met}
- type: group
  name: sec_b
  label: Risk
  rows:
  - type: text
    name: why
    label: Why was it late?
    appearance: multiline
    relevant: ${plan} = 'not_met'
  - {type: integer, name: visits, label: Visits, hint: "Count visits, not calls"}
  - type: repeat
    name: meeting
    label: Meetings
    rows:
    - {type: date, name: held_on, label: Held on}
    - {type: select_one grade, name: worth, label: How good was it?}
    - {type: text, name: said, label: What was said?, appearance: multiline}
  - {type: range, name: felt, label: How safe did it feel?, parameters: start=0 end=10 step=1}
  - {type: select_one known, name: ic_any, label: Is any child unsafe now?, "audit::role": concern}
"""


def at_window(auditor: Auditor, window: Window, jobs: Jobs) -> AuditorWay:
    """The auditor's way through the window, at the first page."""
    way = AuditorWay(Handed(auditor.desk, jobs, auditor.now, auditor.partnership.new_id), window)
    way.begin()
    return way


def stored(auditor: Auditor, case: str) -> dict[str, str]:
    """What stands in a return on the disk, by question."""
    shown = work.show_return(
        auditor.desk, (None, auditor.ref(case)), now=auditor.now, new_id=auditor.partnership.new_id
    )
    return {one.question: one.value for one in shown.answers}


class Dialogs(QObject):
    """A person who is asked for a file or folder by the next dialog types this path and presses Enter."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._timer = QTimer(self, interval=10)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        self.is_done = False

    def _look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QFileDialog):
            self._timer.stop()
            box = dialog.findChild(QLineEdit, "fileNameEdit")
            assert box is not None
            box.setText(str(self._path))
            self.is_done = True
            dialog.accept()
