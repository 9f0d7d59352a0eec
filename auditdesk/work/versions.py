"""A tool beside the version before: what changed, what that does to a return; a newer one for a round."""

from dataclasses import dataclass

from auditdesk.audit.people import Role
from auditdesk.desk import rounds
from auditdesk.desk.desk import Desk
from auditdesk.errors import InputError
from auditdesk.form import Tool
from auditdesk.form.changes import RULES, ToolChange
from auditdesk.form.diff import changes
from auditdesk.form.matching import same_questions
from auditdesk.form.migration import without_place
from auditdesk.form.semver import least_version, next_version
from auditdesk.report.sheet.conditions import Conditions
from auditdesk.report.sheet.wording import Wording

_ASKED_WHEN = RULES["relevant"][0]


@dataclass(frozen=True, slots=True)
class LostPlace:
    """A question whose answers the newer tool has no place for: they are kept beside the return."""

    question: str
    label: str


@dataclass(frozen=True, slots=True)
class VersionChange:
    """One change, as `form.changes.ToolChange`; of a condition on who is asked also what it says in words."""

    kind: str
    step: str
    section: str
    question: str
    label: str
    what: str
    before: str
    after: str
    before_words: str
    after_words: str


@dataclass(frozen=True, slots=True)
class ToolDiff:
    """Two versions of one tool. `needs` is the lowest number that the newer one may have.

    `too_low` says why its number is lower than that, or is empty. `left_over` are questions whose answers a
    half-filled return cannot carry along.
    """

    tool: str
    before: str
    after: str
    needs: str
    step: str
    too_low: str
    changes: tuple[VersionChange, ...]
    left_over: tuple[LostPlace, ...]


def diff_tools(former: Tool, tool: Tool) -> ToolDiff:
    """What the newer of two versions of a tool changes, in an auditor's words.

    Raises:
        InputError: U_USAGE if they are two different tools.
    """
    if former.id != tool.id:
        why = f"{former.id} and {tool.id} are two tools, not two versions of one."
        raise InputError("U_USAGE", why=why)
    found = changes(former, tool)
    step = min((change.step for change in found), default=None)
    words = _Words(former, tool)
    return ToolDiff(
        tool.id,
        former.version,
        tool.version,
        former.version if step is None else next_version(former, step),
        "" if step is None else step.word,
        least_version(former, tool) or "",
        tuple(words.of(change) for change in found),
        tuple(LostPlace(lost.name, words.former.label(lost.name)) for lost in without_place(former, tool)),
    )


@dataclass(frozen=True, slots=True)
class Revised:
    """A round that goes on with a newer version of its tool; packs made from now on carry it."""

    round: str
    tool: str
    before: str
    after: str


def revise_round(desk: Desk, round_id: str | None, tool: Tool) -> Revised:
    """Ask the round with a newer version of its tool from now on.

    Nothing that came is changed: returns on the earlier version are read by it and counted by this one. Make
    packs anew to send it; each auditor decides when a started return goes on with it.

    Raises:
        InputError: R_VERSION: another tool, or a number too low for what changed; R_ROUND, R_MANY, R_ROLE.
    """
    desk.ensure_role(Role.COORDINATOR)
    name = desk.read(rounds.chosen, round_id)
    former = desk.read(rounds.tool, name)
    if (why := least_version(former, tool)) or tool.hash == former.hash:
        raise InputError("R_VERSION", why=why or f"the round is asked with version {tool.version} already.")
    desk.write(rounds.revise, name, tool)
    return Revised(name, tool.id, former.version, tool.version)


class _Words:
    """Conditions of two versions as an auditor reads them."""

    def __init__(self, former: Tool, tool: Tool) -> None:
        self.former, self._newer = (Wording(one, one.default_language) for one in (former, tool))
        self._older = {newer: name for name, newer in same_questions(former, tool).items()}

    def of(self, change: ToolChange) -> VersionChange:
        before = after = ""
        if change.what == _ASKED_WHEN:
            before = _asked_when(self.former, self._older[change.question])
            after = _asked_when(self._newer, change.question)
        return VersionChange(
            change.kind.value,
            change.step.word,
            change.section,
            change.question,
            change.label,
            change.what,
            change.before,
            change.after,
            before,
            after,
        )


def _asked_when(wording: Wording, name: str) -> str:
    """All that must hold for a question to be asked, agencies included."""

    def named(other: str) -> str:
        return f"“{wording.label(other)}” ({other})"

    found = Conditions(wording.tool, named, wording.choice, wording.agency).of(wording.tool.question(name))
    return ", and ".join(condition.words for condition in found)
