"""Which question of a tool is which of a newer one (form law 29). May not know answers.

An older name counts only where the former tool has no question of the new name: so a name that was given up
may be used again, for something else, in a later version.
"""

from collections.abc import Mapping

from auditdesk.form.tool import Tool
from auditdesk.form.types import SELECTS, in_list_order
from auditdesk.form.values import Question


def same_questions(former: Tool, tool: Tool) -> Mapping[str, str]:
    """The newer name of each row of the former tool that is still there, by its former name."""
    found: dict[str, str] = {}
    for question in tool.questions:
        if question.name in former:
            continue
        older = (name for name in older_names(question) if name in former and name not in found)
        if (name := next(older, None)) is not None:
            found[name] = question.name
    for question in former.questions:
        if question.name in tool:
            found.setdefault(question.name, question.name)
    return found


def older_names(question: Question) -> tuple[str, ...]:
    """What a question was called in earlier versions, newest first."""
    return tuple(question.columns.get("audit::was", "").split())


def homes(former: Tool, tool: Tool) -> Mapping[str, Question]:
    """Where the answers of a question, or the rows of a repeat, go: inside the same chain of repeats only."""
    names = same_questions(former, tool)
    found = {}
    for question in former.questions:
        if (newer := names.get(question.name)) is None:
            continue
        home = tool.question(newer)
        chain = tuple(names.get(repeat) for repeat in question.repeats)
        if chain == home.repeats and takes(home, question):
            found[question.name] = home
    return found


def takes(home: Question, question: Question) -> bool:
    """Whether the newer question takes answers of the former one's type; which codes, `carried` says."""
    kind, former = _kind(home), _kind(question)
    if kind == former or (kind == "text" and former not in {"group", "repeat", "note"}):
        return True
    return (former, kind) in {("integer", "decimal"), ("select_one", "select_multiple")}


def carried(home: Question, text: str) -> tuple[str, str]:
    """What of a former answer the newer question holds, and what is left over: codes its list lacks."""
    if home.type not in SELECTS:
        return text, ""
    known = {choice.name for choice in home.choices}
    if home.type == "select_one":
        return (text, "") if text in known or not text else ("", text)
    left = " ".join(code for code in text.split() if code not in known)
    return in_list_order(home, " ".join(code for code in text.split() if code in known)), left


def _kind(question: Question) -> str:
    """What is worked out is never typed, whatever its type."""
    return "calculate" if "calculation" in question.columns else question.type
