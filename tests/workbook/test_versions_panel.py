"""The panels of saved versions and of what two people changed at once, pressed as their reader would."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from coprod_tools import policyfile
from coprod_tools.policyfile import REMOVE
from coprod_tools.workbook.editing import Editing
from coprod_tools.workbook.versions_panel import SettlePanel, VersionsPanel
from coprod_tools.workbook.versions_panel.in_words import called, field_of, in_words

TEXT = """\
coprod: 1
id: a
title: A policy
owner: The ministry
actors:
  - id: parents
    label: Parents <b>& whānau</b>
    kind: people-who-use-it
activities:
  - id: design
    label: Design together
    parts:
      - actor: parents
        co: design
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
    """Opens the policy as one person or another."""

    def opens(by: str = "Aroha", **named: Any) -> Editing:
        now = lambda: "2026-11-27T15:04:09+13:00"  # noqa: E731
        return Editing(path.parent, by=by, today="2026-11-27", now=now, drafts=tmp_path / by, **named)

    return opens


def rows(table: Any) -> list[list[Any]]:
    """Return what a table shows, buttons by their words."""
    return [
        [cell["text"] if isinstance(cell, dict) and "text" in cell else cell for cell in row] for row in _raw(table)
    ]


def _raw(table: Any) -> Any:
    return table.content["rows"]


def test_versions_are_listed_latest_first_with_when_who_and_what(opened: Opened) -> None:
    """And it is said which is the policy as it is now."""
    editing = opened()
    editing.change({"title": "B"}, "What the policy is called")
    assert rows(VersionsPanel(editing).table) == [
        ["Version 2", "2026-11-27, 15:04", "Aroha", "What the policy is called (as the policy is now)"],
        ["Version 1", "2026-11-27, 15:04", "not named", "As it was when it was first opened here"],
    ]


def test_one_version_is_looked_at_beside_the_present_and_brought_back(opened: Opened, path: Path) -> None:
    """What would change is told in words first."""
    editing = opened()
    editing.change({"title": "B", "activities[design].label": "Draw up"}, "Two things")
    panel = VersionsPanel(editing)
    panel.table.act("look:1")
    shown = rows(panel.differences)
    assert [row[1:] for row in shown] == [["B", "A policy"], ["Draw up", "Design together"]]
    assert "Draw up" in shown[1][0] and "[" not in shown[1][0]
    panel.restore_button.click()
    assert path.read_text(encoding="utf-8") == TEXT
    assert "Version 1 is back" in panel.notice.content["text"] and panel.detail.children == ()
    assert rows(panel.table)[0][3].startswith("Brought back: version 1")
    editing.undo()
    panel.refresh()
    assert editing.policy.title == "B" and panel.notice.content["text"] == ""


def test_many_versions_are_paged(opened: Opened) -> None:
    """Twenty-five at a time."""
    editing = opened()
    for number in range(30):
        editing.change({"title": f"T{number}"}, f"T{number}")
    panel = VersionsPanel(editing)
    assert len(rows(panel.table)) == 25 and rows(panel.table)[0][0] == "Version 31"
    panel.pages.act("earlier")
    assert [row[0] for row in rows(panel.table)] == [f"Version {n}" for n in range(6, 0, -1)]
    panel.pages.act("later")
    assert rows(panel.table)[0][0] == "Version 31"


def test_a_damaged_history_is_told_and_the_rest_can_be_looked_at(opened: Opened, path: Path) -> None:
    """Never a fault of the panel."""
    editing = opened()
    for number in range(4):
        editing.change({"title": f"T{number}"}, f"T{number}")
    file = path.parent / "history" / "000001.jsonl"
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join([*lines[:2], b"rubbish\n", *lines[3:]]))
    panel = VersionsPanel(editing)
    assert "1 lines" in str(panel.damage.content) and len(rows(panel.table)) == 4
    panel.table.act("look:4")
    assert rows(panel.differences)[0][1:] == ["T3", "T2"]


def test_a_broken_version_can_be_looked_at_without_a_fault(opened: Opened, path: Path) -> None:
    """Somebody broke it by hand and mended it."""
    editing = opened()
    path.write_text("title: [", encoding="utf-8")
    editing.look_again()
    path.write_text(TEXT + "# mended\n", encoding="utf-8")
    editing.look_again()
    panel = VersionsPanel(editing)
    panel.table.act("look:2")
    assert panel.restore_button not in panel.detail.children[-1].children
    panel.table.act("look:1")
    assert panel.restore_button in panel.detail.children[-1].children
    assert "notes" in str(rows(panel.differences))


def test_in_a_copy_for_looking_only_nothing_can_be_brought_back(opened: Opened) -> None:
    """Looking is all there is."""
    opened().change({"title": "B"}, "")
    panel = VersionsPanel(opened(read_only=True))
    panel.table.act("look:1")
    assert panel.restore_button not in panel.detail.children[-1].children
    assert rows(VersionsPanel(Editing("worked:takai")).table) == []


def clash(opened: Opened) -> Editing:
    """Let two people name the policy in two ways."""
    mine = opened()
    opened("Ben").change({"title": "Theirs", "owner": "The council"}, "Title")
    outcome = mine.change({"title": "Mine", "summary": "Short"}, "Title and summary")
    assert outcome.kind == "stale"
    return mine


