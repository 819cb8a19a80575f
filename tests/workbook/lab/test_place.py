"""The place somebody was at, and the name they gave, are kept for the next time, and never in the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from coprod_tools.workbook.lab.person import keep_name, suggested_name
from coprod_tools.workbook.lab.place import Place, remember, remembered


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A state folder of the test's own."""
    monkeypatch.setenv("COPROD_STATE", str(tmp_path / "state"))
    return tmp_path / "state"


def test_each_folder_of_policies_has_its_own_place(tmp_path: Path) -> None:
    """However the folder is written."""
    remember(Place("one/policy", "marks"), tmp_path / "one")
    remember(Place(), tmp_path / "two")
    assert remembered(tmp_path / "two" / ".." / "one") == Place("one/policy", "marks")
    assert remembered(tmp_path / "two") == Place()
    assert remembered(tmp_path / "three") is None


@pytest.mark.parametrize("text", ["", "[]", '{"policy": 1}', "\x00", "null"])
def test_a_damaged_memory_is_no_memory(text: str, tmp_path: Path, state: Path) -> None:
    """The start page comes instead."""
    remember(Place("a", "b"), tmp_path)
    (kept,) = (state / "places").iterdir()
    kept.write_text(text, encoding="utf-8")
    assert remembered(tmp_path) is None


def test_where_nothing_can_be_kept_nothing_is_said(tmp_path: Path, state: Path) -> None:
    """A file lies where the folder should be."""
    state.write_text("", encoding="utf-8")
    remember(Place("a", "b"), tmp_path)
    keep_name("Aroha")
    assert remembered(tmp_path) is None


def test_a_name_that_was_given_is_suggested_again() -> None:
    """Blanks aside."""
    keep_name("  Aroha   Ngata ")
    assert suggested_name() == "Aroha Ngata"
