"""A return answered on an earlier version of the round's tool, told in the words of the newest (form law 29).

It was asked, and is judged, by its own version; answers go to the question they belong to now, and results
are worked out anew by the round's tool: one truth for one report. May not know which return stands.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from auditdesk.audit.refilling import entered
from auditdesk.audit.returns import COMMENT, Return, Row
from auditdesk.form import At, LeftOver, Question, Tool, migrate
from auditdesk.form.matching import carried, homes
from auditdesk.merge.reread import Asked, Reread, reread, reread_typed


@dataclass(frozen=True, slots=True)
class Carried:
    """The return and its reading under the newest names; `left_over` has no question there."""

    ret: Return
    read: Reread
    left_over: tuple[LeftOver, ...]


def told_in(tool: Tool, ret: Return, own: Tool, asked: Asked) -> Carried:
    """A return as `tool`, the round's newest version, has it; `own` is the version it was answered on."""
    read = reread(ret, own, asked)
    if own.hash == tool.hash:
        return Carried(ret, read, ret.left_over)
    migrated = migrate(own, entered(ret, own), tool)
    told = _Names(own, homes(own, tool))
    worked_out = reread_typed(ret, tool, migrated.typed, asked)
    values = told.values(read.values) | {
        at: value
        for at, value in worked_out.values.items()
        if "calculation" in tool.question(at.name).columns
    }
    place = {question.name: n for n, question in enumerate(tool.questions)}
    here = Reread(
        values={at: values[at] for at in sorted(values, key=lambda at: place[at.name])},
        asked=frozenset(home for at in read.asked if (home := told.at(at)) is not None),
        missing={home: why for at, why in read.missing.items() if (home := told.at(at)) is not None},
        open=tuple(
            replace(one, at=told.at(one.at)) if one.at is not None else one
            for one in read.open
            if one.at is None or told.at(one.at) is not None
        ),
    )
    seen = {*read.values, *read.missing}
    left = tuple(one for one in migrated.left_over if one.cell.at in seen or not one.cell.text)
    return Carried(told.ret(ret), here, (*ret.left_over, *left))


class _Names:
    """Where each question of an earlier version is now."""

    def __init__(self, own: Tool, found: Mapping[str, Question]) -> None:
        self._own, self._homes = own, found

    def at(self, at: At) -> At | None:
        home = self._homes.get(at.name)
        return None if home is None else At(home.name, at.rows)

    def values(self, own: Mapping[At, str]) -> dict[At, str]:
        """Answers; what was worked out by the earlier version is not taken over."""
        found = {}
        for at, text in own.items():
            home = self._homes.get(at.name)
            if home is None or "calculation" in self._own.question(at.name).columns:
                continue
            kept, _ = carried(home, text)
            if kept:
                found[At(home.name, at.rows)] = kept
        return found

    def ret(self, ret: Return) -> Return:
        """Its rows and comments under the newest names; who signed it, when and how often stays."""
        rows = tuple(
            Row(row.id, self._homes[row.repeat].name, row.parent)
            for row in ret.rows
            if row.repeat in self._homes
        )
        comments = (
            (At(home.name.removesuffix(COMMENT), at.rows), text)
            for at, text in ret.comments
            if (home := self.at(At(at.name + COMMENT, at.rows))) is not None
        )
        return replace(ret, rows=rows, comments=tuple(comments))
