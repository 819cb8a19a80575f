"""The panel without a browser: what is pressed in the picture and what is pressed in the table do the same."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from coprod_tools.policy import Policy
from coprod_tools.policyfile.loading import from_text
from coprod_tools.workbook import Editing
from coprod_tools.workbook.chain_panel import ChainPanel
from coprod_tools.workbook.chain_panel.activity_table import CHOOSE
from tests.workbook.chain_panel.test_edits import TEXT, any_edit


def many(n: int) -> str:
    """Return a policy of so many activities, spread over all stages."""
    stages = ("mandate", "problem", "options", "delivery", "adapt")
    rows = (f"  - {{id: t{i}, label: Step {i}, stage: {stages[i * 5 // n]}}}" for i in range(n))
    return "\n".join(["coprod: 1", "id: many", "title: Many", "activities:", *rows, ""])


def panel_of(tmp_path: Path, text: str = TEXT, **named: bool) -> ChainPanel:
    """Return the panel over a file of that text."""
    path = tmp_path / "ours.yaml"
    path.write_text(text, encoding="utf-8")
    return ChainPanel(Editing(path, drafts=tmp_path / "drafts", **named))


def policy_of(panel: ChainPanel) -> Policy:
    """Return what stands on the disk."""
    return from_text(panel.editing.loaded.path.read_text(encoding="utf-8"), "F")[0]


def labels(panel: ChainPanel) -> list[str]:
    """Return the first words of each row of the table."""
    return [row[0] if isinstance(row[0], str) else row[0]["text"] for row in panel.table.content["rows"]]


def words(panel: ChainPanel) -> str:
    """Return everything that is said of the chosen box."""
    blocks = [*panel.heading.content["blocks"], *panel.words.content["blocks"]]
    return " ".join(text for _, text in blocks)


def fill(panel: ChainPanel, action: str, **values: str) -> None:
    """Open a form by its button, fill it in and press the button that does it."""
    (panel.adding if action.startswith("add") else panel.doing).act(action)
    form = panel.place.children[0]
    for name, value in values.items():
        form.fields[int(name.removeprefix("f"))].value = value
    form.do.click()


def test_choosing_in_the_picture_and_in_the_table_tells_the_same(tmp_path: Path) -> None:
    """The label, the reasons of the marks and the links."""
    panel = panel_of(tmp_path)
    panel.canvas.act("choose", key="try")
    from_picture = words(panel)
    panel.doing.act("close")
    assert panel.chosen == "" and words(panel) == ""
    panel.table.act(f"{CHOOSE}try")
    assert words(panel) == from_picture
    for part in ("Try it", "Stage: Options and design", "Parents, design:", "Needs: Ask at kitchen tables."):
        assert part in from_picture


def test_a_box_dragged_and_the_form_make_the_same_move(tmp_path: Path) -> None:
    """The file says the same after either."""
    dragged, filled = panel_of(tmp_path), None
    dragged.canvas.act("move", key="ask", stage="delivery")
    (tmp_path / "other").mkdir()
    filled = panel_of(tmp_path / "other")
    filled.table.act(f"{CHOOSE}ask")
    fill(filled, "move", f0="delivery")
    assert policy_of(dragged) == policy_of(filled)
    assert [each.stage for each in policy_of(filled).activities or () if each.id == "ask"] == ["delivery"]


def test_an_arrow_drawn_and_the_form_make_the_same_link(tmp_path: Path) -> None:
    """From `try` to the stage of delivery: it feeds back there."""
    drawn = panel_of(tmp_path)
    drawn.canvas.act("connect", key="do", to="outcome:calm")
    (tmp_path / "other").mkdir()
    filled = panel_of(tmp_path / "other")
    filled.table.act(f"{CHOOSE}do")
    fill(filled, "connect", f0="outcome", f1="calm")
    assert policy_of(drawn) == policy_of(filled)
    assert [each.outcomes for each in policy_of(filled).activities or () if each.id == "do"] == [("calm",)]


def test_everything_can_be_added_by_forms(tmp_path: Path) -> None:
    """An actor, an outcome, an activity led by the actor, and a part in it."""
    panel = panel_of(tmp_path, "coprod: 1\nid: a\ntitle: A\n")
    assert labels(panel) == ["no activity yet"] * 10
    fill(panel, "add-actor", f0="Parents", f1="people-who-use-it")
    fill(panel, "add-outcome", f0="Calm homes")
    panel.table.act(f"{CHOOSE}stage:delivery")
    fill(panel, "add-activity", f0="Meet  weekly", f2="parents")
    assert panel.chosen == "meet-weekly"
    fill(panel, "part", f0="parents", f1="deliver", f2="parents", f3="-")
    policy = policy_of(panel)
    (found,) = policy.activities or ()
    assert (found.label, found.stage, found.lead) == ("Meet weekly", "delivery", "parents")
    (part,) = found.parts or ()
    assert (part.actor, part.co, part.frames, part.decides, part.acts) == ("parents", "deliver", ("parents",), (), None)
    assert [each.label for each in policy.outcomes or ()] == ["Calm homes"]


def test_a_name_left_empty_is_told_and_the_form_stays(tmp_path: Path) -> None:
    """Nothing is written."""
    panel = panel_of(tmp_path)
    fill(panel, "add-activity", f0="   ")
    assert panel.notice.content["text"] == "Write a name first."
    assert panel.place.children and policy_of(panel) == from_text(TEXT, "F")[0]


def test_what_is_refused_keeps_the_form_with_what_was_typed(tmp_path: Path) -> None:
    """A name with a character that could mislead."""
    panel = panel_of(tmp_path)
    fill(panel, "add-activity", f0="Turn \u202e around")
    assert panel.notice.content["tone"] == "error"
    assert panel.place.children[0].fields[0].value == "Turn \u202e around"
    fill_again = panel.place.children[0]
    fill_again.fields[0].value = "Turn around"
    fill_again.do.click()
    assert panel.chosen == "turn-around" and not panel.place.children


def test_a_circle_drawn_in_the_picture_is_refused_in_words(tmp_path: Path) -> None:
    """`do` needs `ask`; an arrow from `do` to `ask` would say that `ask` needs `do`."""
    panel = panel_of(tmp_path)
    panel.canvas.act("connect", key="do", to="ask")
    assert panel.notice.content["tone"] == "error" and panel.notice.content["lines"]
    assert policy_of(panel) == from_text(TEXT, "F")[0]


def test_deleting_says_what_goes_along_before_anything_goes(tmp_path: Path) -> None:
    """The Delete key in the picture opens the question; only its button deletes."""
    panel = panel_of(tmp_path)
    panel.canvas.act("ask-delete", key="ask")
    said = " ".join(text for _, text in panel.place.children[0].fields[0].content["blocks"])
    assert "Notes → Calm homes" in said and "ask" in panel.chain.activities
    panel.place.children[0].do.click()
    assert "ask" not in panel.chain.activities and panel.chosen == ""


def test_undoing_everything_gives_the_first_text_byte_for_byte(tmp_path: Path) -> None:
    """Thirty edits at random, all taken back, and all done again."""
    panel, chance = panel_of(tmp_path), random.Random(3)
    for number in range(30):
        edit = any_edit(panel.editing.loaded.text, chance, number)
        if edit is not None:
            panel.do(edit)
    last = panel.editing.loaded.text
    while panel.editing.can_undo:
        panel.canvas.act("undo")
    assert panel.editing.loaded.path.read_bytes() == TEXT.encode()
    while panel.editing.can_redo:
        panel.canvas.act("redo")
    assert panel.editing.loaded.path.read_text(encoding="utf-8") == last != TEXT


def test_filters_are_told_in_words_and_narrow_picture_and_table_alike(tmp_path: Path) -> None:
    """In a small chain the others fade and keep their places."""
    panel = panel_of(tmp_path)
    whole = {box["key"]: box["box"] for box in panel.canvas.picture["boxes"]}
    panel.filters.actor.value = "parents"
    assert labels(panel) == ["Try it"]
    assert "only where Parents takes part" in panel.state.content["text"]
    shown = {box["key"] for box in panel.canvas.picture["boxes"] if not box["faded"]}
    assert shown == {"try", "outcome:calm"}
    assert {box["key"]: box["box"] for box in panel.canvas.picture["boxes"]} == whole
    panel.filters.everything.click()
    assert labels(panel)[:2] == ["no activity yet", "Ask at kitchen tables"]


def test_a_neighbourhood_wants_a_chosen_activity_and_follows_it(tmp_path: Path) -> None:
    """Directly connected with `ask` are those that need it."""
    text = TEXT.replace("needs: [ask, try]", "needs: [try]")
    panel = panel_of(tmp_path, text)
    panel.filters.near.value = 1
    assert panel.notice.content["text"].startswith("Choose an activity first")
    assert panel.filters.near.value == 0
    panel.canvas.act("choose", key="ask")
    panel.filters.near.value = 1
    assert labels(panel) == ["Ask at kitchen tables", "Try it"]
    panel.canvas.act("choose", key="do")
    assert labels(panel) == ["Try it", "Do it"]


def test_words_are_found_without_marks_above_letters(tmp_path: Path) -> None:
    """`whanau` finds whānau, in the names of those who take part as well."""
    panel = panel_of(tmp_path, TEXT.replace("label: Parents", "label: Whānau"))
    panel.filters.words.value = "WHANAU"
    assert labels(panel) == ["Try it"]


def test_a_very_large_chain_begins_with_one_stage(tmp_path: Path) -> None:
    """Of 500 activities the hundred of the first stage; everything is one button away."""
    panel = panel_of(tmp_path, many(500))
    assert len(panel.canvas.picture["boxes"]) == 100
    assert panel.state.content["text"] == "100 of 500 activities: only the stage “Mandate”."
    panel.filters.everything.click()
    assert len(panel.canvas.picture["boxes"]) == 500


def test_a_click_needs_no_new_assessment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is said of a box comes from the marks that are there, in much less than a fifth of a second."""
    panel = panel_of(tmp_path, many(200))

    def never(*_: object) -> None:
        raise AssertionError("assessed anew")

    monkeypatch.setattr("coprod_tools.workbook.reckoned.assess", never)
    start = time.perf_counter()
    panel.canvas.act("choose", key="t7")
    assert time.perf_counter() - start < 0.2
    assert "Step 7" in words(panel)


