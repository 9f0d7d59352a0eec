"""Every law of forms.md 5 has its property: a test on examples that Hypothesis makes, which names it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

LAWS = range(1, 33)
_NUMBERS = re.compile(r"^Laws? (\d+(?:(?:, | and |, and )\d+| to \d+)*)")


def laws_of(words: str) -> set[int]:
    """`Laws 1, 2 and 5`, `Laws 17 to 20`: the numbers at the head of a docstring."""
    if (found := _NUMBERS.match(words)) is None:
        return set()
    numbers = {int(number) for number in re.findall(r"\d+", found[1])}
    for first, last in re.findall(r"(\d+) to (\d+)", found[1]):
        numbers |= {*range(int(first), int(last))}
    return numbers


def properties(source: str) -> Iterator[tuple[str, set[int]]]:
    """Each test with `@given`, and the laws it states."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            marks = {mark.func.id for mark in node.decorator_list if isinstance(mark, ast.Call)
                     and isinstance(mark.func, ast.Name)}  # fmt: skip
            if "given" in marks:
                yield node.name, laws_of(ast.get_docstring(node) or "")


def test_every_law_has_its_property():
    files = sorted(Path(__file__).parent.glob("test_*.py"))
    stated = {law for path in files for _, laws in properties(path.read_text("utf-8")) for law in laws}

    assert [law for law in LAWS if law not in stated] == []


def test_a_law_without_its_property_is_found():
    source = '@given(x)\ndef test_a():\n    """Laws 2, 3 and 5: x."""\n\ndef test_b():\n    """Law 4."""\n'

    assert dict(properties(source)) == {"test_a": {2, 3, 5}}
    assert laws_of("Laws 17 to 20.") == {17, 18, 19, 20}
    assert laws_of("What law 3 says") == set()
