"""The panel of marks over real policies: what is shown, what is decided, and what stays when others write meanwhile."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from coprod_tools.drawing.palette import LOOKS
from coprod_tools.files.resources import shipped
from coprod_tools.plan.decisions import marks_of
from coprod_tools.policy.joins import ReviewRow
from coprod_tools.policyfile.review_file import add_rows, read_review
from coprod_tools.workbook.editing import Editing
from coprod_tools.workbook.elements import Words
from coprod_tools.workbook.marks_panel import MarksPanel
from coprod_tools.workbook.marks_panel.cube import ACTORS_ON_A_PAGE
from coprod_tools.workbook.marks_panel.lists import ROWS_ON_A_PAGE
from coprod_tools.workbook.marks_panel.overview import VIEWS

TILE = "tile:passengers:options:design"
CELL = "cell:wananga:passengers:design"
Opened = Callable[..., MarksPanel]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A policy's own folder, with the consultation that is called co-design."""
    made = tmp_path / "policy"
    made.mkdir()
    shutil.copy(str(shipped("templates/worked/consultation-as-codesign.yaml")), made / "policy.yaml")
    return made


@pytest.fixture
def opened(folder: Path, tmp_path: Path) -> Opened:
    """Opens the panel over the policy."""

    def made(**named: Any) -> MarksPanel:
        given = {"by": "Ann", "today": "2026-11-27", "drafts": tmp_path / "drafts", **named}
        panel = MarksPanel(Editing(given.pop("path", folder), **given))
        panel.refresh()
        return panel

    return made


