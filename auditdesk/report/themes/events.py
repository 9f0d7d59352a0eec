"""Events that agencies list row by row, each child's from one return: agencies list the same ones.

None of these counts is public yet: how few events of one child may be told beside those of others is not
settled.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from auditdesk.audit.earlier import Better
from auditdesk.form.values import At
from auditdesk.merge.standing import Standing
from auditdesk.report.counting.cases import Child, source
from auditdesk.report.counting.tally import AnswerRef, Line, Tally


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a child: the cells of its row."""

    kid: Child
    standing: Standing
    row: At

    def value(self, question: str) -> str:
        return self.standing.values.get(self._at(question), "")

    def ref(self, question: str) -> AnswerRef:
        return source(self.standing, self._at(question))

    def _at(self, question: str) -> At:
        return At(question, self.row.rows)


def list_of(kid: Child, repeat: str, lead: str) -> Standing | None:
    """The return whose rows are the child's: that of the agency `lead` if it lists any, else the longest."""
    listed = [each for each in kid.returns if each.rows(repeat)]
    ranked = sorted(listed, key=lambda each: (each.ref.agency != lead, -len(each.rows(repeat)), each.ref))
    return ranked[0] if ranked else None


def events(kids: Sequence[Child], repeat: str, lead: str) -> Iterator[Event]:
    """Every event of every child, in case order and in the order of the rows."""
    for kid in kids:
        standing = list_of(kid, repeat, lead)
        if standing is not None:
            yield from (Event(kid, standing, row) for row in standing.rows(repeat))


@dataclass(frozen=True, slots=True)
class Events:
    """Events of which something is counted; `table` names the counts that add up to them."""

    what: str
    every: tuple[Event, ...]

    def count(
        self, name: str, found: Sequence[Event], question: str, better: Better = "", *, table: str = ""
    ) -> Line:
        tally = Tally(
            self.what, "events", len(found), len(self.every), behind=children_behind(found),
            table=table or name, whole=table or name, is_public=False, better=better,
        )  # fmt: skip
        return Line(name, tally, tuple(event.ref(question) for event in found))

    def each(self, stem: str, question: str, results: Sequence[str], best: str) -> Iterator[Line]:
        """How each event came out, as `<stem>.<result>`; `best` is the result to have more of."""
        for result in results:
            found = [event for event in self.every if event.value(question) == result]
            yield self.count(
                f"{stem}.{result}", found, question, "more" if result == best else "", table=stem
            )


def children_behind(found: Sequence[Event]) -> int:
    return len({event.kid.ref for event in found})
