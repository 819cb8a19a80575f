"""Participatory budgeting: what people supported, and what the greedy rule takes on those votes; exact throughout."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

Number = int | Decimal | Fraction
Rule = Literal["greedy", "equal-shares"]
Variant = Literal["skip", "stop", "none", "add1"]
Utility = Literal["votes", "points", "cost", "equal"]


@dataclass(frozen=True, slots=True)
class Votes:
    """An election over projects; nobody's own vote can be told from it where others voted alike.

    Attributes
    ----------
    projects : tuple of str
        Names, in the order that settles ties last.
    costs : tuple of Fraction
        Not below 0, in the currency of `budget`.
    ballots : tuple of tuple of (int, Fraction)
        Every different ballot: positions in `projects`, ascending, and the points given, above 0 (1 for an approval).
    counts : tuple of int
        How many people cast each of them.
    """

    projects: tuple[str, ...]
    costs: tuple[Fraction, ...]
    budget: Fraction
    ballots: tuple[tuple[tuple[int, Fraction], ...], ...]
    counts: tuple[int, ...]

    @property
    def voters(self) -> int:
        """How many people voted, blank ballots among them."""
        return sum(self.counts)

    def votes(self) -> tuple[int, ...]:
        """Return how many people gave each project a vote, or points."""
        found = [0] * len(self.projects)
        for ballot, count in zip(self.ballots, self.counts, strict=True):
            for project, _ in ballot:
                found[project] += count
        return tuple(found)

    def points(self) -> tuple[Fraction, ...]:
        """Return the points each project got; for approvals these are its votes."""
        found = [Fraction()] * len(self.projects)
        for ballot, count in zip(self.ballots, self.counts, strict=True):
            for project, points in ballot:
                found[project] += points * count
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one rule takes on given votes: never an official result.

    Attributes
    ----------
    variant : str
        Greedy: `skip` passes over what no longer fits and goes on, `stop` ends there. Equal shares: `none` leaves what
        is not spent; `add1` raises every share by one unit of money until nothing more fits, or the budget would break.
    utility : str
        What support is counted in: votes or points for greedy; cost (a vote weighs as much as the project costs), equal
        (every project weighs the same) or points for equal shares.
    selected : tuple of str
        In the order in which the rule takes them.
    spent : Fraction
        Their cost.
    ties : tuple of tuple of str
        Projects between which the rule itself could not choose.
    decisive : tuple of tuple of str
        Those ties of which it took some and not others.
    share : Fraction or None
        Equal shares: the money each voter ended up with in name; above budget over voters after `add1`.
    complete : bool
        False where `add1` was too long to work out, and the outcome is that of `none`.
    """

    rule: Rule
    variant: Variant
    utility: Utility
    selected: tuple[str, ...]
    spent: Fraction
    ties: tuple[tuple[str, ...], ...] = ()
    decisive: tuple[tuple[str, ...], ...] = ()
    share: Fraction | None = None
    complete: bool = True


def votes_of(
    projects: Mapping[str, Number], budget: Number, ballots: Iterable[Mapping[str, Number] | Iterable[str]]
) -> Votes:
    """Return an election.

    Parameters
    ----------
    projects : mapping
        Cost by name.
    ballots : iterable
        For each person the points given by project, or the projects approved; points of 0 and below are no support.

    Raises
    ------
    ValueError
        When a cost is below 0, the budget is not above 0, or a ballot names another project.
    """
    if budget <= 0 or any(cost < 0 for cost in projects.values()):
        raise ValueError("a budget must be above 0 and no cost below it")
    position = {name: place for place, name in enumerate(projects)}
    seen: Counter[tuple[tuple[int, Fraction], ...]] = Counter()
    for ballot in ballots:
        given = ballot.items() if isinstance(ballot, Mapping) else ((name, 1) for name in dict.fromkeys(ballot))
        try:
            support = [(position[name], Fraction(points)) for name, points in given if points > 0]
        except KeyError:
            raise ValueError("a ballot names a project that is not up for choice") from None
        seen[tuple(sorted(support))] += 1
    costs = tuple(Fraction(cost) for cost in projects.values())
    return Votes(tuple(projects), costs, Fraction(budget), tuple(seen), tuple(seen.values()))


def tie_order(votes: Votes, support: Sequence[Number] | None = None) -> tuple[int, ...]:
    """Return each project's rank for ties: more votes (or `support`) first, then the lower cost, then as listed."""
    counted = support if support is not None else votes.votes()
    ranked = sorted(range(len(votes.projects)), key=lambda each: (-counted[each], votes.costs[each], each))
    ranks = [0] * len(ranked)
    for rank, project in enumerate(ranked):
        ranks[project] = rank
    return tuple(ranks)


def greedy(
    votes: Votes,
    utility: Literal["votes", "points"] = "votes",
    variant: Literal["skip", "stop"] = "skip",
    support: Sequence[Number] | None = None,
) -> Outcome:
    """Return what is taken when projects are gone through from the most supported while they fit the budget.

    The usual rule of cities, called greedy or knapsack voting (Goel, Krishnaswamy, Sakshuwong and Aitamurto 2019,
    Knapsack Voting for Participatory Budgeting, ACM Trans. Econ. Comput. 7(2):8; Rey and Maly 2023, arXiv:2303.00621).
    Equal support: the lower cost first, then as listed. A project nobody supports is never taken.

    Parameters
    ----------
    support : sequence of numbers, optional
        Support of each project where it is known beyond the ballots, such as an organiser's totals.
    """
    counted = support if support is not None else (votes.votes() if utility == "votes" else votes.points())
    ranks = tie_order(votes, counted)
    left, taken = votes.budget, list[int]()
    for project in sorted(range(len(ranks)), key=ranks.__getitem__):
        if counted[project] <= 0:
            continue
        if votes.costs[project] <= left:
            taken.append(project)
            left -= votes.costs[project]
        elif variant == "stop":
            break
    alike: dict[Number, list[int]] = {}
    for project, number in enumerate(counted):
        alike.setdefault(number, []).append(project)
    tied = [group for number, group in alike.items() if len(group) > 1 and number > 0]
    return Outcome(
        "greedy", variant, utility, names(votes, taken), votes.budget - left, *ties_named(votes, tied, taken)
    )


def names(votes: Votes, projects: Iterable[int]) -> tuple[str, ...]:
    """Return the names of projects given by position."""
    return tuple(votes.projects[project] for project in projects)


def ties_named(
    votes: Votes, tied: Iterable[Iterable[int]], taken: Iterable[int]
) -> tuple[tuple[tuple[str, ...], ...], tuple[tuple[str, ...], ...]]:
    """Return the ties by name, and those of them of which some were taken and some not."""
    chosen = set(taken)
    groups = sorted({tuple(sorted(group)) for group in tied})
    decisive = [group for group in groups if 0 < len(chosen.intersection(group)) < len(group)]
    return tuple(names(votes, group) for group in groups), tuple(names(votes, group) for group in decisive)
