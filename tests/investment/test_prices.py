"""Prices of other years and other currencies: read by an index or a dated rate, or kept apart."""

from __future__ import annotations

from decimal import Decimal

from coprod_tools.investment.prices import read_money
from tests.investment.made_up import made_policy

INDICES = [
    {"year": 2020, "index": 1000, "source": "Invented"},
    {"year": 2026, "index": 1250, "source": "Invented"},
]
NEW = {"low": "1.05", "mid": "1.10", "high": "1.2"}
RATES = [
    {"from": "AUD", "to": "NZD", "rate": "1.05", "as_at": "2024", "source": "Old"},
    {"from": "AUD", "to": "NZD", "rate": NEW, "as_at": "2026-06", "source": "New"},
]


def test_prices_of_another_year_are_read_by_the_index_of_both_years() -> None:
    """1250 / 1000 = 1.25."""
    found = read_money(made_policy(price_indices=INDICES), "NZD", 2020)
    assert found and (found.currency, found.price_year, found.factor) == ("NZD", 2026, Decimal("1.25"))
    assert "Invented" in found.shown[0]


def test_without_an_index_money_stays_in_its_own_prices() -> None:
    """It is never mixed in silently: it keeps its year, and says so."""
    found = read_money(made_policy(price_indices=INDICES[:1]), "NZD", 2020)
    assert found and (found.price_year, found.factor) == (2020, 1)
    assert "2020" in found.shown[0] and "price_indices" in found.shown[0]


def test_two_indices_of_one_year_that_differ_are_none() -> None:
    """Which of both holds is for the team to say."""
    twice = [*INDICES, {"id": "b", "year": 2026, "index": 1300, "source": "Other"}]
    found = read_money(made_policy(price_indices=twice), "NZD", 2020)
    assert found and found.price_year == 2020


def test_the_newest_dated_rate_reads_one_currency_in_another_with_its_range() -> None:
    """Of 2024 and June 2026 the second; its range is an assumption like any other."""
    found = read_money(made_policy(rates=RATES), "AUD", None)
    assert found and found.rate and found.currency == "NZD"
    assert (found.rate.low, found.rate.mid, found.rate.high) == (Decimal("1.05"), Decimal("1.10"), Decimal("1.2"))
    assert "2026-06" in found.shown[0] and "New" in found.shown[0]


def test_a_rate_is_never_turned_round_and_currencies_stay_apart() -> None:
    """From NZD to AUD is not from AUD to NZD."""
    turned = [{"from": "NZD", "to": "AUD", "rate": "0.9", "as_at": "2026", "source": "Invented"}]
    found = read_money(made_policy(rates=turned), "AUD", None)
    assert found and found.currency == "AUD" and found.rate is None
    assert "stands apart" in found.shown[0]


def test_money_without_any_currency_is_not_read() -> None:
    """Neither the sum nor the policy says in what money it is."""
    assert read_money(made_policy(currency=None), None, 2026) is None


def test_an_index_of_another_currency_is_not_used() -> None:
    """New Zealand's prices say nothing of Australia's."""
    found = read_money(made_policy(price_indices=INDICES), "AUD", 2020)
    assert found and found.price_year == 2020 and found.currency == "AUD"
