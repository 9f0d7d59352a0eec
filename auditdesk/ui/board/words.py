"""How things stand, in words and with a mark; the same words on the board, on paper and in the list."""

from PySide6.QtCore import QCoreApplication

MARKS = {"received": "done", "nil": "ok", "late": "warn", "overdue": "bad", "awaited": "open"}


def state_words(state: str) -> str:
    """The state of one return."""
    tr = QCoreApplication.translate
    words = {
        "received": tr("State", "Received"),
        "nil": tr("State", "Nil return"),
        "late": tr("State", "Late: after the close"),
        "overdue": tr("State", "Overdue"),
        "awaited": tr("State", "Awaited"),
    }
    return words.get(state, state)


def note_words(kind: str) -> str:
    """Something that needs the coordinator, as one sentence."""
    tr = QCoreApplication.translate
    words = {
        "prev_missing": tr("Note", "An earlier bundle of this auditor has not arrived. Ask for it."),
        "equivocation": tr("Note", "Two bundles have one number and differ. Decide which counts."),
        "fork": tr("Note", "One return came in two versions of one number. Decide which counts."),
        "double_audit": tr("Note", "Two people audited this case for one agency. Say whose return leads."),
        "held_revoked": tr("Note", "Signed with a card that is no longer trusted. It does not count."),
        "held_excluded": tr("Note", "Excluded. It does not count."),
        "after_close": tr("Note", "It came after the round was closed. It is outside the report."),
        "decision_fork": tr("Note", "The log of decisions goes two ways. Two desks wrote into it."),
        "left_over": tr("Note", "It has answers from an earlier version of the tool. They do not count."),
    }
    return words.get(kind, kind)
