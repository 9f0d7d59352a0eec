"""One chart → its pictures. May not know: blocks, pages."""

from collections.abc import Sequence

from reportlab.graphics.shapes import Drawing

from auditdesk.report.charts import bars, dots
from auditdesk.report.pdf.text import Setter
from auditdesk.report.series import DotStrips, GradeBars


def drawings(series: GradeBars | DotStrips, width: float, setter: Setter) -> Sequence[Drawing]:
    """The pictures of one chart, none higher than a page."""
    match series:
        case GradeBars():
            return bars.drawings(series, width, setter)
        case DotStrips():
            return dots.drawings(series, width, setter)
