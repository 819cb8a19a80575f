"""Intervals of shares, held to published examples."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_tools.accountability.intervals import jeffreys, newcombe, wilson


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    # Newcombe 1998, Statistics in Medicine 17: 857-872, table I, method 3.
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_gives_newcombes_published_intervals(hits: int, of: int, low: float, high: float) -> None:
    """Method 3 of the published table, to its four digits."""
    found = wilson(hits, of)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    # Newcombe 1998, Statistics in Medicine 17: 873-890, table II, method 10.
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_a_difference_has_newcombes_published_interval(
    first: tuple[int, int], second: tuple[int, int], low: float, high: float
) -> None:
    """Method 10 of the published table, to its four digits."""
    found = newcombe(*first, *second)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


def test_wilson_by_hand() -> None:
    """One of two: (2 + z² -/+ z sqrt(z² + 4 x 1 x 0.5)) / (2 x (2 + z²)) = 0.0945 and 0.9055, with z = 1.96."""
    found = wilson(1, 2)
    assert found.low == pytest.approx(0.0945, abs=1e-4)
    assert found.high == pytest.approx(0.9055, abs=1e-4)


def test_jeffreys_for_none_of_n_is_the_beta_quantile() -> None:
    """For 0 of 1 the upper end x solves I_x(0.5, 1.5) = 0.975, where I_x = (2/pi)(asin(sqrt x) + sqrt(x (1 - x)))."""
    high = jeffreys(0, 1).high
    assert 2 / math.pi * (math.asin(math.sqrt(high)) + math.sqrt(high * (1 - high))) == pytest.approx(0.975, abs=1e-9)
    assert jeffreys(0, 1).low == 0
    assert jeffreys(1, 1).high == 1


@given(st.integers(1, 500).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_an_interval_holds_its_share_and_mirrors(share: tuple[int, int]) -> None:
    """The share lies inside, the ends between 0 and 1, and hits and misses change places."""
    hits, of = share
    for method in (wilson, jeffreys):
        found, other = method(hits, of), method(of - hits, of)
        assert 0 <= found.low <= hits / of <= found.high <= 1
        assert found.low == pytest.approx(1 - other.high, abs=1e-9)
    apart, back = newcombe(hits, of, 3, 7), newcombe(3, 7, hits, of)
    assert apart.low == pytest.approx(-back.high)


@pytest.mark.parametrize("share", [(3, 2), (-1, 2), (0, 0), (1, math.inf), (math.nan, 3)])
def test_what_is_no_share_is_refused(share: tuple[float, float]) -> None:
    """More than all, fewer than none, of nobody."""
    for method in (wilson, jeffreys):
        with pytest.raises(ValueError, match="share"):
            method(*share)


def test_shares_of_many_samples_lie_inside_as_often_as_said() -> None:
    """Exact coverage of Wilson at p = 0.3, n = 40 by summing the binomial: near 95 %."""
    inside = sum(
        math.comb(40, hits) * 0.3**hits * 0.7 ** (40 - hits) for hits in range(41) if wilson(hits, 40).holds(0.3)
    )
    assert 0.93 < inside < 0.97