def test_a_clash_is_shown_in_words_with_three_ways_to_settle_it(opened: Opened) -> None:
    """What it was, mine, theirs; and what needs no choice."""
    panel = SettlePanel(clash(opened))
    (row,) = _raw(panel.clashes)
    assert row[1:4] == ["A policy", "Mine", "Theirs"] and row[0] != "title"
    assert [part["text"] for part in row[4]["parts"]] == ["Mine", "Theirs", "Something else"]
    assert sorted(row[2:] for row in rows(panel.others)) == [["Short", "you"], ["The council", "somebody else"]]
    assert "Mine" in panel.twin() and "<b>" not in panel.twin()


@pytest.mark.parametrize(("way", "title"), [("mine", "Mine"), ("theirs", "Theirs"), ("other", "Ours")])
def test_it_is_settled_as_chosen(opened: Opened, path: Path, way: str, title: str) -> None:
    """Both sides' other changes are kept."""
    panel = SettlePanel(clash(opened))
    panel.save()
    assert "still open: 1" in panel.notice.content["text"]
    panel.clashes.act(f"{way}:title")
    assert [part["pressed"] for part in _raw(panel.clashes)[0][4]["parts"]].count(True) == 1
    if way == "other":
        panel.typed.children[0].value = "Ours"
    panel.save_button.click()
    policy = policyfile.read(path)
    assert (policy.title, str(policy.summary), str(policy.owner)) == (title, "Short", "The council")
    assert panel.notice.content["tone"] == "saved" and panel.children == (panel.notice,)


def test_choosing_theirs_throughout_says_so(opened: Opened, path: Path) -> None:
    """Nothing had to be saved, and nothing waits any more."""
    mine = opened()
    opened("Ben").change({"title": "Theirs"}, "Title")
    mine.change({"title": "Mine"}, "Title")
    panel = SettlePanel(mine)
    panel.clashes.act("theirs:title")
    panel.save_button.click()
    assert "stays as the others" in panel.notice.content["text"] and mine.unsaved is None
    assert policyfile.read(path).title == "Theirs"


def test_letting_go_leaves_the_policy_as_the_others_saved_it(opened: Opened, path: Path) -> None:
    """And the panel is empty again."""
    panel = SettlePanel(clash(opened))
    panel.drop_button.click()
    assert policyfile.read(path).title == "Theirs" and panel.children == (panel.notice,)


def test_a_choice_made_stays_when_somebody_saves_something_else_meanwhile(opened: Opened) -> None:
    """So does what was typed."""
    editing = clash(opened)
    panel = SettlePanel(editing)
    panel.clashes.act("other:title")
    panel.typed.children[0].value = "Half a ti"
    opened("Cat").change({"currency": "NZD"}, "Currency")
    editing.look_again()
    panel.refresh()
    assert panel.chosen == {"title": "other"} and panel.typed.children[0].value == "Half a ti"


def test_a_broken_file_is_told_with_its_line_and_nothing_is_shown_when_all_is_well(opened: Opened, path: Path) -> None:
    """In plain words, above what waits."""
    editing = opened()
    panel = SettlePanel(editing)
    assert panel.children == (panel.notice,)
    path.write_text("coprod: 1\ntitle: [\n", encoding="utf-8")
    assert editing.change({"title": "Mine"}, "Title").kind == "broken"
    panel.refresh()
    assert "changed outside" in panel.trouble.content["text"]
    assert any(line.startswith("Line ") for line in panel.trouble.content["lines"])
    path.write_text(TEXT, encoding="utf-8")
    editing.look_again()
    panel.refresh()
    assert panel.trouble not in panel.children and panel.save_button.description == "Save it now"
    panel.save_button.click()
    assert policyfile.read(path).title == "Mine"


def test_fields_and_values_are_told_in_words() -> None:
    """No paths, no ids where there is a name, no words of the file where there are others."""
    plain = {"activities": ({"id": "design", "label": "Design together", "parts": ({"actor": "p", "co": "design"},)},)}
    words = called("activities[design].parts[p.design].promise.level", plain)
    assert words.split(" › ")[1:3] == ["Design together", words.split(" › ")[2]] and "[" not in words
    assert in_words(REMOVE) == "nothing" and in_words("unknown") == "we don't know yet"
    assert in_words({"en": "Yes", "mi": "Āe"}) == "Yes / Āe"
    assert in_words(("a", "b")) == "a; b"
    place = field_of("jurisdiction")
    assert (in_words("nz", place), in_words("made-up", place)) == ("Aotearoa New Zealand", "made-up")


def test_a_name_with_dollars_is_no_formula(path: Path, opened: Opened) -> None:
    """JupyterLab sets what stands between two dollars in a field's label as a formula, unless they are marked."""
    text = "coprod: 1\nid: a\ntitle: A\nactors:\n  - {id: a, label: 'From $5 to $6 \\(each\\)', kind: agency}\n"
    path.write_text(text, encoding="utf-8")
    mine = opened()
    opened("Ben").change({"actors[a].label": "Ours, $5 to $6"}, "Name")
    mine.change({"actors[a].label": "Mine, $5 to $6"}, "Name")
    panel = SettlePanel(mine)
    panel.clashes.act("other:actors[a].label")
    label = panel.typed.children[0].description
    assert "$" in label and all(before == "\\" for before, sign in pairwise(label) if sign == "$")
