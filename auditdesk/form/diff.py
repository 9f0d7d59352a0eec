"""What a newer version of a tool changes, one change at a time (forms.md 6). May not know answers."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping

from auditdesk.form.changes import MARKS, MESSAGES, RULES, WEIGHTY_COLUMNS, Kind, Step, ToolChange
from auditdesk.form.matching import homes, same_questions
from auditdesk.form.tool import Tool
from auditdesk.form.values import Choice, Question

_ELSEWHERE = frozenset({"type", "name", "audit::was", "audit::relevant"})
"""Columns that are compared otherwise."""


def changes(former: Tool, tool: Tool) -> tuple[ToolChange, ...]:
    """Every change, in the newer tool's order; what is gone stands where it stood, lists come last.

    Comment boxes, which the compiler adds, change with their questions and are not told of by themselves.
    """
    return _Comparison(former, tool).all()


class _Comparison:
    """Two versions beside each other."""

    def __init__(self, former: Tool, tool: Tool) -> None:
        self._former, self._tool = former, tool
        self._names = same_questions(former, tool)
        self._before = {newer: former.question(name) for name, newer in self._names.items()}
        self._homes = homes(former, tool)
        self._order_kept = _in_order(former, tool, self._names)

    def all(self) -> tuple[ToolChange, ...]:
        found: list[ToolChange] = []
        gone = self._gone()
        found += gone.pop("", [])
        for question in self._tool.questions:
            if not _is_added_row(question):
                before = self._before.get(question.name)
                found += (
                    [self._told(Kind.ADDED, Step.MINOR, question)]
                    if before is None
                    else self._both(before, question)
                )
                found += gone.pop(before.name if before else "", [])
        return (*self._whole(), *found, *(one for left in gone.values() for one in left), *self._lists())

    def _gone(self) -> dict[str, list[ToolChange]]:
        """What was removed, by the name of the last former row above it that is still there."""
        above, found = "", dict[str, list[ToolChange]]()
        for question in self._former.questions:
            if _is_added_row(question):
                continue
            if question.name in self._names:
                above = question.name
                continue
            section = _section(self._former, question)
            change = ToolChange(
                Kind.REMOVED, Step.MAJOR, section, question.name, _label(self._former, question)
            )
            found.setdefault(above, []).append(change)
        return found

    def _told(self, kind: Kind, step: Step, question: Question, *of: str) -> ToolChange:
        return ToolChange(
            kind, step, _section(self._tool, question), question.name, _label(self._tool, question), *of
        )

    def _both(self, before: Question, now: Question) -> Iterator[ToolChange]:
        if before.name != now.name:
            yield self._told(Kind.RENAMED, Step.MINOR, now, "id", before.name, now.name)
        yield from self._moved(before, now)
        yield from self._retyped(before, now)
        for word, texts, newer in (
            ("label", before.label, now.label),
            ("hint", before.hint, now.hint),
            ("guidance", before.guidance, now.guidance),
        ):
            yield from self._reworded(now, word, texts, newer)
        for column in sorted((before.columns.keys() | now.columns.keys()) - _ELSEWHERE, key=_weight):
            old, new = _column(before, column), _column(now, column)
            if old != new:
                yield self._ruled(now, column, old, new)

    def _moved(self, before: Question, now: Question) -> Iterator[ToolChange]:
        groups = tuple(self._names.get(group) for group in before.groups)
        if groups != now.groups:
            follows = before.name in self._homes or now.type == "group"
            step = Step.MINOR if follows else Step.MAJOR
            way = (_path(self._former, before), _path(self._tool, now))
            yield self._told(Kind.MOVED, step, now, "section", *way)
        elif before.name not in self._order_kept:
            way = (_after(self._former, before), _after(self._tool, now))
            yield self._told(Kind.MOVED, Step.PATCH, now, "place", *way)

    def _retyped(self, before: Question, now: Question) -> Iterator[ToolChange]:
        if before.type != now.type:
            types = (before.columns["type"], now.columns["type"])
            yield self._told(Kind.RETYPED, Step.MAJOR, now, "type", *types)
        elif before.list_name != now.list_name:
            yield from self._recoded(before.choices, now.choices, now)

    def _recoded(
        self, before: tuple[Choice, ...], now: tuple[Choice, ...], at: Question
    ) -> Iterator[ToolChange]:
        for kind, step, what, *texts in _choices(before, now, self._tool.default_language):
            yield self._told(kind, step, at, what, *texts)

    def _reworded(
        self, now: Question, word: str, old: Mapping[str, str], new: Mapping[str, str]
    ) -> Iterator[ToolChange]:
        for what, before, after in _texts(word, old, new, self._tool.default_language):
            yield self._told(Kind.REWORDED, Step.PATCH, now, what, before, after)

    def _ruled(self, now: Question, column: str, old: str, new: str) -> ToolChange:
        if column in RULES:
            word, step = RULES[column]
            kind = Kind.CHANGED_RULE if old and new else Kind.ADDED_RULE if new else Kind.DROPPED_RULE
            return self._told(kind, step, now, word, old, new)
        if (message := column.partition("::")[0]) in MESSAGES:
            return self._told(Kind.REWORDED, Step.PATCH, now, MESSAGES[message], old, new)
        word, step = MARKS.get(column, (column, Step.PATCH))
        return self._told(Kind.MARKED, step, now, word, old, new)

    def _whole(self) -> Iterator[ToolChange]:
        """Title and theme: what belongs to no question."""
        former, tool = self._former, self._tool
        for what, before, after in _texts("title", former.title, tool.title, tool.default_language):
            yield ToolChange(Kind.REWORDED, Step.PATCH, "", "", "", what, before, after)
        if former.theme != tool.theme:
            yield ToolChange(Kind.MARKED, Step.MAJOR, "", "", "", "theme", former.theme, tool.theme)
        if former.languages != tool.languages:
            languages = (" ".join(former.languages), " ".join(tool.languages))
            yield ToolChange(Kind.MARKED, Step.PATCH, "", "", "", "languages", *languages)

    def _lists(self) -> Iterator[ToolChange]:
        """Lists that both have, each once however many questions use it."""
        for name, choices in self._tool.lists.items():
            if name not in self._former.lists:
                continue
            users = sum(question.list_name == name for question in self._tool.questions)
            label = f"the choices of {users} question{'s' * (users != 1)}"
            for found in _choices(self._former.lists[name], choices, self._tool.default_language):
                kind, step, what, before, after = found
                yield ToolChange(kind, step, "Lists of choices", name, label, what, before, after)


def _choices(
    before: tuple[Choice, ...], now: tuple[Choice, ...], language: str
) -> Iterator[tuple[Kind, Step, str, str, str]]:
    """Codes that are gone or new, wordings, ranks, order."""
    old, new = ({choice.name: choice for choice in choices} for choices in (before, now))
    for name in old.keys() - new.keys():
        yield Kind.RECODED, Step.MAJOR, f"choice {name}", _said(old[name], language), ""
    for name, choice in new.items():
        if name not in old:
            yield Kind.RECODED, Step.MINOR, f"choice {name}", "", _said(choice, language)
            continue
        for what, before_text, after in _texts(f"choice {name}", old[name].label, choice.label, language):
            yield Kind.REWORDED, Step.PATCH, what, before_text, after
        for column in sorted(old[name].columns.keys() | choice.columns.keys()):
            was, now_is = old[name].columns.get(column, ""), choice.columns.get(column, "")
            if was != now_is:
                step = Step.MAJOR if column in WEIGHTY_COLUMNS else Step.MINOR
                yield Kind.RECODED, step, f"choice {name}, {column}", was, now_is
    kept = [[name for name in codes if name in old and name in new] for codes in (old, new)]
    if kept[0] != kept[1]:
        yield Kind.MOVED, Step.PATCH, "order of the choices", " ".join(old), " ".join(new)


def _said(choice: Choice, language: str) -> str:
    return choice.label.get(language) or choice.name


def _texts(
    word: str, old: Mapping[str, str], new: Mapping[str, str], default: str
) -> Iterator[tuple[str, str, str]]:
    for language in sorted(old.keys() | new.keys(), key=lambda one: (one != default, one)):
        before, after = old.get(language, ""), new.get(language, "")
        if before != after:
            yield word if language == default else f"{word} ({language})", before, after


def _column(question: Question, column: str) -> str:
    """What the author wrote: the condition by agency is told by `audit::agencies` alone."""
    if column == "relevant" and "audit::agencies" in question.columns:
        return question.columns.get("audit::relevant", "")
    return question.columns.get(column, "")


def _weight(column: str) -> tuple[bool, int, str]:
    known = list(RULES)
    return column not in RULES, known.index(column) if column in RULES else 0, column


def _is_added_row(question: Question) -> bool:
    return question.columns.get("audit::added") == "yes"


def _label(tool: Tool, question: Question) -> str:
    return question.label.get(tool.default_language) or question.name


def _section(tool: Tool, question: Question) -> str:
    return (
        _label(tool, tool.question(question.groups[0] if question.groups else question.name))
        if (question.groups or question.type in {"group", "repeat"})
        else ""
    )


def _path(tool: Tool, question: Question) -> str:
    return (
        " / ".join(_label(tool, tool.question(group)) for group in question.groups) or "outside all sections"
    )


def _after(tool: Tool, question: Question) -> str:
    """The row before it in the same group."""
    beside = [one for one in tool.questions if one.groups == question.groups and not _is_added_row(one)]
    place = next(n for n, one in enumerate(beside) if one.name == question.name)
    return f"after {_label(tool, beside[place - 1])}" if place else "first"


def _in_order(former: Tool, tool: Tool, names: Mapping[str, str]) -> frozenset[str]:
    """The former names of rows whose order is as before: the longest such run of each group."""
    order = {question.name: place for place, question in enumerate(former.questions)}
    older = {newer: name for name, newer in names.items()}
    beside: dict[tuple[str, ...], list[str]] = {}
    for question in tool.questions:
        if question.name in older:
            beside.setdefault(question.groups, []).append(older[question.name])
    return frozenset(name for found in beside.values() for name in _longest_run(found, order))


def _longest_run(names: list[str], order: Mapping[str, int]) -> list[str]:
    """Of names in their new order the longest run that stood in this order before."""
    best: list[list[str]] = []  # best[n]: of the runs of n + 1 names the one that ended earliest before
    for name in names:
        place = bisect_left(best, order[name], key=lambda run: order[run[-1]])
        longer = [*(best[place - 1] if place else []), name]
        best[place : place + 1] = [longer]
    return best[-1] if best else []
