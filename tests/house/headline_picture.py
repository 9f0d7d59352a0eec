"""The picture in README, from the rehearsed round's report: `python -m tests.house.headline_picture`."""

import subprocess
import sys
import tempfile
from pathlib import Path

from pypdfium2 import PdfDocument

from tests.house.tree import ROOT

PICTURE = ROOT / "docs" / "pictures" / "report-headline.png"
PAGE = 2  # after the cover and the contents
DOTS_A_POINT = 80 / 72


def draw(report: Path, picture: Path) -> None:
    """The headline page of a restricted report as a picture, small enough for a page on the web."""
    opened = PdfDocument(report)
    image = opened[PAGE].render(scale=DOTS_A_POINT).to_pil()
    opened.close()
    image.save(picture, optimize=True)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "auditdesk", "rehearse", "cse-2016-06", "--out", f"{folder}/cse"]
        subprocess.run(command, cwd=ROOT, check=True)
        draw(Path(folder) / "cse" / "report-restricted.pdf", PICTURE)


if __name__ == "__main__":
    main()
