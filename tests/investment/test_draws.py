"""Ranges by many draws: against the closed form of the triangle, and the same bytes for the same seed."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest

from coprod_tools.investment.draws import Spread, at_levels, draw, net_values, spreads_of
from coprod_tools.investment.flows import SOCIETY, Flow, Term
from tests.investment.made_up import flow, number

NOW = (Decimal(1),)
GAIN = flow("gain", number("gain", 0, 10, 20))


def one(flows: list[Flow], row: str = SOCIETY, seed: int = 1, draws: int = 20_000) -> Spread:
    return spreads_of(flows, [row], [NOW], seed, draws, "triangular")[0][row]


def test_a_triangle_s_range_and_share_above_zero_equal_the_closed_form() -> None:
    """A gain of 0 to 20 about 10 less a sure cost of 5.

    Below x the triangle holds x**2 / 200. Of 5 in 100: x = sqrt(10) = 3.162, so the net value lies between -1.838 and
    20 - 3.162 - 5 = 11.838; it is above 0 in 1 - 25 / 200 = 0.875 of the draws.
    """
    found = one([GAIN, flow("cost", number("cost", 5, 5, 5), None, "government")])
    assert found.low == pytest.approx(-1.838, abs=0.15)
    assert found.high == pytest.approx(11.838, abs=0.15)
    assert found.above_zero == pytest.approx(0.875, abs=0.01)


def test_all_going_one_way_is_the_wider_picture() -> None:
    """A gain of 0 to 20 and a cost of 0 to 10, each at its worst or best twentieth together.

    Badly: 3.162 - (10 - sqrt(0.05 * 50)) = 3.162 - 8.419 = -5.257. Well: 16.838 - 1.581 = 15.257.
    """
    found = one([GAIN, flow("cost", number("cost", 0, 5, 10), None, "people")])
    assert found.together_low == pytest.approx(-5.257, abs=0.001)
    assert found.together_high == pytest.approx(15.257, abs=0.001)
    assert found.together_low < found.low < found.high < found.together_high


def test_a_pert_draw_has_its_published_mean_and_levels() -> None:
    """(2 + 4 x 3 + 10) / 6 = 4; half of the draws lie below the level of a half."""
    value = number("v", 2, 3, 10)
    drawn = draw(value, 100_000, seed=3)
    assert drawn.min() >= 2 and drawn.max() <= 10
    assert drawn.mean() == pytest.approx(4, abs=0.03)
    for level in (0.05, 0.5, 0.95):
        assert (drawn <= at_levels(value, np.array([level]))[0]).mean() == pytest.approx(level, abs=0.006)


def test_a_triangular_level_lies_where_the_closed_form_says() -> None:
    """On 0 to 20 about 10: 0.125 lies below 5, 0.875 below 15."""
    found = at_levels(GAIN.terms[0].assumption, np.array([0.125, 0.5, 0.875]), "triangular")
    assert found == pytest.approx([5, 10, 15])


def test_the_same_seed_gives_the_same_bytes_in_any_order_of_rows() -> None:
    """And another seed others."""
    flows = [GAIN, flow("b", number("b", 1, 2, 9)), flow("c", number("c", 0, 1, 2), None, "people")]
    assert one(flows, seed=7, draws=500) == one(flows[::-1], seed=7, draws=500)
    assert one(flows, seed=7, draws=500) != one(flows, seed=8, draws=500)


def test_a_draw_does_not_depend_on_what_else_is_drawn() -> None:
    """People's spread stays as it is when business gets a stream of its own."""
    alone = one([GAIN], "people", draws=500)
    assert alone == one([GAIN, flow("x", number("x", 0, 5, 50), "business")], "people", draws=500)


def test_one_number_used_twice_is_drawn_once() -> None:
    """The same reach gained by people and lost by government cancels in every draw."""
    shared = number("reach", 0, 10, 20)
    found = one([flow("a", shared, "people"), flow("b", shared, None, "government")])
    assert found.low == found.high == 0 and found.above_zero == 0


def test_floats_equal_the_exact_sums_at_the_best_single_values() -> None:
    """Deadweight taken off, drop-off, several years: 10 x (1 - 0.25) x (1 + 0.9 x 0.5 + 0.81 x 0.25) = 12.39375."""
    made = Flow(
        **{
            **{name: getattr(GAIN, name) for name in GAIN.__slots__},
            "terms": (*GAIN.terms, Term(number("dead", 0.2, 0.25, 0.3), taken_off=True)),
            "last": 3,
            "drop_off": number("drop", 0.05, 0.1, 0.2),
        }
    )
    factors = (Decimal(1), Decimal("0.5"), Decimal("0.25"))
    assert net_values([made], "people", {}, factors, 1)[0] == pytest.approx(12.39375)


def test_without_a_range_there_is_no_spread() -> None:
    """A row nobody gave a range for has none; it is not a sure thing."""
    assert spreads_of([flow("a", number("a", 5, 5, 5))], ["people"], [NOW], 1, 100) == ({},)
