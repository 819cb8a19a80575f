"""`coprod gather` from outside: what it prints, writes and ends with."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from coprod_tools.policyfile.joins_file import read_joins
from tests.exchange.partner_sheets import fill, policy


def coprod(*words: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    command = [sys.executable, "-m", "coprod_tools", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A policy, p.yaml, and one sheet, kahu-trust.xlsx."""
    policy(tmp_path)
    fill(tmp_path / "kahu-trust.xlsx", [("a", "less", "b"), ("c", "negatve", "d")])
    return tmp_path


def test_gathering_says_what_was_written_and_names_each_cell(folder: Path) -> None:
    """Something was set aside, so the end is 1."""
    done = coprod("gather", "p.yaml", "kahu-trust.xlsx", cwd=folder)
    assert done.returncode == 1 and done.stderr == ""
    assert "p.yaml is now p/policy.yaml" in done.stdout
    assert "p/maps/kahu-trust.csv: written (links: 1)" in done.stdout
    assert "kahu-trust.xlsx!Our view!C13: this is no direction (did you mean negative?" in done.stdout


def test_a_dry_run_writes_nothing(folder: Path) -> None:
    """It says what would be done."""
    done = coprod("gather", "p.yaml", "kahu-trust.xlsx", "--dry-run", cwd=folder)
    assert "would be written" in done.stdout and not (folder / "p").exists()


def test_nothing_that_can_be_used_ends_with_2(folder: Path) -> None:
    """The file is named."""
    (folder / "x.xlsx").write_bytes(b"PK\x03\x04")
    done = coprod("gather", "p.yaml", "x.xlsx", cwd=folder)
    assert done.returncode == 2 and "x.xlsx" in done.stdout and (folder / "p.yaml").exists()


def test_a_map_is_read_back_confirmed_and_withdrawn(folder: Path) -> None:
    """The letter goes to the output, how the map stands to the error output."""
    coprod("gather", "p.yaml", "kahu-trust.xlsx", cwd=folder)
    letter = coprod("gather", "p", "--read-back", "kahu-trust", cwd=folder)
    assert letter.stdout.startswith("Dear Kahu Trust,") and "More of “a” gives less of “b”." in letter.stdout
    assert "not yet read back" in letter.stderr
    said = coprod("gather", "p", "--confirm", "kahu-trust", "--by", "Aroha", "--on", "2026-11-20", cwd=folder)
    assert said.returncode == 0 and "confirmed by Aroha on 2026-11-20" in said.stdout
    assert "confirmed as it is now" in coprod("gather", "p", "--read-back", "kahu-trust", cwd=folder).stderr
    coprod("gather", "p", "--withdraw", "kahu-trust", "--by", "Aroha", "--on", "2026-11-21", cwd=folder)
    assert "withdrawn" in coprod("gather", "p", "--read-back", "kahu-trust", cwd=folder).stderr
    assert (folder / "p" / "maps" / "kahu-trust.csv").exists()


def test_a_dry_run_of_an_answer_writes_nothing(folder: Path) -> None:
    """Confirmed, disagreed with or taken back: it says what would be written."""
    coprod("gather", "p.yaml", "kahu-trust.xlsx", cwd=folder)
    for option, more in (("--confirm", []), ("--disagree", ["--reason", "not so"]), ("--withdraw", [])):
        said = [option, "kahu-trust", "--by", "Aroha", "--on", "2026-11-20", *more, "--dry-run"]
        done = coprod("gather", "p", *said, cwd=folder)
        assert done.returncode == 0 and "nothing was written" in done.stdout
        assert not (folder / "p" / "review.yaml").exists()


def test_gathering_again_does_not_bring_back_what_was_taken_back(folder: Path) -> None:
    """It is said of the map itself and of the partner's next one."""
    coprod("gather", "p.yaml", "kahu-trust.xlsx", cwd=folder)
    coprod("gather", "p", "--withdraw", "kahu-trust", "--by", "Aroha", "--on", "2026-11-21", cwd=folder)
    again = coprod("gather", "p", "kahu-trust.xlsx", cwd=folder)
    assert "its partner took this map back; it is used in nothing" in again.stdout
    later = coprod("gather", "p", "kahu-trust.xlsx", "--round", "2", cwd=folder)
    assert "its partner took an earlier map back" in later.stdout


