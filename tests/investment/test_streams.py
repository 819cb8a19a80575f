"""Streams by year: what each is worth when, and what is named where something is missing."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from coprod_tools.investment.effect_chain import effect_chains
from coprod_tools.investment.flows import Flow, NotCounted
from coprod_tools.investment.streams import read_stream
from coprod_tools.knowledge import load_knowledge
from tests.investment.made_up import chain, made_policy, stream

K = load_knowledge()


def read(given: dict[str, Any], **parts: Any) -> Flow | NotCounted:
    policy = made_policy(streams=[given], **parts)
    return read_stream((policy.streams or ())[0], policy, effect_chains(policy, K))


def by_year(found: Flow | NotCounted, years: int) -> list[Decimal]:
    assert isinstance(found, Flow)
    return [found.in_year(year) for year in range(1, years + 1)]


def test_money_flows_from_its_first_year_for_as_long_as_it_lasts() -> None:
    """50 x 4 = 200 in years 2, 3 and 4."""
    found = read(stream(unit_value=50, quantity=4, starts_in=2, lasts=3))
    assert by_year(found, 5) == [0, 200, 200, 200, 0]


def test_drop_off_makes_each_year_after_the_first_smaller() -> None:
    """100, then 100 x 0.9 = 90, then 81; per cent and parts of one are the same."""
    for drop in ("0.1", {"mid": 10, "unit": "%"}, {"numerator": 1, "denominator": 10}):
        assert by_year(read(stream(lasts=3, drop_off=drop)), 3) == [100, 90, 81]


def test_without_a_quantity_the_chain_of_the_outcome_says_how_many() -> None:
    """18 falls fewer (see the chain's test) at 1,000 each are 18,000 a year."""
    found = read(stream(outcome="falls", quantity=None, unit_value=1000, lasts=2), effect_chain=chain())
    assert by_year(found, 2) == [18_000, 18_000]


def test_prices_and_rates_enter_the_stream() -> None:
    """100 AUD of 2020: x 1.2 for prices, x 1.1 for the currency, are 132 NZD of 2026."""
    found = read(
        stream(unit_value={"amount": 100, "currency": "AUD"}, price_year=2020),
        price_indices=[
            {"year": 2020, "index": 100, "currency": "AUD", "source": "Invented"},
            {"year": 2026, "index": 120, "currency": "AUD", "source": "Invented"},
        ],
        rates=[{"from": "AUD", "to": "NZD", "rate": "1.1", "as_at": "2026", "source": "Invented"}],
    )
    assert by_year(found, 1) == [132]
    assert isinstance(found, Flow) and (found.currency, found.price_year) == ("NZD", 2026)


@pytest.mark.parametrize(
    ("field", "word"),
    [
        ("kind", "kind"),
        ("unit_value", "unit_value"),
        ("quantity", "quantity"),
        ("starts_in", "starts_in"),
        ("lasts", "lasts"),
    ],
)
def test_what_is_missing_is_named_and_never_filled_in(field: str, word: str) -> None:
    """The stream stands in no sum, and the sentence says what to write."""
    found = read(stream(**{field: None}))
    assert isinstance(found, NotCounted) and f"write {word}" in found.why


def test_an_unknown_chain_makes_the_stream_unknown() -> None:
    """One factor missing, and how many is not known."""
    rows = [row for row in chain() if row["factor"] != "retention"]
    found = read(stream(outcome="falls", quantity=None), effect_chain=rows)
    assert isinstance(found, NotCounted) and "Fewer falls" in found.why


def test_money_in_no_currency_is_named() -> None:
    """Neither the stream nor the policy says in what money it is."""
    found = read(stream(), currency=None)
    assert isinstance(found, NotCounted) and "currency" in found.why


def test_a_share_of_nobody_knows_what_is_no_quantity() -> None:
    """30 of 100 of what?"""
    found = read(stream(quantity={"numerator": 30, "denominator": 100}))
    assert isinstance(found, NotCounted) and "share" in found.why


def test_a_cost_falls_on_who_pays_and_a_transfer_on_both() -> None:
    """Who is not named stands as not named."""
    cost = read(stream(kind="cost", for_whom="people", paid_by="government"))
    assert isinstance(cost, Flow) and (cost.gains, cost.loses) == (None, "government")
    moved = read(stream(kind="transfer", for_whom="people", paid_by=None))
    assert isinstance(moved, Flow) and (moved.gains, moved.loses) == ("people", "not-said")
