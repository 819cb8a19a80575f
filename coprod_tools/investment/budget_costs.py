"""Budgets as costs, only where nothing else tells of the same money."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from coprod_tools.accountability.ledger import Ledger
from coprod_tools.investment.assumptions import QUOTIENT, assume
from coprod_tools.investment.flows import NOT_SAID, Flow, Term
from coprod_tools.investment.prices import read_money
from coprod_tools.policy import Policy
from coprod_tools.policy.resources import Budget
from coprod_tools.policy.values import PartialDate
from coprod_tools.words import say


def budget_costs(
    policy: Policy, where: Mapping[str, str], ledger: Ledger, first_year: int | None
) -> Iterator[Flow | str]:
    """Yield each budget as a cost, or a sentence that says why it is none.

    A budget says where money comes from. It counts as a cost only where no contribution of money by the same actor and
    no stream of cost for the same perspective is there; otherwise the same money would be counted twice.

    Parameters
    ----------
    where : mapping of str to str
        The perspective of each actor whose kind says it.
    """
    paid = {row.invested_by for row in ledger.rows if row.kind == "money"}
    borne = {stream.paid_by or stream.for_whom for stream in policy.streams or () if stream.kind == "cost"}
    for budget in policy.budgets or ():
        label = str(budget.what_for or budget.key)
        bearer = where.get(budget.actor or "", NOT_SAID)
        if budget.actor in paid or bearer in borne or (borne and bearer == NOT_SAID):
            yield say("worth.budget_beside", what=label)
        else:
            yield _cost(budget, label, bearer, policy, first_year)


def _cost(budget: Budget, label: str, bearer: str, policy: Policy, first_year: int | None) -> Flow | str:
    reading = read_money(policy, budget.money.currency, None)
    if reading is None:
        return say("worth.budget_no_currency", what=label)
    years = years_covered(budget.start, budget.end, first_year)
    if years and years[1] < 1:
        return say("worth.spent_before", what=label, year=first_year)
    first, last = years or (1, 1)
    key, name = f"budgets[{budget.key}].money", say("worth.cost_of", what=label)
    amount = assume(key, name, budget.money, source=budget.source, as_at=budget.start)
    return Flow(
        id=f"budgets[{budget.key}]",
        label=label,
        gains=None,
        loses=bearer,
        nature="fiscal" if bearer == "government" else "social",
        terms=(Term(amount), *((Term(reading.rate),) if reading.rate else ())),
        scale=QUOTIENT.divide(reading.factor, last - first + 1),
        first=max(first, 1),
        last=last,
        drop_off=None,
        currency=reading.currency,
        price_year=reading.price_year,
        source=amount.source,
        as_at=amount.as_at,
        notes=reading.shown if years else (*reading.shown, say("worth.when_assumed", what=label)),
    )


def years_covered(
    start: PartialDate | None, end: PartialDate | None, first_year: int | None
) -> tuple[int, int] | None:
    """Return the first and last year of the appraisal that two dates cover, counted from 1; None where not known."""
    if start is None or first_year is None or (end and end.surely_before(start)):
        return None
    return start.first.year - first_year + 1, (end or start).last.year - first_year + 1
