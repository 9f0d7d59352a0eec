"""Vector files: a few header lines, an empty line, then the zlib-compressed body.

`expect`: the code it gives, or `opened`. `opens`: whose strict reader. `body`: `file` is what lies on disk;
`inside` is the archive that is encrypted to the addressee when it is tried, since an age file cannot be
made small. `is` and `why` are for people. `id`: of a golden file.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "vectors"
SUFFIX = ".vector"
HEADER = ("expect", "opens", "body", "is", "why", "id")


@dataclass(frozen=True)
class Vector:
    name: str
    expect: str
    opens: str
    form: str
    what: str
    why: str
    id: str
    body: bytes


def read_one(name: str) -> Vector:
    head, _, body = (FOLDER / f"{name}{SUFFIX}").read_bytes().partition(b"\n\n")
    told = dict(line.split(": ", 1) for line in head.decode().splitlines())
    expect, opens, form, what, why, found = (told.get(key, "") for key in HEADER)
    return Vector(name, expect, opens, form, what, why, found, zlib.decompress(body))


def write_one(vector: Vector) -> None:
    values = (vector.expect, vector.opens, vector.form, vector.what, vector.why, vector.id)
    head = "".join(f"{key}: {value}\n" for key, value in zip(HEADER, values, strict=True) if value)
    path = FOLDER / f"{vector.name}{SUFFIX}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(f"{head}\n".encode() + zlib.compress(vector.body, 9))


def names() -> Iterator[str]:
    for path in sorted(FOLDER.rglob(f"*{SUFFIX}")):
        yield path.relative_to(FOLDER).with_suffix("").as_posix()
