"""Sets auditdesk up on a bare machine and runs it: `python3 bootstrap.py demo|test|app|quick`.

Needs python3 and nothing else, may be run again at any time, and works without a display. May not know: what
auditdesk does. It makes `.venv`, installs `requirements.lock` into it, and starts programs.
"""

import ctypes
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / "python"
STAMP = VENV / "auditdesk-set-up"
LOCK = ROOT / "requirements.lock"

ROUND = ROOT / "resources" / "rounds" / "cse-2016-06"
REHEARSED = ROOT / "rehearsed" / "cse-2016-06"

OLDEST_PYTHON = (3, 11)
NOT_DONE = 3  # the exit status of the command line for "not done"
WRONG_USAGE = 2
NOTHING = "Nothing was set up."

WINDOW_LIBRARIES = {  # Debian package: what the loader must find
    "libegl1": "libEGL.so.1",
    "libgl1": "libGL.so.1",
    "libxkbcommon0": "libxkbcommon.so.0",
    "libdbus-1-3": "libdbus-1.so.3",
    "libfontconfig1": "libfontconfig.so.1",
    "libglib2.0-0": "libglib-2.0.so.0",
    "libgssapi-krb5-2": "libgssapi_krb5.so.2",
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxcb-shape0": "libxcb-shape.so.0",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
}
TEST_PROGRAMS = {"age": "age", "openssh-client": "ssh-keygen", "poppler-utils": "pdftotext"}

CHECKS = {
    "format": ["ruff", "format", "--check", "--quiet", "."],
    "style": ["ruff", "check", "--quiet", "."],
    "import law": ["lint-imports", "--no-logo"],
}
TYPES = ["mypy"]
TYPES_BY_DAEMON = ["dmypy", "run", "--"]


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def stop(text: str) -> NoReturn:
    say(text)
    raise SystemExit(NOT_DONE)


# ── setting up ────────────────────────────────────────────────────────────────────────────────────────────


