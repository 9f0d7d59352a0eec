"""What no line of the program may do: the static guards, each with a planted mistake that must be found."""

import ast

import pytest

from tests.house.tree import Module, called, calls, found_by, imported, last_name, modules, walk

NO_HOME = {
    "sqlite3",
    "pickle",
    "marshal",
    "shelve",
    "socket",
    "ssl",
    "http",
    "urllib",
    "ftplib",
    "smtplib",
    "asyncio",
    "xmlrpc",
    "telnetlib",
    "requests",
    "tkinter",
    "unittest",
    "PySide6.QtSql",
    "PySide6.QtNetwork",
    "webbrowser",
}
WITHIN_NO_HOME = ("PySide6.QtSql.", "PySide6.QtNetwork.")
LOCAL_SOCKETS = {  # a second start reaches the first by them; nothing else is taken from there
    ("ui/one.py", "PySide6.QtNetwork"),
    ("ui/one.py", "PySide6.QtNetwork.QLocalServer"),
    ("ui/one.py", "PySide6.QtNetwork.QLocalSocket"),
}
NEVER_CALLED = {
    "eval",
    "exec",
    "__import__",
    "importlib.import_module",
    "import_module",
    "os.system",
    "os.popen",
    "yaml.load",
    "yaml.load_all",
    "yaml.unsafe_load",
    "yaml.full_load",
}
NEVER_NAMED = {"extractall", "decrypt_io"}
WRITES = {"write_text", "write_bytes", "touch", "copyfile", "copy2", "copytree", "mkstemp"}
LOADS_BY_NAME = {"form/__init__.py"}  # its own modules, when they are first named
WRITERS = {
    "files.py",  # the one way a file comes into being
    "desk/sqlite.py",  # a probe for a full disk, gone at once
    "crash.py",  # a crash file leans on nothing that may have crashed
}
MAKER_OF_PARAGRAPHS = "report/pdf/text.py"
EXACT_ROOMS = ("audit/", "merge/", "report/figures", "report/counts")
INEXACT = {"math", "statistics", "cmath"}


def homeless_imports(module: Module) -> list[str]:
    return [
        f"{module.name}:{line} import {name}"
        for name, line in imported(module)
        if (name in NO_HOME or name.startswith(WITHIN_NO_HOME) or name.partition(".")[0] in NO_HOME)
        and (module.name, name) not in LOCAL_SOCKETS
    ]


def forbidden_calls(module: Module) -> list[str]:
    never = NEVER_CALLED - {"import_module"} if module.name in LOADS_BY_NAME else NEVER_CALLED
    hits = [call for call in calls(module) if called(call) in never or _shell(call)]
    named = [node for node in walk(module) if isinstance(node, ast.Attribute) and node.attr in NEVER_NAMED]
    return [f"{module.name}:{node.lineno} {ast.unparse(node)}" for node in [*hits, *named]]


def _shell(call: ast.Call) -> bool:
    return any(
        word.arg == "shell" and not (isinstance(word.value, ast.Constant) and word.value.value is False)
        for word in call.keywords
    )


def writes(module: Module) -> list[str]:
    """Files opened for writing, or made, past `files.py`."""
    if module.name in WRITERS:
        return []
    return [
        f"{module.name}:{call.lineno} {ast.unparse(call)}"
        for call in calls(module)
        if (isinstance(call.func, ast.Attribute) and call.func.attr in WRITES) or _opens_for_writing(call)
    ]


def _opens_for_writing(call: ast.Call) -> bool:
    if called(call) == "os.open":
        return True
    if last_name(call) != "open":
        return False
    modes = [*call.args[:2], *(word.value for word in call.keywords if word.arg == "mode")]
    given = [mode.value for mode in modes if isinstance(mode, ast.Constant) and isinstance(mode.value, str)]
    return any(set(mode) <= set("rwaxbt+") and set(mode) & set("wax+") for mode in given)


def paragraphs(module: Module) -> list[str]:
    """Paragraphs of the library, which reads markup; the document's own are values and do not."""
    names = {name for name, _ in imported(module) if name.startswith("reportlab")}
    if module.name == MAKER_OF_PARAGRAPHS or not names:
        return []
    is_theirs = any(name.endswith(".Paragraph") for name in names)
    return [
        f"{module.name}:{call.lineno}"
        for call in calls(module)
        if (is_theirs and called(call) == "Paragraph") or called(call).endswith(".Paragraph")
    ]


