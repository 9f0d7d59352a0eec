"""What is wrong with a tool, all of it at once. May not know where it is looked for."""

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from auditdesk.errors import ToolError
from auditdesk.form.values import Problem

MOST_PROBLEMS = 200


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: file, line, and the substitution of the block it came from.

    In a workbook the line is the row of a `sheet`, and `letter` its column.
    """

    file: str
    line: int
    note: str = ""
    sheet: str = ""
    letter: str = ""

    @property
    def cell(self) -> str | None:
        """`survey!C17`; None outside workbooks."""
        return f"{self.sheet}!{self.letter}{self.line or ''}" if self.sheet else None

    def __str__(self) -> str:
        place = f"{self.file} {self.cell}" if self.sheet else f"{self.file}:{self.line}"
        return place + (f" ({self.note})" if self.note else "")


class Problems:
    """Problems of one tool in the order found; at most 200 errors and 200 warnings are kept."""

    def __init__(self) -> None:
        self._found: dict[Problem, None] = {}
        self._kept: Counter[str] = Counter()

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
        where = f" ({place.note})" if place.note else ""
        self._keep(
            Problem(
                code,
                severity,
                text + where,
                file=place.file,
                line=place.line,
                row=row or None,
                column=column or None,
                cell=place.cell,
            )
        )

    def extend(self, found: tuple[Problem, ...]) -> None:
        for problem in found:
            self._keep(problem)

    def _keep(self, problem: Problem) -> None:
        """Warnings have a limit of their own: however many there are, no error is crowded out."""
        if self._kept[problem.severity] < MOST_PROBLEMS and problem not in self._found:
            self._kept[problem.severity] += 1
            self._found[problem] = None

    @property
    def broken(self) -> bool:
        return any(problem.severity == "error" for problem in self._found)

    def all(self) -> tuple[Problem, ...]:
        """Every problem, sorted by file, sheet and line."""
        return tuple(sorted(self._found, key=_where))

    def error(self) -> ToolError:
        """The exception that carries them all; its own words are those of the first error."""
        return tool_error(self.all())


def _where(problem: Problem) -> tuple[str, str, int]:
    return problem.file or "", (problem.cell or "").partition("!")[0], problem.line or 0


def tool_error(problems: tuple[Problem, ...]) -> ToolError:
    first = next(problem for problem in problems if problem.severity == "error")
    others = sum(problem.severity == "error" for problem in problems) - 1
    more = f" And {others} more." if others else ""
    return ToolError(first.code, problems, what=first.message() + more)
