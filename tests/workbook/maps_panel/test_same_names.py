"""Names that may mean the same: joined or kept apart by a person, with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from coprod_tools.policyfile import load, read_beside
from coprod_tools.policyfile.joining_names import keep_apart
from coprod_tools.words import say
from coprod_tools.workbook.editing import Editing
from coprod_tools.workbook.maps_panel import MapsPanel

POLICY = """\
coprod: 1
id: breakfasts
title: Breakfasts
actors:
  - {id: kahu, label: Kahu Trust, kind: community}
  - {id: pita, label: Pita Trust, kind: community}
"""
HEAD = "from,to,sign,strength,confidence,delay,assumption,evidence\n"
# Written alike but for an accent, so they are suggested for certain.
NAMES = ("Whanau at the table", "Whānau at the table")


@pytest.fixture
def panel(tmp_path: Path) -> MapsPanel:
    """Two partners who write one name in two ways."""
    maps = tmp_path / "breakfasts" / "maps"
    maps.mkdir(parents=True)
    (maps.parent / "policy.yaml").write_text(POLICY, encoding="utf-8")
    (maps / "kahu.csv").write_text(f"{HEAD}Breakfast,{NAMES[0]},+,,,,,\n", encoding="utf-8")
    (maps / "pita.csv").write_text(f"{HEAD}Breakfast,{NAMES[1]},+,,,,,\n", encoding="utf-8")
    made = MapsPanel(Editing(maps.parent, by="Ana", today="2026-11-27", drafts=tmp_path / "drafts"))
    made.settled()
    return made


def decide(panel: MapsPanel, kind: str, reason: str) -> None:
    """Decide on the first pair."""
    panel.names.table.act("0")
    panel.names.kind.value, panel.names.reason.value = kind, reason
    panel.names.button.click()
    panel.settled()


def test_a_pair_is_shown_with_why_it_is_asked_about(panel: MapsPanel) -> None:
    """Nothing is joined by itself."""
    (row,) = panel.names.table.content["rows"]
    assert set(row[0]["text"].split(" – ")) == set(NAMES)
    assert read_beside(panel.editing.loaded).joins == ()


def test_the_same_thing_is_joined_with_its_reason(panel: MapsPanel) -> None:
    """And is not asked about again."""
    decide(panel, "same", "Both mean their families")
    (join,) = read_beside(load(panel.editing.path)).joins
    assert set(join.names) == set(NAMES)
    assert (str(join.reason), str(join.by), str(join.on), join.undone_on) == (
        "Both mean their families",
        "Ana",
        "2026-11-27",
        None,
    )
    assert panel.names.table.content["rows"] == []


def test_two_different_things_stay_apart_and_are_not_asked_about_again(panel: MapsPanel) -> None:
    """The reason is kept as well."""
    decide(panel, "apart", "One means the family, the other a club of that name")
    assert panel.names.table.content["rows"] == []
    assert panel.names.joins.content["rows"][0][1:3] == [
        say("views.maps-join-apart"),
        "One means the family, the other a club of that name",
    ]
    # Two concepts, as before.
    assert panel.found is not None
    assert len(panel.found.consensus.joint.concepts) == 3


def test_a_decision_needs_a_reason(panel: MapsPanel) -> None:
    """What was chosen stays."""
    decide(panel, "apart", " ")
    assert panel.notice.content["text"] == say("views.maps-need-why")
    assert panel.names.kind.value == "apart"
    assert read_beside(panel.editing.loaded).joins == ()


def test_names_kept_apart_are_one_row_that_was_asked_and_taken_back(panel: MapsPanel) -> None:
    """So every reader of joins.yaml understands it, also an older one."""
    join = keep_apart(panel.editing.path, NAMES, "Different", "Ana", "2026-11-27")
    assert (str(join.reason), str(join.undone_why), str(join.undone_on)) == (
        say("maps.join_asked"),
        "Different",
        "2026-11-27",
    )
