"""Grades, standards and the aspects that are judged (data-model 2.2, 2.3). May not know who gave them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Grade(StrEnum):
    """The word a judgement ends in, best first; `NOT_JUDGED` is left out of every denominator."""

    OUTSTANDING = "outstanding"
    GOOD = "good"
    RI = "ri"
    INADEQUATE = "inadequate"
    NOT_JUDGED = "not_judged"

    @property
    def rank(self) -> int | None:
        """1 (outstanding) to 4 (inadequate); None for not judged."""
        return None if self is Grade.NOT_JUDGED else list(Grade).index(self) + 1

    @property
    def words(self) -> str:
        return {"ri": "Requires improvement", "not_judged": "Not judged"}.get(
            self.value, self.value.capitalize()
        )


JUDGED = (Grade.OUTSTANDING, Grade.GOOD, Grade.RI, Grade.INADEQUATE)


DESCRIPTORS: Mapping[str, str] = {
    Grade.OUTSTANDING: (
        "Everything in “good”, and practice is ahead of what procedure asks: creative, sustained work that "
        "has visibly changed this child’s daily life; other practitioners could learn from the file."
    ),
    Grade.GOOD: (
        "The child is seen, heard and safer. Work is timely, thoughtful, shared, and recorded so that a "
        "stranger could follow it. Small lapses had no effect on the child."
    ),
    Grade.RI: (
        "The child is not left unsafe, but help is slower, thinner, less joined up or less well recorded "
        "than it should be, and that has limited progress or could have."
    ),
    Grade.INADEQUATE: (
        "A serious gap: risk missed or left, statutory step not taken, child unseen or unheard, or delay "
        "that did or could cause harm."
    ),
    Grade.NOT_JUDGED: "The agency’s involvement is too slight, or its period too short, to judge fairly.",
}
"""What each grade means (data-model 2.3); shown wherever one is given."""


class Standard(StrEnum):
    """How a standard came out, best first of those that are known."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"
    NA = "na"
    NO_EVIDENCE = "no_evidence"


KNOWN = (Standard.MET, Standard.PARTLY, Standard.NOT_MET)
"""Known standards, best first; `NA` is not applicable, `NO_EVIDENCE` not known (domain/report.md 4.2)."""


@dataclass(frozen=True, slots=True)
class Aspect:
    """What is judged: `code` in tools (C1 … C9, T, overall), `figure` in figure ids, `title` on paper."""

    code: str
    figure: str
    title: str


ASPECTS = (
    Aspect("C1", "C1", "Management oversight and supervision"),
    Aspect("C2", "C2", "Recording full and accurate details"),
    Aspect("C3", "C3", "Compliance with procedures"),
    Aspect("C4", "C4", "History of involvement"),
    Aspect("C5", "C5", "Voice of the child"),
    Aspect("C6", "C6", "Referrals"),
    Aspect("C7", "C7", "Assessments and plans"),
    Aspect("C8", "C8", "Multi-agency working and meetings"),
    Aspect("C9", "C9", "Escalation of concerns"),
    Aspect("T", "theme", "The theme of this audit"),
    Aspect("overall", "overall", "Overall"),
)

ASPECT_BY_CODE = {aspect.code: aspect for aspect in ASPECTS} | {"theme": ASPECTS[9]}
"""Aspects by the code in a tool and by the word in a meeting file (`theme`)."""
