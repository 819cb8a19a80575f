"""How far off a share may be that was counted on few people, and whether two shares differ by more than chance."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Interval:
    """Where the true value lies, as often as `confidence` says.

    Attributes
    ----------
    low, high : float
        In the unit of what was asked for: for a share from 0 to 1, for a difference of shares from -1 to 1.
    method : str
        Its name with author and year.
    """

    low: float
    high: float
    confidence: float
    method: str

    @property
    def width(self) -> float:
        """How far its ends are apart."""
        return self.high - self.low

    def holds(self, value: float) -> bool:
        """Tell whether a value lies in it, its ends included."""
        return self.low <= value <= self.high


def wilson(hits: float, of: float, confidence: float = CONFIDENCE) -> Interval:
    """Return the score interval of a share: `hits` of `of`.

    It holds for small numbers and for none or all, where the textbook interval shrinks to nothing.

    Parameters
    ----------
    hits, of : float
        0 <= hits <= of, of > 0.

    Raises
    ------
    ValueError
        When there can't be such a share.

    References
    ----------
    Wilson 1927, Journal of the American Statistical Association 22: 209-212; Newcombe 1998, Statistics in Medicine 17:
    857-872, method 3.
    """
    _sound(hits, of, confidence)
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    middle = 2 * hits + z * z
    spread = z * math.sqrt(z * z + 4 * hits * (1 - hits / of))
    whole = 2 * (of + z * z)
    low = 0.0 if hits == 0 else max((middle - spread) / whole, 0.0)
    high = 1.0 if hits == of else min((middle + spread) / whole, 1.0)
    return Interval(low, high, confidence, "Wilson 1927")


def jeffreys(hits: float, of: float, confidence: float = CONFIDENCE) -> Interval:
    """Return the equal-tailed Jeffreys interval of a share; its end is 0 where there is no hit, 1 where all are.

    Raises
    ------
    ValueError
        When there can't be such a share.

    References
    ----------
    Brown, Cai & DasGupta 2001, Statistical Science 16: 101-133, section 3.1.2.
    """
    from scipy.special import betaincinv

    _sound(hits, of, confidence)
    tail = (1 - confidence) / 2
    a, b = hits + 0.5, of - hits + 0.5
    low = 0.0 if hits == 0 else float(betaincinv(a, b, tail))
    high = 1.0 if hits == of else float(betaincinv(a, b, 1 - tail))
    return Interval(low, high, confidence, "Jeffreys (Brown, Cai & DasGupta 2001)")


def newcombe(hits: float, of: float, other_hits: float, other_of: float, confidence: float = CONFIDENCE) -> Interval:
    """Return the interval of the first share less the other, of two samples that have nobody in common.

    Raises
    ------
    ValueError
        When there can't be such shares.

    References
    ----------
    Newcombe 1998, Statistics in Medicine 17: 873-890, method 10.
    """
    one, two = wilson(hits, of, confidence), wilson(other_hits, other_of, confidence)
    found = difference(hits / of, (one.low, one.high), other_hits / other_of, (two.low, two.high))
    return Interval(*found, confidence, "Newcombe 1998, method 10")


def difference(
    value: float, ends: tuple[float, float], other: float, other_ends: tuple[float, float]
) -> tuple[float, float]:
    """Return the ends of a difference from the two values and their own ends, whatever these were found by.

    References
    ----------
    Zou & Donner 2008, Statistics in Medicine 27: 1693-1702.
    """
    moved = value - other
    low = moved - math.hypot(value - ends[0], other_ends[1] - other)
    high = moved + math.hypot(ends[1] - value, other - other_ends[0])
    return low, high


def _sound(hits: float, of: float, confidence: float) -> None:
    if not (0 <= hits <= of and 0 < of < math.inf):
        raise ValueError("a share needs 0 <= hits <= of and of > 0")
    if not 0 < confidence < 1:
        raise ValueError("confidence lies between 0 and 1")
