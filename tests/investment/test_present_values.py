"""Each perspective's value, and society's as their sum."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coprod_tools.investment.assumptions import EXACT
from coprod_tools.investment.discounting import discount_factors
from coprod_tools.investment.flows import ROWS, SOCIETY, Flow, NotCounted
from coprod_tools.investment.present_values import PresentValue, present_values
from tests.investment.made_up import flat, flow, number

AT_8 = discount_factors(flat("8"), 12, "end")


def by_row(flows: list[Flow], missing: tuple[NotCounted, ...] = ()) -> dict[str, PresentValue]:
    return {value.row: value for value in present_values(flows, AT_8, missing)}


def amount(value: float) -> Decimal:
    return Decimal(str(value))


def test_net_value_and_ratio_by_hand() -> None:
    """108 gained by people and 54 lost by government in year 1, at 8 %: 100 and 50; net 50, ratio 2."""
    found = by_row([flow("a", number("a", 108, 108, 108)), flow("b", number("b", 54, 54, 54), None, "government")])
    assert round(found[SOCIETY].benefits, 9) == 100 and round(found[SOCIETY].costs, 9) == 50
    assert round(found[SOCIETY].net, 9) == 50
    assert found[SOCIETY].ratio == pytest.approx(Decimal(2))
    assert round(found["government"].net, 9) == -50
    # Of government no gain is priced: a ratio of 0 would say that it gains nothing.
    assert found["government"].ratio is None and found["government"].why_no_ratio == "no-gain"
    assert not found["government"].has_gains and found["people"].has_gains
    assert set(found) == {"people", "government", SOCIETY}


def test_a_transfer_shows_on_both_sides_and_cancels_for_society() -> None:
    """216 taken up are 200 at 8 %: government loses them, people gain them, society neither."""
    found = by_row([flow("t", number("t", 216, 216, 216), "people", "government", nature="fiscal")])
    assert round(found["people"].received, 9) == 200 and round(found["people"].net, 9) == 200
    assert round(found["government"].paid, 9) == 200 and round(found["government"].net, 9) == -200
    assert found[SOCIETY].net == 0 and found[SOCIETY].fiscal == 0
    assert found[SOCIETY].received == found["people"].received
    assert found[SOCIETY].ratio is None and found[SOCIETY].why_no_ratio == "no-cost"


def test_public_money_and_other_gains_stay_apart() -> None:
    """Fiscal 100, social 200, not said 300; the net value is their sum and no further gain."""
    flows = [flow(str(kind), number(str(kind), *[108 * times] * 3), nature=kind)
             for times, kind in ((1, "fiscal"), (2, "social"), (3, None))]  # fmt: skip
    found = by_row(flows)["people"]
    assert [round(each, 9) for each in (found.fiscal, found.social, found.not_said)] == [100, 200, 300]
    assert round(found.net, 9) == 600


def test_no_ratio_where_a_cost_is_not_known() -> None:
    """A cost nobody priced, or a thing of which nobody says whether it is a cost; a missing benefit leaves it."""
    flows = [flow("a", number("a", 108, 108, 108)), flow("b", number("b", 54, 54, 54), None, "people")]
    cost = NotCounted("c", "C", "why", ("people",), True)
    assert by_row(flows, (cost,))["people"].why_no_ratio == "cost-unknown"
    assert by_row(flows, (cost,))[SOCIETY].missing == 1
    assert by_row(flows, (NotCounted("c", "C", "why", (), None),))["people"].ratio is None
    assert by_row(flows, (NotCounted("c", "C", "why", ("people",), False),))["people"].ratio is not None
    assert by_row(flows, (NotCounted("c", "C", "why", ("business",), True),))["people"].ratio is not None


SIDES = st.sampled_from([None, *ROWS])


@st.composite
def some_flows(draw: st.DrawFn) -> list[Flow]:
    flows = []
    for place in range(draw(st.integers(1, 8))):
        gains, loses = draw(SIDES), draw(SIDES)
        value = draw(st.decimals(0, 1_000_000, places=2))
        first = draw(st.integers(1, 12))
        flows.append(
            flow(
                f"f{place}",
                number(f"f{place}", *[float(value)] * 3),
                gains or (None if loses else "people"),
                loses,
                nature=draw(st.sampled_from(["fiscal", "social", None])),
                first=first,
                last=draw(st.integers(first, 12)),
                drop_off=draw(st.sampled_from([None, number("d", 0.1, 0.3, 0.5)])),
            )
        )
    return flows


@settings(max_examples=50)
@given(flows=some_flows())
def test_society_is_exactly_the_sum_of_the_rows(flows: list[Flow]) -> None:
    """Whatever flows there are: net value, and each nature; transfers cancel."""
    found = by_row(flows)
    rows = [value for row, value in found.items() if row != SOCIETY]
    for part in ("net", "fiscal", "social", "not_said", "benefits", "costs", "received", "paid"):
        total = Decimal()
        for value in rows:
            total = EXACT.add(total, getattr(value, part))
        assert total == getattr(found[SOCIETY], part)


@settings(max_examples=50)
@given(flows=some_flows())
def test_the_order_of_rows_changes_nothing(flows: list[Flow]) -> None:
    """Sums are exact, so they do not depend on their order."""
    assert by_row(flows) == by_row(flows[::-1])


@settings(max_examples=50)
@given(flows=some_flows())
def test_doubling_all_values_doubles_the_net_value(flows: list[Flow]) -> None:
    """And leaves the ratio as it is."""
    doubled = by_row([replace(each, scale=each.scale * 2) for each in flows])
    for row, value in by_row(flows).items():
        assert doubled[row].net == pytest.approx(value.net * 2, abs=amount(1e-6))
        if value.ratio is not None and value.costs > 1:
            assert doubled[row].ratio == pytest.approx(value.ratio, rel=amount(1e-6))
