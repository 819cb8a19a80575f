"""What money of a later year is worth now: hand arithmetic, a peer on flat rates, and never a jump up."""

from __future__ import annotations

import itertools
from decimal import Decimal

import numpy_financial
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_tools.investment.discounting import Schedule, Step, discount_factors, present_value
from coprod_tools.investment.schedules import schedule_of
from coprod_tools.knowledge import load_knowledge
from tests.investment.made_up import flat

K = load_knowledge()
NZ = schedule_of(K.settings["nz"]["nz-discount-social"])
UK = schedule_of(K.settings["england"]["england-discount-schedule"])


@pytest.mark.parametrize(("percent", "worth"), [("2", "55.2"), ("8", "9.9"), ("5", "23.1"), ("3.5", "35.6")])
def test_a_hundred_in_year_30_is_worth_what_the_hand_says(percent: str, worth: str) -> None:
    """100 / 1.02**30 = 55.207, 100 / 1.08**30 = 9.938, 100 / 1.05**30 = 23.138, 100 / 1.035**30 = 35.628."""
    factor = discount_factors(flat(percent), 30, "end")[29]
    assert round(factor * 100, 1) == Decimal(worth)


def test_the_nz_schedule_is_compounded_segment_by_segment() -> None:
    """Year 31: 0.55207 / 1.015 = 0.54391; year 101: 0.55207 / 1.015**70 / 1.01 = 0.19278."""
    factors = discount_factors(NZ, 101, "end")
    assert float(factors[30]) == pytest.approx(1.02**-30 / 1.015, rel=1e-14)
    assert float(factors[100]) == pytest.approx(1.02**-30 * 1.015**-70 / 1.01, rel=1e-13)
    assert round(factors[30], 5) == Decimal("0.54391")


def test_the_rate_of_a_later_segment_is_never_taken_for_all_years() -> None:
    """1 / 1.015**31 = 0.6303 would lie above year 30's 0.5521."""
    factors = discount_factors(NZ, 31, "end")
    assert factors[30] < factors[29] < Decimal("0.6303")


def test_the_green_book_steps_are_compounded_in_their_order() -> None:
    """Year 76: 3.5 % thirty times, 3.0 % for 45 years (31 to 75), 2.5 % once."""
    factors = discount_factors(UK, 76, "end")
    assert float(factors[75]) == pytest.approx(1.035**-30 * 1.03**-45 / 1.025, rel=1e-13)


def test_the_start_of_year_1_is_not_discounted_and_the_middle_lies_half_a_year_later() -> None:
    """At 8 %: 1; 1.08**-0.5 = 0.96225; 1 / 1.08 = 0.92593."""
    start, middle, end = (discount_factors(flat("8"), 1, timing)[0] for timing in ("start", "middle", "end"))
    assert start == 1
    assert round(middle, 5) == Decimal("0.96225")
    assert round(end, 5) == Decimal("0.92593")


@given(
    steps=st.lists(st.tuples(st.integers(1, 20), st.decimals(0, 30, places=2)), min_size=1, max_size=6),
    timing=st.sampled_from(["start", "middle", "end"]),
)
def test_factors_never_jump_up_under_any_schedule(steps: list[tuple[int, Decimal]], timing: str) -> None:
    """Whatever rates of 0 % or more follow each other, a later year never weighs more than an earlier one."""
    made, first = [], 1
    for length, percent in steps:
        made.append(Step(first, first + length - 1, percent))
        first += length
    factors = discount_factors(Schedule("s", "S", tuple(made), "-", "verified"), first - 1, timing)  # type: ignore[arg-type]
    assert all(later <= earlier for earlier, later in itertools.pairwise(factors))
    assert factors[0] <= 1 and factors[-1] > 0


@given(
    percent=st.decimals(0, 25, places=2),
    amounts=st.lists(st.integers(-10_000, 10_000), min_size=1, max_size=40),
)
def test_flat_rates_agree_with_numpy_financial(percent: Decimal, amounts: list[int]) -> None:
    """`npv` leaves the first value undiscounted, which is money at the start of each year."""
    factors = discount_factors(flat(str(percent)), len(amounts), "start")
    ours = float(present_value([Decimal(amount) for amount in amounts], factors))
    peer = float(numpy_financial.npv(float(percent) / 100, amounts))
    assert ours == pytest.approx(peer, rel=1e-9, abs=1e-6)


def test_an_annuity_agrees_with_numpy_financial() -> None:
    """`pv` takes payments at the end of each year, or at its start with `when`."""
    for timing, when in (("end", 0), ("start", 1)):
        factors = discount_factors(flat("8"), 10, timing)  # type: ignore[arg-type]
        ours = float(present_value([Decimal(100)] * 10, factors))
        assert ours == pytest.approx(float(-numpy_financial.pv(0.08, 10, 100, when=when)), rel=1e-12)


def test_a_year_without_a_rate_is_refused() -> None:
    """A schedule that stops at year 5 has nothing to say of year 6."""
    short = Schedule("s", "S", (Step(1, 5, Decimal(2)),), "-", "verified")
    assert short.reach(10) == 5
    with pytest.raises(ValueError, match="year 6"):
        discount_factors(short, 6, "end")


def test_each_schedule_that_leads_has_its_mandatory_second_or_says_it_has_none() -> None:
    """Both New Zealand schedules name the other rate; a schedule to verify never leads."""
    leading = [each for place in K.settings.values() for each in place.values() if each.proposal]
    assert {each.id: each.sensitivity for each in leading} == {
        "nz-discount-social": "nz-sensitivity-social",
        "nz-discount-commercial": "nz-sensitivity-commercial",
        "england-discount-social": None,
    }
    assert all(each.is_verified and each.as_at and each.review_due for each in leading)
