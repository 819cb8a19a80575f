"""What was typed and is not saved yet: kept for its writer alone, outside the policy, and bounded."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from coprod_tools.workbook import drafts as drafts_room
from coprod_tools.workbook.drafts import Drafts, drafts_folder
from coprod_tools.workbook.editing import Editing

TEXT = "coprod: 1\nid: a\ntitle: A policy\n"


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    """A policy that is one file."""
    made = tmp_path / "a.yaml"
    made.write_text(TEXT, encoding="utf-8")
    return made


def test_a_draft_is_found_again_after_the_kernel_ended(policy: Path, tmp_path: Path) -> None:
    """Macrons, emoji, right-to-left words and ten thousand characters among it."""
    typed = "Tēnā koe 👋 שלום " + "x" * 10_000
    assert Drafts(policy, tmp_path / "d").keep("title", typed)
    assert Drafts(policy, tmp_path / "d").kept("title") == typed
    assert Drafts(policy, tmp_path / "d").kept("owner") is None


def test_it_never_lies_in_the_policys_folder(policy: Path, tmp_path: Path) -> None:
    """Others would see half sentences."""
    Drafts(policy, tmp_path / "d").keep("title", "half a sen")
    assert sorted(each.name for each in policy.parent.iterdir()) == ["a.yaml", "d"]


def test_only_its_writer_may_read_it(policy: Path, tmp_path: Path) -> None:
    """The folder is closed to everybody else."""
    Drafts(policy, tmp_path / "d").keep("title", "half a sen")
    assert stat.S_IMODE((tmp_path / "d").stat().st_mode) == 0o700


def test_it_is_found_again_when_the_policy_moved_into_its_own_folder(policy: Path, tmp_path: Path) -> None:
    """The first save moves it."""
    Drafts(policy, tmp_path / "d").keep("title", "half")
    (tmp_path / "a").mkdir()
    moved = policy.rename(tmp_path / "a" / "policy.yaml")
    for name in (moved, moved.parent):
        assert Drafts(name, tmp_path / "d").kept("title") == "half"


def test_a_field_that_was_saved_has_no_draft_any_more(policy: Path, tmp_path: Path) -> None:
    """Others keep theirs."""
    editing = Editing(policy, drafts=tmp_path / "d", today="2026-11-27")
    editing.drafts.keep("title", "Another")
    editing.drafts.keep("owner", "Half")
    assert editing.change({"title": "Another"}, "Title").kept
    again = Editing(editing.path, drafts=tmp_path / "d")
    assert again.drafts.kept("title") is None and again.drafts.kept("owner") == "Half"


def test_a_field_that_was_refused_keeps_its_draft(policy: Path, tmp_path: Path) -> None:
    """What was typed stays typed."""
    editing = Editing(policy, drafts=tmp_path / "d", today="2026-11-27")
    editing.drafts.keep("currency", "shells")
    assert editing.change({"currency": "shells"}, "Currency").kind == "refused"
    assert editing.drafts.kept("currency") == "shells"


def test_the_last_draft_dropped_leaves_no_file(policy: Path, tmp_path: Path) -> None:
    """Nothing lies about."""
    held = Drafts(policy, tmp_path / "d")
    held.keep("title", "x")
    held.drop("title", "never kept")
    assert list((tmp_path / "d").iterdir()) == []


def test_two_windows_of_one_person_keep_both_their_drafts(policy: Path, tmp_path: Path) -> None:
    """Neither forgets the other's."""
    one, other = Drafts(policy, tmp_path / "d"), Drafts(policy, tmp_path / "d")
    one.keep("title", "x")
    other.keep("owner", "y")
    one.keep("summary", "z")
    again = Drafts(policy, tmp_path / "d")
    assert [again.kept(key) for key in ("title", "owner", "summary")] == ["x", "y", "z"]


def test_drafts_are_bounded_and_the_oldest_go_first(
    policy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In this session they stay all the same."""
    monkeypatch.setattr(drafts_room, "LARGEST", 100)
    held = Drafts(policy, tmp_path / "d")
    assert held.keep("a", "x" * 60)
    assert not held.keep("b", "y" * 60)
    assert held.kept("a") == "x" * 60
    again = Drafts(policy, tmp_path / "d")
    assert again.kept("a") is None and again.kept("b") == "y" * 60


def test_drafts_of_many_policies_are_bounded_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of four policies the three last are kept."""
    monkeypatch.setattr(drafts_room, "MOST_POLICIES", 3)
    for number in range(4):
        Drafts(tmp_path / f"{number}.yaml", tmp_path / "d").keep("title", str(number))
    kept = sorted(json.loads(path.read_text())["drafts"]["title"] for path in (tmp_path / "d").iterdir())
    assert len(kept) == 3 and "3" in kept


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"drafts": 3}', b"\xff", b'{"drafts": {}, "unsaved": [3]}'])
def test_a_damaged_draft_file_is_passed_over(policy: Path, tmp_path: Path, content: bytes) -> None:
    """It keeps nobody from working."""
    held = Drafts(policy, tmp_path / "d")
    held.keep("title", "x")
    held.path.write_bytes(content)
    again = Drafts(policy, tmp_path / "d")
    assert again.kept("title") is None and again.keep("title", "y")
    assert Editing(policy, drafts=tmp_path / "d").drafts.kept("title") == "y"


def test_a_state_folder_that_cannot_be_written_keeps_drafts_for_this_session(policy: Path, tmp_path: Path) -> None:
    """And says so."""
    (tmp_path / "d").write_text("no folder")
    held = Drafts(policy, tmp_path / "d")
    assert not held.keep("title", "x")
    assert held.kept("title") == "x"
    held.keep("owner", "y")
    assert held.kept("title") == "x"


def test_the_users_state_folder_is_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """On Linux as the XDG rules name it."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert drafts_folder() == tmp_path / "coprod-tools" / "drafts"


def test_a_name_that_is_no_text_has_drafts_too(tmp_path: Path) -> None:
    """Old archives hold names in bytes that mean nothing in UTF-8."""
    policy = tmp_path / os.fsdecode(b"caf\xe9.yaml")
    try:
        policy.write_text(TEXT, encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes no such names")
    assert Drafts(policy, tmp_path / "d").keep("title", "half a sen")
    assert Drafts(policy, tmp_path / "d").kept("title") == "half a sen"
