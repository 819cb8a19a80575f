"""A single file gets a folder when its first side file comes, and is never lost on the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from coprod_tools.policyfile import as_folder, load
from coprod_tools.problems import CannotWrite, InvalidInput, UsageError

TEXT = "coprod: 1\nid: p\ntitle: P\n"


@pytest.fixture
def single(tmp_path: Path) -> Path:
    """A policy that is one file."""
    path = tmp_path / "p.yaml"
    path.write_text(TEXT)
    return path


def test_a_single_file_moves_into_a_folder_of_its_name(single: Path) -> None:
    """Its bytes stay the same and it is read from there."""
    folder = as_folder(single)
    assert folder == single.parent / "p" and (folder / "policy.yaml").read_text() == TEXT and not single.exists()
    assert load(folder).folder == folder


def test_the_old_name_says_where_the_policy_went(single: Path) -> None:
    """It is what was typed a minute ago."""
    folder = as_folder(single)
    with pytest.raises(InvalidInput) as refused:
        load(single)
    (fault,) = refused.value.faults
    assert f"write {folder}" in fault.message
    single.write_text(TEXT)
    assert load(single).folder is None


def test_a_policy_with_a_folder_stays(single: Path) -> None:
    """Asking twice changes nothing."""
    folder = as_folder(single)
    assert as_folder(folder) == folder and as_folder(folder / "policy.yaml") == folder


def test_something_else_in_the_way_is_left_alone(single: Path) -> None:
    """A folder of that name that is no policy's is never filled."""
    (single.parent / "p").mkdir()
    (single.parent / "p" / "mine.txt").write_text("mine")
    with pytest.raises(UsageError, match="already"):
        as_folder(single)
    assert single.read_text() == TEXT and [each.name for each in (single.parent / "p").iterdir()] == ["mine.txt"]


def test_stopped_before_the_move_nothing_is_lost_and_the_next_try_ends_it(
    single: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The empty folder that is left is used again."""

    def stopped(self: Path, target: Path) -> Path:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as broken:
        broken.setattr(Path, "replace", stopped)
        with pytest.raises(CannotWrite):
            as_folder(single)
    assert single.read_text() == TEXT
    assert (as_folder(single) / "policy.yaml").read_text() == TEXT


def test_behind_a_link_the_file_itself_moves(single: Path, tmp_path: Path) -> None:
    """A link that moved would lead nowhere."""
    (tmp_path / "desk").mkdir()
    link = tmp_path / "desk" / "mine.yaml"
    link.symlink_to(single)
    assert as_folder(link) == single.parent / "p" and (single.parent / "p" / "policy.yaml").read_text() == TEXT


def test_a_worked_policy_stays() -> None:
    """What comes with the package is never moved."""
    with pytest.raises(UsageError):
        as_folder("worked:takai")
