"""Which links are worth a test: weak and decisive, by what a test's result is worth to the choice."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from coprod_tools.consensus.sensitivity import greedy
from coprod_tools.consensus.trials.decision import payoffs
from coprod_tools.consensus.trials.power import standard_error, two_means
from coprod_tools.consensus.trials.voi import basis, evpi
from coprod_tools.consensus.worlds.beliefs import Beliefs
from coprod_tools.consensus.worlds.effects import effects
from coprod_tools.consensus.worlds.sampling import draw_worlds
from coprod_tools.consensus.worlds.table import LinkTable
from coprod_tools.knowledge import Knowledge, load_knowledge

Floats = NDArray[np.float64]
WORLDS, STEPS, REST = 2048, 60, 1e-5
# Links looked at more closely: those with the highest value of perfect information.
CLOSER = 25
RIDGE = 1e-6
# Where one action comes first in so many of the worlds, no more tests are named.
SETTLED = 0.9
# A link that explains less of the lead of one action over another is within the noise of the sample.
LEAST_GAIN = 0.02


@dataclass(frozen=True, slots=True)
class Worth:
    """What it is worth to test one link, in the payoff's unit.

    Attributes
    ----------
    place : int
        The link's place in the table.
    perfect : float
        Expected value of knowing this link (EVPPI).
    sample : float
        What a test's result adds to the choice, after the tests before it in the list (EVSI); 0 for one that only
        together with others would turn the choice.
    all : float
        Expected value of knowing every link (EVPI).
    """

    place: int
    perfect: float
    sample: float
    all: float

    @property
    def share(self) -> float:
        """The share of all that could be won by knowing more that this test wins."""
        return self.sample / self.all if self.all > 0 else 0.0


def worth_testing(
    table: LinkTable,
    beliefs: Beliefs,
    levers: Sequence[int] | NDArray[np.intp],
    outcomes: Sequence[int] | NDArray[np.intp],
    rng: np.random.Generator,
    *,
    wanted: ArrayLike | None = None,
    cost: ArrayLike | None = None,
    count: int = 3,
    closed_to_tests: Sequence[int] = (),
    knowledge: Knowledge | None = None,
) -> tuple[Worth, ...]:
    """Return the links to test, each by what its result would add after those before it.

    The test is sized for the smallest effect worth acting on. Values come from regression on simulated results (Strong
    et al. 2015, Med Decis Making 35), the value of perfect information from regression on the weight itself (Strong,
    Oakley & Brennan 2014). Where no result would turn the choice by itself but the choice is open, several may together
    (the value of information need not fall with each piece: Frazier & Powell 2010, Decision Analysis 7): then the links
    that most settle the lead of the first action over its rival follow, with a sample value of 0.

    Parameters
    ----------
    cost : array-like, shape (L,), optional
        Of a test of each link; the list then goes by value for cost.
    closed_to_tests : sequence of int
        Places of links that are left out.
    """
    if not table.links or not len(levers) or not len(outcomes):
        return ()
    weights = draw_worlds(beliefs, WORLDS, rng)
    changed = effects(table, weights, levers, outcomes, most_steps=STEPS, tolerance=REST)
    payoff = payoffs(changed, wanted)
    if payoff.shape[1] == 1:
        # one action alone is held against doing nothing
        payoff = np.concatenate([payoff, np.zeros_like(payoff)], axis=1)
    whole, numbers = evpi(payoff), (knowledge or load_knowledge()).trial_numbers
    moving = [int(at) for at in np.flatnonzero(weights.std(axis=1) > 0) if int(at) not in set(closed_to_tests)]
    perfect = {at: _value([basis(weights[at])], payoff) for at in moving}
    closer = sorted(moving, key=lambda at: -perfect[at])[:CLOSER]
    error = test_error(knowledge)
    seen = {at: _result(weights[at] + error * rng.standard_normal(WORLDS)) for at in closer}
    prices = np.ones(table.links) if cost is None else np.asarray(cost, dtype=np.float64)
    found: list[Worth] = []
    won = 0.0
    while closer and len(found) < count and whole > 0:
        before = [seen[each.place] for each in found]
        adds = {at: _value([*before, seen[at]], payoff) - won for at in closer}
        best = max(closer, key=lambda at: adds[at] / prices[at])
        if adds[best] < numbers["worth-testing"].value * whole:
            break
        found.append(Worth(best, max(0.0, perfect[best]), adds[best], whole))
        won += adds[best]
        closer.remove(best)
    left = [at for at in moving if at not in {each.place for each in found}]
    for place in _together(weights, payoff, left, prices, count - len(found)):
        found.append(Worth(place, max(0.0, perfect[place]), 0.0, whole))
    return tuple(found)


def _together(weights: Floats, payoff: Floats, places: list[int], prices: Floats, count: int) -> list[int]:
    """Links that settle which of the two leading actions is better, where no test turns the choice by itself."""
    first = int(payoff.mean(axis=0).argmax())
    wins = np.bincount(payoff.argmax(axis=1), minlength=payoff.shape[1]) / len(payoff)
    # without any difference between actions the first one counts as first everywhere
    if count <= 0 or not places or wins[first] >= SETTLED or not payoff.std():
        return []
    wins[first] = -1
    lead = payoff[:, first] - payoff[:, int(wins.argmax())]
    chosen = greedy(weights[places], lead[:, None], count, prices[places])
    return [places[each.place] for each in chosen if each.gain >= LEAST_GAIN]


def people_each(knowledge: Knowledge | None = None) -> int:
    """Return the people in each of two groups for the smallest effect worth acting on (Cohen 1988)."""
    return two_means((knowledge or load_knowledge()).trial_numbers["smallest-effect"].value)


def test_error(knowledge: Knowledge | None = None) -> float:
    """Return the error of such a test's word on the link everywhere: the sample's, and the place's."""
    numbers = (knowledge or load_knowledge()).trial_numbers
    sample = standard_error(numbers["smallest-effect"].value, people_each(knowledge))
    return math.hypot(sample, numbers["between-places"].value)


def _result(seen: Floats) -> Floats:
    spread = (seen - seen.mean()) / (float(seen.std()) or 1.0)
    return np.stack([spread, spread**2, spread**3, np.tanh(3 * spread)], axis=1)


def _value(parts: list[Floats], payoff: Floats) -> float:
    """What is won by choosing on the fitted payoffs, found on one half of the worlds and counted on the other."""
    columns = np.concatenate([np.ones((len(payoff), 1)), *parts], axis=1)
    won = 0.0
    for fit in (slice(0, None, 2), slice(1, None, 2)):
        count = slice(1 - (fit.start or 0), None, 2)
        own = columns[fit]
        # a hair of ridge keeps repeated columns solvable, at a tenth of the time of a singular-value fit
        slopes = np.linalg.solve(own.T @ own + RIDGE * len(own) * np.eye(own.shape[1]), own.T @ payoff[fit])
        chosen = (columns[count] @ slopes).argmax(axis=1)
        first = int(payoff[fit].mean(axis=0).argmax())
        paid = payoff[count]
        won += float((paid[np.arange(len(paid)), chosen] - paid[:, first]).mean()) / 2
    return won
