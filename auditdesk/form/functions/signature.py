"""How a function of the form language is declared and a call of one compiled. May not know any function."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypeAlias

from auditdesk.form.closures import Code, Maker, Run
from auditdesk.form.convert import Value
from auditdesk.form.tokens import ExprError
from auditdesk.form.trees import Call, Expr

_MANY = 1_000
_PARAMETER = re.compile(r"(text|number|truth|date|nodes|any)([?*+]?)")


@dataclass(frozen=True, slots=True)
class Function:
    """Takes values already converted; `sees`: the context stands before them."""

    kinds: tuple[str, ...]
    least: int
    most: int
    gives: str
    run: Callable[..., Value]
    sees: bool


@dataclass(frozen=True, slots=True)
class Form:
    """Compiles its own call: only the needed branch is evaluated, or an argument is not a value."""

    least: int
    most: int
    make: Callable[[Maker, Call], Code]


Declared: TypeAlias = Function | Form


def function(takes: str, gives: str, run: Callable[..., Value], *, sees: bool = False) -> Function:
    """`takes` lists kinds of arguments; `?` may be left out, `*` any number of times, `+` at least once."""
    found = [(m[1], m[2]) for m in map(_PARAMETER.fullmatch, takes.split()) if m is not None]
    least = sum(mark in {"", "+"} for _, mark in found)
    many = any(mark in {"*", "+"} for _, mark in found)
    return Function(tuple(kind for kind, _ in found), least, _MANY if many else len(found), gives, run, sees)


def compile_call(known: Mapping[str, Declared], maker: Maker, call: Call) -> Code:
    """The closure of a call, its arguments counted and converted.

    Raises:
        ExprError: TOOL_FUNCTION for a name not known, TOOL_ARGS for a wrong number or kind of arguments.
    """
    declared = known.get(call.name)
    if declared is None:
        raise ExprError("TOOL_FUNCTION", f"no function '{call.name}' here.{near(call.name, known)}", call.at)
    _count(call, declared)
    if isinstance(declared, Form):
        return declared.make(maker, call)
    kinds = declared.kinds + (declared.kinds[-1:] or ("any",)) * len(call.args)
    runs = tuple(_argument(maker, kind, tree) for kind, tree in zip(kinds, call.args, strict=False))
    return Code(_called(declared.run, runs, sees=declared.sees), declared.gives)


def near(name: str, known: Mapping[str, object]) -> str:
    """A question after a name that is not known: the nearest one that is."""
    found = get_close_matches(name, list(known), 1)
    return f" Did you mean '{found[0]}'?" if found else ""


def _count(call: Call, declared: Declared) -> None:
    given, least, most = len(call.args), declared.least, declared.most
    if least <= given <= most:
        return
    wanted = f"{least}" if least == most else f"at least {least}" if most == _MANY else f"{least} to {most}"
    values = "value" if wanted == "1" else "values"
    raise ExprError("TOOL_ARGS", f"{call.name} takes {wanted} {values}, given {given}", call.at)


def _argument(maker: Maker, kind: str, tree: Expr) -> Run:
    match kind:
        case "text":
            return maker.text(tree)
        case "number":
            return maker.number(tree)
        case "truth":
            return maker.truth(tree)
        case "nodes":
            return maker.nodes(tree)
        case _:
            return maker.code(tree).run


def _called(run: Callable[..., Value], args: tuple[Run, ...], *, sees: bool) -> Run:
    if sees:
        return _seeing(run, args)
    match args:
        case ():
            return lambda _: run()
        case (one,):
            return lambda c: run(one(c))
        case (one, two):
            return lambda c: run(one(c), two(c))
        case _:
            return lambda c: run(*[arg(c) for arg in args])


def _seeing(run: Callable[..., Value], args: tuple[Run, ...]) -> Run:
    match args:
        case ():
            return run
        case (one,):
            return lambda c: run(c, one(c))
        case (one, two):
            return lambda c: run(c, one(c), two(c))
        case _:
            return lambda c: run(c, *[arg(c) for arg in args])
