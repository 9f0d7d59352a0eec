"""One return: answered, looked at, signed, reopened."""

from auditdesk.work.returns.answering import answer, enter, fill_return, open_return, record
from auditdesk.work.returns.moving import move_return
from auditdesk.work.returns.standing import (
    check_return,
    left_off,
    reopen_return,
    returns_asked,
    show_return,
    sign_return,
)
from auditdesk.work.returns.values import (
    Checked,
    Filled,
    LeftOff,
    Moved,
    OpenReturn,
    ReturnLine,
    Saved,
    Shown,
    ShownLeftOver,
    Signed,
)

__all__ = [
    "Checked",
    "Filled",
    "LeftOff",
    "Moved",
    "OpenReturn",
    "ReturnLine",
    "Saved",
    "Shown",
    "ShownLeftOver",
    "Signed",
    "answer",
    "check_return",
    "enter",
    "fill_return",
    "left_off",
    "move_return",
    "open_return",
    "record",
    "reopen_return",
    "returns_asked",
    "show_return",
    "sign_return",
]