def set_up(packages: Sequence[str] = ()) -> None:
    """The virtual environment as the lock describes it; system packages where they may be added."""
    if sys.version_info < OLDEST_PYTHON:
        stop(f"auditdesk needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    if packages:
        _tell_missing(packages, are_there_now=_installed(packages))
    if _set_up_already():
        return
    _make_venv()
    say("Installing the libraries auditdesk is built from (once; a minute or two) …")
    # The lock names everything: pip resolving it again would want the newest of what an extra brings.
    _pip("install", "--no-deps", "--require-hashes", "-r", str(LOCK))
    _pip("install", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    STAMP.write_text(_stamp(), encoding="ascii")


def _stamp() -> str:
    """Changes when the lock, the project or the place of the checkout does."""
    parts = (LOCK.read_bytes(), (ROOT / "pyproject.toml").read_bytes(), os.fsencode(ROOT))
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _set_up_already() -> bool:
    # The Python that a virtual environment was made with may be gone after a system upgrade.
    return STAMP.is_file() and STAMP.read_text(encoding="ascii") == _stamp() and _works("-c", "")


def _works(*arguments: str) -> bool:
    try:
        return subprocess.run([PYTHON, *arguments], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _make_venv() -> None:
    STAMP.unlink(missing_ok=True)
    if _works("-m", "pip", "--version"):
        return
    if importlib.util.find_spec("ensurepip") is None and not _installed(["python3-venv"]):
        stop(f"{sys.executable} cannot make a virtual environment; missing package: python3-venv. {NOTHING}")
    say(f"Making {VENV} …")
    # In a fresh process: a package that came a moment ago is not seen by this one.
    command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    if made.returncode:
        stop(f"The virtual environment could not be made. {NOTHING}\n{made.stdout}{made.stderr}")


def _pip(*arguments: str) -> None:
    command = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    if done.returncode:
        stop(f"The libraries could not be installed. What pip said:\n{done.stdout}{done.stderr}")


# ── what the system must have ─────────────────────────────────────────────────────────────────────────────


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_for_the_window() -> list[str]:
    if not sys.platform.startswith("linux"):
        return []
    return [package for package, library in WINDOW_LIBRARIES.items() if not _loads(library)]


def missing_for_the_tests() -> list[str]:
    return [package for package, program in TEST_PROGRAMS.items() if shutil.which(program) is None]


def _may_install() -> bool:
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return is_root and Path("/etc/debian_version").exists() and shutil.which("apt-get") is not None


def _installed(packages: Sequence[str]) -> bool:
    """Whether the packages are there now; only root on Debian may add them."""
    if not _may_install():
        return False
    say(f"Installing system packages: {' '.join(packages)} …")
    patience = ["-qq", "-o", "Acquire::Retries=1", "-o", "Acquire::http::Timeout=30"]
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    steps = (["update"], ["install", "--yes", "--no-install-recommends", *packages])
    done = [
        subprocess.run(
            ["apt-get", *patience, *step],
            env=quiet,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        for step in steps
    ]
    return done[-1].returncode == 0


def _tell_missing(packages: Sequence[str], *, are_there_now: bool) -> None:
    if are_there_now:
        return
    of_tests = [package for package in packages if package in TEST_PROGRAMS]
    of_window = [package for package in packages if package not in TEST_PROGRAMS]
    if of_window:
        say(f"Missing packages, needed by the window alone: {' '.join(of_window)}. Going on without them.")
    if of_tests:
        say(f"Missing packages, and the tests that need them will fail: {' '.join(of_tests)}.")
    say(f"On Debian and Ubuntu: sudo apt-get install --no-install-recommends {' '.join(packages)}")


# ── running ───────────────────────────────────────────────────────────────────────────────────────────────


def ran(command: Sequence[str]) -> int:
    """Exit status of a program of the virtual environment, run in the checkout."""
    path = os.pathsep.join([str(BIN), os.environ.get("PATH", "")])
    found = shutil.which(command[0], path=path) or command[0]
    environment = {**os.environ, "PATH": path, "PYTHONUTF8": "1", "VIRTUAL_ENV": str(VENV)}
    # Programs start one another, hundreds of times in the tests: each module is compiled by the first alone.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return subprocess.run([found, *command[1:]], cwd=ROOT, env=environment, check=False).returncode


def demo() -> int:
    """One whole round, from the tool to the combined report; the window opens on it where it can be seen."""
    set_up(missing_for_the_window())
    status = rehearsed()
    if status == 0 and shows_windows(os.environ):
        say("A window opens on this round; close it to end.")
        if ran(["auditdesk", "--demo", str(REHEARSED)]):
            say("The window could not be shown. The round itself is complete.")
    return status


def rehearsed() -> int:
    return ran(["auditdesk", "rehearse", str(ROUND), "--out", str(REHEARSED), "--force"])


def shows_windows(environment: Mapping[str, str]) -> bool:
    """Whether a person sits at a display here: not in CI; on Linux a variable says so."""
    if environment.get("CI"):
        return False
    is_linux = sys.platform.startswith("linux")
    return not is_linux or any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def app() -> int:
    """The window, on the desk that AUDITDESK_HOME names or the person's own."""
    set_up(missing_for_the_window())
    return ran(["auditdesk"])


def app_on_demo() -> int:
    """The window on the rehearsed round, which is made first where there is none yet."""
    set_up(missing_for_the_window())
    status = 0 if (REHEARSED / "log.json").is_file() else rehearsed()
    return status or ran(["auditdesk", "--demo", str(REHEARSED)])


def test() -> int:
    """The whole suite; pytest's closing line is the last one printed."""
    set_up([*missing_for_the_window(), *missing_for_the_tests()])
    wrong = _checked({**CHECKS, "types": TYPES})
    return ran(["pytest", "-n", "2", "--dist", "worksteal", "-q", "--durations", "10"]) or len(wrong)


def quick() -> int:
    """The loop while writing: seconds, not minutes."""
    set_up()
    wrong = _checked({**CHECKS, "types": TYPES_BY_DAEMON})
    tests = sorted(_tests_of(_changed()))
    if not tests:
        say("No test file names what changed.")
        return len(wrong)
    return ran(["pytest", "-q", "-x", *tests]) or len(wrong)


def _checked(checks: dict[str, list[str]]) -> list[str]:
    """Names of the checks that found something; all of them run, so that one run shows everything."""
    wrong = [name for name, command in checks.items() if ran(command)]
    say(f"Not right: {', '.join(wrong)}." if wrong else f"Right: {', '.join(checks)}.")
    return wrong


def _changed() -> list[str]:
    """Files that differ from the last commit, new ones included."""
    commands = (["git", "diff", "--name-only", "HEAD"], ["git", "ls-files", "--others", "--exclude-standard"])
    told = [
        subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False) for command in commands
    ]
    return [line for one in told for line in one.stdout.splitlines()]


def _tests_of(changed: Sequence[str]) -> Iterator[str]:
    """Test files that changed, or that import a module that did."""
    patterns = [
        _mention(Path(name)) for name in changed if name.startswith("auditdesk/") and name.endswith(".py")
    ]
    for path in (ROOT / "tests").rglob("test_*.py"):
        name = path.relative_to(ROOT).as_posix()
        text = path.read_text(encoding="utf-8")
        if name in changed or any(re.search(pattern, text) for pattern in patterns):
            yield name


def _mention(module: Path) -> str:
    room, name = ".".join(module.parts[:-1]), module.stem
    dotted = rf"{re.escape(room)}\.{re.escape(name)}\b"
    return rf"{dotted}|from {re.escape(room)} import [^\n]*\b{re.escape(name)}\b"


VERBS = {"demo": demo, "test": test, "app": app, "app --demo": app_on_demo, "quick": quick}


def main(arguments: Sequence[str]) -> int:
    verb = VERBS.get(" ".join(arguments))
    if verb is None:
        say("usage: python3 bootstrap.py demo|test|app [--demo]|quick")
        return WRONG_USAGE
    try:
        return verb()
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
