"""pyxform, the referee of what is standard: what it makes of a workbook, and whether that asks the same."""

import io
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping

from pyxform.xls2xform import convert

from auditdesk.form import Question, Tool
from auditdesk.form.columns import YES, is_expression

_BIND = "{http://www.w3.org/2002/xforms}bind"
_RULES = {
    "relevant": "relevant",
    "constraint": "constraint",
    "calculation": "calculate",
    "required": "required",
}


def xform(content: bytes) -> tuple[list[str], str]:
    """What pyxform warns of, and what it makes of a workbook."""
    found = convert(io.BytesIO(content), validate=False, file_type=".xlsx")
    return found.warnings, found.xform


def unlike(tool: Tool, made: str) -> list[str]:
    """Questions that the XForm lacks, and rules that stand in one of the two only."""
    binds = {bind.get("nodeset", ""): bind.attrib for bind in ET.fromstring(made).iter(_BIND)}  # noqa: S314 - pyxform made it
    return [difference for question in tool.questions for difference in _unlike(question, binds)]


def _unlike(question: Question, binds: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    bind = binds.get("/".join(("/data", *question.groups, question.name)))
    if bind is None:
        if question.type not in {"group", "repeat"} or question.columns.get("relevant"):
            yield f"{question.name} is not there"
        return
    for column, attribute in _RULES.items():
        text = question.columns.get(column, "")
        ruled = bool(text) and (column != "required" or text in YES or is_expression(column, text))
        if ruled != (bind.get(attribute, "") not in {"", "false()"}):
            yield f"{question.name}: {column} is {text!r}, {attribute} is {bind.get(attribute)!r}"
