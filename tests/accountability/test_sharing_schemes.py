"""Schemes for sharing money: exact to the cent, side by side, and never computed from what nobody knows."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_tools.accountability.apportioning import apportion, in_parts
from coprod_tools.accountability.sharers import sharers_of
from coprod_tools.accountability.sharing_schemes import (
    SchemeComparison,
    SchemeResult,
    Sharer,
    compare_schemes,
    with_needs,
)
from tests.accountability.ledgers import book, row

THREE = (
    Sharer("a", "A", Decimal(60), Decimal(1)),
    Sharer("b", "B", Decimal(30), Decimal(1)),
    Sharer("c", "C", Decimal(10), Decimal(2)),
)


def compare(amount: str = "100", sharers: tuple[Sharer, ...] = THREE, **more: Any) -> dict[str, SchemeResult]:
    """Return each scheme's result by name."""
    found: SchemeComparison = compare_schemes(Decimal(amount), "NZD", sharers, **{"at_least": 2, **more})
    return {each.scheme: each for each in found.schemes}


def money(**paid: str) -> dict[str, Decimal]:
    """Return sums by sharer."""
    return {who: Decimal(each) for who, each in paid.items()}


def test_each_scheme_equals_hand_arithmetic() -> None:
    found = compare()
    # 100 by three: 33.33 each and one cent over, for the first named.
    assert found["equal"].paid == money(a="33.34", b="33.33", c="33.33")
    assert found["by-contribution"].paid == money(a="60", b="30", c="10")
    assert found["by-need"].paid == money(a="25", b="25", c="50")
    assert found["threshold"].paid == found["equal"].paid


def test_it_says_who_gains_and_loses_against_equal_parts() -> None:
    found = compare()
    assert (found["by-contribution"].more, found["by-contribution"].less) == (("a",), ("b", "c"))
    assert found["by-contribution"].against_equal == money(a="26.66", b="-3.33", c="-23.33")
    assert (found["by-need"].more, found["by-need"].less) == (("c",), ("a", "b"))
    assert found["equal"].more == found["equal"].less == ()


def test_it_says_what_happens_when_one_partner_fails() -> None:
    found = compare(at_least=3)
    assert [each.failed for each in found["equal"].failures] == ["a", "b", "c"]
    assert found["equal"].failures[0].paid == money(b="50", c="50")
    # 30 and 10 of 40.
    assert found["by-contribution"].failures[0].paid == money(b="75", c="25")
    assert found["by-need"].failures[2].paid == money(a="50", b="50")
    assert found["equal"].failures[0].says == "If A fails, the others share the whole sum."
    for failure in found["threshold"].failures:
        assert failure.unspent == 100
        assert set(failure.paid.values()) == {Decimal(0)}
        assert "100.00 NZD go to nobody" in failure.says
    assert compare(at_least=2)["threshold"].failures[0].paid == money(b="50", c="50")


def test_who_is_alone_leaves_the_sum_to_nobody() -> None:
    found = compare("10", (Sharer("a", "A", Decimal(1), Decimal(1)),), at_least=1)
    assert {scheme.paid["a"] for scheme in found.values()} == {Decimal(10)}
    assert {scheme.failures[0].unspent for scheme in found.values()} == {Decimal(10)}


def test_what_is_unknown_is_never_read_as_nothing() -> None:
    found = compare(sharers=(*THREE[:2], Sharer("c", "C")), at_least=None)
    assert found["equal"].cannot == ""
    assert "not known or not in one unit: C" in found["by-contribution"].cannot
    assert "have not said how much they need: C" in found["by-need"].cannot
    assert "is not said" in found["threshold"].cannot
    for scheme in ("by-contribution", "by-need", "threshold"):
        assert (found[scheme].paid, found[scheme].failures, found[scheme].more) == ({}, (), ())


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (None, "sum is not known"),
        (Decimal(-1), "below zero"),
        (Decimal("0.001"), "finer"),
        (Decimal("NaN"), "no number"),
    ],
)
def test_a_sum_that_cannot_be_shared_says_why(amount: Decimal | None, words: str) -> None:
    for scheme in compare_schemes(amount, "NZD", THREE, at_least=2).schemes:
        assert words in scheme.cannot