def test_a_policy_alone_is_told_how_each_map_stands(folder: Path) -> None:
    """Pages name nobody without consent, so whoever is to call partners needs the list here."""
    coprod("gather", "p.yaml", "kahu-trust.xlsx", cwd=folder)
    done = coprod("gather", "p", cwd=folder)
    assert done.returncode == 0 and "kahu-trust (Kahu Trust), round 1: not yet read back" in done.stdout


def test_names_are_joined_without_writing_a_file_by_hand(folder: Path) -> None:
    """Once, with who decided, when and why; a dry run and a second time write nothing."""
    coprod("gather", "p.yaml", "kahu-trust.xlsx", cwd=folder)
    said = ["--join", "a", "--join", "B", "--reason", "Asked: the same", "--by", "Aroha", "--on", "2026-11-20"]
    file = folder / "p" / "joins.yaml"
    assert "nothing was written" in coprod("gather", "p", *said, "--dry-run", cwd=folder).stdout and not file.exists()
    assert "Written into joins.yaml" in coprod("gather", "p", *said, cwd=folder).stdout
    assert "joined before" in coprod("gather", "p", *said, cwd=folder).stdout
    (join,) = read_joins(file)
    assert (join.names, join.shown_as, join.by, join.on) == (("a", "B"), "a", "Aroha", "2026-11-20")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--join", "a", "--join", "b"], "--by, --on, --reason"),
        (["--join", "a", "--join", " A", "--by", "x", "--on", "2026-11-20", "--reason", "y"], "two different names"),
        (["--join", "a", "--join", "zebra", "--by", "x", "--on", "2026-11-20", "--reason", "y"], "“zebra”"),
        (["--join", "a", "--join", "b", "--by", "x", "--on", "20/11/2026", "--reason", "y"], "--on: "),
        (["--join", "a", "--join", "b", "--confirm", "kahu-trust"], "do not go together"),
    ],
)
def test_a_join_that_cannot_be_meant_writes_nothing(folder: Path, words: list[str], says: str) -> None:
    """A name that nobody uses would join nothing, silently."""
    coprod("gather", "p.yaml", "kahu-trust.xlsx", cwd=folder)
    done = coprod("gather", "p", *words, cwd=folder)
    assert done.returncode == 2 and says in done.stderr and not (folder / "p" / "joins.yaml").exists()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["p.yaml"], "nothing is named"),
        (["p.yaml", "--read-back", "nobody"], "no partner's map"),
        (["p.yaml", "--confirm", "kahu-trust"], "--by, --on"),
        (["p.yaml", "x.xlsx", "--read-back", "a"], "do not go together"),
        (["p.yaml", "--read-back", "a", "--confirm", "a"], "do not go together"),
        (["p.yaml", "kahu-trust.xlsx", "--actor", "Kahu Trust"], "not a usable id"),
        (["p.yaml", "kahu-trust.xlsx", "--round", "0"], "--round"),
    ],
)
def test_a_command_that_cannot_be_meant_ends_with_2(folder: Path, words: list[str], says: str) -> None:
    """It says what to write, and nothing is changed."""
    done = coprod("gather", *words, cwd=folder)
    assert done.returncode == 2 and says in done.stderr and (folder / "p.yaml").exists()


def test_a_day_that_is_none_is_refused(folder: Path) -> None:
    """The word of the option is in the message."""
    coprod("gather", "p.yaml", "kahu-trust.xlsx", cwd=folder)
    done = coprod("gather", "p", "--confirm", "kahu-trust", "--by", "A", "--on", "yesterday", cwd=folder)
    assert done.returncode == 2 and done.stderr.startswith("--on: ") and not (folder / "p" / "review.yaml").exists()


def test_check_names_the_faults_of_side_files(folder: Path) -> None:
    """A broken map beside a policy refuses it, with line and column."""
    coprod("gather", "p.yaml", "kahu-trust.xlsx", cwd=folder)
    with (folder / "p" / "maps" / "kahu-trust.csv").open("a") as stream:
        stream.write("x,x,+,,,,,\n")
    done = coprod("check", "p", cwd=folder)
    assert done.returncode == 2 and "maps/kahu-trust.csv:3 to" in done.stdout