def wordy_notes(module: Module) -> list[str]:
    """Log lines given a text: whatever is made of words could be somebody's."""
    notes = [call for call in calls(module) if called(call) in {"log.note", "note"}]
    return [
        f"{module.name}:{call.lineno} {ast.unparse(value)}"
        for call in notes
        for value in [*call.args, *(word.value for word in call.keywords)]
        if isinstance(value, ast.JoinedStr | ast.BinOp) or _is_text(value)
    ]


def _is_text(value: ast.expr) -> bool:
    is_literal = isinstance(value, ast.Constant) and isinstance(value.value, str)
    return is_literal or (
        isinstance(value, ast.Call) and last_name(value) in {"str", "repr", "format", "join"}
    )


def floats(module: Module) -> list[str]:
    if not module.name.startswith(EXACT_ROOMS):
        return []
    return [
        f"{module.name}:{node.lineno} {ast.unparse(node)}"
        for node in walk(module)
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Name) and node.id == "float")
    ] + [f"{module.name}:{line} {name}" for name, line in imported(module) if name in INEXACT]


def broad_excepts(module: Module) -> list[str]:
    """`except Exception` stands at the doors alone; what cleans up and raises again catches nothing."""
    if module.name == "cli/main.py":
        return []
    return [
        f"{module.name}:{node.lineno}"
        for node in walk(module)
        if isinstance(node, ast.ExceptHandler)
        and not (isinstance(node.body[-1], ast.Raise) and node.body[-1].exc is None)
        and (
            node.type is None
            or (isinstance(node.type, ast.Name) and node.type.id in {"Exception", "BaseException"})
        )
    ]


def callers(name: str, found_in: tuple[Module, ...]) -> list[str]:
    return [f"{module.name}" for module in found_in for call in calls(module) if last_name(call) == name]


DETECTORS = {
    homeless_imports: ("desk/a.py", "def f():\n    from http import client\n"),
    forbidden_calls: ("desk/a.py", "import subprocess\nsubprocess.run('ls', shell=True)\n"),
    writes: ("work/a.py", "open('x', 'w')\n"),
    paragraphs: ("report/pdf/flow.py", "import reportlab.platypus as p\np.Paragraph('<b>')\n"),
    wordy_notes: ("work/a.py", "from auditdesk import log\nlog.note(L, V.MERGE, file=f'{name}')\n"),
    floats: ("audit/a.py", "HALF = 0.5\n"),
    broad_excepts: ("work/a.py", "try:\n    f()\nexcept Exception:\n    pass\n"),
}


@pytest.mark.parametrize("detector", DETECTORS, ids=lambda detector: detector.__name__)
def test_no_module_does_what_none_may(detector):
    assert found_by(detector) == ""


@pytest.mark.parametrize("detector", DETECTORS, ids=lambda detector: detector.__name__)
def test_a_planted_mistake_is_found(detector):
    name, text = DETECTORS[detector]

    assert detector(Module(name, text)) != []


@pytest.mark.parametrize("module", ["ui/one.py", "ui/window.py"])
def test_a_socket_that_reaches_the_network_is_found(module):
    planted = Module(module, "from PySide6.QtNetwork import QTcpSocket\n")

    assert homeless_imports(planted) != []


@pytest.mark.parametrize(
    "line",
    [
        "eval('1')",
        "exec('1')",
        "yaml.load(text)",
        "tar.extractall(to)",
        "pyrage.decrypt_io(a, b)",
        "__import__('pickle')",
        "importlib.import_module(name)",
        "os.system('ls')",
    ],
)
def test_each_forbidden_call_is_found(line):
    assert forbidden_calls(Module("desk/a.py", line)) != []


@pytest.mark.parametrize(
    "line", ["path.write_text('x')", "open(p, mode='ab')", "path.open('x')", "os.open(p, flags)", "p.touch()"]
)
def test_each_way_to_write_past_files_is_found(line):
    assert writes(Module("desk/a.py", line)) != []


@pytest.mark.parametrize("line", ["open(p)", "path.open('rb')", "open(p, 'r')", "path.read_bytes()"])
def test_reading_is_not_writing(line):
    assert writes(Module("desk/a.py", line)) == []


def test_one_place_can_write_to_the_store():
    assert callers("atomic", modules()) == ["desk/desk.py"]


def test_one_place_makes_an_opened_bundle():
    assert callers("OpenedBundle", modules()) == ["exchange/bundle.py"]


def test_a_second_maker_is_found():
    planted = Module(
        "work/a.py", "def f(db):\n    with db.atomic():\n        return bundle.OpenedBundle(1)\n"
    )

    assert callers("atomic", (*modules(), planted)).count("work/a.py") == 1
    assert callers("OpenedBundle", (*modules(), planted)).count("work/a.py") == 1
