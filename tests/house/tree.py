"""The source tree as facts that house tests ask about: modules, their syntax trees, the names they give."""

import ast
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "auditdesk"


@dataclass(frozen=True)
class Module:
    """One file: `name` is its path inside the package, with slashes."""

    name: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.name)

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        return tuple(ast.walk(self.tree))

    @property
    def room(self) -> str:
        """The first folder, or "" on the ground."""
        return self.name.partition("/")[0] if "/" in self.name else ""


@cache
def modules() -> tuple[Module, ...]:
    paths = sorted(PACKAGE.rglob("*.py"))
    return tuple(
        Module(path.relative_to(PACKAGE).as_posix(), path.read_text(encoding="utf-8")) for path in paths
    )


def walk(module: Module) -> Iterator[ast.AST]:
    return iter(module.nodes)


def calls(module: Module) -> Iterator[ast.Call]:
    for node in walk(module):
        if isinstance(node, ast.Call):
            yield node


def called(call: ast.Call) -> str:
    """`open`, `yaml.load`, `.extractall`: what is called, as far as it is written down."""
    match call.func:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=ast.Name(id=owner), attr=name):
            return f"{owner}.{name}"
        case ast.Attribute(attr=name):
            return f".{name}"
        case _:
            return ""


def last_name(call: ast.Call) -> str:
    return called(call).rpartition(".")[2]


def imported(module: Module) -> Iterator[tuple[str, int]]:
    """Every module named by an import statement, wherever it stands."""
    for node in walk(module):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, node.lineno
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def given_names(module: Module) -> Iterator[tuple[str, int]]:
    """Names the module gives to classes, functions, attributes and constants; not to arguments and locals."""
    for node in walk(module):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, node.lineno
    for node in _places(module):
        for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
            yield from ((name.id, node.lineno) for name in ast.walk(target) if isinstance(name, ast.Name))
    for node in walk(module):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr, node.lineno


def _places(module: Module) -> Iterator[ast.Assign | ast.AnnAssign]:
    """Assignments that give a name to the module or to a class."""
    owners: list[ast.Module | ast.ClassDef] = [module.tree]
    owners += [node for node in walk(module) if isinstance(node, ast.ClassDef)]
    for owner in owners:
        for node in owner.body:
            if isinstance(node, ast.Assign | ast.AnnAssign):
                yield node


def words_of(name: str) -> list[str]:
    """`open_HTMLPage2` → open, html, page2."""
    parts = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name)
    parts = re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1_\2", parts)
    return [part for part in parts.lower().split("_") if part]


def found_by(detector: Callable[[Module], Sequence[str]]) -> str:
    """All that a detector finds in the product, a line each: an empty text where there is nothing."""
    return "\n".join(hit for module in modules() for hit in detector(module))
