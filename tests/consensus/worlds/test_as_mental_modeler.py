"""Maps settle where Mental Modeler lets them settle: its published steps, written out plainly, are the judge.

Mental Modeler's web program (mentalmodeler/mentalmodeler-scenario on GitHub, scripts/models/scenarioGraph.js) starts
all concepts at 1, gives each the squashed sum of its causes' states times their influence, holds clamped concepts at
their clamp (a clamp of 0 is none), stops when no state moves by more than 0.00001, and shows the clamped run less the
free one.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from coprod_tools.consensus.worlds.settling import settle
from coprod_tools.consensus.worlds.table import table_from

FIRE = Path(__file__).resolve().parents[3].parent / "shared" / "realdata" / "maps-mentalmodeler" / "fire.mmp.json"
SQUASH: dict[str, Callable[[float], float]] = {
    "bivalent": lambda x: 1.0 if x > 0 else 0.0,
    "trivalent": lambda x: float((x > 0) - (x < 0)),
    "sigmoid": lambda x: 1 / (1 + math.exp(-x)),
    "tanh": math.tanh,
}
# Rain raises soil moisture by 0.6 and lowers fire by 0.4; moisture lowers fire by 0.5; fire lowers moisture by 0.3.
SMALL = (("rain", "moist", "fire"), ((0, 1, 0.6), (0, 2, -0.4), (1, 2, -0.5), (2, 1, -0.3)))
Links = tuple[tuple[int, int, float], ...]


def as_mental_modeler(size: int, links: Links, squash: Callable[[float], float], clamps: list[float]) -> list[float]:
    """Mental Modeler's loop, step by step; None of its numbers come from this package."""
    before, moved, steps = [1.0] * size, 1.0, 0
    while moved > 0.00001 and steps < 5000:
        sums = [0.0] * size
        for cause, effect, influence in links:
            sums[effect] += influence * before[cause]
        now = [clamp if clamp != 0 else squash(total) for clamp, total in zip(clamps, sums, strict=True)]
        moved = max(abs(a - b) for a, b in zip(now, before, strict=True))
        before, steps = now, steps + 1
    assert steps < 5000, "this map never rests in Mental Modeler either"
    return before


def ours(size: int, links: Links, transfer: str, clamps: list[float]) -> list[float]:
    """Where this package lets the same map settle."""
    ordered = sorted(links, key=lambda link: (link[1], link[0]))
    table = table_from(tuple(map(str, range(size))), [link[0] for link in ordered], [link[1] for link in ordered])
    held = {number: clamp for number, clamp in enumerate(clamps) if clamp != 0}
    weights = np.array([link[2] for link in ordered])[:, None]
    ended = settle(table, weights, start=[1.0] * size, held=held, transfer=transfer, tolerance=1e-5)
    return [float(state) for state in ended.states[:, 0]]


@pytest.mark.parametrize("transfer", ["sigmoid", "tanh"])
@pytest.mark.parametrize("clamp", [0.0, 1.0, -1.0, 0.5])
def test_a_small_map_settles_as_in_mental_modeler(transfer: str, clamp: float) -> None:
    """Free and with rain held, the three states agree to the tolerance both stop at."""
    clamps = [clamp, 0.0, 0.0]
    wanted = as_mental_modeler(3, SMALL[1], SQUASH[transfer], clamps)
    assert ours(3, SMALL[1], transfer, clamps) == pytest.approx(wanted, abs=5e-5)


def test_the_difference_it_shows_is_that_of_hand_arithmetic() -> None:
    """With trivalent states and rain held at 1: moist = sign(0.6 - 0.3 fire) = 1, fire = sign(-0.4 - 0.5) = -1."""
    assert ours(3, SMALL[1], "trivalent", [1.0, 0.0, 0.0]) == [1.0, 1.0, -1.0]
    assert as_mental_modeler(3, SMALL[1], SQUASH["trivalent"], [1.0, 0.0, 0.0]) == [1.0, 1.0, -1.0]


@pytest.mark.skipif(not FIRE.exists(), reason="the shared real files are not beside this checkout")
@pytest.mark.parametrize("transfer", ["sigmoid", "tanh", "bivalent"])
def test_its_own_fire_map_settles_as_in_mental_modeler(transfer: str) -> None:
    """Mental Modeler's example of 24 concepts and 41 links, cycles included, with each concept without a cause held."""
    concepts = json.loads(FIRE.read_text(encoding="utf-8"))["concepts"]
    place = {concept["id"]: number for number, concept in enumerate(concepts)}
    links: Links = tuple(
        (place[concept["id"]], place[other["id"]], float(other["influence"]))
        for concept in concepts
        for other in concept.get("relationships", ())
    )
    drivers = sorted(set(range(len(concepts))) - {effect for _, effect, _ in links})
    for driver in [None, *drivers[:6]]:
        clamps = [1.0 if number == driver else 0.0 for number in range(len(concepts))]
        wanted = as_mental_modeler(len(concepts), links, SQUASH[transfer], clamps)
        # both stop when no state moves by 1e-5, not necessarily at the same step
        assert ours(len(concepts), links, transfer, clamps) == pytest.approx(wanted, abs=1e-3)