def buttons(content: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every button of a table."""
    for row in content["rows"]:
        for cell in row:
            if isinstance(cell, dict):
                yield from (part for part in cell.get("parts", [cell]) if part.get("action"))


def words(element: Words) -> str:
    """The words of an element."""
    return "\n".join(text for _, text in element.content["blocks"])


def decide(panel: MarksPanel, kind: str, **fields: str) -> None:
    """Fill in the form and press its button."""
    form = panel.one.form
    form.kind.value = kind
    for name, text in fields.items():
        getattr(form, name).value = text
    form.button.click()


def test_each_mark_stands_behind_a_button_with_a_name_of_its_own(opened: Opened) -> None:
    """The pictures letter and sign are for the eye; actor, stage, Co and verdict are said."""
    panel = opened()
    tiles = {each["action"]: each for each in buttons(panel.table.content)}
    assert tiles[TILE]["look"] == "consultation" and tiles[TILE]["text"].startswith("D◐")
    said = tiles[TILE]["label"]
    assert "wānanga" in said and "Options and design, co-design: consultation, called co-design" in said
    reached = {each.mark.id for tile in tiles for each in panel.overview().behind(tile)}
    assert reached == {each.mark.id for each in panel.entries if each.kind == "cells"}
    assert len({each["label"] for each in tiles.values()}) == len(tiles)


def test_a_pressed_mark_tells_verdict_meaning_reason_advice_and_how(opened: Opened) -> None:
    """All of it from the plan: nothing is left to be looked up."""
    panel = opened()
    panel.table.act(TILE)
    found, how = words(panel.one.found), words(panel.one.how)
    assert "What we find: ◐ Consultation" in found and "more than it is" in found
    assert "a design that others framed and decide" in words(panel.one.why)
    for part in (
        "Our advice: Less.",
        "Value it serves",
        "Promise needed",
        "Who could authorise it",
        "How it goes wrong",
    ):
        assert part in how
    assert "Applies when" in how and "Fails when" in how and "It ended or missed its aim" in how


def test_the_answers_a_mark_rests_on_can_be_gone_to(opened: Opened) -> None:
    """Pressing one tells the shell which field."""
    panel = opened()
    gone: list[str] = []
    panel.go_to = gone.append
    panel.table.act(TILE)
    first = panel.one.answers.content["items"][0]["id"]
    panel.one.answers.act(first)
    assert gone and gone[0].startswith("activities[")
    panel.one.answers.act("more")
    assert len(panel.one.answers.content["items"]) > 5


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_opens_and_its_first_row_tells_of_itself(opened: Opened, view: str) -> None:
    """Marks, opportunities, barriers, findings, actions: one way to open each, and one form to decide on it."""
    panel = opened()
    panel.look(view)
    if view == "decided":
        assert panel.table.content["nothing"] == "Nobody has decided anything yet."
        return
    first = next(buttons(panel.table.content))
    panel.table.act(first["action"])
    assert panel.one.entry is not None and panel.one.form in panel.one.children
    decide(panel, "comment", reason=f"About {view}.")
    (row,) = read_review(Path(panel.editing.path) / "review.yaml")
    assert row.subject == panel.one.entry.mark.id and str(row.reason) == f"About {view}."
    assert f"About {view}." in words(panel.one.found)


def test_a_disagreement_stands_beside_the_mark_and_changes_no_verdict(opened: Opened, folder: Path) -> None:
    """Who, when, what instead and why; and the tile says that somebody spoke."""
    panel = opened()
    panel.table.act(TILE)
    decide(panel, "disagree", verdict="co-production", reason="They drew up the options.")
    found = words(panel.one.found)
    assert "Ann reads this as: Co-production (2026-11-27)." in found and "They drew up the options." in found
    assert "What we find: ◐ Consultation" in found
    tile = next(each for each in buttons(panel.table.content) if each["action"] == TILE)
    assert tile["look"] == "consultation" and "✓" in tile["text"] and "1 decided or remarked" in tile["label"]
    assert panel.one.form.reason.value == "" and panel.one.form.by.value == "Ann"
    assert read_review(folder / "review.yaml")[0].rival_reading == "co-production"


def test_what_is_missing_is_said_in_place_and_nothing_typed_is_lost(opened: Opened, folder: Path) -> None:
    """A decline without a reason is not kept; the name that was typed stays."""
    panel = opened(by="")
    panel.table.act(TILE)
    decide(panel, "decline", reason="  ", by="Mere")
    assert panel.one.form.notice.content["lines"] == ["Please say why, in a few words."]
    assert panel.one.form.by.value == "Mere" and not (folder / "review.yaml").exists()


def test_a_decision_is_taken_back_by_a_new_row(opened: Opened, folder: Path) -> None:
    """The file keeps both; the mark shows neither."""
    panel = opened()
    panel.table.act(TILE)
    decide(panel, "accept")
    (way,) = panel.one.taking.content["items"]
    panel.one.taking.act(way["id"])
    assert len(read_review(folder / "review.yaml")) == 2
    assert "Accepted" not in words(panel.one.found) and panel.one.taking.content["items"] == []


def test_what_another_person_writes_meanwhile_is_kept_and_shown(opened: Opened, folder: Path) -> None:
    """Rows are added to the file as it is then, never to what was read before."""
    panel = opened()
    panel.table.act(TILE)
    for number in range(5):
        add_rows(
            folder / "review.yaml", [ReviewRow(subject=CELL, kind="comment", reason=f"{number}", by="Ben", on="2026")]
        )  # type: ignore[arg-type]
    decide(panel, "accept")
    assert len(read_review(folder / "review.yaml")) == 6
    assert words(panel.one.found).count("Remark of Ben") == 5


def test_a_decision_says_so_when_the_mark_changed_since(opened: Opened) -> None:
    """It is neither dropped nor passed off as said of what is here now."""
    panel = opened()
    panel.table.act(TILE)
    decide(panel, "accept")
    assert "earlier state" not in words(panel.one.found)
    panel.editing.change({"title": "Another title"}, "Title")
    panel.refresh()
    assert "earlier state" not in words(panel.one.found)
    panel.editing.change({"activities[wananga].parts[passengers.design].mode": "none"}, "Mode")
    panel.refresh()
    assert "What we find: × " in words(panel.one.found)
    assert "Accepted by Ann" in words(panel.one.found) and "earlier state" in words(panel.one.found)
    panel.show.value = "changed"
    assert CELL in {each.mark.id for each in panel.overview().mine}
    assert len(panel.overview().mine) < 10


def test_a_decision_on_a_mark_that_is_gone_is_listed(opened: Opened, folder: Path) -> None:
    """Under what was decided, with a word on it."""
    add_rows(
        folder / "review.yaml", [ReviewRow(subject="cell:gone", kind="decline", reason="No.", by="Ann", on="2026")]
    )  # type: ignore[arg-type]
    panel = opened()
    panel.look("decided")
    (row,) = panel.table.content["rows"]
    assert row[0] == "cell:gone" and "no longer in the plan" in row[-1]


def test_a_copy_to_look_at_offers_nothing_to_decide(opened: Opened) -> None:
    """Reasons can be read; there is no form."""
    panel = opened(path="worked:takai")
    panel.table.act(next(buttons(panel.table.content))["action"])
    assert panel.one.entry is not None
    assert panel.one.form not in panel.one.children and panel.one.taking not in panel.one.children


def test_a_review_broken_by_hand_is_told_and_the_marks_are_shown(opened: Opened, folder: Path) -> None:
    """Nothing is written over it."""
    (folder / "review.yaml").write_text("coprod-review: 1\nrows: [", encoding="utf-8")
    panel = opened()
    assert "can't be read" in panel.notice.content["text"]
    panel.table.act(TILE)
    decide(panel, "accept")
    assert (folder / "review.yaml").read_text(encoding="utf-8") == "coprod-review: 1\nrows: ["
    assert panel.notice.content["tone"] == "error"


def test_a_policy_that_is_one_file_gets_its_folder_with_the_first_decision(opened: Opened, tmp_path: Path) -> None:
    """And the panel goes on with it."""
    alone = tmp_path / "small.yaml"
    shutil.copy(str(shipped("templates/worked/consultation-as-codesign.yaml")), alone)
    panel = opened(path=alone)
    panel.table.act(TILE)
    decide(panel, "accept")
    assert len(read_review(tmp_path / "small" / "review.yaml")) == 1
    decide(panel, "comment", reason="And a remark.")
    assert len(read_review(tmp_path / "small" / "review.yaml")) == 2


def test_what_is_being_typed_stays_when_the_policy_changes_and_after_the_kernel_ended(opened: Opened) -> None:
    """The form is not emptied by a refresh, and the reason lies in the drafts."""
    panel = opened()
    panel.table.act(TILE)
    panel.one.form.kind.value = "decline"
    panel.one.form.reason.value = "Half a sent"
    panel.editing.change({"title": "Another title"}, "Title")
    panel.refresh()
    assert (panel.one.form.kind.value, panel.one.form.reason.value) == ("decline", "Half a sent")
    later = opened()
    later.table.act(TILE)
    assert later.one.form.reason.value == "Half a sent"


@pytest.mark.parametrize(("show", "fits"), [("called", "consultation"), ("unknown", "unknown")])
def test_filters_leave_only_what_was_asked_for(opened: Opened, show: str, fits: str) -> None:
    """One stage, one kind of verdict."""
    panel = opened()
    panel.look("cells")
    panel.stage.value, panel.show.value = "options", show
    found = panel.overview().mine
    assert found and all(each.stage == "options" and each.mark.verdict == fits for each in found)  # type: ignore[union-attr]
    panel.actor.value = "passengers"
    assert {each.actors for each in panel.overview().mine} == {("passengers",)}


def test_a_policy_of_150_activities_and_60_actors_is_no_wall(tmp_path: Path, opened: Opened) -> None:
    """A page holds a dozen actors or twenty rows, and every mark is on some page."""
    panel = opened(path=big(tmp_path / "big.yaml"))
    seen: set[str] = set()
    for page in range(-(-60 // ACTORS_ON_A_PAGE)):
        panel.pages.act(str(page))
        tiles = [each["action"] for each in buttons(panel.table.content)]
        assert len(tiles) <= ACTORS_ON_A_PAGE * 40
        seen |= {each.mark.id for tile in tiles for each in panel.overview().behind(tile)}
    assert seen == {each.mark.id for each in panel.entries if each.kind == "cells"}
    for view in VIEWS[1:]:
        panel.look(view)
        assert len(panel.table.content["rows"]) <= ROWS_ON_A_PAGE


def big(path: Path) -> Path:
    """A policy of 150 activities and 60 actors, one part each activity and actor in turn."""
    kinds = ("agency", "provider", "community", "people-who-use-it", "iwi", "business")
    lines = ["coprod: 1", "id: big", "title: Big", "actors:"]
    lines += [f"  - {{id: a{n}, label: Actor {n}, kind: {kinds[n % 6]}}}" for n in range(60)]
    lines += ["activities:"]
    for n in range(150):
        lines += [
            f"  - id: x{n}",
            f"    label: Activity {n}",
            f"    stage: {n % 10}",
            f"    lead: a{n % 60}",
            "    parts:",
        ]
        lines += [f"      - {{actor: a{(7 * n + k) % 60}, co: {co}}}" for k, co in enumerate(("design", "deliver"))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_the_twin_is_the_printed_cube_and_what_was_decided(opened: Opened) -> None:
    """A reader of the page has the picture, its table and every decision, without a script."""
    panel = opened()
    panel.table.act(TILE)
    decide(panel, "decline", reason="Not <b>now</b>.")
    html = panel.twin()
    assert "<svg" in html and "<script" not in html
    assert "Declined by Ann, 2026-11-27." in html and "Not &lt;b&gt;now&lt;/b&gt;." in html


def test_everything_the_panel_lists_is_what_the_plan_holds(opened: Opened) -> None:
    """Nothing is worked out here: the entries are the plan's own rows."""
    panel = opened()
    assert [each.mark for each in panel.entries] == list(marks_of(panel.plan))


def test_verdicts_have_the_colours_of_the_print() -> None:
    """One look for each verdict, on the page and on paper."""
    sheet = Path(__file__).parents[3] / "coprod_tools" / "workbook" / "elements"
    css = (sheet / "workbook.css").read_text(encoding="utf-8")
    for verdict, look in LOOKS.items():
        rule = re.search(rf"^\.coprod-look-{verdict},[^{{]*{{([^}}]*)}}", css, re.MULTILINE)
        assert rule and look.ground in rule[1] and look.ink in rule[1], verdict


def test_a_map_broken_by_hand_takes_no_decision_away(opened: Opened, folder: Path) -> None:
    """The marks need the review alone; a partner's map that can't be read is told where maps are shown."""
    (folder / "maps").mkdir(exist_ok=True)
    (folder / "maps" / "shed.csv").write_bytes(b"\xff\x00")
    panel = opened()
    assert panel.notice.content["text"] == ""
