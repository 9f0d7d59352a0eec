"""Tools that a stranger could send to hang the program or fill its memory: each a folder of files.

`python -m tests.form.strangers FOLDER NAME...` writes each, reads, checks and (if it is sound) fills it in,
and prints what came of it with the processor seconds and the megabytes that took. A quiet machine needs less
than 200 MB for each (of its own: `ru_maxrss` would count the process that started it).
"""

import json
import re
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from auditdesk.form import At, Session, ToolError, compile, read

HEAD = "tool: hostile\nversion: 1.0.0\ntitle: T\ndefault_language: en\ntheme: hostile\n"
TEXT = "- {type: text, name: a, label: A}\n"


def _rows(rule: str, n: int, column: str = "calculation", kind: str = "calculate") -> str:
    quoted = rule.replace("'", "''")
    return "".join(f"- {{type: {kind}, name: q{k}, label: Q, {column}: '{quoted}'}}\n" for k in range(n))


def _repeat(count: str, inner: str, **columns: str) -> str:
    more = "".join(f"  {column}: {text}\n" for column, text in columns.items())
    return f'- type: repeat\n  name: rep\n  label: R\n  repeat_count: "{count}"\n{more}  rows:\n{inner}'


def _nested(depth: int) -> str:
    rule = "count(${rep})"
    for _ in range(depth):
        rule = f"count(${{rep}}[{rule} > 1])"
    return rule


def _words() -> Mapping[str, str]:
    """Blocks in blocks, each word a hundred of the word above."""
    files = {
        "b4.yaml": "block: b\ntakes: [p]\nrows:\n- {type: text, name: x, label: '" + "<p>" * 600 + "'}\n"
    }
    for n in range(1, 4):
        files[f"b{n}.yaml"] = (
            f"block: b\ntakes: [p]\nrows:\n- include: b{n + 1}.yaml\n  with: {{p: '{'<p>' * 6_000}'}}\n"
        )
    files["t.yaml"] = f"{HEAD}rows:\n- include: b1.yaml\n  with: {{p: {'x' * 20_000}}}\n"
    return files


def _one(rows: str, lists: str = "") -> Mapping[str, str]:
    return {"t.yaml": f"{HEAD}{lists}rows:\n{rows}"}


def _choices(lists: int, each: int) -> str:
    return "choices:\n" + "".join(
        f"  l{n}:\n" + "".join(f"    - {{name: c{k}, label: C}}\n" for k in range(each)) for n in range(lists)
    )


def _blocks() -> Mapping[str, str]:
    """A rule of the longest kind, written once and included three thousand times."""
    rule = "+".join("1" * 700)
    block = f"block: b\ntakes: [p]\nrows:\n- {{type: calculate, name: <p>, calculation: '{rule}'}}\n"
    rows = "".join(f"- {{include: b.yaml, with: {{p: q{n}}}}}\n" for n in range(2_990))
    return {"b.yaml": block, "t.yaml": f"{HEAD}rows:\n{rows}"}


SLOW_PATTERN = "regex(., '^(a|aa)+$')"
FILES: Mapping[str, Callable[[], Mapping[str, str]]] = {
    "a file of 2 MB and more": lambda: _one(f"- {{type: text, name: a, label: {'x' * 2_000_001}}}\n"),
    "a file of almost 2 MB of rows": lambda: _one("- {type: note}\n" * 133_000),
    "a file of almost 2 MB of brackets": lambda: _one("[" * 1_990_000),
    "a file of almost 2 MB of one line": lambda: _one("- {x: " * 330_000),
    "aliases that multiply": lambda: _one("- &a [x, x]\n- [*a, *a]\n"),
    "rows": lambda: _one("".join(f"- {{type: text, name: q{n}, label: Q}}\n" for n in range(3_001))),
    "words in words": _words,
    "long rules, included": _blocks,
    "choices of one list": lambda: _one(TEXT, _choices(1, 2_001)),
    "choices in all": lambda: _one(TEXT, _choices(11, 1_900)),
"an expression of 4,001 characters": lambda: _one(_rows("'" + "x" * 4_000 + "'", 1)),
    "brackets in brackets": lambda: _one(_rows("(" * 49 + "1" + ")" * 49, 1)),
    "parts": lambda: _one(_rows("+".join("1" * 800), 1)),
    "a pattern of 501 characters": lambda: _one(_rows(f"regex('', '{'a' * 501}')", 1)),
    "paths everywhere": lambda: _one(TEXT + _rows("count(" + "following::*/preceding::*/" * 100 + "*)", 900)),
    "everything of everything": lambda: _one(
        TEXT + _rows("//*//*/../*//. = 1", 2_000, "constraint", "text")
    ),
    "patterns that never end": lambda: _one(_slow_patterns()),
    "text that doubles": lambda: _one(TEXT + _doubling()),
    "rows in rows in rows": lambda: _one(_deep_rows()),
    "counts in counts": lambda: _one(
        _repeat("500", "    - {type: text, name: n, label: N}\n") + _rows(_nested(20), 200)
    ),
    "a chain of all rows": lambda: _one(
        TEXT + "".join(
            f"- {{type: calculate, name: q{n}, calculation: '${{{'a' if not n else f'q{n - 1}'}}} + 1'}}\n"
            for n in range(2_990)
        )
    ),
    "a ring of all rows": lambda: _one(
        "".join(
            f"- {{type: calculate, name: q{n}, calculation: '${{q{(n + 1) % 2_990}}}'}}\n"
            for n in range(2_990)
        )
    ),
}  # fmt: skip


def _slow_patterns() -> str:
    rows = (
        f'- {{type: text, name: q{n}, label: Q, default: {"a" * 60}b, constraint: "{SLOW_PATTERN}"}}\n'
        for n in range(1_000)
    )
    return "".join(rows)


def _doubling() -> str:
    return "".join(
        f"- {{type: calculate, name: q{n}, calculation: 'concat(${{{before}}}, ${{{before}}})'}}\n"
        for n in range(100)
        for before in ["a" if not n else f"q{n - 1}"]
    )


def _deep_rows() -> str:
    return """\
- type: repeat
  name: r1
  label: R
  repeat_count: "500"
  rows:
    - type: repeat
      name: r2
      label: R
      repeat_count: "500"
      rows:
        - type: repeat
          name: r3
          label: R
          repeat_count: "500"
          rows:
            - {type: text, name: n, label: N, default: "count(${n})"}
"""


def filled(path: Path) -> list[str]:
    """The problems that come of reading, checking and opening a tool, and of one answer."""
    from tests.form.making import Desk  # noqa: PLC0415  calendars and clocks are no part of what is measured

    try:
        tool = compile(read(path))
    except ToolError as error:
        return sorted({str(getattr(problem, "code", "")) for problem in error.problems})
    session: Session = Desk(tool).session
    if "a" in tool:
        session.answer(At("a"), "x" * 1_000)
    return sorted({problem.code for problem in session.validate()})


def main(name: str, folder: Path) -> None:
    for file, text in FILES[name]().items():
        (folder / file).write_text(text, encoding="utf-8")
    begun = time.process_time()
    found = filled(folder / "t.yaml")
    spent = time.process_time() - begun
    peak = int(re.findall(r"VmHWM:\s*(\d+)", Path("/proc/self/status").read_text())[0]) / 1024
    print(json.dumps({"name": name, "found": found, "seconds": round(spent, 2), "megabytes": round(peak)}))


if __name__ == "__main__":
    for each in sys.argv[2:]:
        main(each, Path(sys.argv[1]))
