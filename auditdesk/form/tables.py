"""Choice lists as read-only tables for `instance('list')/root/item[...]`. May not know questions."""

from collections.abc import Mapping, Sequence

from auditdesk.form.nodes import Node
from auditdesk.form.values import Choice


class Branch:
    """One element of a table: the table, its root, a choice, or one of its columns."""

    __slots__ = ("_inner", "_place", "_words", "name", "up")
    kind = "element"
    prefix = space = ""

    def __init__(self, name: str, up: "Branch | None" = None, words: str = "") -> None:
        self.name, self._words = name, words
        self._inner: list[Branch] = []
        self.up: Node | None = up
        self._place: tuple[int, ...] = ()
        if up is not None:
            self._place = (*up.order(), len(up.children()))
            up.grow(self)

    def grow(self, branch: "Branch") -> None:
        self._inner.append(branch)

    def children(self) -> Sequence[Node]:
        return self._inner

    def attributes(self) -> Sequence[Node]:
        return ()

    def text(self) -> str:
        return self._words or "".join(branch.text() for branch in self._inner)

    def order(self) -> tuple[int, ...]:
        return self._place


def table(choices: Sequence[Choice], language: str, default_language: str) -> Branch:
    """The table of one list, labels in a language or in the tool's own."""
    whole = Branch("instance")
    root = Branch("root", whole)
    for choice in choices:
        row = Branch("item", root)
        label = choice.label.get(language) or choice.label.get(default_language, "")
        columns: Mapping[str, str] = {"name": choice.name, "label": label, **choice.columns}
        for column, text in columns.items():
            Branch(column, row, text)
    return whole
