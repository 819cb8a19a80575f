"""Costs from the ledger: a volunteer's hour costs the volunteer, and nothing is counted twice."""

from __future__ import annotations

from typing import Any

from coprod_tools.accountability.ledger import ledger_of
from coprod_tools.investment.flows import Flow
from coprod_tools.investment.ledger_costs import LedgerCosts, costs_of
from tests.investment.made_up import made_policy, stream

VAN = {"id": "van", "actor": "agency", "kind": "money", "what": "A van", "quantity": 1, "unit": "payment"}
HOURS = {"id": "hours", "actor": "club", "kind": "time", "what": "Fitting rails", "quantity": 100, "unit": "hours",
         "unit_value": 30, "valuation_method": "opportunity cost", "paid": "no"}  # fmt: skip


def costs(*rows: dict[str, Any], first_year: int | None = 2027, **parts: Any) -> LedgerCosts:
    return costs_of(ledger_of(made_policy(contributions=list(rows), **parts)), first_year)


def years_of(flow: Flow, years: int = 4) -> list[int]:
    return [int(flow.in_year(year)) for year in range(1, years + 1)]


def test_money_falls_in_the_year_of_its_date() -> None:
    """9,000 of 2028 fall in year 2, on government, as public money."""
    (flow,) = costs(VAN | {"unit_value": 9000, "date": "2028"}).flows
    assert years_of(flow) == [0, 9000, 0, 0]
    assert (flow.loses, flow.nature, flow.gains) == ("government", "fiscal", None)


def test_an_unpaid_hour_costs_who_gives_it() -> None:
    """100 hours at 30 are 3,000, lost by the community and never a gain."""
    (flow,) = costs(HOURS | {"date": "2027"}).flows
    assert years_of(flow) == [3000, 0, 0, 0]
    assert (flow.loses, flow.nature, flow.gains) == ("community", "social", None)


def test_what_covers_several_years_is_spread_over_them() -> None:
    """3,000 over 2027 to 2029 are 1,000 a year; of a time that began in 2026 the part before is not counted."""
    (flow,) = costs(HOURS | {"covers_from": "2027", "covers_until": "2029"}).flows
    assert years_of(flow) == [1000, 1000, 1000, 0]
    (flow,) = costs(HOURS | {"covers_from": "2026", "covers_until": "2028"}).flows
    assert years_of(flow) == [1000, 1000, 0, 0]


def test_what_was_spent_before_the_first_year_is_no_part_of_the_choice() -> None:
    """It is said beside."""
    found = costs(VAN | {"unit_value": 9000, "date": "2025"})
    assert not found.flows and "A van" in found.beside[0]


def test_without_a_date_a_cost_falls_in_year_1_and_says_so() -> None:
    """Where it weighs most."""
    (flow,) = costs(HOURS).flows
    assert years_of(flow) == [3000, 0, 0, 0] and any("year 1" in note for note in flow.notes)
    (backwards,) = costs(HOURS | {"covers_from": "2029", "covers_until": "2027"}).flows
    assert years_of(backwards) == [3000, 0, 0, 0]


def test_a_contribution_that_a_stream_names_is_not_counted_again() -> None:
    """The stream stands for it."""
    found = costs(VAN | {"unit_value": 9000}, streams=[stream(kind="cost", for_whom="government", contribution="van")])
    assert not found.flows and "A van" in found.beside[0]


def test_a_stream_that_names_no_contribution_there_is_said() -> None:
    """A wrong id would let the same money count twice."""
    found = costs(VAN | {"unit_value": 9000}, streams=[stream(kind="cost", contribution="vann")])
    assert len(found.flows) == 1 and any("not there" in said for said in found.beside)


def test_unpriced_hours_are_an_unknown_cost_and_unpriced_knowledge_stands_beside() -> None:
    """Hours nobody priced would change the sum; what has no price by nature is no less for it."""
    found = costs(
        {key: value for key, value in HOURS.items() if key not in ("unit_value", "valuation_method")},
        {"actor": "elders", "kind": "knowledge", "what": "Whom to ask", "quantity": "unknown"},
    )
    assert [each.id for each in found.not_counted] == ["contributions[hours]"]
    assert found.not_counted[0].is_cost and found.not_counted[0].rows == ("community",)
    assert any("Whom to ask" in said for said in found.beside)


def test_money_only_promised_is_not_counted_as_spent() -> None:
    """Promises and payments are told apart and never added."""
    found = costs(VAN | {"unit_value": 9000, "unit": "pledge"})
    assert not found.flows and "promised" in found.beside[0]


def test_a_budget_counts_only_where_nothing_else_tells_of_the_money() -> None:
    """600 over 2027 to 2029 are 200 a year; beside the same agency's van it would count twice."""
    budget = {"actor": "agency", "money": 600, "what_for": "Helpers", "start": "2027", "end": "2029", "source": "I"}
    (flow,) = costs(HOURS | {"paid": "no"}, budgets=[budget]).flows[1:]
    assert years_of(flow) == [200, 200, 200, 0] and flow.loses == "government"
    found = costs(VAN | {"unit_value": 600}, budgets=[budget])
    assert [each.id for each in found.flows] == ["contributions[van]"]
    assert any("Helpers" in said for said in found.beside)


def test_a_budget_that_no_cost_tells_of_is_named_as_missing_from_the_costs() -> None:
    """600 for helpers beside a van of 9,000: it may be other money, so government's row says that a cost is missing."""
    budget = {"actor": "agency", "money": 600, "what_for": "Helpers", "start": "2027", "end": "2029", "source": "I"}
    found = costs(VAN | {"unit_value": 9000}, budgets=[budget])
    assert [each.id for each in found.flows] == ["contributions[van]"]
    (missing,) = found.not_counted
    assert (missing.label, missing.rows, missing.is_cost) == ("Helpers", ("government",), True)
    assert "these 600 NZD" in missing.why and "too low" in missing.why
    ask = {"id": "more", "label": "More", "takes": [{"actor": "agency", "money": 50}]}
    to_choose = costs(VAN | {"unit_value": 9000}, budgets=[budget], proposals=[ask])
    assert not to_choose.not_counted
    assert any("“Helpers” (600 NZD) is money that proposals ask for" in said for said in to_choose.beside)


def test_hours_that_government_pays_for_are_public_money_and_hours_it_is_given_are_not() -> None:
    """A wage is spent; an hour that nobody pays is a cost of another kind."""
    nurse = HOURS | {"actor": "agency", "bearer": "agency", "valuation_method": "agreed wage"}
    assert [each.nature for each in costs(nurse | {"paid": "yes"}).flows] == ["fiscal"]
    assert [each.nature for each in costs(HOURS | {"paid": "no"}).flows] == ["social"]


def test_what_is_declared_told_twice_is_counted_once() -> None:
    """The second row names the first as the same."""
    again = VAN | {"id": "again", "actor": "club", "unit_value": 9000, "bearer": "agency", "same_as": "van"}
    found = costs(VAN | {"unit_value": 9000}, again)
    assert len(found.flows) == 1
    assert any("told twice" in said for said in found.beside)
