"""Two views that are never blended: shares at replacement cost; and costs, a volunteer's hour among them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from coprod_tools.accountability.amounts import Range, point
from coprod_tools.accountability.co_investment import co_investment
from coprod_tools.accountability.currencies import in_one_currency
from coprod_tools.accountability.social_costs import social_costs
from coprod_tools.policy import Policy
from coprod_tools.policy.values import PartialDate
from tests.accountability.ledgers import book, row

MONEY = {"id": "m", "actor": "council", "kind": "money", "unit_value": 6000}
VOLUNTEERS = row(
    id="v", quantity={"low": 50, "mid": 100, "high": 150}, unit_value=30, paid="no", valuation_method="replacement cost"
)


def test_shares_with_their_range_by_hand() -> None:
    """Council 6,000; walkers 100 x 30 = 3,000 (1,500 to 4,500).

    Walkers: 3,000 / 9,000 = 1/3; least 1,500 / 7,500 = 1/5; most 4,500 / 10,500 = 3/7. The council has the rest.
    """
    (found,) = co_investment(book(MONEY, VOLUNTEERS)).as_told
    assert found.amount == Range(Decimal(7500), Decimal(9000), Decimal(10_500))
    assert [(each.who, each.share, each.low, each.high) for each in found.shares] == [
        ("council", Fraction(2, 3), Fraction(4, 7), Fraction(4, 5)),
        ("walkers", Fraction(1, 3), Fraction(1, 5), Fraction(3, 7)),
    ]
    assert [(each.side, each.share) for each in found.sides] == [
        ("government", Fraction(2, 3)),
        ("others", Fraction(1, 3)),
    ]


def test_shares_add_up_to_one_exactly() -> None:
    """Three sevenths and the like have no end as decimals."""
    rows = [
        {"id": f"r{n}", "actor": who, "kind": "money", "unit_value": n + 1}
        for n, who in enumerate(("council", "walkers", "elders"))
    ]
    (found,) = co_investment(book(*rows)).as_told
    assert sum(each.share or 0 for each in found.shares) == 1


def test_a_volunteers_hour_at_replacement_cost_is_no_social_cost_and_one_at_opportunity_cost_is_no_share() -> None:
    """Each price serves its own view; the other view has the hours, not priced."""
    opportunity = row(id="o", unit_value=20, paid="no", valuation_method="opportunity cost")
    ledger = book(VOLUNTEERS, opportunity)
    shares, costs = co_investment(ledger), social_costs(ledger)
    assert [each.amount.mid for each in shares.as_told] == [3000] and shares.unpriced == ("o",)
    assert [each.amount.mid for each in costs.as_told] == [200] and costs.unpriced == ("v",)
    (borne,) = costs.as_told
    assert (borne.perspective, borne.bearer, borne.volunteered) == ("community", "walkers", True)


def test_paid_time_is_borne_by_who_pays_it_in_both_views() -> None:
    """Walkers' 10 hours at an agreed 30 cost the council 300."""
    paid = row(unit_value=30, paid="yes", bearer="council", valuation_method="agreed wage")
    ledger = book(paid)
    assert [(each.who, each.amount) for each in co_investment(ledger).as_told[0].shares] == [("council", point(300))]
    (borne,) = social_costs(ledger).as_told
    assert (borne.perspective, borne.bearer, borne.volunteered, borne.amount) == (
        "government",
        "council",
        False,
        point(300),
    )


def test_paid_time_that_nobody_is_named_as_paying_is_nobodys() -> None:
    """It is not taken for the giver's own."""
    (share,) = co_investment(book(row(unit_value=30, paid="yes", valuation_method="agreed wage"))).as_told[0].shares
    assert share.who is None and share.side == "not-known"


def test_time_of_which_nobody_says_whether_it_is_paid_has_no_social_cost_yet() -> None:
    """A question is asked; nothing is guessed."""
    costs = social_costs(book(row(unit_value=30, valuation_method="agreed wage")))
    assert not costs.as_told and costs.unpriced == ("a",)


def test_an_investors_promise_is_never_added_to_the_payments_that_pay_it_back() -> None:
    """An impact bond: 60 of an investor and 70 for outcomes are the same money at two times, and no 130."""
    money = {"kind": "money", "quantity": 1}
    found = co_investment(
        book(
            row(id="i", actor="walkers", unit="investment commitment", unit_value=60, **money),
            row(id="o", actor="council", unit="outcome payment commitment, most", unit_value=70, **money),
        )
    ).as_told
    assert {(each.flow, each.amount.mid) for each in found} == {("promised-capital", 60), ("promised", 70)}


