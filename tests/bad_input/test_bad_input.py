"""Every bad input is refused with its place, its field and what to write instead; each file is named for its fault.

Lines and columns were counted by hand in the files.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from coprod_tools import policyfile
from coprod_tools.problems import Fault, InvalidInput

HERE = Path(__file__).parent
# File, line, column, field path, and words of what to write instead.
REFUSED: tuple[tuple[str, int | None, int | None, str, str], ...] = (
    ("empty", None, None, "", "coprod new ID"),
    ("only_comments", None, None, "", "coprod new ID"),
    ("binary", None, None, "", "name a text file"),
    ("latin1", 3, 11, "", "save it as UTF-8"),
    ("tabs", 5, 1, "", "indent with spaces"),
    ("duplicate_key", 5, 1, "", "first on line 4 (keep one of the two)"),
    ("duplicate_id", 7, 9, "actors[parents].id", "on line 5 has this id already (write another"),
    ("unknown_field", 4, 1, "activites", "write activities, or take it out"),
    ("dangling_id", 10, 11, "activities[design].lead", "write parents, or add it there"),
    ("cycle_in_needs", 7, 13, "activities[design].needs[1]", "design → deliver → design (take this or another"),
    ("text_for_a_list", 7, 12, "activities[design].needs", "text stands where a list should be (write [one, two]"),
    ("list_for_text", 5, 3, "summary", "this should be text (write words"),
    ("word_outside_its_list", 9, 13, "activities[design].parts[parents.desing].co", "write design if you mean that"),
    ("not_a_number", 7, 15, "claims[design.trust].strength", "write digits only"),
    ("negative_cost", 7, 11, "activities[design].cost", "below zero (write 0 or more)"),
    ("end_before_start", 8, 13, "activities[design].finish", "write a date on or after 2026-07-01"),
    ("percent_without_denominator", 9, 13, "indicators[take-up].target", "write numerator and denominator"),
    ("alias", 4, 8, "", "write the words out"),
    ("anchor", 4, 10, "", "take the & and its name out"),
    ("tag", 4, 8, "", "take the ! and its word out"),
    ("merge_key", 5, 3, "", "write the fields out"),
    ("newer_version", 1, 9, "coprod", "reads version 1 (update coprod-tools)"),
    ("second_document", 4, 1, "", "keep one policy in a file"),
    ("too_deep", 3, 47, "", "take brackets or indentation away"),
    ("reserved_id", 2, 5, "id", "choose another"),
    ("second_colon", 4, 18, "", "put text that holds a colon in quotes"),
    ("open_quote", 4, 10, "", "close it"),
    ("bidi_override", 4, 10, "summary", "U+202E cannot be shown safely (delete it)"),
    ("unknown_stage", 7, 12, "activities[design].stage", "write delivery"),
    ("unknown_lifecycle", 4, 12, "lifecycle", "write roamef"),
    ("loop_of_parents", 7, 13, "outcomes[a].parent", "a → b → a (take this or another"),
)


def faults_of(path: Path | str) -> tuple[Fault, ...]:
    """Return the faults a path is refused with."""
    with pytest.raises(InvalidInput) as refusal:
        policyfile.load(path)
    assert refusal.value.exit_code == 2
    return refusal.value.faults


@pytest.mark.parametrize(("name", "line", "column", "path", "instead"), REFUSED, ids=[row[0] for row in REFUSED])
def test_a_bad_file_is_refused_with_its_place_and_what_to_write(
    name: str, line: int | None, column: int | None, path: str, instead: str
) -> None:
    """One fault stands in each file, and one is told."""
    file = HERE / f"{name}.yaml"
    (fault,) = faults_of(file)
    assert (fault.file, fault.line, fault.column, fault.path) == (str(file), line, column, path)
    assert instead in fault.message
    assert fault.message.endswith(")")


def test_every_bad_file_here_is_tried() -> None:
    """No fixture lies about unused."""
    tried = {row[0] for row in REFUSED} | {"missing_title", "many_faults", "bom_is_fine"}
    assert {path.stem for path in HERE.glob("*.yaml")} == tried


def test_all_faults_are_told_at_once_in_the_order_of_the_file() -> None:
    """Faults of shape and of reference come together; the value of an unknown field is never shown."""
    faults = faults_of(HERE / "many_faults.yaml")
    assert [(fault.line, fault.column, fault.path) for fault in faults] == [
        (5, 11, "claims[a.b].from"),
        (6, 9, "claims[a.b].to"),
        (7, 11, "claims[a.b].sign"),
        (8, 15, "claims[a.b].evidence"),
        (10, 12, "actors[1].label"),
        (11, 5, "actors[1].kinde"),
    ]
    assert "hidden" not in str(faults)


def test_a_missing_field_is_named_by_the_path_it_would_have() -> None:
    """It is told where it would stand: at the line of what it belongs to."""
    title, identifier = faults_of(HERE / "missing_title.yaml")
    assert (title.line, title.column, title.path) == (1, 1, "title")
    assert "add it here as title: ..." in title.message
    assert (identifier.line, identifier.column, identifier.path) == (2, 5, "id")


def test_a_byte_order_mark_is_fine() -> None:
    """Some editors write one."""
    assert policyfile.read(HERE / "bom_is_fine.yaml").title == "A policy"


def test_a_missing_file_is_refused_by_its_name(tmp_path: Path) -> None:
    """There is no line to name."""
    (fault,) = faults_of(tmp_path / "no.yaml")
    assert (fault.file, fault.line, fault.path) == (str(tmp_path / "no.yaml"), None, "")
    assert "check the name" in fault.message


def test_a_folder_without_a_policy_is_refused(tmp_path: Path) -> None:
    """A folder is a policy only with a policy.yaml in it."""
    (fault,) = faults_of(tmp_path)
    assert "holds no policy.yaml (name" in fault.message


def test_a_folder_that_is_called_policy_yaml_is_refused(tmp_path: Path) -> None:
    """Its name doesn't make it a file."""
    (tmp_path / "policy.yaml").mkdir()
    (fault,) = faults_of(tmp_path)
    assert "this is a folder, not a file (name a file in it)" in fault.message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_named_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    """Opening it the ordinary way would wait for ever."""
    os.mkfifo(tmp_path / "pipe.yaml")
    (fault,) = faults_of(tmp_path / "pipe.yaml")
    assert "name an ordinary file" in fault.message


