"""What a screen reader is told through the system's own bus: `python -m tests.gui.reader DIR` (look.md 12).

A rehearsed round in `DIR` is opened in a real window under Xvfb with a window manager; the system's Python
walks its tree from outside, goes in as an auditor, opens a case, and counts what has no name. It takes about
a minute and packages that the gate does not have, so it is run by hand:

    apt-get install --no-install-recommends xvfb openbox dbus at-spi2-core python3-gi gir1.2-atspi-2.0
"""

import subprocess
import sys
from pathlib import Path

WALK = """
import sys, time, warnings
import gi
gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib
warnings.simplefilter("ignore")
TOLD = {"push button", "button", "radio button", "check box", "text", "list", "table"}

def below(part):
    for number in range(part.get_child_count()):
        child = part.get_child_at_index(number)
        if child is not None:
            yield child
            yield from below(child)

def parts():
    desktop = Atspi.get_desktop(0)
    ours = [one for one in map(desktop.get_child_at_index, range(desktop.get_child_count()))
            if one is not None and "auditdesk" in (one.get_name() or "")]
    return [part for one in ours for part in below(one)]

def until(happened):
    for _ in range(300):
        try:
            found = happened()
        except GLib.GError:  # a part that went while it was asked
            found = None
        if found:
            return found
        time.sleep(0.2)
    sys.exit("not reached; told: " + ", ".join(filter(None, (one.get_name() for one in parts()))))

def named(name, *roles):
    return next((one for one in parts() if one.get_name() == name and one.get_role_name() in roles), None)

def press(name):
    until(lambda: named(name, "push button", "button")).get_action_iface().do_action(0)

def unnamed():
    shown = [one for one in parts() if one.get_state_set().contains(Atspi.StateType.SHOWING)]
    told = [one for one in shown if one.get_role_name() in TOLD]
    return told and [(len(told), sum(not one.get_name() for one in told))]

Atspi.init()
total = 0
for step, arrived in (
    (None, lambda: named("Go in as", "label")),
    ("Auditor, police", lambda: named("Your cases", "table")),
    ("Open the case", lambda: named("Sections", "list")),
    ("Check answers", lambda: named("Check answers", "label")),
):
    if step:
        press(step)
    until(arrived)
    (told, bare), = until(unnamed)
    print(f"{step or 'the way in'}: {told} parts are told, {bare} without a name")
    total += bare
sys.exit(1 if total else 0)
"""
BESIDE = """
Xvfb :78 -screen 0 1280x720x24 >/dev/null 2>&1 & screen=$!
sleep 2; openbox >/dev/null 2>&1 & keeper=$!
"$1" -m auditdesk --demo "$2" & window=$!
/usr/bin/python3 -c "$3"; told=$?
kill $window; wait $window; kill $keeper $screen
exit $told
"""


def main(rehearsal: Path) -> int:
    """0 where everything that is told has a name."""
    settings = ["DISPLAY=:78", "QT_QPA_PLATFORM=xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1"]
    session = ["env", *settings, "dbus-run-session", "--", "bash", "-c", BESIDE, "reader"]
    return subprocess.run([*session, sys.executable, str(rehearsal), WALK], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
