"""What is wrong with a tool, all of it at once. May not know where it is looked for."""

from dataclasses import dataclass
from typing import Literal

from auditdesk.errors import ToolError
from auditdesk.form.values import Problem

MOST_PROBLEMS = 200


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: file, line, and the substitution of the block it came from."""

    file: str
    line: int
    note: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" + (f" ({self.note})" if self.note else "")


class Problems:
    """Problems of one tool in the order found; at most 200 are kept."""

    def __init__(self) -> None:
        self._found: list[Problem] = []

    def add(
        self,
        code: str,
        text: str,
        place: Place,
        *,
        row: str = "",
        column: str = "",
        severity: Literal["error", "warn"] = "error",
    ) -> None:
        """`text` says what is wrong and what to do; place, row and column say where."""
        if len(self._found) < MOST_PROBLEMS:
            where = f" ({place.note})" if place.note else ""
            found = Problem(
                code, severity, text + where, "", place.file, place.line, row or None, column or None
            )
            if found not in self._found:
                self._found.append(found)

    def extend(self, found: tuple[Problem, ...]) -> None:
        self._found.extend(found)

    @property
    def broken(self) -> bool:
        return any(problem.severity == "error" for problem in self._found)

    def all(self) -> tuple[Problem, ...]:
        """Every problem, sorted by file and line."""
        return tuple(sorted(self._found, key=lambda p: (p.file or "", p.line or 0)))

    def error(self) -> ToolError:
        """The exception that carries them all; its own words are those of the first error."""
        return tool_error(self.all())


def tool_error(problems: tuple[Problem, ...]) -> ToolError:
    first = next(problem for problem in problems if problem.severity == "error")
    others = sum(problem.severity == "error" for problem in problems) - 1
    more = f" And {others} more." if others else ""
    return ToolError(first.code, problems, what=first.message() + more)
