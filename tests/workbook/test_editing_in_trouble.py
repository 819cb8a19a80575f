"""What happens to an open policy when its file or the disk fails: told in place, nothing overwritten, nothing lost."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from coprod_tools import policyfile
from coprod_tools.policyfile.history import read_history
from coprod_tools.workbook.editing import Editing

TEXT = """\
# Our policy
coprod: 1
id: a
title: A policy
actors:
  - id: parents   # asked twice
    label: Parents
"""
Opened = Callable[..., Editing]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A policy in a folder of its own."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "policy.yaml").write_text(TEXT, encoding="utf-8")
    return tmp_path / "a" / "policy.yaml"


@pytest.fixture
def opened(path: Path, tmp_path: Path) -> Opened:
    """Opens the policy; the same person's drafts are found again."""
    return lambda **named: Editing(path.parent, by="Aroha", today="2026-11-27", drafts=tmp_path / "drafts", **named)


def test_a_file_broken_by_hand_is_told_in_place_and_looked_at_as_it_last_was(opened: Opened, path: Path) -> None:
    """With the line; the last good state stays to be seen."""
    editing, told = opened(), []
    editing.listen(lambda: told.append(editing.trouble))
    path.write_text(TEXT + "  - id: x\n label: [\n", encoding="utf-8")
    outcome = editing.look_again()
    assert outcome.kind == "broken" and outcome.faults and outcome.faults[0].line is not None
    assert editing.trouble == outcome and told == [outcome]
    assert editing.policy.title == "A policy"
    assert editing.look_again() == outcome


def test_what_is_typed_while_the_file_is_broken_is_kept_and_saved_once_it_is_mended(opened: Opened, path: Path) -> None:
    """Nothing is overwritten; two changes wait together."""
    editing = opened()
    path.write_text("title: [broken\n", encoding="utf-8")
    first = editing.change({"title": "Mine"}, "Title")
    assert first.kind == "broken" and "title: Mine" in first.content and first.faults
    second = editing.change({"summary": "Short"}, "Summary")
    assert second.kind == "broken" and "title: Mine" in second.content and "summary: Short" in second.content
    assert path.read_text(encoding="utf-8") == "title: [broken\n"
    path.write_text(TEXT.replace("label: Parents", "label: All parents"), encoding="utf-8")
    assert editing.look_again().kind == "taken-in" and editing.trouble is None
    assert editing.settle().kind == "saved"
    policy = policyfile.read(path)
    assert (policy.title, str(policy.summary)) == ("Mine", "Short")
    assert policy.actors is not None and str(policy.actors[0].label) == "All parents"
    assert editing.unsaved is None


def test_a_change_after_the_file_was_mended_brings_along_what_waited(opened: Opened, path: Path) -> None:
    """Nobody has to press anything."""
    editing = opened()
    path.write_text("title: [broken\n", encoding="utf-8")
    editing.change({"title": "Mine"}, "Title")
    path.write_text(TEXT, encoding="utf-8")
    assert editing.change({"summary": "Short"}, "Summary").kind == "saved"
    policy = policyfile.read(path)
    assert (policy.title, str(policy.summary)) == ("Mine", "Short")


def test_the_broken_state_is_kept_when_an_earlier_version_is_brought_back(opened: Opened, path: Path) -> None:
    """Whoever wrote it may want it again."""
    editing = opened()
    editing.change({"title": "B"}, "Title")
    broken = b"title: [broken \xff\n"
    path.write_bytes(broken)
    assert editing.restore(1).kind == "saved"
    assert path.read_text(encoding="utf-8") == TEXT and editing.trouble is None
    history = read_history(path.parent)
    assert broken in [history.content(each.number) for each in history.versions]


