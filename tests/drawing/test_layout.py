"""Nothing overlaps, nothing leaves its box, no arrow crosses a box, whatever the policy."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coprod_tools.drawing.chain_picture import chain_sheet
from coprod_tools.drawing.cube import cube_sheet
from coprod_tools.drawing.outcomes import outcomes_sheet
from coprod_tools.drawing.shapes import Sheet
from coprod_tools.drawing.stage_picture import stage_sheet
from coprod_tools.drawing.timeline import timeline_sheet
from tests.drawing import samples
from tests.drawing.geometry import lines_through_boxes, overlapping_boxes, overlapping_texts, texts_outside

CHAINS = {"tiny": samples.tiny, "normal": samples.normal, "big": samples.big, "hostile": samples.hostile}
VERDICTS = {"normal": samples.NORMAL_VERDICTS}


def _chain(name: str) -> Sheet:
    chain = CHAINS[name]()
    return chain_sheet(chain, samples.marks(chain, VERDICTS.get(name), more=name == "normal"))


def _cube(name: str) -> Sheet:
    chain = CHAINS[name]()
    return cube_sheet(chain, samples.marks(chain, VERDICTS.get(name)))


def _stage(name: str) -> Sheet:
    chain = CHAINS[name]()
    return stage_sheet(chain, samples.marks(chain, VERDICTS.get(name), more=name == "normal"), "delivery")


def _outcomes(name: str) -> Sheet:
    return outcomes_sheet(CHAINS[name]())


def _timeline(name: str) -> Sheet:
    return timeline_sheet(samples.plan(PLANS[name]))


PLANS = {
    "tiny": [{"id": "one", "title": "Do one thing"}],
    "normal": samples.NORMAL_ACTIONS,
    "big": [
        {
            "id": f"x{n:03}",
            "title": f"Action {n}",
            "start": f"{2026 + n // 12}-{n % 12 + 1:02}",
            "needs": [f"x{n - 3:03}"],
        }
        for n in range(120)
    ],
    "hostile": [{"id": f"x{n}", "title": label, "start": "2026"} for n, label in enumerate(samples.HOSTILE)]
    + [{"id": f"y{n}", "title": label, "gate": label} for n, label in enumerate(samples.HOSTILE)],
}
DRAWN = {"chain": _chain, "cube": _cube, "stage": _stage, "outcomes": _outcomes, "timeline": _timeline}
CASES = [pytest.param(draw, name, id=f"{kind}-{name}") for kind, draw in DRAWN.items() for name in CHAINS]


@pytest.mark.parametrize(("draw", "name"), CASES)
@pytest.mark.filterwarnings("ignore:Glyph")
def test_boxes_and_words_keep_to_their_own_room(draw: Callable[[str], Sheet], name: str) -> None:
    """Geometry of every box and every line of text, measured by matplotlib rather than by our own measure."""
    sheet = draw(name)
    assert overlapping_boxes(sheet) == []
    assert texts_outside(sheet) == []
    assert overlapping_texts(sheet) == []


@pytest.mark.parametrize("name", CHAINS)
def test_no_arrow_of_a_chain_crosses_a_box(name: str) -> None:
    """Arrows run in the channels and gutters."""
    assert lines_through_boxes(_chain(name)) == []


@pytest.mark.parametrize(("draw", "name"), CASES)
def test_no_picture_has_more_than_forty_boxes_beside_its_labels(draw: Callable[[str], Sheet], name: str) -> None:
    """Forty boxes and at most eleven labels of stages and outcomes."""
    assert len(draw(name).rects("box")) <= 40 + 12
