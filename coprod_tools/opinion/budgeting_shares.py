"""The Method of Equal Shares: every voter holds an equal part of the budget, and supporters pay for what they support.

Peters, Pierczyński and Skowron, Proportional Participatory Budgeting with Additive Utilities, NeurIPS 2021
(arXiv:2008.13276), section 3; completion by raising shares: section 3.4 there, "add1" in Faliszewski and others 2023
(Participatory Budgeting: Data, Tools, and Analysis, IJCAI 2023).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

import numpy as np

from coprod_tools.opinion.budgeting import Outcome, Votes, names, tie_order, ties_named
from coprod_tools.opinion.budgeting_money import Backing, ExactMoney, Price, backings, price

# Prices nearer than this are compared exactly; sums of a million terms in floating point are nearer than that.
NEAR = 1e-8
# Supporters looked at in all, some tens of seconds; beyond it `add1` is given up.
MOST_WORK = 400_000_000
# Looking at one exactly takes about so many times as long.
EXACT_WORK = 50


@dataclass(slots=True)
class _Run:
    """What the method buys when every voter holds `share`.

    Attributes
    ----------
    holds : float
        By how much the share may surely grow without any other choice.
    work : int
        How many supporters were looked at.
    """

    share: Fraction
    bought: list[int] = field(default_factory=list)
    tied: list[tuple[int, ...]] = field(default_factory=list)
    holds: float = math.inf
    work: int = 0


def equal_shares(
    votes: Votes,
    utility: Literal["cost", "equal", "points"] = "cost",
    completion: Literal["none", "add1"] = "add1",
    step: Fraction = Fraction(1),
    ranks: tuple[int, ...] | None = None,
    most_work: int = MOST_WORK,
) -> Outcome:
    """Return what the Method of Equal Shares takes.

    Each voter gets budget / voters. In each round the project with the lowest price per unit of utility is bought, its
    supporters paying in proportion to their utility, each at most what is left to them, until none can be paid. Equal
    prices: more votes first, then the lower cost, then as listed. Projects that cost nothing and have a supporter are
    taken first.

    Parameters
    ----------
    utility : {'cost', 'equal', 'points'}
        What a supported project is worth to a voter: its cost, one, or the points given to it.
    completion : {'none', 'add1'}
        `add1` raises every share by `step` again and again and takes the last outcome within the budget, stopping as
        soon as no further project with a supporter fits what is left.
    step : Fraction
        In the currency of the budget, above 0.
    ranks : tuple of int, optional
        Rank of each project for ties, the lowest first.
    most_work : int
        When more would have to be looked at, the outcome is that without completion, and not `complete`.
    """
    ranks = tie_order(votes) if ranks is None else ranks
    supported = [project for project, count in enumerate(votes.votes()) if count]
    free = sorted((each for each in supported if not votes.costs[each]), key=ranks.__getitem__)
    backing = backings(votes, utility)
    if not votes.voters:
        return Outcome("equal-shares", completion, utility, (), Fraction())
    start = votes.budget / votes.voters
    first = run = _run(votes, backing, start, ranks)
    work, complete = run.work, True
    while completion == "add1" and not _nothing_fits(votes, supported, free + run.bought):
        if run.holds == math.inf:
            break
        # Within `holds` the choices are the same, so those steps are passed over; what is landed on is worked out.
        steps = max(1, math.floor(run.holds * (1 - NEAR) / float(step)))
        following = _run(votes, backing, run.share + steps * step, ranks)
        work += following.work
        if _cost(votes, following.bought) > votes.budget:
            break
        if work > most_work:
            run, complete = first, False
            break
        run = following
    taken = free + run.bought
    named = ties_named(votes, run.tied, taken)
    return Outcome(
        "equal-shares", completion, utility, names(votes, taken), _cost(votes, taken), *named, run.share, complete
    )


def _cost(votes: Votes, projects: list[int]) -> Fraction:
    return sum((votes.costs[project] for project in projects), Fraction())


def _nothing_fits(votes: Votes, supported: list[int], taken: list[int]) -> bool:
    left = votes.budget - _cost(votes, taken)
    return not any(votes.costs[each] <= left for each in supported if each not in taken)


def _run(votes: Votes, backing: dict[int, Backing], share: Fraction, ranks: tuple[int, ...]) -> _Run:
    return _Round(votes, backing, share, ranks).all()


class _Round:
    """The rounds of one run; prices only rise from round to round, so one known from before is a lower bound."""

    def __init__(self, votes: Votes, backing: dict[int, Backing], share: Fraction, ranks: tuple[int, ...]) -> None:
        self.backing, self.ranks = backing, ranks
        self.run = _Run(share)
        self.money = np.full(len(votes.ballots), float(share))
        self.grows = np.ones(len(votes.ballots))
        self.exact = ExactMoney(backing, share, len(votes.ballots))
        self.known: dict[int, Price | None] = dict.fromkeys(backing)
        self.fresh: set[int] = set()

    def all(self) -> _Run:
        while (chosen := self._cheapest()) is not None:
            self._watch(chosen)
            self._pay(chosen)
        return self.run

    def _bound(self, project: int) -> float:
        known = self.known[project]
        return known.at if known else -1.0

    def _look(self, project: int) -> Price | None:
        """Return a project's price now; one that can't be paid any more is out for good."""
        if project in self.fresh:
            return self.known[project]
        backing = self.backing[project]
        self.run.work += len(backing.groups)
        people, cost = backing.people, float(backing.cost)
        held = float((people * self.money[backing.groups]).sum())
        if held < cost * (1 + NEAR) and (held < cost * (1 - NEAR) or self._exact(project) is None):
            rises = float((people * self.grows[backing.groups]).sum())
            if rises > 0:
                self._limit(max(cost - held, 0.0) / rises)
            del self.known[project]
            return None
        found = price(backing, self.money, self.grows)
        if found is None:
            raise ArithmeticError("no price was found for a project that can be paid")
        self.known[project] = found
        self.fresh.add(project)
        return found

    def _exact(self, project: int) -> Fraction | None:
        self.run.work += EXACT_WORK * len(self.backing[project].groups)
        self.exact.follow(self.run.bought)
        return self.exact.price(project)

    def _limit(self, growth: float) -> None:
        self.run.holds = min(self.run.holds, growth)

    def _cheapest(self) -> int | None:
        self.fresh.clear()
        near: list[int] = []
        best = math.inf
        for project in sorted(self.known, key=lambda each: (self._bound(each), self.ranks[each])):
            if self._bound(project) > best * (1 + NEAR):
                break
            found = self._look(project)
            if found:
                near.append(project)
                best = min(best, found.at)
        near = [project for project in near if self._bound(project) <= best * (1 + NEAR)]
        if len(near) > 1:
            prices = {project: self._exact(project) for project in near}
            least = min(found for found in prices.values() if found is not None)
            near = [project for project in near if prices[project] == least]
            if len(near) > 1:
                self.run.tied.append(tuple(near))
        return min(near, key=self.ranks.__getitem__, default=None)

    def _watch(self, chosen: int) -> None:
        """Keep by how much the share may grow before another project is the cheapest, or is paid otherwise.

        A price falls along a convex curve as shares grow, so its tangent lies below it.
        """
        own = self.known[chosen]
        if own is None:
            return
        self._limit(own.holds)
        for project in sorted(self.known):
            if project != chosen and self._meets(own, project) < self.run.holds and self._look(project):
                self._limit(self._meets(own, project))

    def _meets(self, own: Price, project: int) -> float:
        other = self.known[project]
        if other is None:
            return 0.0
        closing = own.slope - other.slope
        if closing <= 1e-12 * abs(own.slope):
            return math.inf
        return max(other.at - own.at, 0.0) / closing

    def _pay(self, chosen: int) -> None:
        backing, found = self.backing[chosen], self.known.pop(chosen)
        if found is None:
            return
        left = self.money[backing.groups] - found.at * backing.worth
        rises = self.grows[backing.groups] - found.slope * backing.worth
        self.money[backing.groups] = np.where(found.poor, 0.0, np.maximum(left, 0.0))
        # Whoever could just pay has nothing left, but will have when shares grow.
        self.grows[backing.groups] = np.where(found.poor, 0.0, rises)
        self.run.bought.append(chosen)
