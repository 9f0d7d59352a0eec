"""What to leave out on paper: "Only if 12 (cse_tool) is “By us”", "Go to 14 unless “Yes”".

May not know: answers, paper.
"""

from collections.abc import Iterator, Mapping

from auditdesk.form import Question
from auditdesk.report.sheet.conditions import Condition, Conditions, either
from auditdesk.report.sheet.numbering import Layout
from auditdesk.report.sheet.wording import Wording

_FEW = 2
"""As many answers are named before "unless" says it shorter."""
_LONG = 12
"""Lines: what so long a jump leaves out does not say so once more."""


class Skips:
    """The skip hints of one tool. Linear in its questions: where each condition ends is worked out once."""

    def __init__(self, layout: Layout, wording: Wording) -> None:
        self._layout, self._wording = layout, wording
        self._conditions = Conditions(layout.tool, self._named, wording.choice, wording.agency)
        own = {question.name: self._conditions.of(question) for question in layout.tool.questions}
        self._own: Mapping[str, tuple[Condition, ...]] = own
        self._lines = [
            entry for section in layout.sections for entry in section.entries if entry.name in layout.numbers
        ]
        self._place = {entry.name: at for at, entry in enumerate(self._lines)}
        self._ends = self._found_ends()

    def only_if(self, question: Question) -> str:
        """When a question, or a whole group, is asked, beyond what is said of the groups around it."""
        around = {condition for name in question.groups for condition in self._own[name]}
        left = [
            one
            for one in self._own[question.name]
            if one not in around and not self._is_jumped(question, one)
        ]
        return f"Only if {', and '.join(one.words for one in left)}." if left else ""

    def go_to(self, question: Question) -> tuple[str, ...]:
        """Where to go on after an answer that makes the next questions fall away."""
        return tuple(dict.fromkeys(self._jumps(question)))

    def _jumps(self, question: Question) -> Iterator[str]:
        at = self._place.get(question.name)
        if at is None or at + 1 >= len(self._lines):
            return
        for condition, end in self._ends[at + 1].items():
            if condition.on != question.name:
                continue
            is_last = end == len(self._lines)
            where = "the end" if is_last else self._layout.number(self._lines[end].name)
            yield f"Go to {where} {self._when(question, condition)}."

    def _when(self, question: Question, condition: Condition) -> str:
        others = [choice.name for choice in question.choices if choice.name not in condition.codes]
        named = (
            others if len(others) <= _FEW else [c.name for c in question.choices if c.name in condition.codes]
        )
        words = either([f"“{self._wording.choice(question.name, code)}”" for code in named])
        return f"if {words}" if named is others else f"unless {words}"

    def _is_jumped(self, question: Question, condition: Condition) -> bool:
        """Whether a long jump before it has dealt with the condition."""
        start = self._place.get(condition.on, len(self._lines)) + 1
        if start >= len(self._lines):
            return False
        end = self._ends[start].get(condition, start)
        return end - start >= _LONG and start <= self._first.get(question.name, end) < end

    def _found_ends(self) -> list[dict[Condition, int]]:
        """For each line its conditions, and the first line after it that lacks each."""
        self._first: dict[str, int] = {}
        ends: list[dict[Condition, int]] = [{} for _ in self._lines]
        for at in range(len(self._lines) - 1, -1, -1):
            line = self._lines[at]
            after = ends[at + 1] if at + 1 < len(ends) else {}
            for name in (*line.groups, line.name):
                self._first[name] = at
                for condition in self._own[name]:
                    ends[at][condition] = after.get(condition, at + 1)
        return ends

    def _named(self, name: str) -> str:
        """As "12 (cse_tool)"; what is worked out has no line, so it is named."""
        number = self._layout.number(name)
        return f"{number} ({name})" if number else f"“{self._wording.label(name)}”"
