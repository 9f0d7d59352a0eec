"""What a tool's version number has to say against the version before (forms.md 6). May not know files."""

from auditdesk.form.tool import Tool

_NAMES = ("major", "minor", "patch")


def least_version(former: Tool, tool: Tool) -> str | None:
    """Why the number is too low, or None: a question gone or of another type is major, one more is minor."""
    before = {question.name: question.columns["type"] for question in former.questions}
    after = {question.name: question.columns["type"] for question in tool.questions}
    was, now = _parts(former.version), _parts(tool.version)
    for name, kind in before.items():
        if name not in after:
            return _wrong(was, now, 0, f"'{name}' was removed")
        if after[name] != kind:
            return _wrong(was, now, 0, f"'{name}' was {kind} and is {after[name]}")
    for name in after:
        if name not in before:
            return _wrong(was, now, 1, f"'{name}' was added")
    return _wrong(was, now, 2, "texts or rules differ") if former.hash != tool.hash else None


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _wrong(was: tuple[int, ...], now: tuple[int, ...], place: int, why: str) -> str | None:
    least = (*was[:place], was[place] + 1, *(0 for _ in was[place + 1 :]))
    if now >= least:
        return None
    claim = next((_NAMES[n] for n, (a, b) in enumerate(zip(was, now, strict=False)) if a != b), "the same")
    return f"version says {claim}, but {why}: at least {'.'.join(map(str, least))}."
