"""Every contribution is a row, whatever it lacks; consent, Cos, units and prices are as the policy says them."""

from __future__ import annotations

import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from coprod_tools.accountability.amounts import Range, point
from coprod_tools.accountability.ledger import ledger_of
from coprod_tools.accountability.ledger_questions import ledger_questions
from coprod_tools.accountability.natural_units import in_own_units
from coprod_tools.knowledge import load_knowledge
from coprod_tools.policy.values import PartialDate
from tests.accountability.ledgers import book, row


def test_a_row_has_its_own_co_else_that_of_the_actors_part_in_the_activity() -> None:
    """A part in another activity, or another actor's, says nothing."""
    parts = [
        {"actor": "walkers", "co": "deliver"},
        {"actor": "walkers", "co": "design"},
        {"actor": "elders", "co": "assess"},
    ]
    activities = [
        {"id": "do-it", "label": "Do it", "stage": "delivery", "parts": parts},
        {"id": "other", "label": "Other"},
    ]
    found = book(
        row(id="own", activity="do-it", co="assess"),
        row(id="parts", activity="do-it"),
        row(id="none", activity="other"),
        activities=activities,
    ).rows
    assert [(each.cos, each.cos_from) for each in found] == [
        (("assess",), "contribution"),
        (("design", "deliver"), "parts"),
        ((), "unknown"),
    ]
    assert [each.stage for each in found] == ["delivery", "delivery", None]


@pytest.mark.parametrize(
    ("fields", "state", "counted"),
    [
        ({}, "not-said", True),
        ({"consent": {"on": "2026-01"}}, "given", True),
        ({"consent": {"withdrawn": "2026-04"}}, "withdrawn", False),
        ({"consent": {"withdrawn": "2027-04"}}, "given", True),
        ({"consent": {"expires": "2026-12-31"}}, "given", True),
        ({"consent": {"expires": "2026-01-31"}}, "expired", False),
        ({"consent": {"expires": "2026-01-31"}, "date": "2025-11"}, "expired", True),
        ({"consent": {"expires": "2026-01-31"}, "date": "2026"}, "expired", False),
    ],
)
def test_consent_on_the_day(fields: dict[str, Any], state: str, counted: bool) -> None:
    """On 1 June 2026: what was taken back never counts; after its end only what is surely from before counts."""
    (found,) = book(row(**fields), as_at="2026-06-01").rows
    assert (found.consent, found.counted) == (state, counted)


def test_what_is_not_counted_stays_listed_and_is_told() -> None:
    """Nothing is dropped."""
    ledger = book(row(consent={"withdrawn": "2026-04"}), as_at="2026-06-01")
    assert [each.id for each in ledger.set_aside] == ["a"] and not ledger.counted
    assert not in_own_units(ledger)
    assert [each.said for each in ledger_questions(ledger)] == [
        "Walkers: taken back (no words). It is listed and not counted."
    ]


def test_a_negative_quantity_is_refused_and_a_negative_sum_keeps_its_sign() -> None:
    """A correction takes an earlier sum back; nobody gives fewer than no hours."""
    with pytest.raises(ValidationError, match="below zero"):
        book(row(quantity=-3))
    (found,) = book(
        {"id": "a", "actor": "council", "kind": "money", "quantity": 1, "unit": "disbursement", "unit_value": -250}
    ).rows
    assert found.replacement.amount == point(-250) and found.flow == "paid-out"


def test_quantity_and_value_multiply_end_by_end() -> None:
    """700 x 28 = 19,600; 900 x 32 = 28,800; 1,100 x 38 = 41,800."""
    (found,) = book(
        row(
            quantity={"low": 700, "mid": 900, "high": 1100},
            unit_value={"low": 28, "mid": 32, "high": 38},
            valuation_method="replacement cost",
        )
    ).rows
    assert found.replacement.amount == Range(Decimal(19_600), Decimal(28_800), Decimal(41_800))
    assert (found.replacement.currency, found.replacement.basis) == ("NZD", "replacement cost")


def test_a_quantity_with_one_end_keeps_the_other_open() -> None:
    """At least 120 people: nobody says how many more."""
    (found,) = book(row(kind="knowledge", quantity={"low": 120}, unit="people")).rows
    assert found.quantity == Range(Decimal(120), Decimal(120), None)


def test_money_is_read_by_its_sum_or_by_its_currency_as_unit() -> None:
    """A sum without quantity or unit is there once; 300 EUR are 300 euros; a sum per month without months is open."""
    found = book(
        {"id": "a", "actor": "council", "kind": "money", "unit_value": 500},
        {"id": "b", "actor": "council", "kind": "money", "quantity": 300, "unit": "EUR"},
        {"id": "c", "actor": "council", "kind": "money", "unit_value": 500, "unit": "month"},
        {"id": "d", "actor": "council", "kind": "money", "quantity": 300},
    ).rows
    assert [each.replacement.amount for each in found] == [point(500), point(300), None, None]
    assert [each.replacement.currency for each in found] == ["NZD", "EUR", "", ""]


def test_minutes_become_hours_where_that_is_exact_and_days_only_by_the_policys_own_day() -> None:
    """90 minutes are 1.5 hours; 50 minutes have no end as a decimal of hours; 4 days of 7.5 hours are 30 hours."""
    rows = [
        row(id="m90", quantity=90, unit="minutes"),
        row(id="m50", quantity=50, unit="min"),
        row(id="d4", quantity=4, unit="days"),
        row(id="h3", quantity=3, unit="hrs"),
    ]
    without = {line.unit.key: line.quantity for line in in_own_units(book(*rows)) if line.unit}
    assert without == {"hour": point("4.5"), "minute": point(50), "day": point(4)}
    with_day = {line.unit.key: line.quantity for line in in_own_units(book(*rows, hours_per_day="7.5")) if line.unit}
    assert with_day == {"hour": point("34.5"), "minute": point(50)}


