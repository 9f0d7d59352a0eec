"""How wide each column of a table is: its share, but never so narrow that its words break.

May not know: rows, ink, pages.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from auditdesk.report.theme import NARROWEST


@dataclass(frozen=True, slots=True)
class Wish:
    """What one column asks for: a share of the measure, and the width under which its words break.

    A column of marks or numbers is `rigid`; words may wrap, so theirs gives way first.
    """

    share: int
    least: float
    rigid: bool = False


def widths(wishes: Sequence[Wish], measure: float) -> tuple[float, ...]:
    """Widths that add up to the measure.

    Columns whose share is less than they need get what they need; the others divide the rest by shares.
    Where all needs together are too much, columns of words give way, and then every column in proportion.
    """
    rigid = sum(wish.least for wish in wishes if wish.rigid)
    least = sum(wish.least for wish in wishes)
    if least < measure:
        return _by_share(wishes, measure)
    soft = least - rigid
    if soft and measure - rigid >= NARROWEST * measure:
        return tuple(wish.least * (1 if wish.rigid else (measure - rigid) / soft) for wish in wishes)
    return tuple(wish.least * measure / least for wish in wishes)


def _by_share(wishes: Sequence[Wish], measure: float) -> tuple[float, ...]:
    fixed: set[int] = set()
    while True:
        rest = measure - sum(wishes[number].least for number in fixed)
        free = [number for number in range(len(wishes)) if number not in fixed]
        shares = sum(wishes[number].share for number in free)
        short = [number for number in free if wishes[number].share * rest < wishes[number].least * shares]
        if not short:
            return tuple(
                wish.least if number in fixed else rest * wish.share / shares
                for number, wish in enumerate(wishes)
            )
        fixed.update(short)
