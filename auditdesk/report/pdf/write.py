"""Document → PDF, whole and in memory; a verb puts it on the disk.

May not know: figures, views, where a file goes. The same Document gives the same bytes, anywhere.
"""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from auditdesk.report.asking import Part
from auditdesk.report.document import Cover, Document, numbered
from auditdesk.report.pdf.blocks import Story
from auditdesk.report.pdf.fonts import Faces
from auditdesk.report.pdf.pages import Pages
from auditdesk.report.pdf.text import Setter
from auditdesk.watch import UNWATCHED, Watch


@dataclass(frozen=True, slots=True)
class Rendered:
    """A report's bytes, its pages, and how many typed characters are not in it as they were typed.

    `removed` are controls that nobody can print; `unprintable` are letters no font of ours has, shown as a
    box each, their original kept for whoever copies or searches.
    """

    pdf: bytes
    pages: int
    removed: int
    unprintable: int


def pdf(document: Document, *, fonts: Path, watch: Watch = UNWATCHED) -> Rendered:
    """Lay a document out on A4 pages.

    `fonts` is the folder `resources/fonts`. Tells `watch` each block; may end by `Cancelled`.

    Raises:
        UnsoundDocumentError: a mistake of the composer (document.py).
    """
    setter = Setter(Faces(fonts), numbered(document), document.words)
    is_drawn_by_pages = document.blocks and isinstance(document.blocks[0], Cover | Part)
    blocks = document.blocks[1:] if is_drawn_by_pages else document.blocks
    target = BytesIO()
    pages = Pages(target, document, setter)
    story = Story(document, setter).flowables(blocks)
    count = pages.make(story, lambda done, total: watch.step(done, total, setter.words.making))
    return Rendered(target.getvalue(), count, setter.removed, setter.unprintable)