@pytest.mark.parametrize("hours", ["0", "25", "-1"])
def test_a_day_of_no_hours_or_of_more_than_there_are_is_refused(hours: str) -> None:
    """The sentence says what to write."""
    with pytest.raises(ValidationError, match=r"more than 0 and at most 24|below zero"):
        book(row(), hours_per_day=hours)


def test_an_unknown_unit_is_kept_named_and_added_to_no_other() -> None:
    """Two of the same words are added; the question says what to write."""
    ledger = book(row(id="a", unit="Kete"), row(id="b", unit="kete "), row(id="c", unit="baskets"))
    lines = in_own_units(ledger)
    assert [(line.unit.key if line.unit else "", line.quantity) for line in lines] == [
        ("said:kete", point(20)),
        ("said:baskets", point(10)),
    ]
    asked = [each.said for each in ledger_questions(ledger) if each.path.endswith(".unit")]
    assert len(asked) == 3 and 'the unit "Kete" is not known here' in asked[0] and "hours" in asked[0]


def test_two_units_for_one_number_are_never_used() -> None:
    """The contribution says hours and its quantity says days."""
    ledger = book(row(quantity={"mid": 4, "unit": "days"}, unit="hours", unit_value=30))
    assert ledger.rows[0].replacement.amount is None
    assert in_own_units(ledger)[0].quantity is None
    assert any("different units (hours and days)" in each.said for each in ledger_questions(ledger))


def test_a_share_is_no_quantity() -> None:
    """Three of ten is asked about, not counted as 30."""
    ledger = book(row(quantity={"numerator": 3, "denominator": 10}))
    assert ledger.rows[0].quantity is None
    assert any("is a share" in each.said for each in ledger_questions(ledger))


def test_a_wage_that_nobody_verified_is_named_and_never_used() -> None:
    """The New Zealand median wage ships as to verify."""
    ledger = book(row(paid="no"), jurisdiction="nz")
    assert ledger.rows[0].replacement.amount is None
    assert "33.56 NZD an hour, 2024-06" in ledger.rows[0].replacement.why
    assert "33.56" not in book(row(paid="no")).rows[0].replacement.why


def test_a_verified_wage_of_the_jurisdiction_prices_hours_until_its_review_is_due(tmp_path: Path) -> None:
    """10 hours at 30 are 300; in another jurisdiction, or after December 2026, nothing is priced by it."""
    (tmp_path / "settings.yaml").write_text(
        "coprod-knowledge: 1\nsettings:\n  - {id: own-wage, title: Wage of this kind of work, kind: rate,"
        " value: 30 an hour,"
        " bearing: To value time., source: Made-up, status: verified,"
        " jurisdiction: nz, as_at: '2026-03',"
        " review_due: '2026-12', wage: {amount: '30', currency: NZD, serves: replacement}}\n"
    )
    knowledge = load_knowledge(tmp_path)

    def worth(place: str, day: str) -> Any:
        policy = book(row(paid="no"), jurisdiction=place).policy
        return ledger_of(policy, PartialDate(day), knowledge).rows[0]

    found = worth("nz", "2026-06-01")
    assert found.replacement.amount == point(300)
    assert found.replacement.basis == "Wage of this kind of work, 2026-03 (Made-up)"
    assert found.social.amount is None
    assert worth("england", "2026-06-01").replacement.amount is None
    assert worth("nz", "2027-01-01").replacement.amount is None


def test_a_policy_without_any_price_still_says_who_gives_what_and_what_is_not_known() -> None:
    """Hours, knowledge and money of unknown sum stand in their own units, each with what is asked."""
    ledger = book(
        row(id="a", paid="no"),
        row(id="b", actor="elders", kind="knowledge", quantity=5, unit="meetings"),
        {"id": "c", "actor": "council", "kind": "money"},
        {"id": "d", "actor": "elders", "kind": "relationships"},
    )
    assert [(line.actor, line.kind, line.quantity) for line in in_own_units(ledger)] == [
        ("walkers", "time", point(10)),
        ("elders", "knowledge", point(5)),
        ("elders", "relationships", None),
    ]
    said = [each.said for each in ledger_questions(ledger)]
    assert any("the sum is not said" in each for each in said)
    # Nobody is pressed to put a price on what they know.
    assert not any("Elders" in each and "unit_value" in each for each in said)


def test_ten_thousand_rows_take_less_than_two_seconds_and_none_is_lost() -> None:
    """Of several kinds, actors and units."""
    units = ("hours", "days", "minutes", "kete", "people")
    rows = [
        row(
            id=f"r{n}",
            actor=("walkers", "elders", "council")[n % 3],
            quantity=n % 90 + 1,
            unit=units[n % 5],
            **({"unit_value": 30} if n % 2 else {}),
        )
        for n in range(10_000)
    ]
    policy = book(*rows).policy
    start = time.perf_counter()
    ledger = ledger_of(policy)
    assert time.perf_counter() - start < 2
    assert [each.id for each in ledger.rows] == [f"r{n}" for n in range(10_000)]
    assert sum(len(line.rows) for line in in_own_units(ledger)) == 10_000
