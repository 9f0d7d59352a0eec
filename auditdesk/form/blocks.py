"""Files of a tool and what stands between them: includes, substitution, the folder they may not leave.

May not know what rows and columns mean.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from auditdesk.errors import FileError
from auditdesk.files import read_capped
from auditdesk.form.problems import Place, Problems
from auditdesk.form.yaml_text import Leaf, Listed, Named, Yaml, YamlError, read_yaml

LARGEST_FILE = 2_000_000
DEEPEST_INCLUDE = 4
MOST_INCLUDES = 3_000
LONGEST_TEXT = 20_000
"""Characters of one text of a tool."""
_WORD = re.compile(r"<([^<>]{1,80})>")


@dataclass(frozen=True, slots=True)
class Here:
    """Where reading is: the file, how it is shown, the blocks around it, and what replaces a block's words.

    `swaps` is what the include gave, `usual` what the block says for words that were not given.
    """

    path: Path
    shown: str
    swaps: Mapping[str, str] = field(default_factory=dict)
    chain: tuple[Path, ...] = ()
    usual: Mapping[str, str] = field(default_factory=dict)

    def place(self, line: int) -> Place:
        return Place(self.shown, line, ", ".join(f"{word}={text}" for word, text in self.swaps.items()))

    def text(self, leaf: Leaf) -> str:
        """The leaf's text with the block's words replaced; what gets too long is cut just beyond the limit.

        Words within words within words would else fill the memory before anybody looks at the length.
        """
        texts = {**self.usual, **self.swaps}
        if not texts or "<" not in leaf.text:
            return leaf.text
        parts, size = list[str](), 0
        for place, part in enumerate(_WORD.split(leaf.text)):
            parts.append(texts.get(part, f"<{part}>") if place % 2 else part)
            size += len(parts[-1])
            if size > LONGEST_TEXT:
                break
        return "".join(parts)[: LONGEST_TEXT + 1]


class Files:
    """Every file of one tool, each read once, none outside the library."""

    def __init__(self, library: Path, problems: Problems) -> None:
        self._library, self._problems = library.resolve(), problems
        self._read: dict[Path, Yaml] = {}
        self._includes = 0

    def tool(self, path: Path) -> tuple[Yaml, Here]:
        """The tool's own file.

        Raises:
            ToolError: no YAML of ours, or too large.
            FileError: it cannot be read.
        """
        shown = self._shown(path.resolve())
        return self._document(path.resolve(), shown), Here(path.resolve(), shown, {}, (path.resolve(),))

    def included(self, name: Leaf, swaps: Mapping[str, str], here: Here) -> tuple[Yaml, Here] | None:
        """A file named by an include, or None with its problem noted."""
        place = here.place(name.line)
        target = (here.path.parent / here.text(name)).resolve()
        if (why := self._why_not(target, name, here)) is not None:
            self._problems.add("TOOL_INCLUDE", why, place)
            return None
        shown = self._shown(target)
        try:
            tree = self._document(target, shown)
        except FileError:
            self._problems.add("TOOL_INCLUDE", f"there is no readable file {shown}", place)
            return None
        return tree, Here(target, shown, swaps, (*here.chain, target))

    def _why_not(self, target: Path, name: Leaf, here: Here) -> str | None:
        self._includes += 1
        if self._includes > MOST_INCLUDES:
            return f"more than {MOST_INCLUDES:,} includes in one tool"
        if Path(name.text).is_absolute() or not target.is_relative_to(self._library):
            return f"{name.text} leaves the forms folder"
        if target in here.chain:
            return f"{self._shown(target)} includes itself"
        if len(here.chain) > DEEPEST_INCLUDE:
            return f"includes more than {DEEPEST_INCLUDE} deep"
        return None

    def _shown(self, path: Path) -> str:
        return path.relative_to(self._library).as_posix() if path.is_relative_to(self._library) else path.name

    def _document(self, path: Path, shown: str) -> Yaml:
        if path not in self._read:
            self._read[path] = self._loaded(path, shown)
        return self._read[path]

    def _loaded(self, path: Path, shown: str) -> Yaml:
        try:
            return read_yaml(read_capped(path, LARGEST_FILE).decode("utf-8-sig"))
        except YamlError as error:
            self._problems.add("TOOL_YAML", error.text, Place(shown, error.line))
        except UnicodeDecodeError:
            self._problems.add("TOOL_YAML", "the file is not UTF-8 text", Place(shown, 1))
        except FileError as error:
            if error.code != "F_BIG":
                raise
            self._problems.add(
                "TOOL_LIMIT", f"the file is larger than {LARGEST_FILE:,} bytes", Place(shown, 1)
            )
        raise self._problems.error()


def block_rows(tree: Yaml, here: Here, problems: Problems, at: Place) -> tuple[Listed, Here] | None:
    """The rows of a block and where reading is in it, its words checked against what the include gives."""
    if not isinstance(tree, Named) or not isinstance(rows := tree.entries.get("rows"), Listed):
        problems.add("TOOL_INCLUDE", f"{here.shown} has no rows", at)
        return None
    must, usual = _words(tree.entries.get("takes"))
    for word in must:
        if word not in here.swaps:
            problems.add("TOOL_INCLUDE", f"{here.shown} needs '{word}'", at)
    for word in here.swaps:
        if word not in must and word not in usual:
            problems.add("TOOL_INCLUDE", f"{here.shown} does not take '{word}'", at)
    return rows, replace(here, usual=usual)


def _words(takes: Yaml | None) -> tuple[list[str], dict[str, str]]:
    """The words of a block that an include must give, and those it may, with their usual texts."""
    if isinstance(takes, Listed):
        return [leaf.text for leaf in takes.entries if isinstance(leaf, Leaf)], {}
    if isinstance(takes, Named):
        return [], {word: leaf.text for word, leaf in takes.entries.items() if isinstance(leaf, Leaf)}
    return [], {}
