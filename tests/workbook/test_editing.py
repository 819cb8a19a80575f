"""An open policy: every change saved at once, undone and redone without taking back another person's work."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from coprod_tools import policyfile
from coprod_tools.policy.joins import ReviewRow
from coprod_tools.policy.values import PartialDate, Text
from coprod_tools.policyfile import REMOVE, Append
from coprod_tools.policyfile.three_way import Instead
from coprod_tools.workbook.editing import Editing

TEXT = """\
# Our policy
coprod: 1
id: a   # never changes
title: A policy
owner: The ministry

actors:
  - id: parents   # asked twice
    label: Parents
  - id: ministry
    label: The ministry
activities:
  - id: design
    label: 'Design'
    # who leads is open
    needs: []
"""
Opened = Callable[..., Editing]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A policy in a folder of its own."""
    folder = tmp_path / "a"
    folder.mkdir()
    (folder / "policy.yaml").write_text(TEXT, encoding="utf-8")
    return folder / "policy.yaml"


@pytest.fixture
def opened(path: Path, tmp_path: Path) -> Opened:
    """Opens the policy, each time as another person."""
    return lambda by="Aroha", where=None, **named: Editing(
        where or path.parent, by=by, today="2026-11-27", drafts=tmp_path / "drafts" / by, **named
    )


def content(path: Path) -> str:
    """Return what stands in the file."""
    return path.read_bytes().decode("utf-8")


def test_a_change_is_in_the_file_at_once_and_its_comments_stay(opened: Opened, path: Path) -> None:
    """Only the one line differs."""
    outcome = opened().change({"title": "Another"}, "Title")
    assert outcome.kind == "saved"
    assert content(path) == TEXT.replace("title: A policy", "title: Another")


def test_every_save_is_in_the_history_with_who_when_and_what(opened: Opened) -> None:
    """First the state at opening, then each change."""
    editing = opened()
    editing.change({"title": "Another"}, "Title")
    kept = [(each.number, each.kind, each.by, each.on, each.label) for each in editing.versions()]
    assert kept[0][:2] == (1, "found")
    assert kept[1:] == [(2, "saved", "Aroha", "2026-11-27", "Title")]
    assert editing.version_text(1) == TEXT


def test_undo_goes_back_step_by_step_to_the_very_bytes_and_redo_forward_again(opened: Opened, path: Path) -> None:
    """Twelve changes, all undone, all redone."""
    editing, states = opened(), [TEXT]
    for number in range(12):
        assert editing.change({"activities[design].place": f"Place {number}"}, f"Place {number}").kept
        states.append(content(path))
    for number in range(11, -1, -1):
        assert editing.can_undo == f"Place {number}"
        assert editing.undo().kind == "saved"
        assert content(path) == states[number]
    assert editing.can_undo is None and editing.undo().kind == "nothing"
    for number in range(12):
        assert editing.can_redo == f"Place {number}"
        assert editing.redo().kind == "saved"
        assert content(path) == states[number + 1]
    assert editing.can_redo is None


def test_a_new_change_ends_what_could_be_redone(opened: Opened) -> None:
    """As everywhere."""
    editing = opened()
    editing.change({"title": "B"}, "Title")
    editing.undo()
    editing.change({"title": "C"}, "Title again")
    assert editing.can_redo is None and editing.can_undo == "Title again"


def test_a_set_of_changes_is_one_step(opened: Opened, path: Path) -> None:
    """Two new actors, undone at once."""
    editing = opened()
    steps = [{"actors": Append({"id": "b", "label": "B"})}, {"actors": Append({"id": "c", "label": "C"})}]
    assert editing.change_all(steps, "Two actors").kept
    assert [actor.key for actor in editing.policy.actors or ()] == ["parents", "ministry", "b", "c"]
    editing.undo()
    assert content(path) == TEXT


def test_undo_takes_back_only_ones_own_work(opened: Opened, path: Path) -> None:
    """Another person changed something else since; that stays, with its comment."""
    editing = opened()
    editing.change({"title": "Mine"}, "Title")
    path.write_text(content(path).replace("owner: The ministry", "owner: The council   # since May"), encoding="utf-8")
    assert editing.undo().kind == "saved"
    assert content(path) == TEXT.replace("owner: The ministry", "owner: The council   # since May")
    assert editing.redo().kind == "saved"
    assert editing.policy.title == "Mine" and str(editing.policy.owner) == "The council"


def test_an_undo_that_would_take_back_anothers_work_is_told_and_settled(opened: Opened, path: Path) -> None:
    """Both wrote the title; nothing is overwritten until somebody chose."""
    mine, theirs = opened(), opened("Ben")
    mine.change({"title": "Mine"}, "Title")
    theirs.look_again()
    assert theirs.change({"title": "Theirs"}, "Title").kept
    outcome = mine.undo()
    assert outcome.kind == "stale" and outcome.difference is not None
    assert [piece.path for piece in outcome.difference.clashes] == ["title"]
    assert "title: Theirs" in content(path)
    assert mine.undo().kind == "stale"  # asked for again, it still waits only once
    assert mine.settle({"title": "theirs"}).kept and mine.unsaved is None
    assert "title: Theirs" in content(path) and mine.can_undo is None


