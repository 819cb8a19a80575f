"""Assumptions: the numbers a result rests on, each with its range, so that it can be tried at other values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Context, Decimal

from coprod_tools.policy.numbers import Money, Quantity

# Sums and products of what stands in a policy are exact at this precision; quotients are rounded to 30 digits.
EXACT = Context(prec=400)
QUOTIENT = Context(prec=30)
PERCENT = frozenset({"%", "percent", "per cent"})


@dataclass(frozen=True, slots=True)
class Assumption:
    """A number with its range; `low` and `high` are taken as the lowest and highest it may be.

    Attributes
    ----------
    key : str
        The field it stands in, such as `streams[ID].unit_value`; one key is one number, wherever it is used.
    open_ended : bool
        True where only one end of the range was given; the other end is then the best single value.
    """

    key: str
    label: str
    low: Decimal
    mid: Decimal
    high: Decimal
    source: str | None = None
    as_at: str | None = None
    open_ended: bool = False

    @property
    def has_range(self) -> bool:
        """Whether it may be anything but its best single value."""
        return self.low < self.high

    def times(self, factor: Decimal) -> Assumption:
        """Return it with all its values multiplied; `factor` is not below 0."""
        low, mid, high = (EXACT.multiply(value, factor) for value in (self.low, self.mid, self.high))
        return Assumption(self.key, self.label, low, mid, high, self.source, self.as_at, self.open_ended)


def assume(key: str, label: str, number: Quantity | Money, **dated: str | None) -> Assumption:
    """Return a number of the policy as an assumption.

    Parameters
    ----------
    **dated : str or None
        `source` and `as_at` of the thing the number stands in, used where the number has none of its own.
    """
    mid = number.value
    low, high = number.low, number.high
    return Assumption(
        key=key,
        label=label,
        low=mid if low is None else min(low, mid),
        mid=mid,
        high=mid if high is None else max(high, mid),
        source=number.source or dated.get("source"),
        as_at=number.as_at or dated.get("as_at"),
        open_ended=(low is None) != (high is None),
    )


def says_percent(number: Quantity) -> bool:
    """Tell whether a number is in per cent: by its unit, or as numerator over denominator."""
    return number.is_share or (number.unit or "").strip().casefold() in PERCENT


def as_parts_of_one(key: str, label: str, number: Quantity, **dated: str | None) -> Assumption:
    """Return a number as an assumption, per cent turned into parts of one."""
    found = assume(key, label, number, **dated)
    return found.times(Decimal("0.01")) if says_percent(number) else found


def unique(assumptions: Iterable[Assumption]) -> tuple[Assumption, ...]:
    """Return each assumption once, by key."""
    return tuple(found for _, found in sorted({each.key: each for each in assumptions}.items()))
