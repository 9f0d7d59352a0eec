"""What a tool's version number has to say against the version before (forms.md 6). May not know files."""

from auditdesk.form.changes import Kind, Step, ToolChange
from auditdesk.form.diff import changes
from auditdesk.form.tool import Tool


def least_version(former: Tool, tool: Tool) -> str | None:
    """Why the number is too low, or None: it has to rise by the weightiest of the changes."""
    if former.id != tool.id:
        return f"'{former.id}' is another tool, not an earlier version of '{tool.id}'."
    found = changes(former, tool)
    was, now = _parts(former.version), _parts(tool.version)
    if found:
        weightiest = min(found, key=lambda change: change.step)
        return _wrong(was, now, weightiest.step, _why(weightiest))
    return _wrong(was, now, Step.PATCH, "something differs") if former.hash != tool.hash else None


def next_version(former: Tool, step: Step) -> str:
    """The lowest version number that a change of this weight may have."""
    return ".".join(map(str, _least(_parts(former.version), step)))


def _why(change: ToolChange) -> str:
    named = f"'{change.question}'" if change.question else "the tool"
    match change.kind:
        case Kind.ADDED | Kind.REMOVED | Kind.MOVED:
            return f"{named} was {change.kind}"
        case Kind.RENAMED:
            return f"'{change.before}' was renamed to {named}"
        case Kind.RETYPED:
            return f"{named} was {change.before} and is {change.after}"
        case _:
            return f"{named} is {change.kind}: {change.what}"


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _least(was: tuple[int, ...], step: Step) -> tuple[int, ...]:
    return (*was[:step], was[step] + 1, *(0 for _ in was[step + 1 :]))


def _wrong(was: tuple[int, ...], now: tuple[int, ...], step: Step, why: str) -> str | None:
    least = _least(was, step)
    if now >= least:
        return None
    claim = next((one.word for one in Step if was[one] != now[one]), "the same")
    return f"version says {claim}, but {why}: at least {'.'.join(map(str, least))}."
