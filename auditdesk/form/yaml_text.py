"""YAML as text: every scalar a string, every line known, nothing that runs or refers. The only home of yaml.

May not know what a tool is. Anchors, aliases, tags and doubled keys are refused: one text, one meaning.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias

import yaml

DEEPEST = 40
_WIDTH = 100
MOST_BRANCHES = 60_000
"""Rows, choices, and texts by language: 3,000 rows and 20,000 choices, each with its label in a map."""
_LOOKED_AT = 2_000  # characters of a line that are looked at for the reason it cannot be read
_QUOTED = re.compile(r"""([,{\[:]\s*)(?:'(?:[^']|'')*'|"(?:[^"\\]|\\.)*")""")
_BARE = re.compile(r"(?:^|[-:,]\s)\s*[{\[][^#]*\$\{")
_SAID: Mapping[str, str] = MappingProxyType(
    {
        "mapping values are not allowed": "a text with ': ' in it needs quotes",
        "found character that cannot start any token": "indent with spaces, and quote a value that begins "
        "with % @ or `",
        "found a tab character": "a tab: indent with spaces",
        "found unexpected end of stream": "a quote that is opened here or above is never closed",
        "did not find expected ',' or '}'": "inside { } a comma or the closing } is missing, or a text "
        "with a comma needs quotes",
        "did not find expected ',' or ']'": "inside [ ] a comma or the closing ] is missing",
        "did not find expected key": "this line is not indented like the one above",
        "did not find expected '-' indicator": "this line is no row of the list above: begin it with '- ' or "
        "indent it further",
        "could not find expected ':'": "a name without its ': ' and value",
        "block sequence entries are not allowed": "'- ' begins a row, so it cannot stand here",
        "found unknown escape character": "a \\ inside double quotes: write single quotes",
        "control characters are not allowed": "a character that cannot be seen",
    }
)
"""What libyaml says, and what a person can do about it."""

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the pure reader is 13 times slower


class YamlError(Exception):
    """Text that is no YAML of ours; `line` counts from 1."""

    def __init__(self, line: int, text: str) -> None:
        super().__init__(text)
        self.text, self.line = text, line


@dataclass(frozen=True, slots=True)
class Leaf:
    """One text, NFC. An empty value is the empty text; `plain` tells it stood without quotes."""

    text: str
    line: int
    plain: bool = True


@dataclass(frozen=True, slots=True)
class Listed:
    """A sequence."""

    entries: "list[Yaml]"
    line: int


@dataclass(frozen=True, slots=True)
class Named:
    """A mapping in the order written; `lines` tells where each key stands; `flat` is written on one."""

    entries: "dict[str, Yaml]"
    line: int
    lines: dict[str, int] = field(default_factory=dict)
    flat: bool = False


Yaml: TypeAlias = Leaf | Listed | Named


def read_yaml(text: str) -> Yaml:
    """The one document in a text.

    Raises:
        YamlError: at the line where it stops being YAML of ours.
    """
    try:
        return _Builder().document(yaml.parse(text, Loader=_Loader))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark is not None else 1
        raise YamlError(line, _said(error, text, line)) from error


def _said(error: yaml.YAMLError, text: str, line: int) -> str:
    """What the reader says, in words that tell what to change."""
    lines = text.splitlines()
    if line <= len(lines) and _has_bare_reference(lines[line - 1][:_LOOKED_AT]):
        return "a value with ${...} inside { } needs quotes. Write the row in block style."
    problem = str(getattr(error, "problem", None) or "this is not YAML")
    return next((ours for theirs, ours in _SAID.items() if theirs in problem), problem)


def _has_bare_reference(line: str) -> bool:
    """Whether `${` stands outside quotes in a row that is written in `{ }` or `[ ]`."""
    return _BARE.search(_QUOTED.sub(r"\1", line)) is not None


def write_yaml(tree: Yaml) -> str:
    """The text that `read_yaml` reads as this tree. Nothing is quoted that need not be: scalars are texts."""
    document = (
        yaml.DocumentStartEvent(explicit=False),
        *_events(tree),
        yaml.DocumentEndEvent(explicit=False),
    )
    events = (yaml.StreamStartEvent(), *document, yaml.StreamEndEvent())
    return str(yaml.emit(events, allow_unicode=True, width=_WIDTH))


def _events(tree: Yaml) -> Iterator[yaml.Event]:
    match tree:
        case Leaf(text):
            style = "|" if "\n" in text else None
            yield yaml.ScalarEvent(None, None, (True, True), text, style=style)
        case Listed(entries):
            yield yaml.SequenceStartEvent(None, None, implicit=True, flow_style=False)
            for entry in entries:
                yield from _events(entry)
            yield yaml.SequenceEndEvent()
        case Named(entries, flat=flat):
            yield yaml.MappingStartEvent(None, None, implicit=True, flow_style=flat)
            for key, entry in entries.items():
                yield from _events(Leaf(key, 0))
                yield from _events(entry)
            yield yaml.MappingEndEvent()


class _Builder:
    """Builds the tree from events without recursion: nesting comes from strangers."""

    def __init__(self) -> None:
        self._open: list[Listed | Named] = []
        self._keys: list[Leaf | None] = []
        self._whole: Yaml | None = None
        self._begun = 0

    def document(self, events: Iterable[yaml.Event]) -> Yaml:
        for event in events:
            self._take(event)
        if self._whole is None:
            raise YamlError(1, "the file is empty")
        return self._whole

    def _take(self, event: yaml.Event) -> None:
        line = event.start_mark.line + 1 if event.start_mark else 1
        match event:
            case yaml.AliasEvent():
                raise YamlError(line, "aliases (*name) are not used in tools")
            case yaml.NodeEvent(anchor=str()):
                raise YamlError(line, "anchors (&name) are not used in tools")
            case yaml.ScalarEvent(tag=str()) | yaml.CollectionStartEvent(tag=str()):
                raise YamlError(line, "tags (!name) are not used in tools")
            case yaml.ScalarEvent():
                self._place(Leaf(unicodedata.normalize("NFC", event.value), line, event.style is None))
            case yaml.SequenceStartEvent():
                self._begin(Listed([], line))
            case yaml.MappingStartEvent():
                self._begin(Named({}, line))
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self._open.pop()
                self._keys.pop()
            case _:
                pass

    def _begin(self, branch: Listed | Named) -> None:
        self._place(branch)
        self._begun += 1
        if self._begun > MOST_BRANCHES:
            raise YamlError(branch.line, f"more than {MOST_BRANCHES:,} rows, lists and choices")
        if len(self._open) >= DEEPEST:
            raise YamlError(branch.line, f"nested more than {DEEPEST} deep")
        self._open.append(branch)
        self._keys.append(None)

    def _place(self, found: Yaml) -> None:
        if not self._open:
            if self._whole is not None:
                raise YamlError(found.line, "a second document in one file")
            self._whole = found
        elif isinstance(around := self._open[-1], Listed):
            around.entries.append(found)
        else:
            self._place_named(around, found)

    def _place_named(self, around: Named, found: Yaml) -> None:
        key = self._keys[-1]
        if key is not None:
            around.entries[key.text] = found
            around.lines[key.text] = key.line
            self._keys[-1] = None
            return
        if not isinstance(found, Leaf):
            raise YamlError(found.line, "a key is one word")
        if found.text in around.entries:
            raise YamlError(found.line, f"'{found.text}' stands twice")
        self._keys[-1] = found
