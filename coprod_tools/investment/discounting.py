"""What money of a later year is worth in the first one: discount factors under a schedule of rates.

Rates are compounded segment by segment. Taking the rate of a later segment for all years, 1 / (1 + r_t) ** t, would let
the factor jump up where the rate falls. A declining schedule applied year by year is the certainty-equivalent form of
Weitzman (2001, American Economic Review 91:1, 260-271) as treasuries publish it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Literal

Timing = Literal["start", "middle", "end"]
_PLACES = Decimal(1).scaleb(-24)
_PRECISE = Context(prec=60)


@dataclass(frozen=True, slots=True)
class Step:
    """One rate, in per cent a year, for the years from `from_year` to `to_year` (None: without end)."""

    from_year: int
    to_year: int | None
    percent: Decimal


@dataclass(frozen=True, slots=True)
class Schedule:
    """A dated schedule of real discount rates.

    Attributes
    ----------
    status : {'verified', 'to-verify'}
        Whether it was read in its source.
    """

    id: str
    title: str
    steps: tuple[Step, ...]
    source: str
    status: str
    jurisdiction: str | None = None
    as_at: str | None = None
    review_due: str | None = None

    def rate(self, year: int) -> Decimal | None:
        """Return the rate by which a value loses weight in its `year`-th year, in per cent; None beyond the steps."""
        for step in self.steps:
            if step.from_year <= year and (step.to_year is None or year <= step.to_year):
                return step.percent
        return None

    def reach(self, years: int) -> int:
        """Return the last of so many years for which it has a rate without a gap before."""
        for year in range(1, years + 1):
            if self.rate(year) is None:
                return year - 1
        return years

    def rates_within(self, years: int) -> tuple[Decimal, ...]:
        """Return its different rates within so many years, in their order."""
        found = (self.rate(year) for year in range(1, years + 1))
        return tuple(dict.fromkeys(rate for rate in found if rate is not None))


def discount_factors(schedule: Schedule, years: int, timing: Timing) -> tuple[Decimal, ...]:
    """Return the factor of each year, 1 to `years`, to 24 decimal places.

    Parameters
    ----------
    timing : {'start', 'middle', 'end'}
        When in a year its money flows. At the start, year 1 has the factor 1, as where a first year is called year 0;
        at the end, 100 in year 30 at 2 % is worth 100 / 1.02 ** 30.

    Raises
    ------
    ValueError
        When the schedule has no rate for one of the years.
    """
    at_start, factors = Decimal(1), []
    for year in range(1, years + 1):
        percent = schedule.rate(year)
        if percent is None:
            raise ValueError(f"{schedule.id} has no rate for year {year}")
        growth = _PRECISE.add(Decimal(1), _PRECISE.divide(percent, Decimal(100)))
        at_end = _PRECISE.divide(at_start, growth)
        middle = _PRECISE.divide(at_start, _PRECISE.sqrt(growth))
        factors.append({"start": at_start, "middle": middle, "end": at_end}[timing])
        at_start = at_end
    return tuple(_PRECISE.quantize(factor, _PLACES) for factor in factors)


def present_value(amounts: Sequence[Decimal], factors: Sequence[Decimal]) -> Decimal:
    """Return the sum of amounts, one for each year from year 1, each times its factor.

    Raises
    ------
    ValueError
        When there are not as many amounts as factors.
    """
    exact = Context(prec=400)
    total = Decimal()
    for amount, factor in zip(amounts, factors, strict=True):
        total = exact.add(total, exact.multiply(amount, factor))
    return total
