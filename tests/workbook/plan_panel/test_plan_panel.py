"""The plan, live: the page that would be printed now, what is unknown, and the plan made to share."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from coprod_tools.render import blocks
from coprod_tools.words import say
from coprod_tools.workbook.editing import Editing
from coprod_tools.workbook.page_block import PageBlock
from coprod_tools.workbook.plan_panel import PlanPanel
from coprod_tools.workbook.plan_panel.making import Ended
from coprod_tools.workbook.whole_plan import whole_plan

POLICY = "coprod: 1\nid: breakfasts\ntitle: Breakfasts\n"


@pytest.fixture
def editing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Editing:
    """A small policy in a served folder."""
    monkeypatch.setenv("COPROD_LAB_FOLDER", str(tmp_path))
    path = tmp_path / "breakfasts.yaml"
    path.write_text(POLICY, encoding="utf-8")
    return Editing(path, today="2026-11-27", drafts=tmp_path / "drafts")


def test_the_first_screen_is_the_one_that_would_be_printed(tmp_path: Path, root: Path) -> None:
    """With what partners' maps say, as the plan notebook has it."""
    shutil.copytree(root / "templates" / "worked" / "falls-at-home", tmp_path / "falls-at-home")
    editing = Editing(tmp_path / "falls-at-home", drafts=tmp_path / "drafts")
    panel = PlanPanel(editing)
    panel.settled()
    plan = whole_plan(editing).plan
    assert panel.screen.html == PageBlock(blocks.first_screen(plan, level=3)).html
    assert plan.first_screen.decisive_link.text in panel.screen.html
    # Without the maps another link would stand there, and nobody who disagrees.
    assert plan.first_screen.decisive_link.contested_by


def test_it_follows_each_change(editing: Editing) -> None:
    """As soon as it is looked at again."""
    panel = PlanPanel(editing)
    panel.settled()
    editing.change({"decision_wanted": {"what": "Open at seven"}}, "decision")
    panel.settled()
    assert "Open at seven" in panel.screen.html


def test_a_question_is_a_button_where_there_is_a_way_to_it_and_plain_words_elsewhere(editing: Editing) -> None:
    """In a notebook there is none."""
    panel = PlanPanel(editing)
    panel.settled()
    assert isinstance(panel.unknown.content["rows"][0][0], str)
    went: list[str] = []
    panel.go_to = went.append
    panel.refresh()
    first: Any = panel.unknown.content["rows"][0][0]
    panel.unknown.act(first["action"])
    assert panel._found is not None
    assert went == [panel._found.plan.unknowns[0].field]


def test_all_questions_show_on_request(tmp_path: Path) -> None:
    """The first dozen lie open."""
    panel = PlanPanel(Editing("worked:takai", drafts=tmp_path))
    panel.settled()
    count = len(panel._found.plan.unknowns) if panel._found else 0
    assert count > 12
    assert len(panel.unknown.content["rows"]) == 13
    panel.unknown.act("all")
    assert len(panel.unknown.content["rows"]) == count


def test_each_way_a_plan_can_end_has_words_of_its_own(editing: Editing) -> None:
    """And what was said of it stands below."""
    panel = PlanPanel(editing)
    for problem in ("in-use", "disk", "policy", "stopped", "died"):
        panel._ended(Ended(problem=problem, message="one\ntwo"))
        assert panel.notice.content["text"] == say(f"views.plan-not-{problem}")
        assert panel.notice.content["lines"] == ["one", "two"]
    panel._ended(Ended(problem="cancelled"))
    assert panel.notice.content["text"] == say("views.plan-cancelled")


def test_two_plans_of_a_day_lie_side_by_side(editing: Editing, tmp_path: Path) -> None:
    """The second never takes the first one's place."""
    panel = PlanPanel(editing)
    for _ in range(2):
        panel.make()
        assert panel.making is not None
        panel.making.wait()
    assert [row[0] for row in panel.made.content["rows"]] == ["2026-11-27-no-2", "2026-11-27"]
    assert (tmp_path / "plans" / "2026-11-27" / "breakfasts" / "plan.html").is_file()
    assert panel.made.content["rows"][0][1]["file"] == "plans/2026-11-27-no-2/breakfasts/plan.html"
