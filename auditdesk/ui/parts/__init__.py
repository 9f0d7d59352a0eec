"""Parts that pages are made of. Each takes words, gives signals in the past tense, and knows no page."""

from auditdesk.ui.parts.buttons import Button, Role
from auditdesk.ui.parts.choice_group import ChoiceGroup, Option
from auditdesk.ui.parts.field import Field, LineBox, TextBox
from auditdesk.ui.parts.flow import Flow
from auditdesk.ui.parts.notice_bar import NoticeBar
from auditdesk.ui.parts.plain_label import PlainLabel
from auditdesk.ui.parts.spacing import Card, column, row
from auditdesk.ui.parts.status_line import Mark, StatusLine
from auditdesk.ui.parts.table import Table

__all__ = [
    "Button",
    "Card",
    "ChoiceGroup",
    "Field",
    "Flow",
    "LineBox",
    "Mark",
    "NoticeBar",
    "Option",
    "PlainLabel",
    "Role",
    "StatusLine",
    "Table",
    "TextBox",
    "column",
    "row",
]
