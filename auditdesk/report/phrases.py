"""Fixed words for counts: one phrase for each band of shares (report.md 4, domain/report.md 4.3).

May not know which figure a phrase is for. Shares are compared as fractions, never as decimals.
"""

from fractions import Fraction

NOT_EVIDENCED = "was not evidenced in the cases audited"
SMALL_NUMBER = "in a small number of cases"
SOME = "in some cases but not all"
MOST = "in most cases"
NOT_SHOWN = "the records did not show whether"
NO_ANSWER = "no record answered this"
IN_SOME = "in some cases"
"""What a public edition says of a hidden fact of the children (report.md 3, point 4)."""

IN_ALL = "in all cases"
"""What a public edition says where the number of all cases is hidden."""

INCONSISTENT = "and practice was inconsistent"

_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_LOW, _HIGH = Fraction(1, 4), Fraction(3, 4)
_HALF = Fraction(1, 2)
_ALIKE = Fraction(1, 12)


def number(n: int) -> str:
    """In words from one to nine, then in digits; 0 is "none"."""
    if n == 0:
        return "none"
    return _WORDS[n - 1] if n <= len(_WORDS) else str(n)


def in_all(n: int) -> str:
    """Give "in all three cases"; of one case we know no more than it."""
    return "in the one case where this is known" if n == 1 else f"in all {number(n)} cases"


def phrase(n: int, known: int, no_evidence: int = 0) -> str:
    """The words for `n` of `known`.

    No record at all wins over everything, then missing evidence in over half.
    """
    if known == 0 and no_evidence == 0:
        return NO_ANSWER
    if no_evidence > _HALF * (known + no_evidence):
        return NO_ANSWER if known == 0 else NOT_SHOWN
    return _band(n, known)


def _band(n: int, known: int) -> str:
    share = Fraction(n, known)
    if n == 0:
        return NOT_EVIDENCED
    if share <= _LOW:
        return SMALL_NUMBER
    if share <= _HIGH:
        return SOME
    return in_all(known) if n == known else MOST


def is_inconsistent(n: int, known: int, differing: int) -> bool:
    """Whether "and practice was inconsistent" may follow: some but not all, half or more differ."""
    return known > 0 and _band(n, known) == SOME and Fraction(differing, known) >= _HALF


def direction(then: tuple[int, int], now: tuple[int, int], *, more_is_better: bool = True) -> str:
    """better, same, worse: shares (n, of) of two rounds; within a twelfth of each other is the same.

    Nothing known on either side is not comparable.
    """
    if then[1] == 0 or now[1] == 0:
        return "not_comparable"
    change = Fraction(*now) - Fraction(*then)
    if abs(change) <= _ALIKE:
        return "same"
    return "better" if (change > 0) is more_is_better else "worse"