def test_changes_that_do_not_clash_are_merged_and_told(opened: Opened, path: Path) -> None:
    """Two people on one file, both changes kept."""
    mine, theirs = opened(), opened("Ben")
    assert theirs.change({"owner": "The council"}, "Owner").kept
    outcome = mine.change({"title": "Mine"}, "Title")
    assert outcome.kind == "saved" and outcome.message
    assert content(path) == TEXT.replace("A policy", "Mine").replace("owner: The ministry", "owner: The council")
    mine.undo()
    assert content(path) == TEXT.replace("owner: The ministry", "owner: The council")


def test_a_clash_is_refused_with_the_difference_and_what_was_typed(opened: Opened, path: Path) -> None:
    """And settled with a third wording, as one step."""
    mine, theirs = opened(), opened("Ben")
    theirs.change({"title": "Theirs", "owner": "The council"}, "Title")
    outcome = mine.change({"title": "Mine", "summary": "Short"}, "Title and summary")
    assert outcome.kind == "stale" and "title: Mine" in outcome.content
    assert outcome.difference is not None
    assert [(p.base, p.mine, p.theirs) for p in outcome.difference.clashes] == [("A policy", "Mine", "Theirs")]
    assert "title: Theirs" in content(path) and "Short" not in content(path)
    assert mine.settle().kind == "stale"
    assert mine.settle({"title": Instead("Ours")}).kind == "saved"
    assert mine.unsaved is None
    policy = policyfile.read(path)
    assert (policy.title, str(policy.summary), str(policy.owner)) == ("Ours", "Short", "The council")


def test_a_policy_that_is_one_file_moves_into_its_folder_at_the_first_save_and_that_is_told(
    tmp_path: Path, opened: Opened
) -> None:
    """Its history lies beside it."""
    single = tmp_path / "b.yaml"
    single.write_text(TEXT, encoding="utf-8")
    editing = opened(where=single)
    assert single.exists()
    outcome = editing.change({"title": "Another"}, "Title")
    assert outcome.kind == "saved" and str(tmp_path / "b") in outcome.message
    assert not single.exists() and "title: Another" in content(tmp_path / "b" / "policy.yaml")
    assert [each.kind for each in editing.versions()] == ["found", "saved"]
    assert editing.change({"title": "Third"}, "Title").message == ""
    assert editing.loaded.folder == tmp_path / "b"


def test_a_decision_in_the_review_is_a_step_too(opened: Opened, path: Path) -> None:
    """Undone, its row is gone; redone, it is there again; what others wrote stays."""
    editing = opened()
    row = ReviewRow(subject="x", kind="decline", by=Text.read("Aroha"), on=PartialDate.read("2026-11-27"))
    other = row.model_copy(update={"subject": "y"})
    assert editing.review([row], "Decline x").kind == "saved"
    opened("Ben").review([other], "Decline y")
    assert editing.can_undo == "Decline x" and editing.undo().kind == "saved"
    assert [each.subject for each in editing.beside.review] == ["y"]
    assert editing.redo().kind == "saved"
    assert sorted(each.subject for each in editing.beside.review) == ["x", "y"]


def test_whoever_listens_is_told_after_each_change(opened: Opened) -> None:
    """Until it stops listening."""
    editing, heard = opened(), []
    stop = editing.listen(lambda: heard.append(str(editing.policy.title)))
    editing.change({"title": "B"}, "")
    editing.undo()
    stop()
    editing.redo()
    assert heard == ["B", "A policy"]


def test_what_is_reckoned_follows_the_policy(opened: Opened) -> None:
    """Chain, marks and plan are of the present state."""
    editing = opened()
    assert editing.plan.policy.title == "A policy" and len(editing.assessment.chain.policy.activities or ()) == 1
    editing.change({"title": "B", "activities[design]": REMOVE}, "")
    assert editing.plan.policy.title == "B" and not editing.chain.policy.activities


def test_a_change_that_would_not_be_sound_is_refused_in_place(opened: Opened, path: Path) -> None:
    """With the fault at its field; the file stays."""
    outcome = opened().change({"activities[design].lead": "nobody"}, "Lead")
    assert outcome.kind == "refused" and [fault.path for fault in outcome.faults] == ["activities[design].lead"]
    assert content(path) == TEXT


def test_a_copy_for_looking_only_changes_nothing(opened: Opened, path: Path) -> None:
    """Nor leaves a history."""
    editing = opened(read_only=True)
    assert editing.change({"title": "B"}, "").kind == "read-only"
    assert editing.can_undo is None and editing.undo().kind == "nothing"
    assert [each.name for each in path.parent.iterdir()] == ["policy.yaml"]
    assert Editing("worked:takai").change({"title": "B"}, "").kind == "read-only"
