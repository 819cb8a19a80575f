"""Whether a value is better than an earlier one, worse, or within what chance alone would do."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from coprod_tools.accountability.intervals import difference
from coprod_tools.accountability.measured import Measured
from coprod_tools.policy import Indicator
from coprod_tools.words import say

State = Literal["better", "not-better", "unknown"]
Direction = Literal["up", "down"]
# Of fewer than this, a tenth of a per cent is less than half of one case and only looks exact.
FINE = 500
_UP = frozenset({"up", "upward", "upwards", "increase", "rise", "higher", "more", "ascending", "+"})
_DOWN = frozenset({"down", "downward", "downwards", "decrease", "fall", "lower", "less", "fewer", "descending", "-"})


@dataclass(frozen=True, slots=True)
class Change:
    """How a later value differs from an earlier one, in the unit of both.

    Attributes
    ----------
    by : Decimal
        Later less earlier; for shares in points of a hundred.
    low, high : float or None
        Between which the true change lies (Newcombe 1998, method 10, for two counted shares; its general form by Zou &
        Donner 2008 otherwise). None where neither value says how far off it may be.
    one_sided : bool
        True where only one of the two values says how far off it may be, so that the true range is wider.
    """

    since: Measured
    until: Measured
    by: Decimal
    low: float | None
    high: float | None
    one_sided: bool

    @property
    def in_the_noise(self) -> bool:
        """Whether no change at all lies within the range."""
        return self.low is not None and self.high is not None and self.low <= 0 <= self.high


def wanted_direction(indicator: Indicator) -> Direction | None:
    """Return which way is better: from baseline to target, else as `direction` says; None where neither tells."""
    baseline, target = indicator.baseline, indicator.target
    if baseline is not None and target is not None and baseline.is_share == target.is_share:
        wanted = target.value - baseline.value
        if wanted != 0:
            return "up" if wanted > 0 else "down"
    said = (indicator.direction or "").strip().casefold()
    return "up" if said in _UP else "down" if said in _DOWN else None


def change_of(since: Measured, until: Measured) -> Change:
    """Return the change between two values of one indicator."""
    known = [each for each in (since, until) if each.low is not None and each.high is not None]
    low = high = None
    if known:
        low, high = difference(float(until.value), _ends(until), float(since.value), _ends(since))
    return Change(since, until, until.value - since.value, low, high, len(known) == 1)


def _ends(measured: Measured) -> tuple[float, float]:
    if measured.low is None or measured.high is None:
        return float(measured.value), float(measured.value)
    return measured.low, measured.high


def judged(change: Change, direction: Direction) -> tuple[State, str]:
    """Return the state that a change shows, with its reason."""
    words = {"since": shown(change.since), "until": shown(change.until)}
    if change.in_the_noise:
        return "unknown", say("scorecard.in_the_noise", low=_plain(change.low), high=_plain(change.high), **words)
    sign = 1 if direction == "up" else -1
    better = change.by * sign > 0
    key = "better" if better else "same" if change.by == 0 else "worse"
    if change.low is None:
        return ("better" if better else "not-better"), say(f"scorecard.{key}_noise_unknown", **words)
    state: State = "better" if better else "not-better"
    reason = say(f"scorecard.{key}", low=_plain(change.low), high=_plain(change.high), **words)
    return state, f"{reason} {say('scorecard.one_sided')}" if change.one_sided else reason


def shown(measured: Measured) -> str:
    """Return a value as people read it: how many of how many with the share, else the number."""
    if measured.counted:
        share = say("scorecard.share", hits=number(measured.numerator), of=number(measured.denominator))
        if measured.fault:
            return share
        digits = 1 if (measured.denominator or 0) >= FINE else 0
        return f"{share} ({measured.value:.{digits}f} %)"
    if measured.denominator is not None:
        return f"{number(measured.value)} %"
    return number(measured.value)


def number(value: Decimal | None) -> str:
    """Return a number without needless zeros, with four figures at most after the point."""
    if value is None:
        return ""
    # Adding 0 turns a minus zero that rounding left into zero.
    text = f"{round(value, 4) + 0:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _plain(value: float | None) -> str:
    return "" if value is None else f"{value:+.1f}"
