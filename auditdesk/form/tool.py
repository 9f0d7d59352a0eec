"""A compiled tool: questions, lists, canonical bytes, hash (forms.md 6). May not know files or sessions."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from auditdesk.canonical import Json, canonical
from auditdesk.form.depends import asked_at_home, judged_at_home, resting_on_local
from auditdesk.form.program import Program, program_of
from auditdesk.form.values import Choice, Question

KIND = "auditdesk.tool/1"
LARGEST_TOOL = 1 << 20
"""Bytes of the canonical form: what a round pack may carry (formats.md 8)."""


@dataclass(frozen=True)
class Tool:
    """A theme's audit tool. Two tools are the same if their hashes are.

    `languages` begins with the default one. `questions` holds groups and repeats too, in document order.
    """

    id: str
    version: str
    theme: str
    languages: tuple[str, ...]
    title: Mapping[str, str]
    questions: tuple[Question, ...]
    lists: Mapping[str, tuple[Choice, ...]]

    def __hash__(self) -> int:
        return hash(self.hash)

    @property
    def default_language(self) -> str:
        return self.languages[0]

    @cached_property
    def hash(self) -> str:
        """64 hex: SHA-256 of the canonical bytes; what returns, packs and bundles name."""
        return hashlib.sha256(self.to_json()).hexdigest()

    @cached_property
    def _by_name(self) -> Mapping[str, Question]:
        return {question.name: question for question in self.questions}

    @cached_property
    def program(self) -> Program:
        """The closures that sessions run; made when the first session opens, and shared by all."""
        return program_of(self.questions, self.lists)

    @cached_property
    def _resting(self) -> frozenset[str]:
        return resting_on_local(self.program.order)

    @cached_property
    def _judged_at_home(self) -> frozenset[str]:
        return judged_at_home(self.program.order, self._resting)

    @cached_property
    def _asked_at_home(self) -> frozenset[str]:
        return asked_at_home(self.program.order, self._resting)

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    def question(self, name: str) -> Question:
        """The question, group or repeat of a name.

        Raises:
            KeyError: there is none.
        """
        return self._by_name[name]

    @cached_property
    def repeats(self) -> tuple[Question, ...]:
        """The repeats in document order."""
        return tuple(question for question in self.questions if question.type == "repeat")

    def columns_of(self, repeat: str) -> tuple[Question, ...]:
        """The questions of one row of a repeat, those of repeats further in left out."""
        return tuple(
            q for q in self.questions if q.repeats[-1:] == (repeat,) and q.type not in {"group", "repeat"}
        )

    def choice_label(self, name: str, code: str, language: str) -> str:
        """The label of a code in a language, or in the tool's own; the code itself if the list lacks it."""
        for choice in self.question(name).choices:
            if choice.name == code:
                return choice.label.get(language) or choice.label.get(self.default_language) or code
        return code

    def rests_on_local(self, name: str) -> bool:
        """Whether a calculated value rests, through calculations, on an answer that stays on the machine."""
        return name in self._resting

    def is_judged_at_home(self, name: str) -> bool:
        """Whether a question's constraint or choice filter rests on an answer that stays on the machine."""
        return name in self._judged_at_home

    def is_asked_at_home(self, name: str) -> bool:
        """Whether a question is asked only where an answer that stays on the machine says so."""
        return name in self._asked_at_home

    def to_json(self) -> bytes:
        """The one sequence of bytes that this tool is."""
        return self._bytes

    @cached_property
    def _bytes(self) -> bytes:
        title, lists, rows = _texts(self.title), self._lists(), list(self._rows())
        whole: dict[str, Json] = {"kind": KIND, "tool": self.id, "version": self.version, "theme": self.theme}
        whole |= {"languages": list(self.languages), "title": title, "lists": lists, "rows": rows}
        return canonical(whole)

    @classmethod
    def from_json(cls, raw: bytes) -> "Tool":
        """The tool that these bytes are, everything checked anew: they may come from a stranger.

        Raises:
            ToolError: not canonical, beyond a limit, or a rule of the form language is broken.
        """
        from auditdesk.form.stored import tool_from_json  # noqa: PLC0415  the compiler makes tools, not they it

        return tool_from_json(raw)

    def _lists(self) -> list[Json]:
        """The lists that questions use, by name."""
        return [
            {
                "name": name,
                "choices": [
                    {"name": c.name, "label": _texts(c.label), "columns": _pairs(c.columns)}
                    for c in self.lists[name]
                ],
            }
            for name in sorted(self.lists)
        ]

    def _rows(self) -> Iterator[Json]:
        """One flat list: canonical JSON is 8 deep at most, and groups are pairs of rows."""
        opened: list[Question] = []
        for question in self.questions:
            while len(opened) > len(question.groups):
                yield _end(opened.pop())
            yield _row(question)
            if question.type in {"group", "repeat"}:
                opened.append(question)
        while opened:
            yield _end(opened.pop())


def _texts(texts: Mapping[str, str]) -> dict[str, Json]:
    return dict(texts)


def _pairs(columns: Mapping[str, str]) -> list[Json]:
    return [[name, columns[name]] for name in sorted(columns)]


def _row(question: Question) -> Json:
    kind = question.columns["type"]
    shown = f"begin {kind}" if question.type in {"group", "repeat"} else kind
    columns = {name: text for name, text in question.columns.items() if name not in {"type", "name"}}
    row: dict[str, Json] = {"type": shown, "name": question.name, "columns": _pairs(columns)}
    texts = {"label": question.label, "hint": question.hint, "guidance_hint": question.guidance}
    return row | {column: _texts(found) for column, found in texts.items() if found}


def _end(question: Question) -> Json:
    return {"type": f"end {question.type}", "name": question.name}
