"""Rows and conditions added to what the author wrote (forms.md 2.1). May not know closures."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from auditdesk.form.source import SourceRow, Texts

COMMENT = "__c"
AGENCY = "hd_agency"
_WITH_COMMENT = frozenset({"std", "yn"})
_USUAL_CODES = "not_met partly"
_OFF = "off"
_LABEL: Mapping[str, str] = {"en": "Comment", "cy": "Sylw"}

Lists = Mapping[str, Sequence[SourceRow]]


def with_additions(rows: Sequence[SourceRow], lists: Lists, languages: Sequence[str]) -> Iterator[SourceRow]:
    """Every row as it is compiled: conditions by agency in full, each comment box after its question."""
    for row in rows:
        asked = _of_agencies(row)
        yield asked
        if (rule := comment_rule(asked)) is not None:
            yield _comment(asked, rule, lists, languages)


def _of_agencies(row: SourceRow) -> SourceRow:
    """`audit::agencies` is and-ed before `relevant`; it stays as a column: denominators need to know."""
    if not (asked := agencies_rule(row)):
        return row
    own = row.columns.get("relevant", "")
    agencies = " ".join(row.columns["audit::agencies"].split())
    added = {"relevant": f"{asked} and ({own})" if own else asked, "audit::agencies": agencies}
    return row.changed({**row.columns, **added, **({"audit::relevant": own} if own else {})})


def agencies_rule(row: SourceRow) -> str:
    """The condition that `audit::agencies` stands for; empty without one."""
    agencies = " ".join(row.columns.get("audit::agencies", "").split())
    return f"selected('{agencies}', ${{{AGENCY}}})" if agencies and "'" not in agencies else ""


def comment_rule(row: SourceRow) -> str | None:
    """When the comment on a question is required: codes, an expression, or None without a comment box."""
    rule = row.columns.get("audit::comment", "").strip()
    kind, _, list_name = row.type.partition(" ")
    if rule == _OFF or not row.name:
        return None
    if rule:
        return rule
    return _USUAL_CODES if kind == "select_one" and list_name.strip() in _WITH_COMMENT else None


def _comment(row: SourceRow, rule: str, lists: Lists, languages: Sequence[str]) -> SourceRow:
    columns = {
        "type": "text",
        "name": row.name + COMMENT,
        "appearance": "multiline",
        "audit::role": "comment",
        "audit::of": row.name,
        "audit::scan": "identifiers",
        "audit::added": "yes",
    }
    for kept in ("relevant", "audit::local", "audit::aspect"):
        if kept in row.columns:
            columns[kept] = row.columns[kept]
    if older := row.columns.get("audit::was", "").split():
        columns["audit::was"] = " ".join(name + COMMENT for name in older)
    if required := _required(row, rule, lists):
        columns["required"] = required
    label: Texts = {language: _LABEL.get(language, _LABEL["en"]) for language in languages}
    return replace(row, columns=columns, texts={"label": label})


def _required(row: SourceRow, rule: str, lists: Lists) -> str:
    """Codes of the list become a condition; those it lacks are left out; else it is an expression."""
    listed = {choice.name for choice in lists.get(row.type.partition(" ")[2].strip(), ())}
    codes = rule.split()
    if not all(code.replace("_", "a").isalnum() for code in codes):
        return rule
    held = [code for code in codes if code in listed]
    if not held and rule != _USUAL_CODES:
        return rule
    return f"selected('{' '.join(held)}', ${{{row.name}}})" if held else ""
