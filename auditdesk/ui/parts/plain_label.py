"""The only label: shows words as they are, whoever typed them; never markup."""

import math

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget  # noqa: TID251 - this is the label that all others use

from auditdesk.ui.style import give_role
from auditdesk.ui.tokens import px

_MOST_WIDTH = 240  # at 100 %: what fits beside margins at 400 % on the smallest screen
_PIECE, _BREAK = 16, "\u200b"


def breakable(text: str) -> str:
    """Words in which a long path or file name may go on in the next line, where it would widen a page."""
    return " ".join(_in_pieces(word) if len(word) > _PIECE else word for word in text.split(" "))


def _in_pieces(word: str) -> str:
    return _BREAK.join(word[start : start + _PIECE] for start in range(0, len(word), _PIECE))


class PlainLabel(QLabel):
    """Plain text that wraps. `role`: title, question, label, hint, caption, number, code, error, ok, warn."""

    def __init__(
        self, text: str = "", role: str = "", *, parent: QWidget | None = None, selectable: bool = False
    ) -> None:
        super().__init__(parent)
        self._is_short = False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if role:
            give_role(self, role)
        if selectable:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        self.setText(text)

    def on_one_line(self) -> "PlainLabel":
        """For a few words beside a control: they wrap only where the whole line has no room for them."""
        self._is_short = True
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Maximum)
        self.setSizePolicy(policy)
        return self

    def sizeHint(self) -> QSize:
        if not self._is_short:
            return super().sizeHint()
        wide = math.ceil(QFontMetricsF(self.font()).horizontalAdvance(self.text())) + 2
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """A line high, and so wide that no word is cut; the height that is needed follows from the width."""
        metrics, words = self.fontMetrics(), self.text().replace(_BREAK, " ").split()
        longest = max((metrics.horizontalAdvance(word) for word in words), default=0)
        return QSize(min(longest, px(_MOST_WIDTH)) + 1, metrics.height())
