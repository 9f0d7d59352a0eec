"""Regular expressions that cannot hang: patterns may come from strangers. May not know whose.

The standard library has no time limit: `(a+)+$` on 22 letters took 0.26 s and doubles per letter
(forms.md 8). The only home of the regex library.
"""

from functools import lru_cache
from typing import TYPE_CHECKING

from auditdesk.form.tokens import ExprError
from auditdesk.form.world import EvaluationError

if TYPE_CHECKING:
    import regex

LONGEST_PATTERN = 500
LONGEST_SEARCHED = 10_000
TIMEOUT_S = 0.05
_SECOND_TRY_S = 0.5


class SlowPatternError(EvaluationError):
    """A pattern that took all its time and was stopped."""


class _PatternError(Exception):
    """A text that is no pattern."""


def search(pattern: str, text: str) -> bool:
    """Whether the pattern is found anywhere in the text.

    Raises:
        EvaluationError: pattern or text too long, or pattern wrong.
        SlowPatternError: time out.
    """
    if len(pattern) > LONGEST_PATTERN or len(text) > LONGEST_SEARCHED:
        raise EvaluationError
    try:
        return _found(_compiled(pattern), text)
    except TimeoutError as error:
        raise SlowPatternError from error
    except _PatternError as error:
        raise EvaluationError from error


def _found(compiled: "regex.Pattern[str]", text: str) -> bool:
    """The limit is of the wall clock, so a busy machine may use it up on a good pattern: one more try."""
    try:
        return compiled.search(text, timeout=TIMEOUT_S) is not None
    except TimeoutError:
        return compiled.search(text, timeout=_SECOND_TRY_S) is not None


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> "regex.Pattern[str]":
    import regex  # noqa: PLC0415  a fifth of the time to open a session, and few tools use a pattern

    try:
        return regex.compile(pattern)
    except (regex.error, RecursionError) as error:
        raise _PatternError(str(error)) from error


def ensure_readable(pattern: str, at: int) -> None:
    """A pattern written in a tool is looked at when the tool is compiled.

    Raises:
        ExprError: TOOL_LIMIT or TOOL_EXPR.
    """
    if len(pattern) > LONGEST_PATTERN:
        text = f"a pattern of {len(pattern):,} characters, at most {LONGEST_PATTERN}"
        raise ExprError("TOOL_LIMIT", text, at)
    try:
        _compiled(pattern)
    except _PatternError as error:
        raise ExprError("TOOL_EXPR", f"the pattern cannot be read: {error}", at) from error
