"""YAML as text: every scalar a string, every line known, nothing that runs or refers. The only home of yaml.

May not know what a tool is. Anchors, aliases, tags and doubled keys are refused: one text, one meaning.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

import yaml

DEEPEST = 40
_WIDTH = 100
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
    lines = text.splitlines()
    shown = lines[line - 1] if line <= len(lines) else ""
    if "${" in shown and "{" in shown.replace("${", ""):
        return "a value with ${...} inside { } needs quotes. Write the row in block style."
    return str(getattr(error, "problem", None) or "this is not YAML")


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