@pytest.mark.parametrize("field", ["summary: ", "id: ", "price_year: ", "as_at: ", "jurisdiction: ", "unknown: ", "? "])
def test_ten_megabytes_of_text_are_refused_at_once(tmp_path: Path, field: str) -> None:
    """Whatever the field expects; a second is plenty for reading 10 MB twice."""
    path = tmp_path / "long.yaml"
    lines = [line for line in ("coprod: 1", "id: a", "title: A") if not line.startswith(field)]
    path.write_text("\n".join([*lines, field + "7" * 10_000_000]), encoding="utf-8")
    start = time.perf_counter()
    faults = faults_of(path)
    assert time.perf_counter() - start < 5
    assert len(faults[-1].message) < 1500
    assert faults[-1].line == len(lines) + 1


def test_more_than_twenty_megabytes_are_refused_unread(tmp_path: Path) -> None:
    """The size is asked before a byte is read."""
    path = tmp_path / "huge.yaml"
    with path.open("wb") as stream:
        stream.truncate(20_000_001)
    (fault,) = faults_of(path)
    assert "larger than 20 MB (split it" in fault.message


def test_ten_thousand_faults_are_told_in_reasonable_time(tmp_path: Path) -> None:
    """Naming places and nearest ids must not grow with the square of the file."""
    path = tmp_path / "faulty.yaml"
    rows = "".join(f"  - actor: nobody-{n}\n    kinds: money\n" for n in range(5000))
    path.write_text(f"coprod: 1\nid: a\ntitle: A\ncontributions:\n{rows}", encoding="utf-8")
    start = time.perf_counter()
    assert len(faults_of(path)) == 10_000
    assert time.perf_counter() - start < 10
