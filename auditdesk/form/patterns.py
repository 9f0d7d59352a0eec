"""Regular expressions that cannot hang: patterns may come from strangers. The only home of the regex library.

The standard library has no time limit: `(a+)+$` on 22 letters took 0.26 s and doubles per letter (forms.md 8).
"""

from functools import lru_cache

import regex

from auditdesk.form.tokens import ExprError
from auditdesk.form.world import EvaluationError

LONGEST_PATTERN = 500
LONGEST_SEARCHED = 10_000
TIMEOUT_S = 0.05


def search(pattern: str, text: str) -> bool:
    """Whether the pattern is found anywhere in the text.

    Raises:
        EvaluationError: pattern or text too long, pattern wrong, or time out.
    """
    if len(pattern) > LONGEST_PATTERN or len(text) > LONGEST_SEARCHED:
        raise EvaluationError
    try:
        return _compiled(pattern).search(text, timeout=TIMEOUT_S) is not None
    except (regex.error, TimeoutError, RecursionError) as error:
        raise EvaluationError from error


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> regex.Pattern[str]:
    return regex.compile(pattern)


def ensure_readable(pattern: str, at: int) -> None:
    """A pattern written in a tool is looked at when the tool is compiled.

    Raises:
        ExprError: TOOL_LIMIT or TOOL_EXPR.
    """
    if len(pattern) > LONGEST_PATTERN:
        raise ExprError("TOOL_LIMIT", f"a pattern of {len(pattern):,} characters, at most {LONGEST_PATTERN}", at)
    try:
        _compiled(pattern)
    except (regex.error, RecursionError) as error:
        raise ExprError("TOOL_EXPR", f"the pattern cannot be read: {error}", at) from error
