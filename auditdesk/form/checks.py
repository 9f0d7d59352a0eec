"""Rows → questions: types, names, lists, columns, languages, nesting (forms.md 2, 9).

May not know expressions.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from auditdesk.form.additions import COMMENT
from auditdesk.form.columns import CHOICES, NO, ROLES, ROWS, SEVERITIES, TEXTS, YES, near
from auditdesk.form.problems import Problems
from auditdesk.form.source import SourceRow
from auditdesk.form.types import ANSWERED, CARRIED_AS_TEXT, SELECTS, SILENT
from auditdesk.form.values import Choice, Question

LONGEST_NAME = 48
DEEPEST_GROUP, DEEPEST_REPEAT = 8, 3
MOST_CHOICES, MOST_CHOICES_IN_ALL = 2_000, 20_000

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_CODE = re.compile(r"[^\s'\"]{1,80}")
_LANGUAGES: Mapping[str, str] = MappingProxyType({"en": "English", "cy": "Welsh"})
_TYPES = ANSWERED | SILENT | CARRIED_AS_TEXT | {"acknowledge", "group", "repeat"}
_ACKNOWLEDGED = (Choice("OK", {"en": "OK"}),)
_OUTSIDE = frozenset({"xml-external", "csv-external"})


class Checks:
    """One tool's rows on their way to questions; `rows` keeps where each question stands."""

    def __init__(self, problems: Problems, languages: Sequence[str]) -> None:
        self._problems, self._languages = problems, tuple(languages)
        self.rows: dict[str, SourceRow] = {}
        self._older: dict[str, str] = {}
        self._open: list[tuple[str, str]] = []
        self._choice_rows: dict[str, Sequence[SourceRow]] = {}
        self._foreign: set[str] = set()

    def lists(self, found: Mapping[str, Sequence[SourceRow]]) -> dict[str, tuple[Choice, ...]]:
        total = sum(map(len, found.values()))
        if total > MOST_CHOICES_IN_ALL and (first := next(iter(found.values()))):
            self._problems.add(
                "TOOL_LIMIT", f"{total:,} choices, at most {MOST_CHOICES_IN_ALL:,}", first[0].place
            )
        self._choice_rows.update(found)
        return {name: self._choices(name, rows) for name, rows in found.items()}

    def _choices(self, name: str, rows: Sequence[SourceRow]) -> tuple[Choice, ...]:
        if len(rows) > MOST_CHOICES:
            self._problems.add(
                "TOOL_LIMIT",
                f"list '{name}' has {len(rows):,} choices, at most {MOST_CHOICES:,}",
                rows[0].place,
            )
        for code, times in Counter(row.name for row in rows).items():
            if times > 1:
                second = [row for row in rows if row.name == code][1]
                self._problems.add("TOOL_CHOICE", f"list '{name}': code '{code}' stands twice", second.place)
        for row in rows:
            if not _CODE.fullmatch(row.name):
                self._problems.add("TOOL_CHOICE", f"list '{name}': '{row.name}' cannot be a code", row.place)
            for column in row.columns.keys() - CHOICES:
                if column.startswith("audit"):
                    self._unknown(row, column, CHOICES, f"list '{name}': ")
        return tuple(_choice(row) for row in rows)

    def questions(
        self, rows: Sequence[SourceRow], lists: Mapping[str, tuple[Choice, ...]]
    ) -> tuple[Question, ...]:
        found: list[Question] = []
        for row in rows:
            kind, _, rest = row.type.partition(" ")
            if kind == "end" and rest:  # alone it is a type: when a form was ended
                self._end(row, rest)
                continue
            if kind == "begin":
                kind, rest = rest, ""
            self._columns(row)
            if not self._named(row):
                continue
            found.append(self._question(row, kind, rest.strip(), lists))
            if kind in {"group", "repeat"}:
                self._begin(row, kind)
        for kind, name in self._open:
            row = self.rows.get(name) or rows[-1]
            self._problems.add("TOOL_SHEET", f"begin {kind} '{name}' is never ended", row.place)
        return tuple(found)

    def _begin(self, row: SourceRow, kind: str) -> None:
        self._open.append((kind, row.name))
        repeats = sum(opened == "repeat" for opened, _ in self._open)
        if len(self._open) > DEEPEST_GROUP or repeats > DEEPEST_REPEAT:
            text = f"groups nest at most {DEEPEST_GROUP} deep and repeats {DEEPEST_REPEAT}"
            self._problems.add("TOOL_LIMIT", text, row.place, row=row.name)

    def _end(self, row: SourceRow, kind: str) -> None:
        if not self._open or self._open[-1][0] != kind:
            self._problems.add("TOOL_SHEET", f"end {kind} without its begin", row.place)
        else:
            self._open.pop()

    def _named(self, row: SourceRow) -> bool:
        name = row.name
        added = row.columns.get("audit::added") == "yes"
        if not _NAME.fullmatch(name) or len(name) > LONGEST_NAME + len(COMMENT) * added:
            text = f"'{name}' is no name: letters, digits and _, at most {LONGEST_NAME}, no digit first"
            self._problems.add("TOOL_NAME", text, row.at("name"), column="name")
            return False
        if "__" in name and not added:
            self._problems.add(
                "TOOL_NAME", "'__' is kept for rows that are added", row.at("name"), row=name, column="name"
            )
        if name in self.rows:
            text = f"used already in {self.rows[name].place}"
            self._problems.add("TOOL_NAME", text, row.at("name"), row=name, column="name")
            return False
        self.rows[name] = row
        self._older_names(row)
        return True

    def _older_names(self, row: SourceRow) -> None:
        """An older name says which answers go here: two rows cannot both have them (form law 29)."""
        for older in row.columns.get("audit::was", "").split():
            heir = self._older.setdefault(older, row.name)
            if not _NAME.fullmatch(older):
                text = f"'{older}' is no name; older names stand with spaces between"
            elif heir != row.name:
                text = f"'{older}' is an older name of '{heir}' already"
            else:
                continue
            self._problems.add("TOOL_NAME", text, row.at("audit::was"), row=row.name, column="audit::was")

    def _columns(self, row: SourceRow) -> None:
        for column in row.columns.keys() - ROWS:
            if column.partition("::")[0] not in TEXTS:
                self._unknown(row, column, ROWS, "")
        self._one_of(row, "audit::role", ROLES)
        self._one_of(row, "audit::severity", SEVERITIES)
        self._one_of(row, "audit::local", YES | NO)
        if "trigger" in row.columns:
            self._problems.add(
                "TOOL_COLUMN",
                "is read and not used",
                row.at("trigger"),
                row=row.name,
                column="trigger",
                severity="warn",
            )

    def _one_of(self, row: SourceRow, column: str, known: frozenset[str]) -> None:
        text = row.columns.get(column)
        if text is not None and text not in known:
            self._problems.add(
                "TOOL_COLUMN",
                f"'{text}' is not known here.{near(text, known)}",
                row.at(column),
                row=row.name,
                column=column,
            )

    def _unknown(self, row: SourceRow, column: str, known: frozenset[str], where: str) -> None:
        """An unknown column, where it is met first: a sheet has it in every row."""
        if where + column in self._foreign:
            return
        self._foreign.add(where + column)
        ours = column.startswith("audit")
        self._problems.add(
            "TOOL_COLUMN",
            f"{where}unknown column '{column}'.{near(column, known)}",
            row.at(column),
            row=row.name,
            severity="error" if ours else "warn",
        )

    def _translated(self, row: SourceRow, column: str, shown: str) -> None:
        texts = row.texts.get(column, {})
        for language in self._languages:
            if texts and not texts.get(language):
                said = _LANGUAGES.get(language, language)
                self._problems.add(
                    "TOOL_TEXT", f"{shown} has no {said} {column}", row.at(column), severity="warn"
                )

    def _question(
        self, row: SourceRow, kind: str, rest: str, lists: Mapping[str, tuple[Choice, ...]]
    ) -> Question:
        self._typed(row, kind, rest, lists)
        if kind not in {"calculate", "group"} and not row.texts.get("label"):
            self._problems.add("TOOL_TEXT", "has no label", row.place, row=row.name, severity="warn")
        for column in row.texts:
            self._translated(row, column, f"row '{row.name}'")
        choices = _ACKNOWLEDGED if kind == "acknowledge" else lists.get(rest, ()) if kind in SELECTS else ()
        self._labelled(rest, choices)
        return Question(
            name=row.name,
            type="select_one" if kind == "acknowledge" else "text" if kind in CARRIED_AS_TEXT else kind,
            label=row.texts.get("label", {}),
            hint=row.texts.get("hint", {}),
            guidance=row.texts.get("guidance_hint", {}),
            groups=tuple(name for _, name in self._open),
            repeats=tuple(name for opened, name in self._open if opened == "repeat"),
            list_name=rest if kind in SELECTS else "",
            choices=choices,
            columns=_all_columns(row, kind, self._languages[0]),
        )

    def _labelled(self, name: str, choices: Sequence[Choice]) -> None:
        """The labels of a list, looked at when the first question uses it."""
        for row in self._choice_rows.pop(name, ()) if choices else ():
            self._translated(row, "label", f"list '{name}', code '{row.name}'")

    def _typed(self, row: SourceRow, kind: str, rest: str, lists: Mapping[str, tuple[Choice, ...]]) -> None:
        name = row.name
        if kind in _OUTSIDE or kind.endswith("_from_file"):
            self._problems.add(
                "TOOL_TYPE",
                f"'{kind}': a tool is one file; write the list in choices",
                row.at("type"),
                row=name,
                column="type",
            )
        elif kind in SELECTS:
            if rest not in lists:
                self._problems.add(
                    "TOOL_LIST",
                    f"no choice list '{rest}'.{near(rest, list(lists))}",
                    row.at("type"),
                    row=name,
                    column="type",
                )
        elif kind not in _TYPES or (rest and kind not in CARRIED_AS_TEXT):
            text = f"'{row.type}' is not a type.{near(row.type, _TYPES | SELECTS)}"
            self._problems.add("TOOL_TYPE", text, row.at("type"), row=name, column="type")
        elif kind in CARRIED_AS_TEXT:
            self._problems.add(
                "TOOL_TYPE",
                f"'{kind}' is carried as text",
                row.at("type"),
                row=name,
                column="type",
                severity="warn",
            )


def _choice(row: SourceRow) -> Choice:
    columns = {column: text for column, text in row.columns.items() if column != "name" and text.strip()}
    return Choice(row.name, row.texts.get("label", {}), columns)


def _all_columns(row: SourceRow, kind: str, default: str) -> Mapping[str, str]:
    """Every column as text; a message in a further language stands as `column::language`."""
    columns = {column: text for column, text in row.columns.items() if text.strip()}
    columns["type"] = kind if kind in {"group", "repeat"} else " ".join(row.type.split())
    for column in ("required_message", "constraint_message"):
        for language, text in row.texts.get(column, {}).items():
            columns[column if language == default else f"{column}::{language}"] = text
    return MappingProxyType(columns)
