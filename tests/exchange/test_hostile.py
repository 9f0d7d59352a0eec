"""Changed files: none is taken, and nothing but a code of the table comes out."""

import os
import socket
import subprocess
import sys
import time
import zipfile

import pytest

from auditdesk.errors import FileError, RefusedError
from auditdesk.exchange.sealed import BUNDLE, raw_file
from tests.exchange import mutations
from tests.exchange.forge import sealed
from tests.exchange.made import made
from tests.exchange.people import ROUND_KEY
from tests.exchange.vectors import read_one
from tests.exchange.world import opened, world
from tests.house.tree import ROOT

N, SEED = 120, 20160620


@pytest.mark.parametrize("kind", mutations.KINDS)
def test_no_changed_document_is_taken_and_nothing_escapes(kind):
    found = mutations.tally(kind, N, SEED)

    assert found.wrong == []
    assert len(found.codes) > 8, "the changes reach many layers"


def test_every_bit_of_a_bundles_inside_counts():
    found = mutations.flips("bundle", every=17)

    assert found.wrong == []
    assert {"S_BAD", "P_HASH"} <= set(found.codes)


def test_a_reader_that_takes_anything_is_found_out():
    """The control: the same counting sees the mistake."""
    assert mutations.tally("receipt", 4, SEED, reader=lambda *_: None).wrong
    assert mutations.flips("receipt", every=997, reader=lambda *_: None).wrong


def test_a_reader_that_panics_is_found_out():
    def panics(*_):
        raise KeyboardInterrupt

    assert mutations.tally("receipt", 4, SEED, reader=panics).wrong


def test_no_bit_of_the_outside_may_change():
    raw = made("bundle").raw
    header = raw.index(b"\n--- ") + 49
    places = [
        *((place, bit) for place in range(header) for bit in range(8)),
        *((place, 3) for place in range(header, len(raw), 4_001)),
    ]
    taken = []
    for place, bit in places:
        try:
            opened("bundle", mutations.flipped(raw, place, bit))
        except RefusedError as error:
            if not error.code.startswith("A_"):
                taken.append((place, bit, error.code))
        else:
            taken.append((place, bit, "accepted"))

    assert taken == []


def wrong_things(folder):
    with zipfile.ZipFile(folder / "zip", "w") as packed:
        packed.writestr("payload.json", "{}")
    (folder / "empty").touch()
    (folder / "folder").mkdir()
    (folder / "loop").symlink_to(folder / "loop")
    (folder / "large").write_bytes(bytes((16 << 20) + 1))
    os.mkfifo(folder / "pipe")
    return {
        "zip": "A_MAGIC",
        "empty": "A_MAGIC",
        "folder": "F_UNREADABLE",
        "loop": "F_UNREADABLE",
        "large": "A_SIZE",
        "pipe": "F_UNREADABLE",
        "socket": "F_UNREADABLE",
        "missing": "F_MISSING",
    }


def test_what_is_no_file_of_ours_is_named_and_not_followed(tmp_path, monkeypatch):
    expected = wrong_things(tmp_path)
    monkeypatch.chdir(tmp_path)  # the name of a socket is short
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket")
        came = {}
        for name in expected:
            try:
                opened("bundle", raw_file(tmp_path / name, BUNDLE))
            except (RefusedError, FileError) as error:
                came[name] = error.code

    assert came == expected


PROBE = """
import resource, sys
from tests.exchange.forge import sealed
from tests.exchange.vectors import read_one
from tests.exchange.world import RECIPIENT, opened, world
vector = read_one(sys.argv[1])
world(); raw = vector.body if vector.form == "file" else sealed(vector.body, RECIPIENT[vector.opens])
def peak(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
def cpu(): return sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
before, began = peak(), cpu()
try: opened(vector.opens, raw)
except Exception as error: print(error.code, round((cpu() - began) * 1000), peak() - before)
"""
BOMBS = ("gzip/Z_SIZE-bomb", "gzip/Z_LIMIT-honest", "tar/T_HEADER-for-ever", "age/A_SIZE-65-mib")


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_costs_little(name):
    """At most 100 MB more, each in a process of its own; its time is printed, not judged."""
    command = [sys.executable, "-c", PROBE, name]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)

    code, cpu_ms, grown_mb = done.stdout.split()

    print(f"{name}: {cpu_ms} ms")
    assert code == read_one(name).expect
    assert int(grown_mb) < 100


def test_a_header_of_50000_stanzas_is_refused_before_the_library_sees_it():
    """In ratio to opening a good bundle, since a shared machine says nothing of milliseconds."""
    good = sealed(read_one("golden/bundle").body, ROUND_KEY.recipient)
    bomb = read_one("age/A_STANZAS-50000").body
    world()

    took_good = _least(lambda: opened("bundle", good))
    took_bomb = _least(lambda: _refused(bomb))

    assert took_bomb < took_good


def _refused(raw):
    with pytest.raises(RefusedError):
        opened("bundle", raw)


def _least(act):
    times = []
    for _ in range(5):
        began = time.perf_counter()
        act()
        times.append(time.perf_counter() - began)
    return min(times)
