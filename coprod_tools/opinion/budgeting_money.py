"""What supporters can pay for a project between them: fast in floating point, exact where that can't decide."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

import numpy as np
import numpy.typing as npt

from coprod_tools.opinion.budgeting import Votes

Floats = npt.NDArray[np.float64]
Positions = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Backing:
    """Who supports one project.

    Attributes
    ----------
    groups : array of int
        Positions of the ballots that support it.
    people : array of float
        How many people cast each.
    worth : array of float, above 0
        What the project is worth to one of them.
    exact : tuple of Fraction
        `worth`, exact.
    """

    cost: Fraction
    groups: Positions
    people: Floats
    worth: Floats
    exact: tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class Price:
    """The least price per unit of worth at which supporters can pay for a project, each at most what is left to them.

    Attributes
    ----------
    at : float
        The price.
    slope : float
        How it changes with everybody's share; never above 0.
    poor : array of bool
        Who pays all that is left.
    holds : float
        By how much the share may grow before somebody else pays all that is left.
    """

    at: float
    slope: float
    poor: npt.NDArray[np.bool_]
    holds: float


def backings(votes: Votes, worth: Literal["cost", "equal", "points"]) -> dict[int, Backing]:
    """Return who supports each project that costs something and has supporters, by position."""
    found: dict[int, list[tuple[int, Fraction]]] = {}
    for group, ballot in enumerate(votes.ballots):
        for project, points in ballot:
            value = points if worth == "points" else votes.costs[project] if worth == "cost" else Fraction(1)
            found.setdefault(project, []).append((group, value))
    counts = np.array(votes.counts, float)
    made = {}
    for project in sorted(found):
        if votes.costs[project]:
            groups = np.array([group for group, _ in found[project]], np.intp)
            exact = tuple(value for _, value in found[project])
            made[project] = Backing(
                votes.costs[project], groups, counts[groups], np.array([float(value) for value in exact]), exact
            )
    return made


def price(backing: Backing, money: Floats, grows: Floats) -> Price | None:
    """Return the price of a project; None where its supporters have nothing left.

    The price is the least rho with sum of min(money, rho * worth) = cost. Whoever has least for their worth pays all.

    Parameters
    ----------
    money, grows : arrays of float, one per ballot
        What is left to one person who cast it, and how that changes with everybody's share.
    """
    own = money[backing.groups]
    ratio = own / backing.worth
    order = np.argsort(ratio, kind="stable")
    paid = np.cumsum((backing.people * own)[order])
    weights = (backing.people * backing.worth)[order]
    rest = np.cumsum(weights[::-1])[::-1]
    prices = (float(backing.cost) - np.concatenate([[0.0], paid[:-1]])) / rest
    fits = np.flatnonzero(prices <= ratio[order])
    first = int(fits[0]) if len(fits) else len(order) - 1
    at = float(prices[first])
    if at <= 0 or own[order[-1]] <= 0:
        return None
    poor = np.zeros(len(order), bool)
    poor[order[:first]] = True
    rises = grows[backing.groups]
    slope = -float((backing.people * rises)[poor].sum()) / float(rest[first])
    gaps, speeds = at - ratio[poor], rises[poor] / backing.worth[poor] - slope
    moving = speeds > 0
    holds = float((gaps[moving] / speeds[moving]).min()) if moving.any() else np.inf
    return Price(at, slope, poor, max(holds, 0.0))


class ExactMoney:
    """What is left to each voter, exactly, after the projects bought so far; worked out only when asked for."""

    def __init__(self, backing: dict[int, Backing], share: Fraction, ballots: int) -> None:
        self._backing = backing
        self._left = [share] * ballots
        self._bought = 0

    def follow(self, bought: list[int]) -> None:
        """Let the supporters of each newly bought project pay for it."""
        for project in bought[self._bought :]:
            at, backing = self.price(project), self._backing[project]
            if at is None:
                raise ArithmeticError("a project was bought that its supporters can't pay")
            for group, worth in zip(backing.groups.tolist(), backing.exact, strict=True):
                self._left[group] -= min(self._left[group], at * worth)
        self._bought = len(bought)

    def price(self, project: int) -> Fraction | None:
        """Return a project's exact price, None where its supporters can't pay for it."""
        backing = self._backing[project]
        people = [int(count) for count in backing.people]
        levels: dict[Fraction, list[Fraction]] = {}
        for group, count, worth in zip(backing.groups.tolist(), people, backing.exact, strict=True):
            level = levels.setdefault(self._left[group] / worth, [Fraction(), Fraction()])
            level[0] += count * self._left[group]
            level[1] += count * worth
        if sum((money for money, _ in levels.values()), Fraction()) < backing.cost:
            return None
        owed, weight = backing.cost, sum((worth for _, worth in levels.values()), Fraction())
        for ratio in sorted(levels):
            if owed <= ratio * weight:
                return owed / weight
            owed, weight = owed - levels[ratio][0], weight - levels[ratio][1]
        raise ArithmeticError("no price was found for a project that can be paid")