def test_a_deleted_file_is_told_not_made_again_and_can_be_brought_back(opened: Opened, path: Path) -> None:
    """Somebody may have taken it away on purpose."""
    editing = opened()
    path.unlink()
    assert editing.look_again().kind == "cannot-write"
    outcome = editing.change({"title": "Mine"}, "Title")
    assert outcome.kind == "cannot-write" and "title: Mine" in outcome.content and not path.exists()
    assert editing.restore(1).kind == "saved"
    assert path.read_text(encoding="utf-8") == TEXT
    assert editing.settle().kind == "saved" and policyfile.read(path).title == "Mine"


def test_what_could_not_be_saved_survives_the_end_of_the_kernel(
    opened: Opened, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next session finds it and saves it; then it is gone from the drafts."""
    editing = opened()
    with monkeypatch.context() as broken:
        broken.setattr("coprod_tools.policyfile.saving.write_atomic", _full)
        outcome = editing.change({"title": "Mine"}, "Title")
    assert outcome.kind == "cannot-write" and path.read_text(encoding="utf-8") == TEXT
    again = opened()
    assert again.unsaved is not None and again.unsaved.label == "Title"
    assert again.settle().kind == "saved" and policyfile.read(path).title == "Mine"
    assert opened().unsaved is None


def test_letting_go_forgets_what_was_not_saved(opened: Opened, path: Path) -> None:
    """Also for the next session."""
    editing = opened()
    path.unlink()
    editing.change({"title": "Mine"}, "Title")
    editing.discard()
    path.write_text(TEXT, encoding="utf-8")
    assert editing.unsaved is None and opened().unsaved is None and editing.change({"id": "b"}, "").kind == "saved"
    assert policyfile.read(path).title == "A policy"


def _full(*_: object) -> None:
    from coprod_tools.problems import CannotWrite

    raise CannotWrite("the disk is full")


@pytest.mark.faults
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES])
@pytest.mark.parametrize("single", [False, True])
def test_wherever_the_disk_fails_nothing_is_lost_and_the_next_try_saves(
    code: int, single: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fault comes at the first, second, ... write, sync, rename or new folder of a save, until one has none."""
    for number in range(1, 60):
        home = tmp_path / str(number)
        home.mkdir()
        file = home / "a.yaml" if single else home / "a" / "policy.yaml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(TEXT, encoding="utf-8")
        editing = Editing(file, by="A", today="2026-11-27", drafts=home / "drafts")
        with monkeypatch.context() as broken:
            left = _fail_at(broken, number, code)
            outcome = editing.change({"title": "Mine"}, "Title")
        place = next(each for each in (home / "a" / "policy.yaml", home / "a.yaml") if each.exists())
        stands = place.read_text(encoding="utf-8")
        if left() > 0:
            assert outcome.kind == "saved" and number > 5
            return
        # After the rename itself the new text may stand there, unacknowledged; never half of anything.
        assert stands in (TEXT, TEXT.replace("A policy", "Mine"))
        assert outcome.kind in ("cannot-write", "saved"), outcome
        if outcome.kind == "cannot-write":
            assert "title: Mine" in outcome.content and outcome.message
            assert editing.settle().kept
        assert policyfile.read(home / "a").title == "Mine"
        history = read_history(home / "a")
        kept = [history.content(each.number).decode() for each in history.versions]
        assert TEXT in kept and TEXT.replace("A policy", "Mine") in kept and not history.damaged
    raise AssertionError("the faults never ended")


def _fail_at(broken: pytest.MonkeyPatch, number: int, code: int) -> Callable[[], int]:
    """Let the call of that number among those that change the disk fail."""
    left = number

    def guarded(call: Callable[..., object]) -> Callable[..., object]:
        def wrapped(*given: object, **named: object) -> object:
            nonlocal left
            left -= 1
            if left == 0:
                raise OSError(code, os.strerror(code))
            return call(*given, **named)

        return wrapped

    for home, name in ((os, "write"), (os, "fsync"), (Path, "replace"), (Path, "mkdir")):
        broken.setattr(home, name, guarded(getattr(home, name)))
    return lambda: left
