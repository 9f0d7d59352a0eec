"""Every verb can be looked up, is reachable from the command line, and says what it does."""

import argparse
import ast
import inspect
import re
import typing
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from auditdesk import work
from auditdesk.cli.main import parser
from tests.house.tree import ROOT, modules, walk

COMMANDS = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")


def verbs() -> dict[str, Callable[..., Any]]:
    return {name: getattr(work, name) for name in work.__all__ if inspect.isfunction(getattr(work, name))}


def named_in_cli() -> set[str]:
    """`work.<verb>` and `from auditdesk.work import <verb>` in the command line's files."""
    names: set[str] = set()
    for module in modules():
        if module.room != "cli":
            continue
        for node in walk(module):
            if (
                isinstance(node, ast.Attribute)
                and isinstance(node.value, ast.Name)
                and node.value.id == "work"
            ):
                names.add(node.attr)
            elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("auditdesk.work"):
                names |= {alias.name for alias in node.names}
    return names


WITHOUT_COMMAND = {
    "agree",
    "case_in_words",
    "close_demo",
    "enrol_after_call",
    "ensure_opens",
    "left_off",
    "open_demo",
    "own_card",
    "preview_page",
    "preview_report",
    "receipts_taken",
    "record",
    "report_editions",
    "returns_came",
    "round_frame",
    "rounds_known",
    "set_up_round",
    "sheet_is_due",
    "to_decide",
}  # the window's own; the page of commands says why
HABITS = {"--help", "--json", "--round", "--version"}  # said once for all commands


def commands(top: argparse.ArgumentParser, path: str = "") -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Every command that the parser knows, with its words: `round pack`."""
    below = [action for action in top._actions if isinstance(action, argparse._SubParsersAction)]
    if not below and path:
        yield path, top
    for action in below:
        for name, inner in action.choices.items():
            yield from commands(inner, f"{path} {name}".strip())


def rows(text: str, command: str) -> list[str]:
    return [row for row in text.splitlines() if re.match(rf"\| `{command}[` ]", row)]


def unsaid(text: str, command: str, options: argparse.ArgumentParser) -> list[str]:
    """What the page leaves out of a command: itself, or its options."""
    told = "\n".join(rows(text, command))
    named = {option for action in options._actions for option in action.option_strings if option[:2] == "--"}
    return [word for word in [command, *sorted(named - HABITS)] if word not in told]


@pytest.mark.parametrize(("command", "options"), tuple(commands(parser())), ids=lambda part: str(part)[:24])
def test_a_command_is_in_the_page_with_its_options(command, options):
    if command == "identity new":  # the same as `desk new`, and said to be
        options = argparse.ArgumentParser()

    assert unsaid(COMMANDS, command, options) == []


MERGING = {f"merge {word}" for word in ("log", "undo", "decide", "lead")}


def test_the_page_names_no_command_that_is_not_there():
    here = {command for command, _ in commands(parser())} | MERGING
    told = {
        match[1]
        for row in COMMANDS.splitlines()
        if (match := re.match(r"\| `([a-z]+( [a-z]+)?)\b.*\| `\w+`", row))
    }

    assert told <= here


PRINTED_OTHERWISE = {
    "open_desk",
    "open_return",
    "one_tool",
    "tools",
    "check_tool",
    "figures",
}  # not key by key as the verb gives it


def keys_given(verb: str) -> set[str]:
    """The names in the value that a verb gives, or in each of its values."""
    given = typing.get_type_hints(verbs()[verb])["return"]
    kinds = [kind for kind in (given, *typing.get_args(given)) if is_dataclass(kind)]
    return {field.name for kind in kinds for field in fields(kind)}


def command_of(verb: str) -> str:
    row = next(row for row in COMMANDS.splitlines() if re.search(rf"\| .*`{verb}`.* \|$", row))
    return str(re.findall(r"`([a-z]+(?: [a-z]+)?)", row)[0])


@pytest.mark.parametrize("verb", sorted(set(verbs()) - PRINTED_OTHERWISE - WITHOUT_COMMAND))
def test_the_page_names_every_key_that_a_command_prints(verb):
    printed = COMMANDS.partition("## What `--json`")[2].splitlines()
    told = "\n".join(row for row in printed if f"`{command_of(verb)}`" in row.split(" | ")[0])

    assert {key for key in keys_given(verb) if f"`{key}`" not in told} == set()


def test_a_command_that_the_page_leaves_out_is_found():
    options = argparse.ArgumentParser()
    options.add_argument("--loud")

    assert unsaid("| `bundle make REF`", "bundle make", options) == ["--loud"]
    assert unsaid("| `bundle make REF`", "bundle burn", options) == ["bundle burn", "--loud"]


def test_there_are_verbs():
    assert len(verbs()) > 20


@pytest.mark.parametrize("verb", verbs())
def test_a_verb_is_in_the_page_of_commands(verb):
    assert re.search(rf"`{verb}`", COMMANDS)


@pytest.mark.parametrize("verb", sorted(set(verbs()) - WITHOUT_COMMAND))
def test_a_verb_is_reachable_from_the_command_line(verb):
    assert verb in named_in_cli()


@pytest.mark.parametrize("verb", verbs())
def test_a_verb_says_what_it_does(verb):
    assert inspect.getdoc(verbs()[verb])


@pytest.mark.parametrize("verb", verbs())
def test_a_verb_gives_one_value_and_says_which(verb):
    assert inspect.signature(verbs()[verb]).return_annotation is not inspect.Signature.empty