def test_bad_numbers_say_why() -> None:
    assert "nobody is named" in compare(sharers=())["equal"].cannot
    assert "below zero is given for A" in compare(sharers=(Sharer("a", "A", Decimal(-1)),))["by-contribution"].cannot
    assert "every number is zero" in compare(sharers=(Sharer("a", "A", Decimal(0)),))["by-contribution"].cannot
    assert "between 1 and 3" in compare(at_least=4)["threshold"].cannot
    with pytest.raises(ValueError, match="named twice"):
        compare(sharers=(THREE[0], THREE[0]))


def test_a_currency_without_small_coins_is_shared_in_whole_ones() -> None:
    assert compare("100", digits=0)["equal"].paid == money(a="34", b="33", c="33")


def test_every_scheme_has_its_assumption_and_none_is_proposed() -> None:
    found = compare_schemes(Decimal(1), "NZD", THREE, at_least=2)
    assert len({each.says for each in found.schemes}) == 4
    assert "None of these ways is proposed" in found.assumptions[0]


def test_the_odd_coins_go_to_the_largest_remainders() -> None:
    # Hamilton's rule by hand: 10 by 5, 3, 1 of 9 is 5 5/9, 3 1/3, 1 1/9: the one over goes to the first.
    assert apportion(10, [Fraction(5), Fraction(3), Fraction(1)]) == (6, 3, 1)
    # 7 by 3, 3, 1 of 7 is exact; 8 of the same is 3 3/7, 3 3/7, 1 1/7: the first of the two alike.
    assert apportion(8, [Fraction(3), Fraction(3), Fraction(1)]) == (4, 3, 1)
    assert apportion(5, [Fraction(0), Fraction(0)]) is None
    assert in_parts(Decimal("12.34"), 2) == 1234
    assert in_parts(Decimal("12.345"), 2) is None


@given(
    st.integers(0, 10**20),
    st.lists(st.fractions(0, 10**6), min_size=1, max_size=12).filter(any),
)
def test_parts_add_up_exactly_and_are_within_a_coin_of_their_share(coins: int, weights: list[Fraction]) -> None:
    parts = apportion(coins, weights)
    assert parts is not None
    assert sum(parts) == coins
    assert all(abs(part - coins * weight / sum(weights)) < 1 for part, weight in zip(parts, weights, strict=True))
    assert all(part == 0 for part, weight in zip(parts, weights, strict=True) if weight == 0)


def test_large_sums_are_shared_to_the_cent() -> None:
    amount = "987654321987654321987654321.01"
    for scheme in compare(amount).values():
        assert sum(map(Fraction, scheme.paid.values())) == Fraction(amount)
        for failure in scheme.failures:
            assert sum(map(Fraction, failure.paid.values()), Fraction(failure.unspent)) == Fraction(amount)


def test_sharers_of_a_policy_know_only_what_the_ledger_prices() -> None:
    priced = {"unit_value": 30, "valuation_method": "replacement cost", "paid": "no"}
    ledger = book(
        row(id="a", actor="walkers", quantity=10, **priced),
        row(id="b", actor="walkers", quantity=2, **priced),
        row(id="c", actor="elders", kind="knowledge"),
        row(id="d", actor="council", kind="money", unit_value=500, quantity=1, unit=None),
        activities=[{"id": "walk", "label": "Walk", "lead": "council"}],
    )
    found = {each.id: each.contribution for each in sharers_of(ledger, "NZD")}
    assert found["walkers"] == 360
    assert found["elders"] is None
    assert {each.contribution for each in sharers_of(ledger, "EUR")} == {None}
    assert {each.id: each.contribution for each in sharers_of(ledger, "NZD", frozenset({"b"}))}["walkers"] == 300


def test_needs_are_only_what_was_said() -> None:
    assert [each.need for each in with_needs((Sharer("a", "A"), Sharer("b", "B")), {"a": Decimal(3)})] == [3, None]


def test_money_only_promised_and_work_paid_by_nobody_named_are_not_put_in_for_certain() -> None:
    walk = [{"id": "walk", "label": "Walk", "lead": "council"}]
    promised = row(id="a", actor="council", kind="money", unit_value=500, quantity=1, unit="commitment")
    found = {each.id: each.contribution for each in sharers_of(book(promised, activities=walk), "NZD")}
    assert found["council"] is None
    own = row(id="a", actor="walkers", unit_value=30, valuation_method="replacement cost", paid="no")
    paid = row(id="b", actor="walkers", unit_value=30, valuation_method="replacement cost", paid="yes")
    found = {each.id: each.contribution for each in sharers_of(book(own, paid, activities=walk), "NZD")}
    assert found["walkers"] is None
