"""Rules as other programs read them (form law 5). May not know columns.

Inside `[ ]` we let `${x}` mean the row in which the rule stands, and a bare name a question of the candidate
row. Programs built on pyxform turn the first into a path from the candidate and know a question in a group by
its path only; there `current()/../x` and `group/x` say the same.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from auditdesk.form.expr import parse
from auditdesk.form.tokens import ExprError
from auditdesk.form.trees import Expr, Filter, Path, Ref, Step, inside

_WORD = re.compile(r"[\w.:·-]")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a question stands: its groups and repeats, outermost first, and those of them that repeat."""

    groups: tuple[str, ...]
    repeats: tuple[str, ...]
    is_repeat: bool = False

    def is_beside(self, other: "Standing") -> bool:
        """Whether another question lies in the same row of a repeat, or in one around it."""
        around = other.repeats
        return bool(around) and not other.is_repeat and self.repeats[: len(around)] == around


def standings(rows: Iterable[tuple[str, str]]) -> dict[str, Standing]:
    """By name, from pairs of type and name in the order of a sheet."""
    found: dict[str, Standing] = {}
    opened: list[tuple[str, str]] = []
    for kind, name in rows:
        first, _, rest = kind.partition(" ")
        if kind.startswith("end "):
            del opened[-1:]
            continue
        groups = tuple(around for around, _ in opened)
        repeats = tuple(around for around, what in opened if what == "repeat")
        found[name] = Standing(groups, repeats, kind == "begin repeat")
        if first == "begin":
            opened.append((name, rest))
    return found


def for_others(text: str, own: str, where: Mapping[str, Standing]) -> str:
    """A rule of the question `own` with the same meaning for other programs. What cannot be read stays."""
    try:
        tree = parse(text)
    except ExprError:
        return text
    swaps = {start: (end, said) for start, end, said in _swaps(text, tree, own, where)}
    for start in sorted(swaps, reverse=True):
        end, said = swaps[start]
        before = " " if start and _WORD.match(text[start - 1]) else ""
        after = " " if _WORD.match(text[end : end + 1]) else ""
        text = text[:start] + before + said + after + text[end:]
    return text


def _swaps(text: str, tree: Expr, own: str, where: Mapping[str, Standing]) -> Iterator[tuple[int, int, str]]:
    """What has to be said otherwise: where it starts and ends in the text, and the other words."""
    here = where.get(own, Standing((), ()))
    for repeat, bracket in _brackets(tree, where):
        for part in inside(bracket):
            match part:
                case Ref(name, at) if name in where and here.is_beside(where[name]):
                    yield at - 1, text.index("}", at) + 1, _from_here(here, where[name], name)
                case Path(None, (Step("child", name, _, at),), rooted=False) if name in where:
                    inner = _groups_inside(where[name], repeat)
                    if inner and text.startswith(name, at - 1):
                        yield at - 1, at - 1 + len(name), "/".join((*inner, name))
                case _:
                    pass


def _brackets(tree: Expr, where: Mapping[str, Standing]) -> Iterator[tuple[str, Expr]]:
    """What stands in brackets anywhere in a rule, each with the repeat whose rows it chooses from, or ""."""
    for part in inside(tree):
        match part:
            case Filter(inner, brackets):
                name = inner.name if isinstance(inner, Ref) else ""
                repeat = name if name in where and where[name].is_repeat else ""
                yield from ((repeat, bracket) for bracket in brackets)
            case Path(steps=steps):
                yield from (("", bracket) for step in steps for bracket in step.where)
            case _:
                pass


def _from_here(here: Standing, asked: Standing, name: str) -> str:
    shared = 0
    for ours, theirs in zip(here.groups, asked.groups, strict=False):
        if ours != theirs:
            break
        shared += 1
    up = [".."] * (len(here.groups) - shared + 1)
    return "/".join(("current()", *up, *asked.groups[shared:], name))


def _groups_inside(asked: Standing, repeat: str) -> tuple[str, ...]:
    """The groups between a repeat and a question of its rows."""
    if not repeat or asked.repeats[-1:] != (repeat,):
        return ()
    return asked.groups[asked.groups.index(repeat) + 1 :]
