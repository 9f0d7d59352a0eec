"""Which question waits for which: the order of settling, cycles as a path (form law 12).

May not know what a rule says.
"""

from collections.abc import Iterator, Mapping
from heapq import heappop, heappush

from auditdesk.form.advice import Finding
from auditdesk.form.template import CHECKED, SETTLED, Template

_IN_ORDER = (*SETTLED, "choice_filter", "default")


def waits_for(template: Template) -> dict[str, str]:
    """The names that have to be settled before a template, each with the column that says so.

    A default may read its own column (`max(${n}) + 1`): it is taken once, so nothing turns in a circle.
    """
    found: dict[str, str] = {}
    if isinstance(template.up, Template) and template.up.question is not None:
        found[template.up.name] = "inside"
    for column in _IN_ORDER:
        rule = template.formulas.get(column)
        for read in sorted(rule.reads, key=lambda read: read.name) if rule else ():
            if read.name != template.name or column != "default":
                found.setdefault(read.name, column)
    return found


def ordered(templates: Mapping[str, Template]) -> Iterator[Finding]:
    """Give every template its rank: after all it waits for, else in document order. The rest turns round."""
    waiting = {name: waits_for(template) for name, template in templates.items()}
    readers: dict[str, list[str]] = {name: [] for name in templates}
    left = {name: len(before) for name, before in waiting.items()}
    for name, before in waiting.items():
        for read in before:
            readers[read].append(name)
    ready = [(template.index, name) for name, template in templates.items() if not left[name]]
    rank = 0
    while ready:
        _, name = heappop(ready)
        rank += 1
        templates[name].rank = rank
        for reader in readers[name]:
            left[reader] -= 1
            if not left[reader]:
                heappush(ready, (templates[reader].index, reader))
    stuck = {name for name, count in left.items() if count}
    return _cycles(waiting, stuck)


def _cycles(waiting: Mapping[str, Mapping[str, str]], stuck: set[str]) -> Iterator[Finding]:
    """One path for each cycle; what only waits behind a cycle is not named."""
    left = dict.fromkeys(name for name in waiting if name in stuck)
    while left:
        name = next(iter(left))
        seen: dict[str, int] = {}
        while name not in seen:
            seen[name] = len(seen)
            name = next(read for read in waiting[name] if read in stuck)
        path = list(seen)[seen[name] :]
        if all(step in left for step in path):
            yield _cycle(path, waiting)
        for step in seen:
            left.pop(step, None)


def _cycle(path: list[str], waiting: Mapping[str, Mapping[str, str]]) -> Finding:
    steps = []
    for place, name in enumerate(path):
        read = path[(place + 1) % len(path)]
        column = waiting[name][read]
        steps.append(f"{name} lies in {read}" if column == "inside" else f"{name} reads {read} ({column})")
    first = path[0]
    return Finding("TOOL_CYCLE", ", ".join(steps) + ".", first, "", "error", 0)


def link(templates: Mapping[str, Template]) -> None:
    """Tell every question who reads it: those it settles, and those whose checks it concerns."""
    for template in templates.values():
        for columns, kind in ((SETTLED, "readers"), (CHECKED, "checkers")):
            reads = {
                read for column in columns if (rule := template.formulas.get(column)) for read in rule.reads
            }
            for read in reads:
                readers = getattr(templates[read.name], kind)
                (readers.wide if read.wide else readers.near).append(template)


def resting_on_local(order: tuple[Template, ...]) -> frozenset[str]:
    """Calculated questions that read a local one, directly or through other calculations.

    A calculation that is itself local never leaves the machine: it counts as local, not as resting on it.
    """
    resting: set[str] = set()
    local: set[str] = set()
    for template in order:
        if template.question is not None and template.question.local:
            local.add(template.name)
        elif (rule := template.formulas.get("calculation")) is not None:
            reads = {read.name for read in rule.reads}
            if reads & (local | resting):
                resting.add(template.name)
    return frozenset(resting)


def asked_at_home(order: tuple[Template, ...], resting: frozenset[str]) -> frozenset[str]:
    """Questions that are asked only where an answer says so that stays on the machine, and all inside them.

    A value `resting` on a local answer travels, so what is asked by it can be known anywhere.
    """
    unknown: set[str] = set()
    home: set[str] = set()
    for template in order:
        around = template.up.name if isinstance(template.up, Template) else ""
        if around in home or _read_by(template, ("relevant",)) & unknown:
            home.add(template.name)
        is_local = template.question is not None and template.question.local
        is_worked_out = "calculation" in template.formulas and template.name not in resting
        if is_local or (is_worked_out and template.name in home):
            unknown.add(template.name)
    return frozenset(home)


def judged_at_home(order: tuple[Template, ...], resting: frozenset[str]) -> frozenset[str]:
    """Questions whose constraint or choice filter rests on an answer that stays on the machine.

    Elsewhere such a rule could come out otherwise (formats.md 13). A value `resting` on a local answer
    travels and is known; one that is asked only where a local answer says so is not.
    """
    unsure: set[str] = set()
    for template in order:
        question = template.question
        reads = _read_by(template, ("relevant", "repeat_count"))
        if template.name not in resting:
            reads |= _read_by(template, ("calculation",))
        around = template.up.name if isinstance(template.up, Template) else ""
        if question is not None and (question.local or around in unsure or reads & unsure):
            unsure.add(template.name)
    return frozenset(one.name for one in order if _read_by(one, ("constraint", "choice_filter")) & unsure)


def _read_by(template: Template, columns: tuple[str, ...]) -> set[str]:
    rules = (template.formulas.get(column) for column in columns)
    return {read.name for rule in rules if rule for read in rule.reads}