def test_a_change_of_a_large_chain_is_shown_before_its_marks_are_reckoned(tmp_path: Path) -> None:
    """The picture changes twice: first with the new box and a word that the marks are being worked out."""
    panel = panel_of(tmp_path, many(150))
    seen: list[tuple[int, str]] = []
    told = lambda change: seen.append((len(change["new"]["boxes"]), ""))  # noqa: E731
    panel.canvas.observe(told, "picture")
    busy: list[str] = []
    panel.state.observe(lambda change: busy.append(change["new"].get("tone", "")), "content")
    fill(panel, "add-activity", f0="New")
    assert seen[0][0] == 151
    assert "busy" in busy and panel.state.content["tone"] == "note"


def test_a_read_only_chain_offers_no_change(tmp_path: Path) -> None:
    """It can be looked through, and what the picture sends changes nothing."""
    panel = panel_of(tmp_path, read_only=True)
    panel.table.act(f"{CHOOSE}ask")
    assert panel.adding.content["items"] == []
    assert [item["id"] for item in panel.doing.content["items"]] == ["close"]
    panel.canvas.act("move", key="ask", stage="delivery")
    assert policy_of(panel) == from_text(TEXT, "F")[0] and panel.notice.content["tone"] == "error"


def test_the_twin_is_the_printed_picture_with_its_table(tmp_path: Path) -> None:
    """It needs neither script nor kernel."""
    twin = panel_of(tmp_path).twin()
    assert "<svg" in twin and "<table>" in twin and "Ask at kitchen tables" in twin and "<script" not in twin
