"""How far a net value may be off: many draws of everything it rests on, each within its range.

Two pictures are given. In the first, assumptions are drawn independently of each other. In the second they all go the
same way, all well or all badly for whoever is looked at; it bounds what not knowing how they hang together may hide.
A PERT draw (Malcolm, Roseboom, Clark and Fazar 1959, Operations Research 7:5, 646-669) is a beta on the range whose
mean is (low + 4 mid + high) / 6; a triangular one has its peak at the best single value.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from coprod_tools.investment.assumptions import Assumption
from coprod_tools.investment.flows import Flow, assumptions_of

Floats = NDArray[np.float64]
Shape = Literal["pert", "triangular"]
DRAWS = 10_000
# Levels at which the picture in which all go the same way is looked at.
LEVELS = 199


@dataclass(frozen=True, slots=True)
class Spread:
    """Where a net value lies over the draws.

    Attributes
    ----------
    low, high : float
        Between them lie 90 in 100 of the draws (5 % below, 5 % above).
    above_zero : float
        The share of draws in which the net value is above 0.
    together_low, together_high, together_above_zero : float
        The same where everything goes the same way.
    """

    low: float
    high: float
    above_zero: float
    together_low: float
    together_high: float
    together_above_zero: float
    draws: int
    shape: Shape


def draw(assumption: Assumption, count: int, seed: int, shape: Shape = "pert") -> Floats:
    """Return `count` draws of one assumption; they depend on its key and the seed alone, not on what else is drawn."""
    low, mid, high = float(assumption.low), float(assumption.mid), float(assumption.high)
    if not low < high:
        return np.full(count, mid)
    words = np.frombuffer(hashlib.sha256(assumption.key.encode()).digest(), dtype="<u4")
    random = np.random.Generator(np.random.PCG64([seed, *(int(word) for word in words)]))
    if shape == "triangular":
        return np.asarray(random.triangular(low, mid, high, count))
    a, b = _beta((mid - low) / (high - low))
    return np.asarray(low + (high - low) * random.beta(a, b, count))


def at_levels(assumption: Assumption, levels: Floats, shape: Shape = "pert") -> Floats:
    """Return the values below which an assumption lies with each probability of `levels`."""
    low, mid, high = float(assumption.low), float(assumption.mid), float(assumption.high)
    if not low < high:
        return np.full(levels.shape, mid)
    if shape == "triangular":
        peak = (mid - low) / (high - low)
        up = np.sqrt(levels * peak)
        down = 1 - np.sqrt((1 - levels) * (1 - peak))
        return np.asarray(low + (high - low) * np.where(levels < peak, up, down), dtype=np.float64)
    return np.asarray(low + (high - low) * _pert_levels((mid - low) / (high - low), levels.tobytes()))


@lru_cache(maxsize=1024)
def _pert_levels(peak: float, levels: bytes) -> Floats:
    """Return PERT levels on 0 to 1; kept, since many ranges of a policy have one shape."""
    from scipy.special import betaincinv

    return np.asarray(betaincinv(*_beta(peak), np.frombuffer(levels)))


def _beta(peak: float) -> tuple[float, float]:
    return 1 + 4 * peak, 5 - 4 * peak


def spreads_of(
    flows: Sequence[Flow],
    rows: Sequence[str],
    schedules: Sequence[Sequence[Decimal]],
    seed: int,
    draws: int = DRAWS,
    shape: Shape = "pert",
) -> tuple[dict[str, Spread], ...]:
    """Return where the net value of each row may lie, for each list of discount factors.

    The same draws serve all rows and lists. A row is left away where nothing it rests on has a range.
    """
    flows = sorted(flows, key=lambda each: each.id)
    totals = _all_drawn(flows, rows, schedules, seed, draws, shape)
    levels = (np.arange(LEVELS) + 1) / (LEVELS + 1)
    standing = {each.key: at_levels(each, levels, shape) for each in assumptions_of(flows) if each.has_range}
    found: tuple[dict[str, Spread], ...] = tuple({} for _ in schedules)
    for number, factors in enumerate(schedules):
        for row in rows:
            mine = [flow for flow in flows if flow.sign_for(row)]
            if not any(each.has_range for flow in mine for each in flow.assumptions):
                continue
            net = totals[number][row]
            falling = {key for key, (low, high) in ends_of(mine, row, factors).items() if high < low}
            # The levels lie evenly about a half, so going the other way is going back through them.
            together = {key: value[::-1] if key in falling else value for key, value in standing.items()}
            same_way = net_values(mine, row, together, factors, LEVELS)
            found[number][row] = _spread(net, same_way, draws, shape)
    return found


def _all_drawn(
    flows: Sequence[Flow],
    rows: Sequence[str],
    schedules: Sequence[Sequence[Decimal]],
    seed: int,
    draws: int,
    shape: Shape,
) -> list[dict[str, Floats]]:
    """Return the drawn net values by list of factors and row; each flow is drawn once."""
    weights = [_weights(factors) for factors in schedules]
    totals = [{row: np.zeros(draws) for row in rows} for _ in schedules]
    often = Counter(key for flow in flows for key in {each.key for each in flow.assumptions})
    shared: dict[str, Floats] = {}
    for flow in flows:
        values = {}
        for each in flow.assumptions:
            if each.has_range:
                value = shared[each.key] if each.key in shared else draw(each, draws, seed, shape)
                values[each.key] = value
                if often[each.key] > 1:
                    shared[each.key] = value
        for total, weight in zip(totals, weights, strict=True):
            worth = _value(flow, values, weight, draws)
            for row in rows:
                if sign := flow.sign_for(row):
                    total[row] += sign * worth
    return totals


def _spread(net: Floats, same_way: Floats, draws: int, shape: Shape) -> Spread:
    low, high = np.quantile(net, (0.05, 0.95))
    # The levels are i / (n + 1), so this finds the value at the very level asked for.
    together_low, together_high = np.quantile(same_way, (0.05, 0.95), method="weibull")
    return Spread(
        low=float(low),
        high=float(high),
        above_zero=float((net > 0).mean()),
        together_low=float(together_low),
        together_high=float(together_high),
        together_above_zero=float((same_way > 0).mean()),
        draws=draws,
        shape=shape,
    )


def net_values(
    flows: Sequence[Flow], row: str, values: Mapping[str, Floats], factors: Sequence[Decimal], count: int
) -> Floats:
    """Return the net present value for one row of perspectives, for each set of values of the assumptions.

    Parameters
    ----------
    values : mapping of str to array, shape (count,)
        By key of the assumption; the best single value stands for what is not in it.
    """
    total = np.zeros(count)
    weights = _weights(factors)
    for flow in sorted(flows, key=lambda each: each.id):
        sign = flow.sign_for(row)
        if sign:
            total += sign * _value(flow, values, weights, count)
    return total


def resting_on(flows: Sequence[Flow]) -> dict[str, list[Flow]]:
    """Return by key of an assumption the flows that rest on it."""
    found: dict[str, list[Flow]] = {}
    for flow in flows:
        for key in sorted({each.key for each in flow.assumptions}):
            found.setdefault(key, []).append(flow)
    return found


def ends_of(flows: Sequence[Flow], row: str, factors: Sequence[Decimal]) -> dict[str, tuple[float, float]]:
    """Return the net value of what rests on each assumption that has a range, at its lowest and at its highest."""
    by_key = resting_on(flows)
    ends = {}
    for each in assumptions_of(flows):
        if each.has_range:
            values = {each.key: np.array([float(each.low), float(each.high)])}
            low, high = net_values(by_key[each.key], row, values, factors, 2)
            ends[each.key] = (float(low), float(high))
    return ends


def _weights(factors: Sequence[Decimal]) -> Floats:
    return np.array([float(factor) for factor in factors])


def _value(flow: Flow, values: Mapping[str, Floats], weights: Floats, count: int) -> Floats:
    amount = np.full(count, float(flow.scale))
    for term in flow.terms:
        found = values.get(term.assumption.key, float(term.assumption.mid))
        amount = amount * (1 - found if term.taken_off else found)
    years = weights[flow.first - 1 : flow.last]
    if flow.drop_off is None:
        return np.asarray(amount * years.sum())
    kept = 1 - values.get(flow.drop_off.key, np.full(1, float(flow.drop_off.mid)))
    # Horner's rule: w1 + kept * (w2 + kept * (w3 + ...)).
    weight = np.zeros_like(kept)
    for each in years[::-1]:
        weight = weight * kept + each
    return np.asarray(amount * weight)
