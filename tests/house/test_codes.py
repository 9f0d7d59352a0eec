"""Every code has words and a next step; every code raised exists and is given what its sentence needs."""

import ast
import re
import string
from collections.abc import Iterator

import pytest

from auditdesk import errors
from auditdesk.codes import WORDS
from auditdesk.errors import AuditDeskError
from tests.house import errors_page
from tests.house.tree import Module, calls, found_by, last_name

SENTENCE = 160
MET_BY_PEOPLE = {kind.__name__ for kind in vars(errors).values() if isinstance(kind, type)}
CODE = re.compile(r"[A-Z]+(_[A-Z0-9]+)+")


def names_in(code: str) -> set[str]:
    words = WORDS[code]
    return {
        name
        for _, name, _, _ in string.Formatter().parse(words.sentence + words.hint + words.command)
        if name
    }


def raised(module: Module) -> Iterator[tuple[str, ast.Call]]:
    """Errors made with a literal code."""
    for call in calls(module):
        match call.args:
            case [ast.Constant(value=str(code)), *_] if last_name(call).endswith("Error") and CODE.fullmatch(
                code
            ):
                yield code, call


def wrongly_raised(module: Module) -> list[str]:
    found = []
    for code, call in raised(module):
        given = {word.arg for word in call.keywords}
        if code not in WORDS:
            found.append(f"{module.name}:{call.lineno} {code} has no words")
        elif last_name(call) in MET_BY_PEOPLE and None not in given and (lacking := names_in(code) - given):
            found.append(f"{module.name}:{call.lineno} {code} lacks {', '.join(sorted(lacking))}")
    return found


@pytest.mark.parametrize("code", WORDS)
def test_a_code_has_a_sentence_and_a_next_step(code):
    words = WORDS[code]

    assert CODE.fullmatch(code)
    assert 0 < len(words.sentence) <= SENTENCE
    assert words.hint.strip()
    assert not re.search(r"please|simply|!(?!=)", words.sentence + words.hint, re.IGNORECASE)


@pytest.mark.parametrize("code", WORDS)
def test_an_error_of_every_code_can_be_made(code):
    error = AuditDeskError(code, **dict.fromkeys(names_in(code), "x"))

    assert error.code == code
    assert "{" not in str(error) + error.hint + error.command


def names_a_command(hint: str) -> bool:
    """Whether a hint speaks of flags or commands, which a person at the window does not have."""
    return re.search(r"--\w|`auditdesk", hint) is not None


@pytest.mark.parametrize("code", WORDS)
def test_a_next_step_can_be_taken_at_the_window(code):
    assert not names_a_command(WORDS[code].hint)


@pytest.mark.parametrize("hint", ["Say which with --round.", "See `auditdesk tool list`."])
def test_a_hint_that_names_a_command_is_found(hint):
    assert names_a_command(hint)


def test_every_error_raised_has_words_and_is_given_what_they_need():
    assert found_by(wrongly_raised) == ""


def test_planted_errors_without_words_or_names_are_found():
    planted = Module("work/a.py", 'raise FileError("F_NOSUCH")\nraise FileError("F_MISSING")\n')

    assert [line.split(maxsplit=1)[1] for line in wrongly_raised(planted)] == [
        "F_NOSUCH has no words",
        "F_MISSING lacks file",
    ]


def test_no_code_stands_in_two_tables():
    tables = [code for table in errors_page.sections().values() for code in table]

    assert sorted(tables) == sorted(WORDS)


def test_the_page_of_errors_equals_the_codes():
    assert errors_page.PAGE.read_text(encoding="utf-8") == errors_page.page(), (
        "docs/errors.md is behind: python -m tests.house.errors_page"
    )