def test_currencies_and_flows_are_never_added() -> None:
    """Dollars, euros, what is promised, and money of no known currency stand apart."""
    rows = [
        {"id": "a", "actor": "council", "kind": "money", "unit_value": 10},
        {"id": "b", "actor": "council", "kind": "money", "unit_value": {"amount": 20, "currency": "EUR"}},
        {"id": "c", "actor": "council", "kind": "money", "quantity": 1, "unit": "pledge", "unit_value": 40},
    ]
    found = co_investment(book(*rows)).as_told
    assert [(each.currency, each.flow, each.amount.mid) for each in found] == [
        ("EUR", "put-in", 20),
        ("NZD", "put-in", 10),
        ("NZD", "promised", 40),
    ]
    no_currency = co_investment(book(*rows, currency=None))
    assert no_currency.no_currency == ("a", "c") and [each.currency for each in no_currency.as_told] == ["EUR"]


def test_a_correction_keeps_its_sign_and_no_share_is_given_where_it_outweighs_what_was_given() -> None:
    """500 - 200 = 300; where somebody's sum is below zero, parts of the whole mean nothing."""
    given = {"id": "a", "actor": "council", "kind": "money", "unit_value": 500}
    back = {"id": "b", "actor": "council", "kind": "money", "unit_value": -200}
    (found,) = co_investment(book(given, back)).as_told
    assert found.amount == point(300) and found.shares[0].share == 1
    (other,) = co_investment(book(given, {**back, "actor": "walkers"})).as_told
    assert other.amount == point(300) and all(each.share is None for each in other.shares)


def test_several_actors_together_are_on_a_side_only_when_all_of_them_are() -> None:
    """A council and a community together are on neither."""
    actors = [
        {"id": "council", "label": "Council", "kind": "agency"},
        {"id": "ministry", "label": "Ministry", "kind": "agency"},
        {"id": "walkers", "label": "Walkers", "kind": "community"},
        {"id": "public", "label": "Both", "joint_of": ["council", "ministry"]},
        {"id": "mixed", "label": "Mixed", "joint_of": ["council", "walkers"]},
    ]
    rows = [{"id": who, "actor": who, "kind": "money", "unit_value": 1} for who in ("public", "mixed")]
    (found,) = co_investment(book(*rows, actors=actors)).as_told
    assert {each.who: each.side for each in found.shares} == {"public": "government", "mixed": "not-known"}
    assert [each.perspective for each in social_costs(book(*rows, actors=actors)).as_told] == ["government", None]


def rates(*rows: dict[str, Any]) -> Policy:
    """Return a policy with rates."""
    return Policy.model_validate({"coprod": 1, "id": "p", "title": "P", "currency": "NZD", "rates": list(rows)})


def test_currencies_are_read_in_one_only_by_a_dated_rate_and_the_conversion_is_shown() -> None:
    """100 EUR x 1.8 = 180 NZD, and 20 NZD make 200; the newest rate that is not later than the day is used."""
    rate = {"from": "EUR", "to": "NZD", "source": "Central bank (made-up)"}
    policy = rates(
        {**rate, "rate": "1.7", "as_at": "2025-06-30"},
        {**rate, "rate": "1.8", "as_at": "2026-05-31"},
        {**rate, "rate": "1.9", "as_at": "2027-01-31"},
    )
    sums = {"EUR": point(100), "NZD": point(20)}
    found = in_one_currency(sums, policy, "NZD", PartialDate("2026-06-01"))
    assert found.amount == point("200.0") and not found.missing
    assert found.shown == ("100 EUR is read as NZD at 1.8 (2026-05-31; Central bank (made-up))",)


def test_without_a_rate_or_with_two_that_differ_nothing_is_added() -> None:
    """A rate the other way round is not turned round."""
    sums = {"EUR": point(100), "NZD": point(20)}
    turned = rates({"from": "NZD", "to": "EUR", "rate": "0.5", "as_at": "2026-01-01", "source": "Bank"})
    found = in_one_currency(sums, turned, "NZD")
    assert found.amount is None and "no dated rate from EUR to NZD" in found.missing[0]
    rate = {"from": "EUR", "to": "NZD", "as_at": "2026-01-01"}
    two = rates(
        {"id": "x", **rate, "rate": "1.8", "source": "One"}, {"id": "y", **rate, "rate": "1.9", "source": "Other"}
    )
    differing = in_one_currency(sums, two, "NZD")
    assert differing.amount is None and "differ" in differing.missing[0]
