"""What people put in, as costs: every contribution of the ledger that no stream stands for already.

A volunteer's hour is a cost to who gives it, never a gain. What can't be priced stays beside the money.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from coprod_tools.accountability.amounts import Range
from coprod_tools.accountability.double_count import DoubleCount
from coprod_tools.accountability.double_counting import double_counts
from coprod_tools.accountability.ledger import Ledger, Row
from coprod_tools.accountability.pricing import NO_CURRENCY
from coprod_tools.accountability.social_costs import perspectives_of
from coprod_tools.accountability.units import PUT_IN
from coprod_tools.investment.assumptions import QUOTIENT, Assumption
from coprod_tools.investment.budget_costs import budget_costs, years_covered
from coprod_tools.investment.flows import NOT_SAID, Flow, NotCounted, Term
from coprod_tools.investment.prices import read_money
from coprod_tools.policy import Policy
from coprod_tools.words import say

# Money put in or paid out is a cost; money promised, planned or received is not added to it.
_SPENT = frozenset({PUT_IN, "paid-out"})
_BESIDE = frozenset({"knowledge", "relationships", "mandate"})


@dataclass(frozen=True, slots=True)
class LedgerCosts:
    """The costs of a ledger.

    Attributes
    ----------
    beside : tuple of str
        What stands beside the money, each as a sentence: contributions nobody can price, what a stream stands for, what
        may be told twice, and budgets, which would be paid from or into the same costs.
    """

    flows: tuple[Flow, ...]
    not_counted: tuple[NotCounted, ...]
    beside: tuple[str, ...]


def costs_of(
    ledger: Ledger, first_year: int | None, twice: tuple[DoubleCount, ...] | None = None
) -> LedgerCosts:
    """Return what the contributions of a ledger cost whom in which year of the appraisal.

    Parameters
    ----------
    first_year : int or None
        The calendar year of year 1. Without it, or without a date, a cost falls in year 1, where it weighs most; its
        flow says so.
    twice : tuple of DoubleCount, optional
        What may be counted twice, where it was found already.
    """
    policy = ledger.policy
    where = perspectives_of(ledger)
    # A stream of gains that names a contribution does not stand for its cost.
    streamed = {stream.contribution for stream in policy.streams or () if stream.kind != "benefit"}
    certain, doubtful = _twice(double_counts(ledger) if twice is None else twice)
    flows: list[Flow] = []
    missing: list[NotCounted] = []
    beside: list[str] = [*_streams_without_row(policy, ledger)]
    for row in ledger.rows:
        label = row.what or row.id
        if row.id in streamed:
            beside.append(say("worth.in_a_stream", what=label))
        elif row.id in certain:
            beside.append(say("worth.told_twice", what=label))
        elif not row.counted:
            beside.append(say("worth.consent_over", what=label))
        elif row.kind == "money" and row.flow not in _SPENT:
            beside.append(say("worth.not_spent", what=label, flow=row.flow))
        elif row.social.amount is None and row.kind in _BESIDE:
            beside.append(say("worth.not_priced", what=label))
        else:
            found = _cost(row, label, where.get(row.invested_by or "", NOT_SAID), policy, first_year)
            if isinstance(found, Flow):
                flows.append(found)
                if row.id in doubtful:
                    beside.append(say("worth.maybe_twice", what=label))
            elif isinstance(found, NotCounted):
                missing.append(found)
            else:
                beside.append(found)
    for found in budget_costs(policy, where, ledger, first_year):
        if isinstance(found, Flow):
            flows.append(found)
        elif isinstance(found, NotCounted):
            missing.append(found)
        else:
            beside.append(found)
    return LedgerCosts(tuple(flows), tuple(missing), tuple(beside))


def _cost(row: Row, label: str, bearer: str, policy: Policy, first_year: int | None) -> Flow | NotCounted | str:
    """Return one row as a cost, as not counted, or as a sentence where it was spent before the first year."""
    amount = row.social.amount
    currency = None if row.social.currency == NO_CURRENCY else row.social.currency
    reading = read_money(policy, currency or None, _price_year(row))
    if amount is None or reading is None:
        why = row.social.why if amount is None else say("worth.currency_missing")
        return NotCounted(f"contributions[{row.id}]", label, why or say("worth.unit_value_missing"), (bearer,), True)
    years = _years(row, first_year)
    if years and years[1] < 1:
        return say("worth.spent_before", what=label, year=first_year)
    first, last = years or (1, 1)
    # What was spent before year 1 of a longer time is not part of the choice.
    begun, first = first, max(first, 1)
    notes = () if years else (say("worth.when_assumed", what=label),)
    return Flow(
        id=f"contributions[{row.id}]",
        label=label,
        gains=None,
        loses=bearer,
        nature="fiscal" if bearer == "government" and (row.kind == "money" or _is_wage(row)) else "social",
        terms=(Term(_as_assumption(row, label, amount)), *((Term(reading.rate),) if reading.rate else ())),
        scale=QUOTIENT.divide(reading.factor, last - begun + 1),
        first=first,
        last=last,
        drop_off=None,
        currency=reading.currency,
        price_year=reading.price_year,
        source=row.source,
        as_at=row.date,
        notes=(*reading.shown, *notes),
    )


def _is_wage(row: Row) -> bool:
    """Whether hours are paid for, so that whoever bears them spends money."""
    return row.kind == "time" and row.paid is True


def _as_assumption(row: Row, label: str, amount: Range) -> Assumption:
    low = amount.mid if amount.low is None else min(amount.low, amount.mid)
    high = amount.mid if amount.high is None else max(amount.high, amount.mid)
    half_open = (amount.low is None) != (amount.high is None)
    name = say("worth.cost_of", what=label)
    return Assumption(f"contributions[{row.id}]", name, low, amount.mid, high, row.source, row.date, half_open)


def _price_year(row: Row) -> int | None:
    """Return the year a row's money is in: the date of its price, where one is given."""
    value = row.contribution.unit_value
    return value.as_at.first.year if value and value.as_at else None


def _years(row: Row, first_year: int | None) -> tuple[int, int] | None:
    """Return the years of the appraisal a row covers, counted from 1; None where that is not known."""
    given = row.contribution
    if given.covers_from:
        return years_covered(given.covers_from, given.covers_until, first_year)
    return years_covered(given.date, None, first_year)


def _streams_without_row(policy: Policy, ledger: Ledger) -> Iterator[str]:
    for stream in policy.streams or ():
        if stream.contribution and stream.contribution not in ledger.by_id:
            yield say("worth.no_such_contribution", stream=stream.label)


def _twice(found: tuple[DoubleCount, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """Return rows that are surely told twice, and rows that may be; only the first are taken out of the costs."""
    certain = frozenset(row for each in found if each.certain for row in each.left_out)
    return certain, frozenset(row for each in found for row in each.left_out) - certain
