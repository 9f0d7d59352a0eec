"""An earlier round as far as a re-audit compares with it (domain/report.md 4.5).

May not know files, nor what its figures mean.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

Better: TypeAlias = Literal["more", "fewer", ""]
"""Whether it is better that more children are counted, or fewer; "" where neither is, or nobody said."""

_SAMPLE_PARTS = ("children.stratum.", "children.group.")


@dataclass(frozen=True, slots=True)
class EarlierCount:
    """One count of the earlier round: `n` of `of`; `n` None where an edition hid it."""

    id: str
    what: str
    n: int | None
    of: int | None
    better: Better = ""


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier round to compare with: its counts, and the tool by hash, id and version ("" if not told)."""

    round: str
    tool: str
    tool_id: str
    tool_version: str
    counts: tuple[EarlierCount, ...]

    @property
    def by_id(self) -> Mapping[str, EarlierCount]:
        return {count.id: count for count in self.counts}


def sample_parts(figure_ids: Iterable[str]) -> frozenset[str] | None:
    """How a sample was divided, by the ids of its strata and groups; None if nothing tells of a sample."""
    known = frozenset(figure_ids)
    if "children" not in known:
        return None
    return frozenset(id for id in known if id.startswith(_SAMPLE_PARTS) and "@" not in id)
