"""A claim: what a figure says when it is met, and what to do more of when it is not.

May not know: which figures a round has, nor how they came out.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Claim:
    """`worked` is what was so; `need` names what to do, `how` says it in a few words more.

    `worked` follows "The records did not show whether …" and stands before "… in most cases": a whole
    sentence that starts in lower case.
    """

    worked: str
    need: str
    how: str
