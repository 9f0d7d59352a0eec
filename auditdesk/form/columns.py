"""The columns of a tool, and which of them hold expressions (forms.md 2.3). May not know their values."""

from difflib import get_close_matches

TEXTS = ("label", "hint", "guidance_hint", "required_message", "constraint_message")
"""Columns by language."""

EXPRESSIONS = (
    "relevant",
    "calculation",
    "default",
    "constraint",
    "required",
    "readonly",
    "choice_filter",
    "repeat_count",
)
_OTHER = ("type", "name", "appearance", "parameters", "trigger")
_OURS = tuple(
    f"audit::{name}"
    for name in (
        [
            "aspect",
            "role",
            "clock",
            "local",
            "agencies",
            "comment",
            "severity",
            "scan",
            "of",
            "was",
            "source",
            "relevant",
            "added",
        ]
    )
)
ROWS = frozenset(TEXTS + EXPRESSIONS + _OTHER + _OURS)
IN_ORDER = (
    *("type", "name", "label", "hint", "guidance_hint", "appearance", "required", "required_message"),
    *("relevant", "constraint", "constraint_message", "calculation", "default", "readonly"),
    *("repeat_count", "choice_filter", "parameters", "trigger", *sorted(_OURS)),
)
"""As people write them, left to right and top to bottom."""
CHOICES = frozenset({"name", "label", "audit_rank", "audit_exclusive", "audit_code"})

ROLES = frozenset(
    [
        "standard",
        "judgement",
        "cause",
        "good",
        "development",
        "clock",
        "count",
        "comment",
        "declaration",
        "concern",
    ]
)
SEVERITIES = frozenset({"error", "warn"})
YES = frozenset({"yes", "true", "true()", "TRUE", "Yes"})
NO = frozenset({"", "no", "false", "false()", "FALSE", "No"})


def is_expression(column: str, text: str) -> bool:
    """Whether a column's text is to be evaluated: a plain default, yes and no are not."""
    if column == "default":
        return "${" in text or "(" in text
    if column in {"required", "readonly"}:
        return text not in YES | NO
    return column in EXPRESSIONS


def near(word: str, known: frozenset[str] | list[str]) -> str:
    """A question after a word that is not known: the nearest one that is."""
    found = get_close_matches(word, sorted(known), 1)
    return f" Did you mean '{found[0]}'?" if found else ""
