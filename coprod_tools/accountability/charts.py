"""Control charts: when a row of values has left its path by more than chance, and since when.

The chart used is the one-sided cumulative sum (Page 1954); the others stand here to be compared with it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

# Siegmund's correction of the limit for a sum that overshoots it.
_OVERSHOOT = 1.166


@dataclass(frozen=True, slots=True)
class Cusum:
    """The cumulative sum after each period.

    Attributes
    ----------
    sums : tuple of float
        In standard deviations; 0 says that nothing speaks for a shift.
    signalled : int or None
        Index of the first period in which the limit was reached, if the sum has not been back to 0 since.
    since : int or None
        Index of the first period after the sum was last 0: where the shift most likely began (Page 1954).
    """

    sums: tuple[float, ...]
    signalled: int | None
    since: int | None

    @property
    def last(self) -> float:
        """The sum after the last period."""
        return self.sums[-1] if self.sums else 0.0


def cusum(worse: Sequence[float], allowance: float, limit: float) -> Cusum:
    """Return the one-sided cumulative sum of how much worse each period is than its path.

    Parameters
    ----------
    worse : sequence of float
        In standard deviations, above zero where worse.
    allowance, limit : float
        k and h, in standard deviations.

    References
    ----------
    Page 1954, Biometrika 41: 100-115; Montgomery, Introduction to Statistical Quality Control, tabular CUSUM.
    """
    sums: list[float] = []
    found, start, signalled = 0.0, 0, None
    for place, each in enumerate(worse):
        found = max(0.0, found + each - allowance)
        if found == 0.0:
            start, signalled = place + 1, None
        elif signalled is None and found >= limit:
            signalled = place
        sums.append(found)
    return Cusum(tuple(sums), signalled, start if found > 0 else None)


def run_length(allowance: float, limit: float) -> float:
    """Return after how many periods, on average, a one-sided sum gives a false alarm.

    References
    ----------
    Siegmund 1985, Sequential Analysis, chapter 2, as given by Montgomery: (exp(2kb) - 2kb - 1) / 2k^2, b = h + 1.166.
    """
    b = limit + _OVERSHOOT
    return (math.exp(2 * allowance * b) - 2 * allowance * b - 1) / (2 * allowance**2)


def limit_for(allowance: float, periods: float) -> float:
    """Return the limit at which a false alarm comes after that many periods on average.

    Raises
    ------
    ValueError
        When the allowance is not above 0, or the periods are fewer than 1.
    """
    if not (allowance > 0 and periods >= 1):
        raise ValueError("allowance above 0, periods at least 1")
    low, high = 0.0, 1.0
    while run_length(allowance, high) < periods:
        high *= 2
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if run_length(allowance, middle) < periods else (low, middle)
    return high


def western_electric(worse: Sequence[float]) -> int | None:
    """Return the index of the first period at which one of the four run rules fires on the worse side.

    One beyond three standard deviations; two of three beyond two; four of five beyond one; eight in a row beyond 0.

    References
    ----------
    Western Electric 1956, Statistical Quality Control Handbook, p. 25-28; Shewhart 1931 for the first rule.
    """
    for place in range(len(worse)):
        for count, of, beyond in ((1, 1, 3.0), (2, 3, 2.0), (4, 5, 1.0), (8, 8, 0.0)):
            last = worse[max(0, place + 1 - of) : place + 1]
            if sum(each > beyond for each in last) >= count:
                return place
    return None


def ewma(worse: Sequence[float], weight: float, limit: float) -> int | None:
    """Return the index of the first period at which the exponentially weighted mean passes its limit.

    Parameters
    ----------
    weight, limit : float
        lambda (0 to 1) and L, the limit in standard deviations of the mean at that period.

    References
    ----------
    Roberts 1959, Technometrics 1: 239-250.
    """
    mean = 0.0
    for place, each in enumerate(worse):
        mean = weight * each + (1 - weight) * mean
        spread = math.sqrt(weight / (2 - weight) * (1 - (1 - weight) ** (2 * place + 2)))
        if mean > limit * spread:
            return place
    return None
