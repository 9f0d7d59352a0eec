"""One conformance case: run through the product's own parser and functions, compared as its kind says."""

import json
import math
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast
from zoneinfo import ZoneInfo

from auditdesk.form.closures import Code, Maker
from auditdesk.form.convert import Value, to_number, to_text, to_truth
from auditdesk.form.expr import parse
from auditdesk.form.functions import calls
from auditdesk.form.nodes import Node
from auditdesk.form.paths import Nodes
from auditdesk.form.tokens import ExprError
from auditdesk.form.trees import Expr, Ref
from auditdesk.form.trees import Path as Steps
from auditdesk.form.world import Context, EvaluationError, World
from tests.conformance.xml_tree import Piece, read_xml

HERE = Path(__file__).parent
CASES, EXCEPTIONS = HERE / "xpath-cases.json", HERE / "xpath_exceptions.toml"
LEFT_OUT = ("not offered", "whole-day dates")
"""Classes that do not count against the floor."""
_NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
_MOSTLY = 1e-12
_WORDS = {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf, "-0": -0.0}


class TreeScope:
    """Names mean what XPath says; there are no questions."""

    def value(self, ref: Ref) -> Code:
        raise ExprError("TOOL_REF", "no question", ref.at)

    def nodes(self, ref: Ref) -> Nodes:
        raise ExprError("TOOL_REF", "no question", ref.at)

    def column(self, ref: Ref) -> Nodes:
        return self.nodes(ref)

    def cell(self, path: Steps) -> Nodes | None:
        del path
        return None

    def path(self, path: Steps) -> Code | None:
        del path
        return None

    def within(self, inner: Expr) -> "TreeScope":
        del inner
        return self

    def quoted(self, text: str) -> str:
        return text


@dataclass(frozen=True)
class Outcome:
    case: Mapping[str, Any]
    passed: bool
    got: str


@dataclass
class Suite:
    """A file of cases; documents are read once."""

    meta: Mapping[str, Any]
    texts: Mapping[str, str]
    cases: list[Mapping[str, Any]]
    _trees: dict[str, Piece] = field(default_factory=dict)

    @classmethod
    def of(cls, path: Path) -> "Suite":
        whole = json.loads(path.read_text(encoding="utf-8"))
        return cls(whole["meta"], whole["docs"], whole["cases"])

    def run(self) -> Iterator[Outcome]:
        return map(self.outcome, self.cases)

    def outcome(self, case: Mapping[str, Any]) -> Outcome:
        try:
            value, world = self._evaluated(case)
        except (ExprError, EvaluationError, ArithmeticError, ValueError) as error:
            return Outcome(case, case["kind"] == "throws", f"{type(error).__name__}: {error}")
        return Outcome(case, self._fits(case, value, world.zone), _shown(value))

    def tree(self, case: Mapping[str, Any]) -> Piece:
        if case["doc"] not in self._trees:
            self._trees[case["doc"]] = read_xml(self.texts[case["doc"]])
        return self._trees[case["doc"]]

    def _evaluated(self, case: Mapping[str, Any]) -> tuple[Value, World]:
        zone = ZoneInfo(self.meta["sources"][case["id"].rpartition("-")[0]]["tz"])
        node = self._at(case, case["context"])
        start = self._at(case, case["root"]) if "root" in case else None
        tree = self.tree(case)
        world = World(
            zone,
            datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=case["now"])
            if "now" in case
            else _NOON,
            language=case.get("lang", "en"),
            spaces=case.get("ns", {}),
            new_id=lambda: "abcdefgh",
            table=lambda name: _instance(tree, name),
            itext=lambda name: _translated(tree, name, case.get("lang")),
            once=node.text(),
        )
        run = Maker(TreeScope(), calls).code(parse(case["expr"])).run
        return run(Context(node, world, node, start)), world

    def _at(self, case: Mapping[str, Any], address: str) -> Piece:
        world = World(ZoneInfo("UTC"), _NOON)
        found = Maker(TreeScope(), calls).nodes(parse(address))(Context(self.tree(case), world))
        return cast("Piece", found[0])

    def _fits(self, case: Mapping[str, Any], value: Value, zone: ZoneInfo) -> bool:
        expected: Any = case["expected"]
        match case["kind"]:
            case "boolean":
                holds = to_truth(value) is expected
            case "number":
                holds = _near(to_number(value, zone), _number(expected), case.get("tolerance", 0))
            case "number-rounded":
                rounded = math.floor(to_number(value, zone) * case["factor"] + 0.5) / case["factor"]
                holds = _near(rounded, _number(expected), 0)
            case "string":
                holds = to_text(value) == str(expected)
            case "string-matches":
                flags = re.IGNORECASE if "i" in case.get("flags", "") else 0
                holds = re.search(expected, to_text(value), flags) is not None
            case "string-length":
                holds = len(to_text(value)) == int(expected)
            case "nodeset" | "nodeset-unordered":
                holds = isinstance(value, list) and self._same_nodes(case, value)
            case _:
                holds = False
        return holds

    def _same_nodes(self, case: Mapping[str, Any], value: list[Any]) -> bool:
        wanted = [id(self._at(case, address)) for address in case["expected"]]
        got = [id(node) for node in value]
        return wanted == got if case["kind"] == "nodeset" else sorted(wanted) == sorted(got)


def _number(expected: object) -> float:
    return _WORDS[expected] if isinstance(expected, str) else float(str(expected))


def _near(got: float, wanted: float, tolerance: float) -> bool:
    if math.isnan(wanted) or math.isinf(wanted):
        return got == wanted or (math.isnan(got) and math.isnan(wanted))
    return abs(got - wanted) <= max(tolerance, _MOSTLY * abs(wanted))


def _shown(value: Value) -> str:
    return f"{len(value)} nodes" if isinstance(value, list) else repr(to_text(value))


def _every(tree: Piece) -> Iterator[Piece]:
    yield tree
    for inner in tree.inner:
        yield from _every(inner)


def _mark(piece: Piece, name: str) -> str | None:
    return next((mark.words for mark in piece.marks if mark.name == name), None)


def _instance(tree: Piece, name: str) -> Piece | None:
    return next((p for p in _every(tree) if p.name == "instance" and _mark(p, "id") == name), None)


def _translated(tree: Piece, name: str, language: str | None) -> list[Node]:
    pages = [p for p in _every(tree) if p.name == "translation"]
    pages.sort(key=lambda p: (_mark(p, "lang") != language, _mark(p, "default") is None))
    texts = [p for page in pages[:1] for p in _every(page) if p.name == "text" and _mark(p, "id") == name]
    plain = [p for text in texts for p in text.inner if p.name == "value" and _mark(p, "form") is None]
    return list[Node](plain[:1])


def exceptions() -> dict[str, str]:
    """The class of every case that may differ."""
    found = tomllib.loads(EXCEPTIONS.read_text(encoding="utf-8"))
    return {case: entry["name"] for entry in found["class"] for case in entry["ids"]}


def share_held(outcomes: Sequence[Outcome], excepted: Mapping[str, str]) -> float:
    """Of the cases outside the two classes of choice, the share that comes out as its source says."""
    offered = [one for one in outcomes if excepted.get(one.case["id"]) not in LEFT_OUT]
    return sum(one.passed for one in offered) / len(offered)
