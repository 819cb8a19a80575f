"""Who gives, whether it is better, what to choose: the panels show what the page shows, and how to begin."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coprod_tools.render import account_blocks, blocks, worth_blocks
from coprod_tools.render.names import names_of
from coprod_tools.words import say
from coprod_tools.workbook.choice_panel import ChoicePanel
from coprod_tools.workbook.editing import Editing
from coprod_tools.workbook.ledger_panel import LedgerPanel
from coprod_tools.workbook.page_block import PageBlock
from coprod_tools.workbook.scorecard_panel import ScorecardPanel


@pytest.fixture(scope="module")
def rich() -> Editing:
    """A worked policy that tells of all of it."""
    return Editing("worked:falls-at-home")


@pytest.fixture(scope="module")
def poor() -> Editing:
    """One that tells of next to nothing."""
    return Editing("worked:nearly-empty")


def seen(block: object) -> str:
    """A block as the browser gets it."""
    return PageBlock(block).html


def test_who_gives_shows_the_pages_own_blocks_one_view_at_a_time(rich: Editing) -> None:
    """Word for word; nothing is reckoned in the panel."""
    panel = LedgerPanel(rich)
    panel.settled()
    assert seen(blocks.accountability(rich.plan, names_of(rich.policy), level=4, parts=("ledger",))) in panel.page.html
    panel.go("money")
    assert panel.page.html == seen(account_blocks.accounts(rich.plan, ("invested", "costs", "twice"), level=4))
    current = [item["id"] for item in panel.way.content["items"] if item["current"]]
    assert current == ["money"]


def test_the_scorecard_shows_three_questions_with_states_by_group_and_what_left_its_path(rich: Editing) -> None:
    """The page's block holds all three."""
    panel = ScorecardPanel(rich)
    panel.settled()
    assert {row["question"] for row in rich.plan.accountability.scorecard} == {"better", "feel", "public-value"}
    for row in rich.plan.accountability.scorecard:
        assert row["asks"] in panel.page.html
    assert "People over 70 who live alone" in panel.page.html
    assert ">older-alone<" not in panel.page.html
    assert panel.page.html == seen(
        blocks.accountability(rich.plan, names_of(rich.policy), level=4, parts=("scorecard",))
    )


def test_every_view_of_the_choice_is_a_section_of_the_page(rich: Editing) -> None:
    """In the page's order."""
    panel = ChoicePanel(rich)
    panel.settled()
    for view in panel.views:
        panel.go(view.id)
        assert panel.page.html == seen(worth_blocks.worth(rich.plan, (view.id,), level=4, names=names_of(rich.policy)))


def test_where_there_is_nothing_to_choose_from_it_says_so_and_how_to_begin(poor: Editing) -> None:
    """In each view, without a single empty table."""
    panel = ChoicePanel(poor)
    panel.settled()
    for view in panel.views:
        panel.go(view.id)
        assert "<table" not in panel.page.html
        for line in say(f"views.begin-{view.id}").strip().split("\n"):
            assert line in re.sub("&#39;", "'", panel.page.html)


@pytest.mark.parametrize("kind", [LedgerPanel, ScorecardPanel, ChoicePanel])
def test_a_notebook_that_is_read_shows_every_view(rich: Editing, kind: type) -> None:
    """Nobody can press anything there."""
    panel = kind(rich)
    twin = panel.twin()
    for view in panel.views:
        assert PageBlock(*view.parts(panel.found)).twin() in twin


def test_a_question_about_a_contribution_leads_to_the_list_and_any_other_does_not(rich: Editing) -> None:
    """The shell asks each panel."""
    panel = LedgerPanel(rich)
    panel.settled()
    assert not panel.show_field("outcomes[home].label")
    assert panel.show_field("contributions[carers.home-checks.time].consent.on")
    assert panel.open_view == "add"


def test_what_is_added_in_the_forms_shows_in_the_views(tmp_path: Path) -> None:
    """At once, when the view is opened again."""
    path = tmp_path / "breakfasts.yaml"
    path.write_text(
        "coprod: 1\nid: breakfasts\ntitle: Breakfasts\nactors:\n  - {id: kahu, label: Kahu Trust, kind: community}\n",
        encoding="utf-8",
    )
    editing = Editing(path, drafts=tmp_path / "drafts")
    panel = LedgerPanel(editing)
    panel.settled()
    assert "Bread" not in panel.page.html
    editing.change({"contributions": [{"actor": "kahu", "kind": "assets", "what": "Bread"}]}, "bread")
    panel.settled()
    assert "Bread" in panel.page.html
