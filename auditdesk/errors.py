"""One class for each reaction to trouble; the cause is a code, its words live in `codes`.

May not know: what failed, only how a caller reacts to it.
"""

from auditdesk.codes import WORDS


class AuditDeskError(Exception):
    """What happened and what was not done; `hint` says what to do next, `code` is its name for ever.

    `command` is what the command line adds to the hint, or nothing: no window has flags.
    """

    def __init__(self, code: str, **named: str) -> None:
        words = WORDS[code]
        super().__init__(words.sentence.format_map(named))
        self.code = code
        self.named = named
        self.hint = words.hint.format_map(named)
        self.command = words.command.format_map(named)

    @property
    def name(self) -> str:
        """The code as people and programs read it everywhere: `AD-S_BAD`."""
        return f"AD-{self.code}"


class RefusedError(AuditDeskError):
    """A file that can never become right. It stays where it is; nothing from it was stored."""


class ParkedError(AuditDeskError):
    """A file that cannot be judged yet. It is kept unread and tried again when more is known."""


class FileError(AuditDeskError):
    """The file system would not: full, read-only, missing, busy."""


class DeskError(AuditDeskError):
    """The desk itself cannot be opened or written."""


class NotReadyError(AuditDeskError):
    """A return has open or broken answers; `problems` lists every one."""

    def __init__(self, code: str, problems: tuple[object, ...], **named: str) -> None:
        super().__init__(code, **named)
        self.problems = problems


class ToolError(AuditDeskError):
    """A tool cannot be used as it is written; `problems` lists all that is wrong, sorted by line."""

    def __init__(self, code: str, problems: tuple[object, ...] = (), **named: str) -> None:
        super().__init__(code, **named)
        self.problems = problems


class InputError(AuditDeskError):
    """Something a person gave (a file, answers, a reference) does not fit; nothing was taken from it."""


class QuestionError(InputError):
    """A question, row or value that this tool cannot take; nothing was recorded."""
