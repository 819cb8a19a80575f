"""A finished folder takes its place whole, and nothing of anybody else's is lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from coprod_tools.problems import CannotWrite
from coprod_tools.run.folders import put_in_place, sweep, working_folder


def folder(path: Path, **files: str) -> Path:
    """A folder with the given files."""
    path.mkdir(parents=True)
    for name, text in files.items():
        (path / name).write_text(text, encoding="utf-8")
    return path


def texts(path: Path) -> dict[str, str]:
    """What lies in a folder."""
    return {each.name: each.read_text(encoding="utf-8") for each in path.iterdir()}


def test_a_new_folder_is_moved_to_its_place(tmp_path: Path) -> None:
    """Nothing is left under the old name."""
    put_in_place(folder(tmp_path / "new", a="1"), tmp_path / "target")
    assert texts(tmp_path / "target") == {"a": "1"}
    assert os.listdir(tmp_path) == ["target"]


def test_an_older_folder_is_exchanged_whole(tmp_path: Path) -> None:
    """A file that the new run did not make is no longer there, when it was one of ours."""
    folder(tmp_path / "target", a="old")
    put_in_place(folder(tmp_path / "new", a="1", b="2"), tmp_path / "target")
    assert texts(tmp_path / "target") == {"a": "1", "b": "2"}
    assert os.listdir(tmp_path) == ["target"]


def test_what_somebody_else_keeps_there_stays_the_very_same_file(tmp_path: Path) -> None:
    """It may be open in an editor: the same inode, not a copy."""
    folder(tmp_path / "target", notes="mine", a="old")
    before = (tmp_path / "target" / "notes").stat().st_ino
    put_in_place(folder(tmp_path / "new", a="1"), tmp_path / "target")
    assert texts(tmp_path / "target") == {"a": "1", "notes": "mine"}
    assert (tmp_path / "target" / "notes").stat().st_ino == before


def test_a_link_is_replaced_and_what_it_points_to_is_not_touched(tmp_path: Path) -> None:
    """Papermill would write through it."""
    elsewhere = folder(tmp_path / "elsewhere", a="theirs")
    (tmp_path / "target").symlink_to(elsewhere)
    put_in_place(folder(tmp_path / "new", a="1"), tmp_path / "target")
    assert texts(elsewhere) == {"a": "theirs"}
    assert not (tmp_path / "target").is_symlink()
    assert texts(tmp_path / "target") == {"a": "1"}


def test_a_working_folder_is_gone_whatever_happens(tmp_path: Path) -> None:
    """Even when the work inside it fails."""
    with pytest.raises(KeyboardInterrupt), working_folder(tmp_path, "x") as work:
        (work / "half").write_text("", encoding="utf-8")
        raise KeyboardInterrupt
    assert os.listdir(tmp_path) == []


def test_what_a_killed_run_left_is_swept_away(tmp_path: Path) -> None:
    """Its own only, not another plan's."""
    folder(tmp_path / ".x.1234abcd.part", half="")
    folder(tmp_path / ".y.1234abcd.part", half="")
    sweep(tmp_path, "x")
    assert os.listdir(tmp_path) == [".y.1234abcd.part"]


def test_no_place_to_write_is_our_error(tmp_path: Path) -> None:
    """With one line, no traceback."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(CannotWrite), working_folder(tmp_path / "file", "x"):
        pass
