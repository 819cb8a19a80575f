"""The joint map, a partner's map on the same places, the evidence gap: true, readable, silent about who wished it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise

import pytest

from coprod_tools.consensus.values import Agreement, JointMap
from coprod_tools.drawing.evidence_gap import draw_evidence_gap, gap_sheet, places_of
from coprod_tools.drawing.joint_picture import (
    draw_joint_map,
    draw_partner_map,
    joint_sheet,
    pages_of_joint_map,
    partner_sheet,
)
from coprod_tools.drawing.layers import layered
from coprod_tools.drawing.map_pages import book_of
from coprod_tools.drawing.shapes import Rect, Sheet
from tests.drawing import joint_samples as samples
from tests.drawing.geometry import lines_through_boxes, overlapping_boxes, overlapping_texts, texts_outside

Made = tuple[JointMap, dict[str, Agreement]]
MAPS: dict[str, Callable[[], Made]] = {
    "small": samples.small,
    "big": samples.big,
    "hostile": samples.hostile,
    "empty": samples.empty,
}


def _joint(made: Made) -> Sheet:
    return joint_sheet(*made, "Night bus")


def _partner(made: Made) -> Sheet:
    return partner_sheet(*made, "Night bus", "council")


def _gap(made: Made) -> Sheet:
    return gap_sheet(*made, "Night bus")


CASES = [
    pytest.param(draw, name, id=f"{draw.__name__}-{name}")
    for draw in (_joint, _partner, _gap)
    for name in MAPS
    if not (draw is _partner and name == "empty")
]


@pytest.mark.parametrize(("draw", "name"), CASES)
@pytest.mark.filterwarnings("ignore:Glyph")
def test_boxes_and_words_keep_to_their_own_room(draw: Callable[[Made], Sheet], name: str) -> None:
    """Whatever the map, at most forty boxes, none over another, no words over words, no arrow through a box."""
    sheet = draw(MAPS[name]())
    assert overlapping_boxes(sheet) == []
    assert texts_outside(sheet) == []
    assert overlapping_texts(sheet) == []
    assert lines_through_boxes(sheet) == []
    assert len(sheet.rects("box")) <= 40


def test_each_cause_stands_above_its_effect_but_for_what_closes_a_loop() -> None:
    """By hand: a to b to c and back to a, and d into b: only c to a leads back up."""
    rows = layered(["a", "b", "c", "d"], [("a", "b"), ("b", "c"), ("c", "a"), ("d", "b")])
    level = {node: at for at, row in enumerate(rows) for node in row}
    backward = [(x, y) for x, y in (("a", "b"), ("b", "c"), ("c", "a"), ("d", "b")) if level[x] >= level[y]]
    assert len(backward) == 1
    assert layered(["d", "c", "b", "a"], [("d", "b"), ("c", "a"), ("b", "c"), ("a", "b")]) == rows


def test_a_chain_without_loops_never_leads_back_up() -> None:
    """Ten in a line, named against their order."""
    names = [f"n{9 - n}" for n in range(10)]
    rows = layered(names, list(pairwise(names)))
    assert [row for (row,) in rows] == names


def test_pages_hold_every_concept_once_and_every_link_once() -> None:
    """What leads to a box from another page is told there, so no link is lost."""
    joint, _ = samples.big()
    book = book_of(joint)
    placed = [concept for page in book.pages for row in page.rows for concept in row]
    told = [link.id for page in book.pages for link in (*page.inside, *page.away)]
    assert sorted(placed) == sorted(concept.id for concept in joint.concepts)
    assert sorted(told) == sorted(link.id for link in joint.links)
    assert len(book.pages) == pages_of_joint_map(joint) > 1


def test_a_partners_picture_stands_on_the_places_of_the_joint_map() -> None:
    """Boxes lie at the same distances, so that two pictures can be laid side by side."""
    made = samples.small()
    whole = joint_sheet(*made, "Night bus").rects("box")
    own = partner_sheet(*made, "Night bus", "night-shift").rects("box")
    assert [_below_first(box, whole[0]) for box in whole] == [_below_first(box, own[0]) for box in own]


def _below_first(box: Rect, first: Rect) -> tuple[float, ...]:
    return tuple(round(each, 6) for each in (box.x, box.y - first.y, box.width, box.height))


def test_the_alt_text_says_the_finding() -> None:
    """Counts from the sample: 3 agreed, 1 contested, 2 with one view, 1 unknown."""
    picture = draw_joint_map(*samples.small(), "Night bus")
    assert "3 agreed, 1 contested, 2 with only one view and 1 of unknown direction" in picture.alt
    assert "Contested: Rides people can count on after nine at night to Fear of walking home in the dark" in picture.alt
    assert len(picture.table_rows) == 7


def test_every_state_has_a_sign_a_line_and_a_word_of_its_own() -> None:
    """Without any colour the four states can still be told apart."""
    from coprod_tools.drawing.agreement_look import LOOKS, STATES, state_sign
    from coprod_tools.drawing.wording import say

    assert len({LOOKS[state].dash for state in STATES}) == 4
    assert len({say(f"state-{state}") for state in STATES}) == 4
    bare = {repr(state_sign(state, 0, 0)).replace(LOOKS[state].ink, "") for state in STATES}
    assert len(bare) == 4


def test_a_partner_who_did_not_agree_is_named_in_no_picture() -> None:
    """The drivers did not agree; no picture or table names them, and what they say still shows."""
    made = samples.small()
    pictures = [
        draw_joint_map(*made, "Night bus"),
        draw_evidence_gap(*made, "Night bus"),
        *(draw_partner_map(*made, "Night bus", actor) for actor in ("night-shift", "drivers")),
    ]
    for picture in pictures:
        told = picture.html() + picture.alt + repr(picture.table_rows)
        assert "cooperative" not in told
    assert "a partner who has not agreed to be named draws 4 of the 7 links" in pictures[-1].alt


def test_much_hangs_on_what_joins_many_causes_to_many_outcomes() -> None:
    """By hand: the loop of rides, drivers and trust counts as one thing that one cause reaches."""
    joint, agreements = samples.small()
    hangs = {place.link.id: place.hangs for place in places_of(joint, agreements)}
    # The bus alone (1 cause) reaches both outcomes.
    assert hangs["activity:bus>concept:rides"] == 1 * 2
    # The bus and the loop (2) reach the outcome of work through this link.
    assert hangs["concept:rides>outcome:work"] == 2 * 1
    # The bus, the loop and fear (3) reach company.
    assert hangs["concept:fear>outcome:company"] == 3 * 1
    # Inside the loop: the bus and the loop itself, to both outcomes.
    assert hangs["said:trust>concept:rides"] == 2 * 2


def test_the_same_map_gives_the_same_bytes_whatever_the_hash_seed() -> None:
    """Two processes with different hash seeds."""
    code = (
        "from tests.drawing import joint_samples as s; from coprod_tools.drawing.joint_picture import draw_joint_map;"
        "import hashlib; print(hashlib.sha256(draw_joint_map(*s.big(), 'x').svg.encode()).hexdigest())"
    )
    made = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    }
    assert len(made) == 1
    assert len(made.pop()) == 65
