"""What lies beside a policy: maps, joins and reviews, read whole, each fault with its file."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from coprod_tools.policy.joins import Join, ReviewRow
from coprod_tools.policyfile import load, read_beside
from coprod_tools.policyfile.joins_file import add_joins, joins_from_text
from coprod_tools.policyfile.review_file import add_rows, review_from_text
from coprod_tools.problems import CannotWrite, InvalidInput

HEAD = "from,to,sign,strength,confidence,delay,assumption,evidence\n"
JOINS = """\
# how we joined
coprod-joins: 1
rows:
  # at the hui
  - names: [late buses, buses that come late]   # same thing
    reason: "Both groups said so"
    by: Ann
    on: 2026-11-01
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A policy with a folder of its own."""
    (tmp_path / "maps").mkdir()
    (tmp_path / "policy.yaml").write_text("coprod: 1\nid: p\ntitle: P\n")
    return tmp_path


def test_a_single_file_has_nothing_beside_it(tmp_path: Path) -> None:
    """Files that happen to lie in the same folder are not its own."""
    (tmp_path / "joins.yaml").write_text("nonsense")
    (tmp_path / "p.yaml").write_text("coprod: 1\nid: p\ntitle: P\n")
    beside = read_beside(load(tmp_path / "p.yaml"))
    assert (beside.maps, beside.joins, beside.review) == ((), (), ())


def test_maps_come_with_actor_round_and_digest_in_order(folder: Path) -> None:
    """Rounds are ordered as numbers; the digest is that of the bytes."""
    for name in ("b.10.csv", "b.2.csv", "b.csv", "a.csv"):
        (folder / "maps" / name).write_text(HEAD + "x,y,+,,,,,\n")
    found = read_beside(load(folder)).maps
    assert [(each.actor, each.round, each.file) for each in found] == [
        ("a", 1, "maps/a.csv"), ("b", 1, "maps/b.csv"), ("b", 2, "maps/b.2.csv"), ("b", 10, "maps/b.10.csv"),
    ]  # fmt: skip
    assert found[0].sha256 == hashlib.sha256((folder / "maps/a.csv").read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("name", "words"),
    [("Kahu Trust.csv", "not the name"), ("a.0.csv", "not the name"), ("a.b.csv", "not the name"), ("con.csv", "not")],
)
def test_a_map_with_a_name_that_says_nobody_is_refused(folder: Path, name: str, words: str) -> None:
    """The name of the file is the only place that says whose map it is."""
    (folder / "maps" / name).write_text(HEAD + "x,y,+,,,,,\n")
    with pytest.raises(InvalidInput, match=words):
        read_beside(load(folder))


def test_faults_of_all_side_files_are_told_together(folder: Path) -> None:
    """One reading names the map, the joins and the review."""
    (folder / "maps" / "a.csv").write_text(HEAD + "x,x,+,,,,,\n")
    (folder / "maps" / "b.csv").write_text(HEAD + "x,y,+,,,,,\n")
    (folder / "maps" / "b.1.csv").write_text(HEAD + "x,y,+,,,,,\n")
    (folder / "joins.yaml").write_text("coprod-joins: 2\n")
    (folder / "review.yaml").write_text("coprod-review: 1\nrows:\n  - {subject: 'maps[a]', kind: agree, by: x}\n")
    with pytest.raises(InvalidInput) as refused:
        read_beside(load(folder))
    told = [str(fault).removeprefix(str(folder)) for fault in refused.value.faults]
    assert [line.split(": ")[0] for line in told] == [
        "/maps/a.csv:2 to", "/maps/b.csv", "/joins.yaml:1:15 coprod-joins",
        "/review.yaml:3:5 rows[1].on", "/review.yaml:3:32 rows[1].kind",
    ]  # fmt: skip
    assert "version 2 of coprod-joins" in told[2]


def test_a_link_out_of_the_folder_is_refused(folder: Path) -> None:
    """Paths never leave the folder."""
    (folder.parent / "elsewhere.csv").write_text(HEAD + "x,y,+,,,,,\n")
    (folder / "maps" / "a.csv").symlink_to(folder.parent / "elsewhere.csv")
    with pytest.raises(InvalidInput, match="link"):
        read_beside(load(folder))


def test_other_things_in_maps_are_passed_over(folder: Path) -> None:
    """Hidden files, other kinds and folders are not maps."""
    (folder / "maps" / ".DS_Store").write_text("x")
    (folder / "maps" / "notes.txt").write_text("x")
    (folder / "maps" / "old.csv").mkdir()
    assert read_beside(load(folder)).maps == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("rows: []\n", "coprod-joins: 1"),
        ("coprod-joins: one\n", "coprod-joins: 1"),
        ("coprod-joins: 1\nrows:\n  - {names: [a], reason: r, by: b, on: 2026}\n", "two names"),
        ("coprod-joins: 1\nrows:\n  - {names: [a, b], by: b, on: 2026}\n", "reason"),
        ("coprod-joins: 1\nrow: []\n", "rows"),
        (
            JOINS.replace("- names", "- id: j\n    names") + "  - {id: j, names: [a, b], reason: r, by: b, on: 2026}\n",
            "id",
        ),
    ],
)
def test_a_bad_joins_file_is_refused_with_what_to_write(text: str, words: str) -> None:
    """A join needs its names and its reason; a field nobody knows is never passed over."""
    with pytest.raises(InvalidInput, match=words):
        joins_from_text(text)


def test_a_row_is_added_and_every_line_stays(folder: Path) -> None:
    """Comments and order are as they were; the new row stands at the end."""
    path = folder / "joins.yaml"
    path.write_text(JOINS)
    new = Join(names=("a", "b"), reason="The same", by="Bo", on="2026-11-02")
    assert len(add_joins(path, [new])) == 2
    assert path.read_text().startswith(JOINS)
    assert joins_from_text(path.read_text())[1].names == ("a", "b")


def test_a_first_review_row_makes_the_file(folder: Path) -> None:
    """It says its version, so that a later program knows what it reads."""
    row = ReviewRow(subject="maps[a]", kind="accept", by="Ann", on="2026-11-01", of_sha256="0" * 64)
    add_rows(folder / "review.yaml", [row])
    assert "coprod-review: 1\n" in (folder / "review.yaml").read_text()
    assert review_from_text((folder / "review.yaml").read_text())[0].of_sha256 == "0" * 64


def test_a_row_is_never_added_to_a_broken_file(folder: Path) -> None:
    """What is there stays byte for byte."""
    path = folder / "review.yaml"
    path.write_text("coprod-review: 1\nrows: [\n")
    row = ReviewRow(subject="maps[a]", kind="accept", by="Ann", on="2026-11-01")
    with pytest.raises(InvalidInput):
        add_rows(path, [row])
    assert path.read_text() == "coprod-review: 1\nrows: [\n"


def test_stopped_at_the_replace_the_old_file_is_there(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk at the last step loses neither the old rows nor leaves a half file."""
    path = folder / "joins.yaml"
    path.write_text(JOINS)

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(CannotWrite):
        add_joins(path, [Join(names=("a", "b"), reason="The same", by="Bo", on="2026-11-02")])
    assert path.read_text() == JOINS and [p.name for p in folder.iterdir() if p.name.startswith(".coprod")] == []


def test_a_map_whose_name_is_no_text_is_refused_by_name_and_stops_nothing_else(tmp_path: Path) -> None:
    """Old archives hold such names; the policy itself is still read and has its digest."""
    (tmp_path / "policy.yaml").write_text("coprod: 1\nid: a\ntitle: A policy\n", encoding="utf-8")
    (tmp_path / "maps").mkdir()
    try:
        (tmp_path / "maps" / os.fsdecode(b"caf\xe9.csv")).write_text("from,to\n", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes no such names")
    loaded = load(tmp_path)
    assert len(loaded.source_sha256) == 64
    with pytest.raises(InvalidInput):
        read_beside(loaded)
