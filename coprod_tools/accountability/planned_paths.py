"""The path an indicator should be on, and how far each value is off it on the worse side, in standard deviations."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import NormalDist
from typing import Literal

from coprod_tools.accountability.changes import Direction, wanted_direction
from coprod_tools.accountability.measured import (
    Measured,
    counts_are_known,
    in_order,
    measured_period,
    measured_quantity,
)
from coprod_tools.policy import Indicator
from coprod_tools.policy.values import PartialDate
from coprod_tools.words import say

PathFrom = Literal["targets", "line", "level"]
# Beyond this a normal score has no digits left to lose, and a sum of such scores stays finite.
_FAR = 8.0


@dataclass(frozen=True, slots=True)
class Point:
    """One value beside what the path expects.

    Attributes
    ----------
    expected : float
        In the indicator's unit; a share in per cent.
    worse : float
        How much worse than expected, in standard deviations; below zero where it is better.
    """

    measured: Measured
    expected: float
    worse: float


@dataclass(frozen=True, slots=True)
class OnPath:
    """The values of one indicator and group beside their path, or why there is none.

    Attributes
    ----------
    path : str or None
        `targets` (one for each period), `line` (straight from baseline to target by target_date), `level` (the
        baseline, or a group's own first value, where no target is said).
    why : str
        Why nothing can be said; empty where there are points.
    """

    path: PathFrom | None
    points: tuple[Point, ...]
    why: str


def on_path(
    indicator: Indicator, group: str | None, *, confidence: float, before: int, as_at: PartialDate | None = None
) -> OnPath:
    """Return the values of an indicator beside its path.

    A share is held against its path by the arcsine of its root, which has the same spread wherever it lies. A number
    with a range has the spread of its range. Any other number has the spread of the periods up to the baseline, of
    which `before` must be there, and of those read so far; it is read as one more draw from them. A baseline that was
    itself counted on few makes the start of the path unsure: that is added to the spread, the less of it the nearer the
    target date, and each value corrects the start for the next, so that the scores stay independent where nothing is
    wrong.

    Parameters
    ----------
    confidence : float
        For which ranges of the source are taken to stand, 0 to 1.
    before : int
        How many periods up to the baseline make a noise known.
    as_at : PartialDate, optional
        No value that surely came later is read.

    References
    ----------
    Anscombe 1948, Biometrika 35: 246-254 (arcsine); Kalman 1960, Journal of Basic Engineering 82: 35-45 (the start,
    corrected by each value); Quesenberry 1991, Journal of Quality Technology 23: 213-224 (charts that start with few).
    """
    return _Reading(indicator, group, confidence, before, as_at).result()


class _Reading:
    def __init__(
        self, indicator: Indicator, group: str | None, confidence: float, before: int, as_at: PartialDate | None
    ) -> None:
        counted = counts_are_known(indicator)
        actuals = [each for each in indicator.actuals or () if each.group == group and each.only_for is None]
        found = in_order(m for each in actuals if (m := measured_period(each, counted, confidence)) is not None)
        dated = tuple(m for m in found if m.last_day is not None and not m.fault)
        if as_at is not None:
            dated = tuple(m for m in dated if m.start is None or not as_at.surely_before(m.start))
        own = None if indicator.baseline is None else measured_quantity(indicator.baseline, counted, confidence)
        self.sides = NormalDist().inv_cdf((1 + confidence) / 2)
        self.indicator, self.group, self.before = indicator, group, before
        self.direction: Direction | None = wanted_direction(indicator)
        self.start = own if group is None else (dated[0] if dated else None)
        day = (own.last_day if own else None) or (self.start.last_day if self.start else None)
        self.earlier = tuple(m for m in dated if day is not None and m.last_day is not None and m.last_day <= day)
        self.later = dated[len(self.earlier) :]
        if group is not None and self.earlier:
            self.start = self.earlier[-1]
        elif group is not None:
            self.later = self.later[1:]

    def result(self) -> OnPath:
        why = self._missing()
        if why or self.start is None:
            return OnPath(None, (), why or say("scorecard.path_no_start"))
        points = list(self._points())
        if not points:
            return OnPath(None, (), say("scorecard.path_no_noise", before=self.before))
        targets = all(each.measured.target is not None for each in points)
        return OnPath("targets" if targets else "line" if self._has_line() else "level", tuple(points), "")

    def _missing(self) -> str:
        if self.direction is None:
            return say("scorecard.no_direction")
        if self.start is None:
            return say("scorecard.path_no_start")
        return "" if self.later else say("scorecard.path_nothing_later")

    def _has_line(self) -> bool:
        start, target = self.start, self.indicator.target
        return (
            self.group is None
            and target is not None
            and self.indicator.baseline is not None
            and target.is_share == self.indicator.baseline.is_share
            and self.indicator.target_date is not None
            and start is not None
            and start.last_day is not None
            and self.indicator.target_date.last > start.last_day
        )

    def _way(self, measured: Measured) -> float:
        """How much of the way to the target date is behind, 0 to 1."""
        start, end = self.start, self.indicator.target_date
        if not self._has_line() or start is None or start.last_day is None or end is None or measured.last_day is None:
            return 0.0
        gone = (measured.last_day - start.last_day).days / (end.last - start.last_day).days
        return min(max(gone, 0.0), 1.0)

    def _spread(self, measured: Measured) -> float | None:
        """Return the standard deviation that a value's own counts or range say, None where they say nothing."""
        if measured.counted and measured.numerator is not None and measured.denominator:
            # Half a case more on each side, since none or all of few does not mean that there is no noise.
            share = (float(measured.numerator) + 0.5) / (float(measured.denominator) + 1)
            return 100 * math.sqrt(share * (1 - share) / float(measured.denominator))
        if measured.low is None or measured.high is None:
            return None
        return (measured.high - measured.low) / (2 * self.sides)

    def _points(self) -> Iterator[Point]:
        """Yield each value beside what is expected of it, given all values before it."""
        if self.start is None:
            return
        draws = _Draws([float(each.value) for each in self.earlier], self.before)
        level, own = float(self.start.value), self._spread(self.start)
        # A baseline that is a plain number is one draw like the others.
        by_draws = own is None and draws.spread is not None
        sure = 1.0 if by_draws else own or 0.0
        for each in self.later:
            if each.is_share != self.start.is_share:
                continue
            left = 0.0 if each.target is not None else 1 - self._way(each)
            expected = float(each.target) if each.target is not None else self._on_line(level, 1 - left)
            known, unit = self._noise(each, expected), draws.spread if by_draws else None
            noise = known or draws.spread
            if not noise:
                continue
            start = sure * (unit or 1.0)
            whole = math.hypot(noise, left * start)
            off = self._off(each, expected, whole) if known else draws.score((float(each.value) - expected) / whole)
            worse = off if self.direction == "down" else -off
            yield Point(each, expected, min(max(worse, -_FAR), _FAR))
            # What a value says of the true start is learnt: an error of the baseline is then not seen in each period.
            gain = start**2 * left / whole**2
            level += gain * (float(each.value) - expected)
            sure *= math.sqrt(max(1 - gain * left, 0.0))

    def _on_line(self, level: float, way: float) -> float:
        target = self.indicator.target
        return level + way * (float(target.value) - level) if target is not None and way else level

    def _noise(self, measured: Measured, expected: float) -> float | None:
        if measured.counted and measured.denominator:
            of = float(measured.denominator)
            share = min(max(expected / 100, 0.5 / of), 1 - 0.5 / of)
            return 100 * math.sqrt(share * (1 - share) / of)
        return self._spread(measured)

    def _off(self, measured: Measured, expected: float, whole: float) -> float:
        """Return how far a value is off, in normal scores."""
        if not measured.counted or measured.numerator is None or not measured.denominator:
            return (float(measured.value) - expected) / whole
        hits, of = float(measured.numerator), float(measured.denominator)
        share = min(max(expected / 100, 0.5 / of), 1 - 0.5 / of)
        here = math.asin(math.sqrt((hits + 0.375) / (of + 0.75)))
        there = math.asin(math.sqrt((of * share + 0.375) / (of + 0.75)))
        return 2 * (here - there) * math.sqrt(share * (1 - share)) * 100 / whole


class _Draws:
    """The noise of plain numbers, estimated from those before and from every later one once it was scored."""

    def __init__(self, values: list[float], before: int) -> None:
        enough = len(values) >= max(before, 3)
        self.squares = statistics.variance(values) * (len(values) - 1) if enough else 0.0
        self.freedom = len(values) - 1

    @property
    def spread(self) -> float | None:
        """The standard deviation; None where the values before are too few or all alike."""
        return math.sqrt(self.squares / self.freedom) if self.squares > 0 else None

    def score(self, found: float) -> float:
        """Return a distance in spreads as the normal score that is as rare, and learn from it."""
        from scipy.special import ndtri, stdtr

        # The far tail by its small side, where it has digits left.
        score = -math.copysign(1, found) * ndtri(stdtr(self.freedom, -abs(found)))
        if self.spread is not None:
            self.squares += (found * self.spread) ** 2
            self.freedom += 1
        return float(score)
