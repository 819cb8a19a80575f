"""Which assumption could overturn the answer: each moved from its lowest to its highest, all others left as they are.

One at a time, after Howard (1988, Management Science 34:6, 679-695), who drew the swings as a tornado.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from coprod_tools.investment.assumptions import Assumption
from coprod_tools.investment.draws import LEVELS, Shape, at_levels, ends_of, net_values, resting_on
from coprod_tools.investment.flows import Flow, assumptions_of

DISCOUNT_RATE = "discount-rate"


@dataclass(frozen=True, slots=True)
class Swing:
    """What one assumption does to a net value.

    Attributes
    ----------
    key, label : str
        The assumption; `discount-rate` for taking the schedule beside instead of the base.
    at_low, at_high : float
        The net value at its lowest and at its highest; for the discount rate at the base and at the schedule beside.
    turns : bool
        Whether the net value crosses 0 between them.
    overturned : float or None
        The share of its own range, weighted by how likely each value is, in which the net value has the other sign than
        at the best single values; None for the discount rate, which is no matter of chance.
    """

    key: str
    label: str
    at_low: float
    at_high: float
    turns: bool
    overturned: float | None

    @property
    def size(self) -> float:
        """How far the net value moves."""
        return abs(self.at_high - self.at_low)


@dataclass(frozen=True, slots=True)
class Tornado:
    """All swings of one row of perspectives, the largest first.

    Attributes
    ----------
    net : float
        The net value at the best single values, under the base schedule.
    """

    row: str
    net: float
    swings: tuple[Swing, ...]

    @property
    def overturning(self) -> tuple[Swing, ...]:
        """The assumptions that turn the answer by themselves, the likeliest to do so first."""
        turning = [swing for swing in self.swings if swing.turns and swing.key != DISCOUNT_RATE]
        return tuple(sorted(turning, key=lambda each: (-(each.overturned or 0), -each.size, each.key)))

    @property
    def rate(self) -> Swing | None:
        """What the other schedule does; None where there is none."""
        return next((swing for swing in self.swings if swing.key == DISCOUNT_RATE), None)


def tornado_of(
    flows: Sequence[Flow],
    row: str,
    base: Sequence[Decimal],
    beside: Sequence[Decimal] | None,
    rate_label: str,
    shape: Shape = "pert",
) -> Tornado:
    """Return the swings of a row of perspectives.

    Parameters
    ----------
    base, beside : sequence of Decimal
        Discount factors of the base schedule, and of the one shown beside it.
    rate_label : str
        What the swing of the discount rate is called.
    """
    mine = [flow for flow in flows if flow.sign_for(row)]
    net = float(net_values(mine, row, {}, base, 1)[0])
    by_key, labels = resting_on(mine), {each.key: each for each in assumptions_of(mine)}
    swings = []
    for key, (low, high) in ends_of(mine, row, base).items():
        others = net - float(net_values(by_key[key], row, {}, base, 1)[0])
        at_low, at_high = others + low, others + high
        turns = (at_low > 0) != (at_high > 0)
        overturned = _overturned(by_key[key], row, labels[key], base, net, others, shape) if turns else 0.0
        swings.append(Swing(key, labels[key].label, at_low, at_high, turns, overturned))
    if beside is not None:
        other = float(net_values(mine, row, {}, beside, 1)[0])
        swings.append(Swing(DISCOUNT_RATE, rate_label, net, other, (net > 0) != (other > 0), None))
    return Tornado(row, net, tuple(sorted(swings, key=lambda each: (-each.size, each.key))))


def _overturned(
    flows: Sequence[Flow],
    row: str,
    assumption: Assumption,
    factors: Sequence[Decimal],
    net: float,
    others: float,
    shape: Shape,
) -> float:
    """Return how likely one assumption is to turn the sign of the net value by itself."""
    levels = (np.arange(LEVELS) + 1) / (LEVELS + 1)
    values = {assumption.key: at_levels(assumption, levels, shape)}
    within = others + net_values(flows, row, values, factors, LEVELS)
    return float(((within > 0) != (net > 0)).mean())
