"""The live picture stands where the printed one stands: both take their places from one function."""

from __future__ import annotations

import re
import time
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest

from coprod_tools.chain import ValueChain, build_chain
from coprod_tools.drawing import Arrangement, chain_positions, draw_chain
from coprod_tools.drawing.chain_lanes import OUTCOMES
from coprod_tools.policy import Policy
from tests.drawing import samples

PATH = "{http://www.w3.org/2000/svg}path"
Bounds = tuple[float, float, float, float]


def large(n: int) -> ValueChain:
    """Return a chain of so many activities over all stages, each needing one before it, some feeding back."""
    stages = ("mandate", "problem", "options", "delivery", "adapt")
    made = [
        {"id": f"t{i}", "label": f"Do the piece of work {i} together with families", "stage": stages[i * 5 // n]}
        | ({"needs": [f"t{i * 7 // 8}"]} if i else {})
        | ({"feeds_back_to": ["mandate"]} if i % 20 == 19 else {})
        for i in range(n)
    ]
    whole = {"coprod": 1, "id": "large", "title": "Large", "activities": made, "outcomes": [{"id": "o", "label": "O"}]}
    return build_chain(Policy.model_validate(whole))


def bounds(d: str) -> Bounds:
    """Return left, top, right and bottom of a path of an SVG."""
    numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", d)]
    return min(numbers[::2]), min(numbers[1::2]), max(numbers[::2]), max(numbers[1::2])


def rectangles(arrangement: Arrangement) -> dict[str, Bounds]:
    """Return where each box stands."""
    return {box.key: (box.x, box.y, box.x + box.width, box.y + box.height) for box in arrangement.boxes}


@pytest.mark.parametrize("name", ["tiny", "normal", "hostile"])
def test_the_numbers_are_those_in_the_printed_svg(name: str) -> None:
    """Every box, every lane and every arrow is found in the file at its place, to a thousandth of a point."""
    chain = getattr(samples, name)()
    marks = samples.marks(chain)
    svg = ElementTree.fromstring(draw_chain(chain, marks).svg)
    drawn = {tuple(round(number, 3) for number in bounds(path.get("d", "M 0 0"))) for path in svg.iter(PATH)}
    arrangement = chain_positions(chain, marks)
    wanted = [*rectangles(arrangement).values()]
    wanted += [(lane.x, lane.y, lane.x + lane.width, lane.y + lane.height) for lane in arrangement.lanes]
    for place in wanted:
        assert tuple(round(number, 3) for number in place) in drawn
    starts = {tuple(round(float(n), 3) for n in path.get("d", "").split()[1:3]) for path in svg.iter(PATH)}
    assert {tuple(round(n, 3) for n in route.points[0]) for route in arrangement.routes} <= starts
    assert {box.key for box in arrangement.boxes} >= set(chain.activities)


def test_a_chain_too_large_for_one_sheet_has_a_box_for_each_activity() -> None:
    """The print counts 150 activities by stage; here each has its place in the lane of its stage."""
    chain = large(150)
    arrangement = chain_positions(chain, samples.marks(chain))
    assert [box.key for box in arrangement.boxes] == [*(f"t{i}" for i in range(150)), "outcome:o"]
    lanes = {lane.key: lane for lane in arrangement.lanes}
    assert len(lanes) == len(chain.stages) + 1 and OUTCOMES in lanes
    for box in arrangement.boxes[:-1]:
        assert box.lane == chain.activities[box.key].stage
        assert lanes[box.lane].y < box.y and box.y + box.height < lanes[box.lane].y + lanes[box.lane].height


def test_boxes_of_a_large_chain_keep_apart_and_no_arrow_crosses_one() -> None:
    """However many arrows share a track."""
    chain = large(150)
    arrangement = chain_positions(chain, samples.marks(chain))
    places = list(rectangles(arrangement).values())
    assert min(box.width for box in arrangement.boxes) > 100
    for one, other in combinations(places, 2):
        across, down = min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1])
        assert across < 0 or down < 0
    assert len(arrangement.routes) == 149 + 7
    for route in arrangement.routes:
        for (x0, y0), (x1, y1) in pairwise(route.points):
            crossed = [
                place
                for place in places
                if max(x0, x1) > place[0] + 0.1
                and min(x0, x1) < place[2] - 0.1
                and max(y0, y1) > place[1] + 0.1
                and min(y0, y1) < place[3] - 0.1
            ]
            assert not crossed, (route.source, route.target)


def test_only_what_is_asked_for_is_set_out() -> None:
    """Lanes without any of it go, and so do arrows with an end elsewhere."""
    chain = large(150)
    arrangement = chain_positions(chain, samples.marks(chain), only=["t0", "t1", "t149", "outcome:o"])
    assert [lane.key for lane in arrangement.lanes] == ["mandate", "adapt", OUTCOMES]
    assert [box.key for box in arrangement.boxes] == ["t0", "t1", "t149", "outcome:o"]
    assert [(route.source, route.target) for route in arrangement.routes] == [("t0", "t1")]


def test_a_thousand_boxes_find_their_places_in_half_a_second() -> None:
    """The best of three, since other work may slow one."""
    chain = large(1000)
    marks = samples.marks(chain)
    taken = []
    for _ in range(3):
        start = time.perf_counter()
        chain_positions(chain, marks)
        taken.append(time.perf_counter() - start)
    assert min(taken) < 0.5
