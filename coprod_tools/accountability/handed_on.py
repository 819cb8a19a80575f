"""The same money on two lines: handed on, promised and paid, in a budget and paid, or for work valued as well."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from heapq import merge
from itertools import takewhile

from coprod_tools.accountability.apart import YEAR, Span, covers, dates_apart, differ, money_of, overlap, span_of
from coprod_tools.accountability.declared import declared
from coprod_tools.accountability.double_count import DoubleCount, Names, away
from coprod_tools.accountability.ledger import Ledger, Row
from coprod_tools.policy.resources import Budget
from coprod_tools.words import say

_NOT_YET = frozenset({"promised", "promised-capital", "planned"})


def handed_on(ledger: Ledger, names: Names) -> Iterator[DoubleCount]:
    """Yield all money that may stand on two lines."""
    yield from declared(ledger, names, "passed_on_from")
    yield from _passed_on(ledger, names)
    yield from _promises(ledger, names)
    yield from _budgets(ledger, names)
    yield from _valued_and_paid(ledger, names)


@dataclass(frozen=True, slots=True)
class _Received:
    """A row of money, with its sum and time at hand."""

    row: Row
    sum_of: Decimal
    when: Span | None


def _passed_on(ledger: Ledger, names: Names) -> Iterator[DoubleCount]:
    """Yield money that its receiver gives again, as much or less, with no source of its own."""
    received: dict[tuple[str, str], list[_Received]] = {}
    for row in ledger.counted:
        money = money_of(row)
        if row.receiver and money and money[1] > 0:
            received.setdefault((row.receiver, money[0]), []).append(_Received(row, money[1], span_of(row)))
    for found in received.values():
        found.sort(key=lambda each: -each.sum_of)
    for row in ledger.counted:
        money = money_of(row)
        if money is None or money[1] < 0 or row.source or row.contribution.passed_on_from or row.contribution.same_as:
            continue
        given = _Received(row, money[1], span_of(row))
        origin = _origin(received.get((row.actor, money[0]), []), given)
        if origin is not None:
            reason = say("ledger.passed_on", one=names.of(row), other=names.of(origin))
            ids, to_do = (row.id, origin.id), say("ledger.do_passed")
            yield DoubleCount("passed-on", False, ids, reason, to_do, away(row, origin))


def _origin(received: list[_Received], given: _Received) -> Row | None:
    """Return the largest sum that may be what is handed on; `received` has the largest first."""
    enough = takewhile(lambda each: each.sum_of >= given.sum_of, received)
    return next((each.row for each in enough if _may_pay_for(each, given)), None)


def _may_pay_for(first: _Received, second: _Received) -> bool:
    """Tell whether one row's money, which is enough, may be what another's giver hands on."""
    origin, row = first.row, second.row
    if origin is row or origin.actor == row.actor or (origin.flow in _NOT_YET) != (row.flow in _NOT_YET):
        return False
    if first.when and second.when and second.when[1] < first.when[0]:
        return False
    if origin.activity and origin.activity == row.activity:
        return True
    in_time = _within_a_year(first.when, second.when)
    if in_time is None:
        return not differ(origin.activity, row.activity) and first.sum_of == second.sum_of
    return in_time


def _within_a_year(origin: Span | None, row: Span | None) -> bool | None:
    if origin is None or row is None:
        return None
    last = datetime.date.max if origin[1] > datetime.date.max - YEAR else origin[1] + YEAR
    return row[0] <= last


def _promises(ledger: Ledger, names: Names) -> Iterator[DoubleCount]:
    """Yield, for each giver, activity and currency, promises and plans beside payments; one for all of them."""
    found: dict[tuple[str, str | None, str], tuple[list[Row], list[Row]]] = {}
    for row in ledger.counted:
        money = money_of(row)
        if money:
            pair = found.setdefault((row.actor, row.activity, money[0]), ([], []))
            pair[0 if row.flow in _NOT_YET else 1].append(row)
    for promised, paid in found.values():
        close = [row for row in promised if any(overlap(covers(row), covers(each)) is not False for each in paid)]
        if close and paid:
            reason = say("ledger.promise_and_payment", one=names.of_all(close), other=names.of_all(paid))
            ids = tuple(row.id for row in (*close, *paid))
            yield DoubleCount("promise-and-payment", False, ids, reason, say("ledger.do_promise"))


def _budgets(ledger: Ledger, names: Names) -> Iterator[DoubleCount]:
    by_activity: dict[str | None, list[Row]] = {}
    by_actor: dict[str, list[Row]] = {}
    for row in ledger.counted:
        if money_of(row):
            by_activity.setdefault(row.activity, []).append(row)
            by_actor.setdefault(row.actor, []).append(row)
    for budget in ledger.policy.budgets or ():
        near = by_actor.get(budget.actor, []) if budget.actor else by_activity.get(budget.activity or "", [])
        rows = [row for row in near if _of_budget(budget, row, ledger.policy.currency)]
        if rows:
            label = " ".join(filter(None, (str(budget.what_for or ""), f"({budget.key})")))
            reason = say("ledger.budget_and_payments", budget=label, one=names.of_all(rows))
            ids = tuple(row.id for row in rows)
            yield DoubleCount("budget-and-payments", False, ids, reason, say("ledger.do_budget"), budgets=(budget.key,))


def _of_budget(budget: Budget, row: Row, currency: str | None) -> bool:
    money = money_of(row)
    if money is None or (budget.money.currency or currency or "unknown") != money[0] or money[1] > budget.money.value:
        return False
    if differ(budget.activity, row.activity):
        return False
    start = budget.start.first if budget.start else datetime.date.min
    end = budget.end.last if budget.end else (budget.start.last if budget.start else datetime.date.max)
    return overlap((start, end), span_of(row)) is not False


def _valued_and_paid(ledger: Ledger, names: Names) -> Iterator[DoubleCount]:
    """Yield paid work that has a value of its own beside the money that may pay for it."""
    money = [row for row in ledger.counted if (sum_of := money_of(row)) and sum_of[1] > 0]
    by_receiver: dict[str | None, list[Row]] = {}
    for row in money:
        by_receiver.setdefault(row.receiver, []).append(row)
    open_money = _OpenMoney(by_receiver.get(None, []))
    for work in ledger.counted:
        if work.kind in (None, "money") or work.paid is False or work.price is None or work.replacement.amount is None:
            continue
        near = (*by_receiver.get(work.actor, ()), *open_money.near(work))
        payment = next((each for each in near if _may_pay_work(each, work)), None)
        if payment is not None:
            reason = say("ledger.valued_and_paid", one=names.of(work), other=names.of(payment))
            yield DoubleCount(
                "valued-and-paid", False, (work.id, payment.id), reason, say("ledger.do_paid"), away(work, payment)
            )


class _OpenMoney:
    """Money that goes to nobody named: it may pay only for paid work of as much, or work its giver bears."""

    def __init__(self, rows: list[Row]) -> None:
        self._of_sum: dict[object, list[tuple[int, Row]]] = {}
        self._of_giver: dict[str, list[tuple[int, Row]]] = {}
        for place, row in enumerate(rows):
            self._of_sum.setdefault(money_of(row), []).append((place, row))
            self._of_giver.setdefault(row.actor, []).append((place, row))

    def near(self, work: Row) -> Iterator[Row]:
        """Yield what may pay for work, in the order of the ledger."""
        if work.paid is True and work.replacement.amount is not None:
            as_much = self._of_sum.get((work.replacement.currency, work.replacement.amount.mid), [])
            borne = self._of_giver.get(work.bearer, []) if work.bearer and work.bearer != work.actor else []
            yield from (row for _, row in merge(as_much, borne, key=lambda each: each[0]))


def _may_pay_work(payment: Row, work: Row) -> bool:
    """Tell whether money may pay for work: by whom it goes to, else by who bears the work, else by an equal sum."""
    money, worth = money_of(payment), work.replacement.amount
    if money is None or worth is None or payment.actor == work.actor or payment.flow in _NOT_YET:
        return False
    if differ(payment.activity, work.activity) or dates_apart(payment, work) or money[0] != work.replacement.currency:
        return False
    if work.bearer not in (None, work.actor, payment.actor):
        return False
    as_much = money[1] == worth.mid
    if payment.receiver == work.actor:
        return as_much or work.paid is True
    in_it = work.bearer == payment.actor and money[1] >= worth.mid and payment.activity == work.activity
    return work.paid is True and (as_much or in_it)
