"""Amounts with their range, added and multiplied without rounding."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Context, Decimal

from coprod_tools.policy.numbers import Money, Quantity

# Numbers of a policy have at most some 80 digits; products of two stay far below this.
EXACT = Context(prec=400)


@dataclass(frozen=True, slots=True)
class Range:
    """A best single value between a low and a high one; None where that end was left open.

    A number given without a range has itself at both ends: nobody said how far off it may be.
    """

    low: Decimal | None
    mid: Decimal
    high: Decimal | None

    def __add__(self, other: Range) -> Range:
        """Add end by end; an open end stays open."""
        return Range(_add(self.low, other.low), EXACT.add(self.mid, other.mid), _add(self.high, other.high))

    def times(self, other: Range) -> Range:
        """Multiply; where one factor is below zero, its ends change places."""
        ends = [self.low, self.high], [other.low, other.high]
        mid = EXACT.multiply(self.mid, other.mid)
        if any(end is None for pair in ends for end in pair):
            plain = all(end is None or end >= 0 for pair in ends for end in pair)
            return Range(_times(self.low, other.low), mid, _times(self.high, other.high)) if plain else _open(mid)
        products = [EXACT.multiply(a, b) for a in ends[0] for b in ends[1]]  # type: ignore[arg-type]
        return Range(min(products), mid, max(products))


def point(value: Decimal | int | str) -> Range:
    """Return a value as a range without width."""
    number = Decimal(value)
    return Range(number, number, number)


def _open(mid: Decimal) -> Range:
    return Range(None, mid, None)


def _add(a: Decimal | None, b: Decimal | None) -> Decimal | None:
    return None if a is None or b is None else EXACT.add(a, b)


def _times(a: Decimal | None, b: Decimal | None) -> Decimal | None:
    return None if a is None or b is None else EXACT.multiply(a, b)


def range_of(value: Quantity | Money) -> Range:
    """Return a quantity's or a sum's range; where only one end is given, the other stays open."""
    if value.low is None and value.high is None:
        return point(value.value)
    return Range(value.low, value.value, value.high)


def total(ranges: Iterable[Range]) -> Range:
    """Return the sum; of none, zero."""
    whole = point(0)
    for each in ranges:
        whole = whole + each
    return whole
