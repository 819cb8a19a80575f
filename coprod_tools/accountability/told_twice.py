"""One thing told twice: declared, by its number, by giver and receiver, under two activities, through two partners."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from coprod_tools.accountability.apart import (
    alike,
    buckets,
    dates_apart,
    differ,
    money_of,
    numbers_of,
    set_apart,
)
from coprod_tools.accountability.declared import declared
from coprod_tools.accountability.double_count import DoubleCount, Form, Names, away
from coprod_tools.accountability.ledger import Ledger, Row
from coprod_tools.accountability.units import folded
from coprod_tools.words import say

# Money that moved or was put in; what is only promised or planned is never told of as the same as what was paid.
_NOT_YET = frozenset({"promised", "promised-capital", "planned"})
_MONTH = 7


def told_twice(ledger: Ledger, names: Names, shared: frozenset[str]) -> Iterator[DoubleCount]:
    """Yield everything that is, or may be, one thing on two rows."""
    yield from declared(ledger, names, "same_as")
    seen: set[frozenset[str]] = set()
    for each in (*_by_number(ledger, names, shared), *_money(ledger, names, shared), *_hours(ledger, names, shared)):
        if frozenset(each.rows) not in seen:
            seen.add(frozenset(each.rows))
            yield each


def _suspicion(form: Form, key: str, rows: list[Row], names: Names, **values: object) -> DoubleCount:
    reason = say(f"ledger.{key}", one=names.of(rows[0]), other=names.of_all(rows[1:]), **values)
    ids = tuple(row.id for row in rows)
    left_out = tuple(name for row in rows[1:] for name in away(row, rows[0]))
    return DoubleCount(form, False, ids, reason, say("ledger.do_same"), left_out)


def _by_number(ledger: Ledger, names: Names, shared: frozenset[str]) -> Iterator[DoubleCount]:
    found: dict[tuple[str, str], list[Row]] = {}
    for row in ledger.counted:
        for number in numbers_of(row, shared).items():
            found.setdefault(number, []).append(row)
    for (scheme, _), rows in found.items():
        for group in alike(rows, _one_transaction, by_words=False):
            yield _suspicion("same-transaction", "same_transaction", group, names, scheme=scheme)


def _one_transaction(one: Row, other: Row) -> bool:
    """Tell whether two rows of one number are one transaction; parts of it from the same giver are not."""
    if (one.flow in _NOT_YET) != (other.flow in _NOT_YET):
        return False
    same_hands = one.actor == other.actor and one.receiver == other.receiver and one.flow == other.flow
    mine, theirs = money_of(one), money_of(other)
    parts = (mine is not None and theirs is not None and mine != theirs) or dates_apart(one, other)
    return not (same_hands and (parts or differ(one.what, other.what) or differ(one.activity, other.activity)))


def _money(ledger: Ledger, names: Names, shared: frozenset[str]) -> Iterator[DoubleCount]:
    def of_actor(row: Row) -> object:
        return (row.actor, money) if (money := money_of(row)) else None

    def of_bearer(row: Row) -> object:
        return (row.bearer or row.actor, money) if (money := money_of(row)) else None

    for rows in (*buckets(ledger.counted, of_actor), *buckets(ledger.counted, of_bearer)):
        for group in alike(rows, lambda one, other: _same_money(one, other, shared) is not None):
            key = _same_money(group[0], group[1], shared) or "same_money"
            form: Form = "told-by-both" if key == "told_by_both" else "same-money"
            yield _suspicion(form, key, group, names)


def _same_money(one: Row, other: Row, shared: frozenset[str]) -> str | None:
    """Return how two rows of equal sums may be the same money, None when they may not."""
    if differ(one.receiver, other.receiver) or dates_apart(one, other) or _numbers_differ(one, other, shared):
        return None
    if one.flow != other.flow and _NOT_YET & {one.flow, other.flow}:
        return None
    if one.actor != other.actor:
        borne = other.bearer == one.actor or one.bearer == other.actor
        hands = (
            (one.receiver in (None, other.actor)) if other.bearer == one.actor else other.receiver in (None, one.actor)
        )
        return "told_by_both" if borne and hands and not differ(one.activity, other.activity) else None
    if one.flow != other.flow:
        return None if differ(one.activity, other.activity) else "told_by_both"
    if differ(one.what, other.what):
        return None
    if differ(one.activity, other.activity) and not _said_alike(one, other):
        return None
    return "same_money"


def _numbers_differ(one: Row, other: Row, shared: frozenset[str]) -> bool:
    theirs = numbers_of(other, shared)
    return any(theirs[scheme] != number for scheme, number in numbers_of(one, shared).items() if scheme in theirs)


def _said_alike(one: Row, other: Row) -> bool:
    """Tell whether two rows say the same words, or one date."""
    return bool(one.what and other.what) or (one.date is not None and one.date == other.date)


def _hours(ledger: Ledger, names: Names, shared: frozenset[str]) -> Iterator[DoubleCount]:
    people = _SamePeople(ledger)

    def amount(row: Row) -> tuple[str, str, Decimal] | None:
        if row.kind in (None, "money") or row.quantity is None or row.unit is None or row.quantity.mid == 0:
            return None
        quantity, unit = ledger.units.in_base(row.quantity, row.unit)
        return str(row.kind), unit.key, quantity.mid

    def of_people(row: Row) -> object:
        return (people.circle(row.actor), much) if (much := amount(row)) else None

    def of_words(row: Row) -> object:
        return (folded(row.what), row.date, much) if row.what and row.date and (much := amount(row)) else None

    for rows in (*buckets(ledger.counted, of_people), *buckets(ledger.counted, of_words)):
        for group in alike(rows, lambda one, other: people.how(one, other, shared) is not None):
            form = people.how(group[0], group[1], shared) or "same-hours"
            words = {"same-umbrella": "same_umbrella", "same-partners": "same_partners"}.get(form)
            again = "same_hours_activities" if differ(group[0].activity, group[1].activity) else "same_hours_again"
            yield _suspicion(form, words or again, group, names)


class _SamePeople:
    """Tells whether two rows may be of the same people: one actor, or a body and those it speaks for."""

    def __init__(self, ledger: Ledger) -> None:
        self._tied: set[tuple[str, str]] = set()
        for actor in ledger.policy.actors or ():
            spoken = (actor.mandate.speaks_for or ()) if actor.mandate else ()
            for other in (*spoken, *(actor.joint_of or ())):
                self._tied |= {(actor.key, other), (other, actor.key)}
        self._circles: dict[str, str] = {}
        for one, other in sorted(self._tied):
            mine, theirs = self.circle(one), self.circle(other)
            self._circles |= {name: mine for name, circle in self._circles.items() if circle == theirs}
            self._circles |= {one: mine, other: mine}

    def circle(self, actor: str) -> str:
        """Return what is the same for all who speak, step by step, for one another."""
        return self._circles.get(actor, actor)

    def how(self, one: Row, other: Row, shared: frozenset[str]) -> Form | None:
        if set_apart(one, other, shared):
            return None
        if one.actor == other.actor:
            return "same-hours"
        if (one.actor, other.actor) in self._tied:
            return "same-umbrella"
        return "same-partners" if self._alike_in_all(one, other) else None

    def _alike_in_all(self, one: Row, other: Row) -> bool:
        """Tell whether two actors say the same words of the same month or day and of the same activity."""
        if not (one.what and other.what) or one.date is None or one.date != other.date or len(one.date) < _MONTH:
            return False
        return folded(one.what) == folded(other.what) and not differ(one.activity, other.activity)
