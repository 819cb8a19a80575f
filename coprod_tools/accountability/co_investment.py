"""Who invests what share, at replacement cost: each actor, and government against others; per currency, with a range.

Volunteers' hours count here at what it would cost to have them done otherwise (International Labour Office, Manual on
the Measurement of Volunteer Work, 2011). This view is never added to the social costs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from coprod_tools.accountability.amounts import Range, total
from coprod_tools.accountability.ledger import Ledger, Row
from coprod_tools.accountability.pricing import NO_CURRENCY
from coprod_tools.accountability.units import PUT_IN
from coprod_tools.assessment.standing import Standing
from coprod_tools.policy.values import PartialDate

Side = Literal["government", "others", "not-known"]


@dataclass(frozen=True, slots=True)
class Share:
    """One investor's part of a sum.

    Attributes
    ----------
    who : str or None
        An actor; None where the work is paid and nobody is named as paying.
    share, low, high : Fraction or None
        Of 1. None where something is below zero, an end is open, or the sum is zero: then no share can be given.
    """

    who: str | None
    side: Side
    amount: Range
    share: Fraction | None
    low: Fraction | None
    high: Fraction | None
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Invested:
    """What was put in (or promised, paid out ...) in one currency: the sum, each actor's share, each side's share."""

    currency: str
    flow: str
    amount: Range
    shares: tuple[Share, ...]
    sides: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class CoInvestment:
    """The co-investment view, as the lines tell it and without what may be counted twice.

    Attributes
    ----------
    as_told, without : tuple of Invested
        By currency and flow; they are never added to each other.
    left_out : tuple of str
        Ids of the rows that `without` leaves out.
    unpriced : tuple of str
        Ids of counted rows that are in neither, since nobody has priced them; they stand in their own units.
    no_method : tuple of str
        Ids of rows priced by a unit value whose method is not said.
    no_currency : tuple of str
        Ids of rows whose money is in no known currency; they are added to nothing, not even to each other.
    """

    as_told: tuple[Invested, ...]
    without: tuple[Invested, ...]
    left_out: tuple[str, ...]
    unpriced: tuple[str, ...]
    no_method: tuple[str, ...]
    no_currency: tuple[str, ...]
    price_year: int | None
    as_at: PartialDate | None


def co_investment(ledger: Ledger, leave_out: frozenset[str] = frozenset()) -> CoInvestment:
    """Return each actor's share of what is invested.

    Parameters
    ----------
    leave_out : frozenset of str
        Ids of rows that may be counted twice; see `left_out` of `double_counting`.
    """
    sides = _Sides(ledger)
    valued = [row for row in ledger.counted if row.replacement.amount is not None]
    priced = [row for row in valued if row.replacement.currency != NO_CURRENCY]
    return CoInvestment(
        as_told=_invested(priced, sides),
        without=_invested([row for row in priced if row.id not in leave_out], sides),
        left_out=tuple(row.id for row in ledger.counted if row.id in leave_out),
        unpriced=tuple(row.id for row in ledger.counted if row.replacement.amount is None),
        no_method=tuple(row.id for row in priced if row.price and row.price.method is None and row.kind != "money"),
        no_currency=tuple(row.id for row in valued if row.replacement.currency == NO_CURRENCY),
        price_year=ledger.policy.price_year,
        as_at=ledger.as_at,
    )


class _Sides:
    """Tells government from others; several actors together are on a side only when all of them are."""

    def __init__(self, ledger: Ledger) -> None:
        self._standing = Standing(ledger.policy, ledger.knowledge)
        actors = ledger.policy.actors or ()
        self._joint = {actor.key: actor.joint_of for actor in actors if actor.joint_of}

    def of(self, who: str | None) -> Side:
        found = {self._standing.is_outside(each) for each in self._joint.get(who, (who,))} if who else {None}
        if len(found) > 1 or None in found:
            return "not-known"
        return "others" if True in found else "government"


def _invested(rows: Iterable[Row], sides: _Sides) -> tuple[Invested, ...]:
    sums: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        sums.setdefault((row.replacement.currency, row.flow), []).append(row)
    # What was put in comes first, then the other flows; currencies in the order of the alphabet.
    order = sorted(sums, key=lambda key: (key[1] != PUT_IN, key[1], key[0]))
    return tuple(_sum(currency, flow, sums[currency, flow], sides) for currency, flow in order)


def _sum(currency: str, flow: str, rows: list[Row], sides: _Sides) -> Invested:
    by_actor: dict[str | None, list[Row]] = {}
    by_side: dict[Side, list[Row]] = {}
    for row in rows:
        by_actor.setdefault(row.invested_by, []).append(row)
        by_side.setdefault(sides.of(row.invested_by), []).append(row)
    whole = total(row.replacement.amount for row in rows if row.replacement.amount)
    sums = {
        who: total(row.replacement.amount for row in mine if row.replacement.amount) for who, mine in by_actor.items()
    }
    # Where somebody's corrections outweigh what they gave, parts of the whole mean nothing.
    shared = whole.mid > 0 and all(each.mid >= 0 for each in sums.values())
    shares = [_share(who, sides.of(who), own, whole, shared) for who, own in by_actor.items()]
    order: tuple[Side, ...] = ("government", "others", "not-known")
    of_sides = [_share(None, side, by_side[side], whole, shared) for side in order if side in by_side]
    shares.sort(key=lambda each: (-each.amount.mid, each.who or ""))
    return Invested(currency, flow, whole, tuple(shares), tuple(of_sides))


def _share(who: str | None, side: Side, rows: list[Row], whole: Range, shared: bool) -> Share:
    own = total(row.replacement.amount for row in rows if row.replacement.amount)
    ids = tuple(row.id for row in rows)
    if not shared:
        return Share(who, side, own, None, None, None, ids)
    share = Fraction(own.mid) / Fraction(whole.mid)
    # A share is lowest when this one gives least while the others give most.
    low = _end(own.low, _rest(whole.high, own.high))
    high = _end(own.high, _rest(whole.low, own.low))
    return Share(who, side, own, share, low, high, ids)


def _rest(whole: Decimal | None, own: Decimal | None) -> Fraction | None:
    return None if whole is None or own is None else Fraction(whole) - Fraction(own)


def _end(own: Decimal | None, rest: Fraction | None) -> Fraction | None:
    if own is None or rest is None or own < 0 or rest < 0 or Fraction(own) + rest == 0:
        return None
    return Fraction(own) / (Fraction(own) + rest)
