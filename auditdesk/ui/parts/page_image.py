"""One page of a document as an image; what stands on it is said by its description."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QLabel, QSizePolicy  # noqa: TID251 - the one label that shows no words

from auditdesk.ui.tokens import colour, px


class PageImage(QLabel):
    """As large as its image, and never larger than the room there is.

    A label with a picture, since a screen reader calls only that a picture; it is painted here all the same.
    """

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_image(self, size: tuple[int, int], pixels: bytes, name: str, text: str) -> None:
        """`pixels` are 4 bytes each: blue, green, red, unused."""
        wide, high = size
        self._image = QImage(pixels, wide, high, QImage.Format.Format_RGB32).copy()
        self.setPixmap(QPixmap.fromImage(self._image))
        self.setAccessibleName(name)
        self.setAccessibleDescription(text)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if self._image.isNull():
            return px(200)
        return round(self._image.height() * min(1, width / self._image.width()))

    def sizeHint(self) -> QSize:
        return QSize(self._image.width() or px(400), self._image.height() or px(200))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(60), px(60))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._image.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        share = min(1, self.width() / self._image.width())
        sheet = QRectF(0, 0, self._image.width() * share, self._image.height() * share)
        painter.fillRect(sheet, QColor("#FFFFFF"))
        painter.drawImage(sheet, self._image)
        painter.setPen(QPen(colour("edge"), max(1, px(1))))
        painter.drawRect(sheet.adjusted(0, 0, -1, -1))
