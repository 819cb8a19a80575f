"""Who gives, who answers, what could overturn it: each unit by itself, each gap in sight, nothing over anything."""

from __future__ import annotations

import copy
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from coprod_tools import assess, build_chain, draw_up, read
from coprod_tools.drawing import draw_accountability, draw_accounts, draw_tornado, draw_who_gives
from coprod_tools.drawing.answers_picture import answers_sheet, pages_of_accountability
from coprod_tools.drawing.gives_picture import gives_sheet
from coprod_tools.drawing.shapes import Rect, Sheet
from coprod_tools.drawing.tornado_picture import tornado_sheet
from tests.drawing.geometry import overlapping_boxes, overlapping_texts, texts_outside
from tests.drawing.samples import HOSTILE

Plan = dict[str, Any]


@cache
def _worked(name: str) -> Plan:
    return draw_up(assess(build_chain(read(f"worked:{name}")))).as_json()


def full() -> Plan:
    """A plan with all three pictures."""
    return copy.deepcopy(_worked("falls-at-home"))


def hostile() -> Plan:
    """The same with titles that nobody should give."""
    made = full()
    for place, row in enumerate(made["accountability"]["ledger"]):
        row |= {"actor_label": HOSTILE[place % len(HOSTILE)], "what": HOSTILE[-place % len(HOSTILE)], "unit": "x" * 60}
    for place, row in enumerate(made["accountability"]["duties"]):
        row |= {"text": HOSTILE[place % len(HOSTILE)], "held_by": list(HOSTILE[: place % 9])}
    for place, swing in enumerate(_swings(made)):
        swing["label"] = HOSTILE[place % len(HOSTILE)]
    return made


def many() -> Plan:
    """A hundred actors, duties and assumptions."""
    made = full()
    line, duty, swing = made["accountability"]["ledger"][0], made["accountability"]["duties"][0], _swings(made)[0]
    made["accountability"]["ledger"] = [line | {"id": f"l{n}", "actor": f"a{n}"} for n in range(100)]
    made["accountability"]["duties"] = [duty | {"id": f"d{n}", "held_by": [f"Body {n}"]} for n in range(100)]
    _swings(made)[:] = [swing | {"id": f"s{n}"} for n in range(100)]
    return made


def empty() -> Plan:
    """A plan that says nothing of it."""
    made = copy.deepcopy(_worked("nearly-empty"))
    made["accountability"]["duties"] = []
    return made


def _swings(made: Plan) -> list[dict[str, Any]]:
    rows = made["investment"]["worth"]["accounts"][0]["rows"]
    found: list[dict[str, Any]] = next(row for row in rows if row["id"] == "society")["tornado"]["swings"]
    return found


@pytest.mark.parametrize("draw", [gives_sheet, answers_sheet, tornado_sheet])
@pytest.mark.parametrize("made", [full, hostile, many, empty])
@pytest.mark.filterwarnings("ignore:Glyph")
def test_boxes_and_words_keep_to_their_own_room(draw: Callable[[Plan], Sheet], made: Callable[[], Plan]) -> None:
    """No words over words, none beyond the sheet, however many there are."""
    sheet = draw(made())
    assert overlapping_boxes(sheet) == []
    assert texts_outside(sheet) == []
    assert overlapping_texts(sheet) == []


def test_the_table_holds_every_line_though_the_picture_may_not() -> None:
    """A hundred lines, duties and assumptions stand in the tables."""
    made = many()
    assert len(draw_who_gives(made).table_rows) == 100
    assert len(draw_accountability(made).table_rows) == 100
    assert len(draw_tornado(made).table_rows) == 100
    assert pages_of_accountability(made) == 5


def test_amounts_of_different_units_are_never_added_or_set_against_each_other() -> None:
    """By hand: 3 hours and 4 sessions of one actor stand as two, and only the unit that most use has a bar."""
    made = full()
    line = made["accountability"]["ledger"][0] | {"kind": "time", "actor": "a", "actor_label": "A"}
    amounts = [("a", "3", "hours"), ("a", "4", "sessions"), ("b", "6", "hours")]
    made["accountability"]["ledger"] = [
        line | {"id": f"l{n}", "actor": who, "actor_label": who.upper(), "quantity": quantity, "unit": unit}
        for n, (who, quantity, unit) in enumerate(amounts)
    ]
    sheet = gives_sheet(made)
    words = {label.text for label in sheet.labels()}
    assert {"3 hours", "4 sessions", "6 hours"} <= words
    filled = [
        shape for shape in sheet.shapes if isinstance(shape, Rect) and shape.height == 6.0 and shape.fill != "none"
    ]
    assert sorted(round(bar.width / max(b.width for b in filled), 2) for bar in filled) == [0.5, 1.0]


def test_a_bar_that_turns_the_answer_differs_by_more_than_its_colour() -> None:
    """It is hatched; the others are not, and the table says so in words."""
    made = full()
    hatched = [shape for shape in tornado_sheet(made).shapes if isinstance(shape, Rect) and shape.hatch]
    turning = [swing for swing in _swings(made) if swing["turns"]]
    # One more stands in the key.
    assert len(hatched) == len(turning) + 1
    told = [row[-1] for row in draw_tornado(made).table_rows]
    assert told.count("turns the answer") == len(turning)


def test_what_nobody_answers_for_is_in_sight() -> None:
    """It is named in the finding, and its row says so."""
    made = full()
    made["accountability"]["duties"][0]["held_by"] = []
    picture = draw_accountability(made)
    assert "Nobody is named for 1" in picture.alt
    assert any(row[2] == "nobody is named" for row in picture.table_rows)


def test_a_plan_without_a_worth_has_two_pictures() -> None:
    """No tornado is drawn where nobody said what it is worth; asked for, it says that."""
    assert len(draw_accounts(empty()).pictures) == 2
    assert len(draw_accounts(full()).pictures) == 3
    assert "not known" in draw_tornado(empty()).alt


def test_the_same_plan_gives_the_same_bytes() -> None:
    """Twice, bit by bit."""
    for draw in (draw_who_gives, draw_accountability, draw_tornado):
        assert draw(full()).svg == draw(full()).svg


def test_a_page_that_is_not_there_is_refused() -> None:
    """The number of pages is told."""
    with pytest.raises(ValueError, match="there are 1"):
        draw_accountability(full(), 2)
