"""Budgets as costs, only where nothing else tells of the same money."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from coprod_tools.accountability.amounts import EXACT
from coprod_tools.accountability.ledger import Ledger
from coprod_tools.investment.assumptions import QUOTIENT, assume
from coprod_tools.investment.flows import NOT_SAID, Flow, NotCounted, Term
from coprod_tools.investment.prices import read_money
from coprod_tools.policy import Policy
from coprod_tools.policy.resources import Budget
from coprod_tools.policy.values import PartialDate
from coprod_tools.words import say


def budget_costs(
    policy: Policy, where: Mapping[str, str], ledger: Ledger, first_year: int | None
) -> Iterator[Flow | NotCounted | str]:
    """Yield each budget as a cost, as not counted, or a sentence that says why it is none.

    A budget says where money comes from. It counts as a cost only where no contribution of money by the same actor and
    no stream of cost for the same perspective is there; otherwise the same money could be counted twice. Where nothing
    that is counted is for the same activity or as much, the costs may be too low by it: it is named as not counted.

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
            if _told_of(budget, ledger, policy):
                yield say("worth.budget_beside", what=label)
            else:
                money = say("worth.sum", amount=f"{budget.money.value:,f}", currency=_currency(budget, policy)).strip()
                if _to_choose_with(budget, policy):
                    yield say("worth.budget_to_choose_with", what=label, money=money)
                else:
                    why = say("worth.budget_in_no_cost", money=money)
                    yield NotCounted(f"budgets[{budget.key}]", label, why, (bearer,), True)
        else:
            yield _cost(budget, label, bearer, policy, first_year)


def _currency(budget: Budget, policy: Policy) -> str:
    return budget.money.currency or policy.currency or ""


def _to_choose_with(budget: Budget, policy: Policy) -> bool:
    """Whether money that is set aside for nothing yet is what proposals ask for."""
    asked = (need for proposal in policy.proposals or () for need in proposal.takes or ())
    return budget.activity is None and any(need.actor == budget.actor and need.money for need in asked)


def _told_of(budget: Budget, ledger: Ledger, policy: Policy) -> bool:
    """Whether money of the same actor for the same activity, or a cost of as much, is counted already."""
    mine = [row for row in ledger.rows if row.kind == "money" and row.invested_by == budget.actor]
    if budget.activity is not None and any(row.contribution.activity == budget.activity for row in mine):
        return True
    sums = [row.social.amount.mid for row in mine if row.social.amount is not None]
    costs = (stream for stream in policy.streams or () if stream.kind == "cost" and stream.unit_value)
    for stream in costs:
        value = stream.unit_value.value if stream.unit_value else budget.money.value
        many = stream.quantity.value if stream.quantity and not stream.quantity.is_share else 1
        sums += [EXACT.multiply(value, many), EXACT.multiply(EXACT.multiply(value, many), stream.lasts or 1)]
    return budget.money.value in sums


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
