"""Documents are kept true: what they name exists, what they tell to run runs."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house import map_page
from tests.house.tree import ROOT

DOCS = ROOT / "docs"
DECISIONS = sorted((DOCS / "decisions").glob("*.md"))
HEADINGS = ["Question", "What we looked at", "Decision", "What we give up", "When to look again"]
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
BOOTSTRAP_VERBS = {"demo", "test", "app", "quick"}
LONG = {"demo", "test"}  # run by the round's own test, and by whoever reads this


def fenced(path: Path, language: str) -> list[str]:
    text = path.read_text(encoding="utf-8")
    return [
        line
        for block in re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)
        for line in block.splitlines()
    ]


def commands(path: Path) -> list[str]:
    lines = (line.partition("  #")[0].removeprefix("$ ").strip() for line in fenced(path, "(?:sh|bash)"))
    return [line for line in lines if line]


def test_the_map_of_the_house_names_every_file_that_exists():
    text = map_page.PAGE.read_text(encoding="utf-8").split(map_page.START)[1].split(map_page.END)[0]
    named = set(re.findall(r"^\| `auditdesk/([\w/]+\.py)` \|", text, re.MULTILINE))
    here = {module.name for module in map_page.mapped()}

    assert named == here, "docs/ARCHITECTURE.md is behind: python -m tests.house.map_page"


def test_every_step_of_the_walk_is_a_function_that_exists():
    text = (DOCS / "ARCHITECTURE.md").read_text(encoding="utf-8")
    walk = re.findall(r"^\| `(auditdesk/[\w/]+\.py)` \| `(?:\w+\.)?(\w+)` \|", text, re.MULTILINE)
    lost = [f"{file} {name}" for file, name in walk if not defines(ROOT / file, name)]

    assert len(walk) > 15
    assert lost == []


def defines(file: Path, name: str) -> bool:
    return (
        file.exists()
        and re.search(rf"^ *def {name}\b", file.read_text(encoding="utf-8"), re.MULTILINE) is not None
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_file_a_page_links_to_exists(page):
    text = page.read_text(encoding="utf-8")
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link]

    assert [link for link in links if link and not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_file_a_page_names_exists(page):
    text = page.read_text(encoding="utf-8")
    named = re.findall(r"`((?:auditdesk|docs|tests|forms|resources)/[\w./-]+\.\w+)`", text)

    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_readme_shows_something_to_run():
    assert "python3 bootstrap.py demo" in commands(ROOT / "README.md")
    assert any(line.startswith("auditdesk ") for line in commands(ROOT / "README.md"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_way_to_start_that_a_page_names_is_known(page):
    named = re.findall(r"bootstrap\.py (\w+)", page.read_text(encoding="utf-8"))

    assert set(named) <= BOOTSTRAP_VERBS


def test_bootstrap_names_the_same_ways_to_start():
    told = subprocess.run(
        [sys.executable, str(ROOT / "bootstrap.py")], capture_output=True, text=True, check=False
    )

    ways = told.stderr.strip().partition("bootstrap.py ")[2]

    assert ways.replace("app [--demo]", "app").split("|") == ["demo", "test", "app", "quick"]
    assert told.returncode == 2


def test_the_commands_of_the_readme_run_in_their_order(tmp_path):
    programs = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    home = {
        **os.environ, "PATH": programs, "AUDITDESK_HOME": str(tmp_path / "desk"),
        "AUDITDESK_PASSPHRASE": "six quiet words for one test",
    }  # fmt: skip

    for line in commands(ROOT / "README.md"):
        if "bootstrap.py" in line or line.startswith("git "):
            continue
        told = subprocess.run(
            ["bash", "-ec", line],
            cwd=tmp_path,
            env=home,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert told.returncode == 0, f"{line}\n{told.stdout}{told.stderr}"


def test_decisions_are_numbered_without_gaps():
    assert [path.name[:4] for path in DECISIONS] == [f"{n:04}" for n in range(1, len(DECISIONS) + 1)]


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_has_its_five_parts_and_is_short(path):
    text = path.read_text(encoding="utf-8")

    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == HEADINGS
    assert len(text.splitlines()) <= 60


def test_every_dependency_has_a_decision():
    lock = (
        (ROOT / "pyproject.toml").read_text(encoding="utf-8").partition("[project.optional-dependencies]")[0]
    )
    wanted = re.findall(r'^  "([a-z0-9-]+)>=', lock, re.MULTILINE)
    told = "\n".join(path.read_text(encoding="utf-8").partition("\n")[0].lower() for path in DECISIONS)

    assert len(wanted) > 10
    assert [name for name in wanted if name not in told] == []


def test_the_lock_holds_hashes_and_no_address():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")

    assert "--hash=sha256:" in lock
    assert not re.search(r"https?:|file:|--(extra-)?index-url|--find-links", lock)
