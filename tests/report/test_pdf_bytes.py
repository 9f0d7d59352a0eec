"""The same facts give the same bytes, anywhere and at any time (report.md 10)."""

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

from tests.report import paper, sample

MAKE = """
import hashlib
from tests.report import paper, sample
print(hashlib.sha256(paper.printed(sample.whole()).pdf).hexdigest())
print(hashlib.sha256(paper.printed(sample.typed("Ŵyn 👍 سلام हिन्दी")).pdf).hexdigest())
"""
ROOT = Path(__file__).parents[2]


def made_elsewhere(**settings):
    told = subprocess.run(
        [sys.executable, "-c", MAKE],
        cwd=ROOT,
        env={**os.environ, **settings},
        capture_output=True,
        check=True,
    )
    return told.stdout.decode().split()


def test_two_processes_with_other_seeds_places_and_clocks_make_the_same_bytes():
    one = made_elsewhere(PYTHONHASHSEED="1", TZ="Pacific/Auckland", LC_ALL="C")
    other = made_elsewhere(PYTHONHASHSEED="2", TZ="America/Lima", SOURCE_DATE_EPOCH="1", LC_ALL="C.UTF-8")

    assert one == other


def test_a_document_made_before_does_not_show_in_the_next():
    mine = paper.printed(sample.typed("हिन्दी में बात"))
    paper.printed(sample.typed("अन्य शब्द 👍 سلام"))

    assert paper.printed(sample.typed("हिन्दी में बात")).pdf == mine.pdf


def test_another_day_or_another_word_makes_other_bytes():
    document = sample.typed("one")

    same, day, word = (
        hashlib.sha256(paper.printed(each).pdf).digest()
        for each in (document, replace(document, made_on=date(2026, 11, 2)), sample.typed("two"))
    )
    assert len({same, day, word}) == 3
