"""Simulated policies in the form the methods take: the links somebody drew, and what was said of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.simulators import SimulatedPolicy, simulate
from coprod_tools.consensus.trials.decision import payoffs
from coprod_tools.consensus.worlds.beliefs import Beliefs, Reports, beliefs_of
from coprod_tools.consensus.worlds.effects import effects
from coprod_tools.consensus.worlds.table import LinkTable

Floats = NDArray[np.float64]
NOT_ASKED = 9
# How much larger the error of a strength is said with low, medium, high or no confidence: only an order is told.
NOISE = np.array([1.0, 1.3, 1.0, 0.8])


@dataclass(frozen=True, eq=False)
class Panel:
    """One simulated policy as the methods see it, beside its truth for the links that somebody drew."""

    policy: SimulatedPolicy
    table: LinkTable
    reports: Reports
    beliefs: Beliefs
    truth: Floats
    place: NDArray[np.intp]

    def payoff(self, weights: Floats) -> Floats:
        """What each action pays in worlds of the drawn links, shape (W, A)."""
        found = effects(self.table, weights, self.policy.levers, self.policy.outcomes, most_steps=60, tolerance=1e-5)
        return payoffs(found)

    def true_payoff(self) -> Floats:
        """What each action pays in truth, links that nobody drew included, shape (A,)."""
        policy = self.policy
        whole = LinkTable(self.table.concepts, policy.cause, policy.effect)
        found = effects(whole, policy.weight, policy.levers, policy.outcomes, most_steps=60, tolerance=1e-5)
        return np.asarray(payoffs(found)[0])


def panel(seed: int) -> Panel:
    """Return the panel of that seed."""
    policy = simulate(seed)
    drawn = policy.drawn
    concepts = tuple(f"c{number:02}" for number in range(policy.concepts))
    table = LinkTable(concepts, policy.cause[drawn], policy.effect[drawn])
    sign = np.where(policy.asked, policy.sign, NOT_ASKED)[:, drawn].astype(np.int8)
    reports = Reports(sign, policy.strength[:, drawn], NOISE[policy.confidence[:, drawn]])
    return Panel(policy, table, reports, beliefs_of(reports), policy.weight[drawn], np.flatnonzero(drawn))
