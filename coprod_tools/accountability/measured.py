"""One measured value of an indicator: the number, out of how many it is, and how far off it may be."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from coprod_tools.accountability.intervals import CONFIDENCE, wilson
from coprod_tools.policy import Indicator
from coprod_tools.policy.numbers import Quantity
from coprod_tools.policy.purpose import Period
from coprod_tools.policy.values import PartialDate, Text

RangeFrom = Literal["counts", "source"]
_PERCENT = Decimal(100)


@dataclass(frozen=True, slots=True)
class Measured:
    """A value as it was measured, of one period or of several put together.

    Attributes
    ----------
    value : Decimal
        In the indicator's unit; a share in per cent.
    numerator, denominator : Decimal or None
        Of a share: how many of how many. `counted` is False where the denominator only stands for per cent, so that
        nobody knows how many were asked.
    low, high : float or None
        How far off it may be, in the unit of `value`; by `range_from`, from the counts (Wilson 1927) or as the source
        says. None where it can't be known.
    fault : bool
        True where the numerator is above its denominator or below zero, so that it can't be a share.
    """

    value: Decimal
    start: PartialDate | None = None
    end: PartialDate | None = None
    group: str | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    counted: bool = False
    low: float | None = None
    high: float | None = None
    range_from: RangeFrom | None = None
    fault: bool = False
    target: Decimal | None = None
    only_for: str | None = None
    note: Text | None = None
    source: Text | None = None

    @property
    def is_share(self) -> bool:
        """Whether it is written as so many of so many; a share and a number are never held against each other."""
        return self.denominator is not None

    @property
    def last_day(self) -> datetime.date | None:
        """The last day it may be of."""
        when = self.end or self.start
        return when.last if when else None

    @property
    def days(self) -> int | None:
        """How many days it covers, as far as its dates say."""
        if self.start is None or self.last_day is None:
            return None
        return (self.last_day - self.start.first).days + 1


def counts_are_known(indicator: Indicator) -> bool:
    """Tell whether denominators are numbers of people or cases.

    Where every denominator is exactly 100, they only write per cent as a fraction: nobody said how many were counted.
    """
    whole = (indicator.baseline, indicator.target, *(each.value for each in indicator.actuals or ()))
    found = [each.denominator for each in whole if each is not None and each.denominator is not None]
    return any(each != _PERCENT for each in found)


def measured_quantity(quantity: Quantity, counted: bool, confidence: float = CONFIDENCE) -> Measured:
    """Return a baseline or a target as a measured value."""
    above, below = quantity.numerator, quantity.denominator
    fault = counted and above is not None and below is not None and not 0 <= above <= below
    low = high = None
    range_from: RangeFrom | None = None
    if quantity.low is not None and quantity.high is not None:
        low, high, range_from = float(quantity.low), float(quantity.high), "source"
    elif counted and above is not None and below is not None and not fault:
        found = wilson(float(above), float(below), confidence)
        low, high, range_from = found.low * 100, found.high * 100, "counts"
    return Measured(
        value=quantity.value,
        start=quantity.as_at,
        numerator=above,
        denominator=below,
        counted=counted and below is not None,
        low=low,
        high=high,
        range_from=range_from,
        fault=fault,
        source=quantity.source,
    )


def measured_period(period: Period, counted: bool, confidence: float = CONFIDENCE) -> Measured | None:
    """Return what was measured in a period; None where no value stands there yet."""
    if period.value is None:
        return None
    one = measured_quantity(period.value, counted, confidence)
    return Measured(
        value=one.value,
        start=period.period or one.start,
        end=period.period_end,
        group=period.group,
        numerator=one.numerator,
        denominator=one.denominator,
        counted=one.counted,
        low=one.low,
        high=one.high,
        range_from=one.range_from,
        fault=one.fault,
        target=period.target.value if period.target else None,
        only_for=period.only_for,
        note=period.note,
        source=one.source,
    )


def in_order(measured: Iterable[Measured]) -> tuple[Measured, ...]:
    """Return values in the order of their dates; what has no date stands last."""
    far = datetime.date.max
    return tuple(sorted(measured, key=lambda m: (m.last_day or far, m.start.first if m.start else far, str(m.value))))


def pooled(measured: Sequence[Measured], confidence: float = CONFIDENCE) -> Measured | None:
    """Return counted shares put together; None where one of them has no counts.

    Somebody who was counted in two periods is counted twice here.
    """
    if not measured or any(not each.counted or each.fault for each in measured):
        return None
    above = sum((each.numerator for each in measured if each.numerator is not None), Decimal(0))
    below = sum((each.denominator for each in measured if each.denominator is not None), Decimal(0))
    found = wilson(float(above), float(below), confidence)
    first, last = measured[0], measured[-1]
    return Measured(
        value=above / below * 100,
        start=first.start,
        end=last.end or last.start,
        group=first.group,
        numerator=above,
        denominator=below,
        counted=True,
        low=found.low * 100,
        high=found.high * 100,
        range_from="counts",
    )
