"""`reaudit EARLIER.json` and `previous:`: an earlier round is compared with, and kept for the report."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from auditdesk import places
from tests.cli.running import Ran, command, run

PASSPHRASE = "a rehearsal of NEG-2022-09 by coordinator"  # noqa: S105 - of a rehearsal, where nothing is secret
ON = ("--on", "2022-11-30")


def coordinator(round_folder: Path, into: Path) -> Path:
    return shutil.copytree(round_folder / "home" / "coordinator", into / "desk")


def told(home: Path, *words: object) -> Ran:
    return run(home, *words, AUDITDESK_PASSPHRASE=PASSPHRASE)


def words_of(figures: list[dict[str, Any]]) -> dict[str, str]:
    return {figure["id"]: figure["shown"] for figure in figures if figure["id"].startswith("then.")}


def test_another_earlier_round_takes_the_place_of_the_one_before(neglect_round: Path, tmp_path: Path) -> None:
    home, other = coordinator(neglect_round, tmp_path), tmp_path / "figures.json"
    body = json.loads((places.resources() / "rounds/neglect-2016-02/figures-restricted.json").read_text())
    for figure in body["figures"]:
        if figure["id"] == "neg.tool.any":
            figure["n"] = 0
    other.write_text(json.dumps(body | {"round": "NEG-2014-01"}))

    said = told(home, "reaudit", other, *ON, "--json")

    assert said.status == 0, said.err
    assert (said.json["round"], said.json["earlier"]) == ("NEG-2022-09", "NEG-2014-01")
    assert words_of(said.json["figures"])["then.neg.tool.any"] == "better"
    kept = told(home, "figures", *ON, "--json").json["figures"]
    assert words_of(kept) == words_of(said.json["figures"])


def test_a_person_reads_then_now_and_one_word(neglect_round: Path, tmp_path: Path) -> None:
    home = coordinator(neglect_round, tmp_path)

    said = told(home, "reaudit", places.resources() / "rounds/neglect-2016-02/figures-restricted.json", *ON)

    first, *lines = [line.split() for line in said.out.splitlines()]
    assert first == ["NEG-2016-02,", "then", "NEG-2022-09:"]
    worse = next(line for line in lines if line[0] == "then.neg.tool.gcp")
    assert " ".join(worse) == "then.neg.tool.gcp 3 of 9 0 of 12 worse (compare with care)"


def test_a_public_edition_of_the_earlier_round_hides_what_it_hid(
    neglect_round: Path, earlier_neglect_round: Path, tmp_path: Path
) -> None:
    home = coordinator(neglect_round, tmp_path)

    said = told(home, "reaudit", earlier_neglect_round / "figures-public.json", *ON, "--json")

    figure = next(one for one in said.json["figures"] if one["id"] == "then.neg.tool.gcp")
    assert (figure["shown"], figure["then"], figure["note"]) == ("not_comparable", None, "not shown then")


def test_a_file_that_holds_no_figures_changes_nothing(neglect_round: Path, tmp_path: Path) -> None:
    home = coordinator(neglect_round, tmp_path)
    before = (neglect_round / "figures-restricted.json").read_text()

    refused = told(home, "reaudit", neglect_round / "log.json", *ON, "--json")
    missing = told(home, "reaudit", tmp_path / "nothing.json", *ON, "--json")

    assert (refused.status, refused.json["error"]["code"]) == (3, "AD-R_EARLIER")
    assert (missing.status, missing.json["error"]["code"]) == (3, "AD-F_MISSING")
    assert told(home, "figures", *ON, "--json").json == json.loads(before)


@pytest.mark.parametrize(
    ("previous", "code"), [("../nothing.json", "AD-F_MISSING"), ("round.yaml", "AD-R_EARLIER")]
)
def test_a_round_whose_previous_cannot_be_read_makes_nothing(
    tmp_path: Path, previous: str, code: str
) -> None:
    source, out = tmp_path / "round", tmp_path / "out"
    shutil.copytree(places.resources() / "rounds" / "neglect-2022-09", source)
    text = (source / "round.yaml").read_text()
    (source / "round.yaml").write_text(text.replace("../neglect-2016-02/figures-restricted.json", previous))

    done = subprocess.run(
        command("rehearse", source, "--out", out, "--json"), capture_output=True, check=False
    )

    assert (done.returncode, json.loads(done.stdout)["error"]["code"]) == (3, code)
    assert not out.exists()
    assert {path.name for path in tmp_path.iterdir()} == {"round"}
