"""Every verb can be looked up, is reachable from the command line, and says what it does."""

import ast
import inspect
import re
from collections.abc import Callable
from typing import Any

import pytest

from auditdesk import work
from tests.house.tree import ROOT, modules

COMMANDS = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")


def verbs() -> dict[str, Callable[..., Any]]:
    return {name: getattr(work, name) for name in work.__all__ if inspect.isfunction(getattr(work, name))}


def named_in_cli() -> set[str]:
    """`work.<verb>` and `from auditdesk.work import <verb>` in the command line's files."""
    names: set[str] = set()
    for module in modules():
        if module.room != "cli":
            continue
        for node in ast.walk(module.tree):
            if (
                isinstance(node, ast.Attribute)
                and isinstance(node.value, ast.Name)
                and node.value.id == "work"
            ):
                names.add(node.attr)
            elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("auditdesk.work"):
                names |= {alias.name for alias in node.names}
    return names


def test_there_are_verbs():
    assert len(verbs()) > 20


@pytest.mark.parametrize("verb", verbs())
def test_a_verb_is_in_the_page_of_commands(verb):
    assert re.search(rf"`{verb}`", COMMANDS)


@pytest.mark.parametrize("verb", verbs())
def test_a_verb_is_reachable_from_the_command_line(verb):
    assert verb in named_in_cli()


@pytest.mark.parametrize("verb", verbs())
def test_a_verb_says_what_it_does(verb):
    assert inspect.getdoc(verbs()[verb])


@pytest.mark.parametrize("verb", verbs())
def test_a_verb_gives_one_value_and_says_which(verb):
    assert inspect.signature(verbs()[verb]).return_annotation is not inspect.Signature.empty
