"""The workbook's frame: from the start page to a policy and back, panel by panel, with undo and redo on top."""

from __future__ import annotations

from pathlib import Path

import pytest

from coprod_tools.policyfile import read
from coprod_tools.words import say
from coprod_tools.workbook.desk import Desk
from coprod_tools.workbook.editing import Editing
from coprod_tools.workbook.rooms import FIRST, ROOMS, room
from coprod_tools.workbook.shell import Workbook

TEXT = "coprod: 1\nid: a\ntitle: First name  # ours\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one policy."""
    (tmp_path / "policies" / "a").mkdir(parents=True)
    (tmp_path / "policies" / "a" / "policy.yaml").write_text(TEXT, encoding="utf-8")
    return tmp_path / "policies"


def desk_over(folder: Path, moved: list[str] | None = None, left: list[str] | None = None) -> Desk:
    """A desk with the policy on it."""
    editing = Editing(folder / "a", by="A", today="2026-11-27", drafts=folder.parent / "drafts")
    told = moved if moved is not None else []
    return Desk(editing, lambda: (left if left is not None else []).append("left"), told.append)


def labels(desk: Desk) -> list[str]:
    """What stands on top: back, undo, redo."""
    return [item["label"] for item in desk.steps.content["items"]]


def test_each_room_opens_and_says_what_it_is_for(folder: Path) -> None:
    """Every panel is made, shown alone under its name, marked in the way, and told to whoever remembers."""
    moved: list[str] = []
    desk = desk_over(folder, moved)
    for each in ROOMS:
        desk.go(each.id)
        assert len(desk.place.children) == 1
        assert desk.heading.content["blocks"][0] == ["h3", each.label]
        assert [item["id"] for item in desk.way.content["items"] if item["current"]] == [each.id]
        assert desk.notice.content["text"] == ""
    assert moved == [each.id for each in ROOMS]


def test_a_panel_is_made_once(folder: Path) -> None:
    """So that what is half typed in it is still there when one comes back."""
    desk = desk_over(folder)
    desk.go("chain")
    first = desk.place.children[0]
    desk.go("plan")
    desk.go("chain")
    assert desk.place.children[0] is first


def test_a_room_that_is_not_known_is_the_first() -> None:
    """A remembered place of an earlier version leads somewhere."""
    assert room("nowhere").id == FIRST


def test_undo_and_redo_are_named_and_do_what_they_say(folder: Path) -> None:
    """Off while there is nothing; afterwards named by the step."""
    desk = desk_over(folder)
    desk.go("plan")
    assert labels(desk)[1:] == [say("workbook.no-undo"), say("workbook.no-redo")]
    desk.editing.change({"title": "Second name"}, "the name")
    assert labels(desk)[1] == say("workbook.undo", what="the name")
    assert desk.title.content["blocks"][0] == ["h2", "Second name"]
    desk.steps.act("undo")
    assert (folder / "a" / "policy.yaml").read_text(encoding="utf-8") == TEXT
    assert labels(desk)[2] == say("workbook.redo", what="the name")
    desk.steps.act("redo")
    assert str(read(folder / "a").title) == "Second name"


def test_a_fault_in_a_panel_is_told_in_place_and_the_others_open(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No traceback; what was saved is safe, and it says so."""
    desk = desk_over(folder)
    desk.go("plan")
    monkeypatch.setattr(type(desk.place.children[0]), "refresh", lambda self: 1 / 0)
    desk.editing.change({"title": "Second name"}, "the name")
    assert "What was saved is safe" in desk.notice.content["text"]
    assert "Traceback" not in desk.notice.content["text"]
    desk.way.act("versions")
    assert desk.open_room == "versions"


def test_a_question_leads_to_its_place_in_the_interview(folder: Path) -> None:
    """From wherever it was pressed."""
    desk = desk_over(folder)
    desk.go("marks")
    assert desk.show_field("title")
    assert desk.open_room == "interview"


def test_the_workbook_opens_a_policy_comes_back_and_remembers(folder: Path) -> None:
    """The place is told after each move; empty on the start page."""
    places: list[dict[str, str]] = []
    workbook = Workbook(folder, today="2026-11-27", remember=places.append)
    assert workbook.desk is None and places[-1] == {"policy": "", "room": ""}
    workbook.open_policy(folder / "a", "chain")
    assert workbook.desk is not None and workbook.desk.open_room == "chain"
    assert places[-1] == {"policy": str(folder / "a"), "room": "chain"}
    workbook.desk.steps.act("back")
    assert workbook.desk is None and places[-1] == {"policy": "", "room": ""}


def test_what_cannot_be_opened_is_told_on_the_start_page(folder: Path) -> None:
    """With the place of the fault; nothing is changed."""
    (folder / "a" / "policy.yaml").write_text("coprod: 1\nid: a\ntitel: x\n", encoding="utf-8")
    workbook = Workbook(folder, today="2026-11-27")
    workbook.open_policy(folder / "a")
    assert workbook.desk is None
    assert workbook.notice.content["text"] == say("workbook.cannot-open")
    assert any("titel" in line for line in workbook.notice.content["lines"])


def test_a_copy_for_looking_only_offers_no_undo_and_changes_nothing(folder: Path) -> None:
    """Neither undo nor redo stands there."""
    editing = Editing(folder / "a", read_only=True, today="2026-11-27", drafts=folder.parent / "drafts")
    desk = Desk(editing, lambda: None, lambda name: None)
    assert labels(desk) == [say("workbook.back")]
    assert editing.change({"title": "x"}, "x").kind == "read-only"
    assert (folder / "a" / "policy.yaml").read_text(encoding="utf-8") == TEXT
