"""An .xlsx file as a package of XML parts, behind caps (forms.md 8). The only home of defusedxml.

May not know what sheets hold. Whoever made the file wrote its sizes, names and marks too: none is believed.
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any, Protocol
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

LARGEST_FILE = 5_000_000
LARGEST_UNPACKED = 50_000_000
MOST_DENSE = 100
"""Unpacked bytes to one packed byte; text of less than `_ALWAYS` bytes may be denser."""
MOST_PARTS = 1_000
MOST_MARKS = 800_000
"""XML elements of all parts that are read: what the largest tool has, and half as much again."""

_ALWAYS = 1_000_000
_ZIP, _OLE = b"PK", b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OFFICE = "officeDocument"
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, EOFError, LookupError, ValueError, OSError),
    *(NotImplementedError, RuntimeError, ParseError, DefusedXmlException),
)
"""What zipfile and expat raise on bytes that are not what they say."""


class WorkbookError(Exception):
    """A file that no tool can be read from: a TOOL_ code, and what is wrong with it."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code, self.text = code, text


class Listener(Protocol):
    """What is told of each element of a part. Names come without their namespace."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None: ...
    def end(self, tag: str) -> None: ...
    def text(self, text: str) -> None: ...


class Package:
    """The parts of one workbook, each read when it is asked for."""

    def __init__(self, raw: bytes) -> None:
        """Look at the file as a whole.

        Raises:
            WorkbookError: no workbook of ours, or one that carries what a tool has no use for.
        """
        _ensure_workbook(raw)
        self._marks_left = MOST_MARKS
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(raw))
        except _BROKEN as error:
            raise WorkbookError("TOOL_BOOK", "the file is damaged or not whole") from error
        self._parts = {part.filename.lstrip("/"): part for part in self._zip.infolist()}
        _ensure_small(self._zip.infolist(), len(raw))
        _ensure_plain(self._parts)
        self.top = next((target for kind, target in self.relations("").values() if kind == _OFFICE), "")
        if self.top not in self._parts:
            raise WorkbookError("TOOL_BOOK", "the file holds no workbook")

    def __contains__(self, name: object) -> bool:
        return name in self._parts

    def tell(self, name: str, listener: Listener) -> None:
        """Tell a listener every element of a part; an exception of the listener's own ends it.

        Raises:
            WorkbookError: the part is damaged, has a DTD, or is too large.
        """
        target = _Target(listener, self._marks_left)
        parser = DefusedXMLParser(target=target, forbid_dtd=True)
        target.listen(parser.parser)
        try:
            # All at once: fed in pieces, expat reads an endless attribute anew with each of them.
            parser.feed(self._zip.read(self._parts[name]))
            parser.close()
        except DefusedXmlException as error:
            raise WorkbookError("TOOL_BOOK", f"{name} declares a document type or entities") from error
        except _BROKEN as error:
            raise WorkbookError("TOOL_BOOK", f"the file is damaged ({name})") from error
        self._marks_left = target.left

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """What a part refers to: by id the kind (`sharedStrings`, `worksheet`) and the part's name."""
        folder, file = posixpath.split(name)
        where = f"{folder}/_rels/{file}.rels".lstrip("/")
        found = _Relations(folder)
        if where in self._parts:
            self.tell(where, found)
        return found.parts


class _Target:
    """What expat tells, without namespaces: strict and transitional workbooks differ in them alone.

    It is told half a million elements of a large tool, so it calls as little as it can.
    """

    def __init__(self, listener: Listener, left: int) -> None:
        self._start, self._end, self._text, self.left = listener.start, listener.end, listener.text, left
        self._plain = _PlainNames()

    def listen(self, expat: Any) -> None:
        """Be told by expat itself: what lies between makes names and attributes anew, a third of the time."""
        expat.ordered_attributes = False
        told = {"StartElement": self.start, "EndElement": self.end, "CharacterData": self._text}
        for what, listens in told.items():
            setattr(expat, f"{what}Handler", listens)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.left -= 1
        if self.left < 0:
            text = f"the workbook has more than {MOST_MARKS:,} cells and parts of cells"
            raise WorkbookError("TOOL_LIMIT", text)
        self._start(self._plain[tag], attributes)

    def end(self, tag: str) -> None:
        self._end(self._plain[tag])

    def close(self) -> None:
        """Asked for by the parser."""


class _PlainNames(dict[str, str]):
    """`address}name` to `name`, each worked out once."""

    def __missing__(self, tag: str) -> str:
        return self.setdefault(tag, tag.rpartition("}")[2])


class _Relations:
    def __init__(self, folder: str) -> None:
        self._folder = folder
        self.parts: dict[str, tuple[str, str]] = {}

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", self._folder, attributes.get("Target", "")))
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.parts[attributes.get("Id", "")] = kind, target.lstrip("/")

    def end(self, tag: str) -> None: ...
    def text(self, text: str) -> None: ...


def _ensure_workbook(raw: bytes) -> None:
    """Other files that people take for one are named."""
    if raw.startswith(_OLE):
        what = "is locked with a password" if _ENCRYPTED in raw else "is an old .xls workbook"
        raise WorkbookError("TOOL_BOOK", f"the file {what}; save it as .xlsx without a password")
    if not raw.startswith(_ZIP):
        raise WorkbookError(
            "TOOL_BOOK", "the file is no .xlsx workbook; save it as one in a spreadsheet program"
        )


def _ensure_small(parts: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > LARGEST_UNPACKED:
        text = f"{len(parts):,} parts of {unpacked:,} bytes, at most {MOST_PARTS:,} of {LARGEST_UNPACKED:,}"
        raise WorkbookError("TOOL_LIMIT", f"the file unpacks to {text}")
    dense = (part for part in parts if part.file_size > max(_ALWAYS, MOST_DENSE * part.compress_size))
    if any(dense) or sum(part.compress_size for part in parts) > packed:
        raise WorkbookError("TOOL_LIMIT", f"the file unpacks to more than {MOST_DENSE} times its size")


def _ensure_plain(parts: Mapping[str, Any]) -> None:
    """Nothing that runs or reaches outside; other programs' files are named."""
    lower = {name.lower() for name in parts}
    if "xl/workbook.bin" in lower or "mimetype" in lower:
        raise WorkbookError(
            "TOOL_BOOK", "the file is another program's workbook (.xlsb, .ods); save it as .xlsx"
        )
    if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in lower):
        raise WorkbookError("TOOL_BOOK", "the file carries macros; save it as .xlsx without them")
    if any("/externallinks/" in name for name in lower):
        raise WorkbookError(
            "TOOL_BOOK", "the file is linked to other workbooks; break the links and save it anew"
        )
