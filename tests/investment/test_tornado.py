"""What could overturn the answer, one assumption at a time."""

from __future__ import annotations

from decimal import Decimal

import pytest

from coprod_tools.investment.discounting import discount_factors
from coprod_tools.investment.draws import net_values
from coprod_tools.investment.flows import SOCIETY
from coprod_tools.investment.tornado import DISCOUNT_RATE, tornado_of
from tests.investment.made_up import flat, flow, number

NOW = (Decimal(1),)
GAIN = flow("gain", number("gain", 0, 10, 20))
COST = flow("cost", number("cost", 4, 5, 6), None, "government")


def test_swings_by_hand_the_largest_first() -> None:
    """Net 5. The gain takes it from -5 to 15 and turns it; the cost from 6 to 4 and does not.

    On the triangle 0 to 20 about 10, the gain lies at 5 or below in 25 / 200 = 0.125 of its range.
    """
    found = tornado_of([COST, GAIN], SOCIETY, NOW, None, "rate", "triangular")
    assert found.net == pytest.approx(5)
    assert [swing.key for swing in found.swings] == ["gain", "cost"]
    gain, cost = found.swings
    assert (gain.at_low, gain.at_high, gain.turns) == (pytest.approx(-5), pytest.approx(15), True)
    assert gain.overturned == pytest.approx(0.125, abs=0.002)
    assert (cost.at_low, cost.at_high, cost.turns, cost.overturned) == (pytest.approx(6), pytest.approx(4), False, 0)
    assert [swing.key for swing in found.overturning] == ["gain"]


def test_each_perspective_has_its_own_tornado() -> None:
    """Government only bears the cost, and the gain turns nothing for it."""
    found = tornado_of([COST, GAIN], "government", NOW, None, "rate")
    assert [swing.key for swing in found.swings] == ["cost"]


def test_the_likeliest_to_overturn_is_not_always_the_largest_swing() -> None:
    """Net 3: 20 gained, 17 lost. The cost, 0 to 22, swings by 22; the gain, 10 to 22, by 12.

    On triangles the cost lies above 20 in (22 - 20)**2 / (22 * 5) = 0.036 of its range, the gain below 17 in
    (17 - 10)**2 / (12 * 10) = 0.408. So the gain is the likelier to overturn.
    """
    flows = [flow("gain", number("gain", 10, 20, 22)), flow("cost", number("cost", 0, 17, 22), None, "people")]
    found = tornado_of(flows, SOCIETY, NOW, None, "r", "triangular")
    assert [swing.key for swing in found.swings] == ["cost", "gain"]
    assert [swing.key for swing in found.overturning] == ["gain", "cost"]
    assert [swing.overturned for swing in found.overturning] == pytest.approx([0.408, 0.036], abs=0.003)


def test_the_discount_rate_is_tried_as_well() -> None:
    """100 lost in year 1, 150 gained in year 20, at the end of the year.

    At 2 %: 150 / 1.02**20 - 100 / 1.02 = 100.946 - 98.039 = 2.907. At 8 %: 32.182 - 92.593 = -60.410: it turns.
    """
    flows = [
        flow("later", number("later", 150, 150, 150), first=20, last=20),
        flow("now", number("now", 100, 100, 100), None, "government"),
    ]
    base, beside = (discount_factors(flat(rate), 20, "end") for rate in ("2", "8"))
    found = tornado_of(flows, SOCIETY, base, beside, "The discount rate")
    assert found.rate and found.rate.turns and found.rate.overturned is None
    assert found.rate.at_low == pytest.approx(2.907, abs=0.001)
    assert found.rate.at_high == pytest.approx(-60.410, abs=0.001)
    assert found.rate.key == DISCOUNT_RATE and found.overturning == ()


def test_swings_equal_reckoning_everything_anew() -> None:
    """The short cut, which looks only at the flows that rest on an assumption, against all flows at its ends."""
    import numpy as np

    shared = number("shared", 1, 2, 4)
    flows = [flow("a", shared), flow("b", shared, None, "business"), GAIN, COST]
    for row in (SOCIETY, "people", "business"):
        for swing in tornado_of(flows, row, NOW, None, "r").swings:
            value = {each.key: each for every in flows for each in every.assumptions}[swing.key]
            ends = {swing.key: np.array([float(value.low), float(value.high)])}
            anew = net_values(flows, row, ends, NOW, 2)
            assert [swing.at_low, swing.at_high] == pytest.approx(list(anew))
