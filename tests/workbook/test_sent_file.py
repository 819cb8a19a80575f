"""The name of a file that somebody sends: kept where it can be, cut where it must be, never a way to elsewhere."""

from __future__ import annotations

import pytest

from coprod_tools.workbook.sent_file import keepable


@pytest.mark.parametrize("name", ["older-people.2.csv", "Kōrero map.prsm", "a.tar.gz"])
def test_an_ordinary_name_stays_as_it_is(name: str) -> None:
    """It tells whose map it is and what kind of file."""
    assert keepable(name) == name


@pytest.mark.parametrize(
    ("name", "kept"),
    [("../../etc/passwd", "passwd"), ("C:\\x\\y.csv", "y.csv"), ("..", "file"), ("a/..", "file"), ("\0", "file")],
)
def test_folders_are_not_believed(name: str, kept: str) -> None:
    """Nothing is written outside the folder that is meant for it."""
    assert keepable(name) == kept


def test_a_name_too_long_for_a_disk_keeps_its_ending() -> None:
    """130 letters with macrons are 260 bytes."""
    kept = keepable("ā" * 130 + ".iati.xml")
    assert kept.endswith("ā.iati.xml") and len(kept.encode()) <= 200
