"""XML text as nodes: the product reads no XML, it only walks trees of the same protocol."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.parsers import expat

_BETWEEN = "\x1f"
_XFORMS = "http://www.w3.org/2002/xforms"  # the program's own instance has no namespace


@dataclass(eq=False)
class Piece:
    """One node of a document."""

    kind: str
    name: str = ""
    prefix: str = ""
    space: str = ""
    words: str = ""
    up: "Piece | None" = None
    inner: "list[Piece]" = field(default_factory=list)
    marks: "list[Piece]" = field(default_factory=list)
    place: tuple[int, ...] = (0,)

    def children(self) -> "Sequence[Piece]":
        return self.inner

    def attributes(self) -> "Sequence[Piece]":
        return self.marks

    def text(self) -> str:
        if self.kind in {"root", "element"}:
            return "".join(piece.text() for piece in self.inner if piece.kind in {"element", "text"})
        return self.words

    def order(self) -> tuple[int, ...]:
        return self.place


class _Reader:
    """Expat's events → pieces. A CDATA section is a text of its own, as in the recordings."""

    def __init__(self) -> None:
        self.root = Piece("root")
        self._here, self._count, self._joins = self.root, 0, False

    def read(self, text: str) -> Piece:
        parser = expat.ParserCreate(namespace_separator=_BETWEEN)
        parser.namespace_prefixes = True
        parser.buffer_text = True
        parser.ordered_attributes = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartCdataSectionHandler = self._apart
        parser.EndCdataSectionHandler = self._apart
        parser.CommentHandler = lambda words: self._add(Piece("comment", words=words))
        parser.ProcessingInstructionHandler = lambda name, words: self._add(
            Piece("processing-instruction", name, words=words)
        )
        parser.Parse(text, True)  # noqa: FBT003  expat takes it by place only
        return self.root

    def _add(self, piece: Piece) -> Piece:
        self._count += 1
        piece.up, piece.place = self._here, (self._count,)
        self._here.inner.append(piece)
        self._joins = piece.kind == "text"
        return piece

    def _start(self, name: str, marks: list[str]) -> None:
        element = self._add(Piece("element", *_named(name)))
        for mark, words in zip(marks[::2], marks[1::2], strict=True):
            self._count += 1
            element.marks.append(
                Piece("attribute", *_named(mark), words=words, up=element, place=(self._count,))
            )
        self._here = element

    def _end(self, _: str) -> None:
        self._joins = False
        self._here = self._here.up or self._here

    def _text(self, words: str) -> None:
        if self._joins:
            self._here.inner[-1].words += words
        elif self._here is not self.root:
            self._add(Piece("text", words=words))

    def _apart(self) -> None:
        self._joins = False


def _named(name: str) -> tuple[str, str, str]:
    """Local name, prefix, namespace address."""
    parts = name.split(_BETWEEN)
    if len(parts) == 1 or parts[0] == _XFORMS:
        return parts[-1] if len(parts) < 3 else parts[1], "", ""
    return parts[1], parts[2] if len(parts) > 2 else "", parts[0]


def read_xml(text: str) -> Piece:
    return _Reader().read(text)
