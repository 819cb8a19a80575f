"""What-if statements over sampled worlds: what holds in every view, how often, and where it fails."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from coprod_tools.consensus.values import JointMap
from coprod_tools.consensus.worlds.beliefs import Beliefs, beliefs_of, reports_of
from coprod_tools.consensus.worlds.contrast import where_it_fails
from coprod_tools.consensus.worlds.effects import Pulled, pull
from coprod_tools.consensus.worlds.levers import levers_of, outcomes_of
from coprod_tools.consensus.worlds.sampling import draw_worlds
from coprod_tools.consensus.worlds.settling import FIXED, TOLERANCE
from coprod_tools.consensus.worlds.shares import CHANGE_RANGE, how_often, interval
from coprod_tools.consensus.worlds.table import LinkTable, table_of
from coprod_tools.consensus.worlds.views import draws_a_way, worlds_of_views
from coprod_tools.knowledge import Knowledge, load_knowledge
from coprod_tools.words import say

Kind = Literal["raises", "lowers", "more-than", "nobody-drew"]
Truths = NDArray[np.bool_]
LEAST_SHARE = 0.9
# What keeps the cost of a plan in bounds: worlds of the joint map and of each holder's own, levers and outcomes looked
# at, and numbers worked on in all (links times worlds times levers).
WORLDS, VIEW_WORLDS, LEVERS, OUTCOMES = 1_000, 100, 12, 8
WORK, MOST_STEPS = 12_000_000, 200


@dataclass(frozen=True, slots=True)
class Scenario:
    """A statement and how it fares in the worlds.

    Attributes
    ----------
    id : str
        `KIND:LEVER>OUTCOME`, with `>OTHER` after it for `more-than`.
    lever, outcome, other : str
        Ids of concepts.
    holds, worlds : int
        In how many worlds of the joint map it holds, of those that came to rest.
    cycles, neither : int
        Worlds that went round or had not settled; counted apart.
    share, low, high : float
        `holds / worlds` and its 95 % interval: how often such a statement is true where the model's assumptions hold,
        with chance in the draws and the model's own allowance (see `shares.interval`).
    change_low, change_high : float
        Between which, in 95 % of the worlds, the change at the outcome lies (for `more-than`: the difference), on the
        map's own scale from -1 to 1, which has no unit.
    robust : bool
        It holds in at least the stated share of worlds.
    views_hold, views_fail, views_split, views_silent : tuple of str
        Holders by what their own map says by itself: holds, or fails, in at least the stated share of its worlds;
        leaves it open; draws no way from a lever to the outcome.
    words, fails_where, views : str
        The same in sentences.
    """

    id: str
    kind: Kind
    lever: str
    outcome: str
    other: str | None = None
    holds: int = 0
    worlds: int = 0
    cycles: int = 0
    neither: int = 0
    share: float | None = None
    low: float = 0.0
    high: float = 1.0
    change_low: float = 0.0
    change_high: float = 0.0
    robust: bool = False
    views_hold: tuple[str, ...] = ()
    views_fail: tuple[str, ...] = ()
    views_split: tuple[str, ...] = ()
    views_silent: tuple[str, ...] = ()
    words: str = ""
    fails_where: str = ""
    views: str = ""


def scenarios_of(
    joint: JointMap,
    *,
    seed: int = 0,
    least_share: float = LEAST_SHARE,
    worlds: int = WORLDS,
    knowledge: Knowledge | None = None,
    beliefs: Beliefs | None = None,
) -> tuple[Scenario, ...]:
    """Return what-if statements for every lever and outcome of a joint map, the ones about one lever first.

    For each lever and outcome: does more of the lever raise or lower the outcome (whichever is more frequent); for each
    two levers with ways to one outcome: does one raise it more than the other (likewise). The same seed gives the same
    statements; levers and outcomes beyond the first `LEVERS` and `OUTCOMES` are left out (see `levers.levers_of`).

    Parameters
    ----------
    beliefs : Beliefs, optional
        Of each link, where tests have told more than the maps; else what the maps alone let one believe.
    """
    known = knowledge or load_knowledge()
    table = table_of(joint)
    levers, outcomes = levers_of(joint, table)[:LEVERS], outcomes_of(joint, table)[:OUTCOMES]
    levers = [lever for lever in levers if lever not in outcomes]
    if not levers or not outcomes or not table.links:
        return ()
    return _Scenarios(joint, table, levers, outcomes, least_share, worlds, known, seed, beliefs).all()


class _Scenarios:
    """Pulls every lever once, in the joint map's worlds and in each holder's own, and reads statements off."""

    def __init__(
        self,
        joint: JointMap,
        table: LinkTable,
        levers: list[int],
        outcomes: list[int],
        least_share: float,
        worlds: int,
        knowledge: Knowledge,
        seed: int,
        beliefs: Beliefs | None,
    ) -> None:
        self.joint, self.table, self.levers, self.outcomes = joint, table, levers, outcomes
        self.least_share = least_share
        self.labels = {concept.id: concept.label for concept in joint.concepts}
        priors = knowledge.belief_priors
        self.allowance = float(priors["share-allowance"].value)
        error = float(priors["strength-error"].value)
        rng = np.random.default_rng(seed)
        reports = reports_of(joint, knowledge)
        beliefs = beliefs or beliefs_of(reports, knowledge)
        afford = max(1, WORK // (table.links * len(levers)))
        self.weights = draw_worlds(beliefs, max(50, min(worlds, afford)), rng)
        self.merged = self._pulled(self.weights)
        self.each = max(20, min(VIEW_WORLDS, afford // max(1, len(joint.holders))))
        self.own = self._pulled(worlds_of_views(reports, beliefs, error, self.each, rng))
        self.ways = np.zeros((len(joint.holders), len(levers), len(outcomes)), dtype=bool)
        for row, lever in enumerate(levers):
            reached = draws_a_way(reports, table.cause, table.effect, lever)
            self.ways[:, row] = reached[:, outcomes]

    def _pulled(self, weights: NDArray[np.float64]) -> Pulled:
        return pull(self.table, weights, self.levers, self.outcomes, most_steps=MOST_STEPS)

    def all(self) -> tuple[Scenario, ...]:
        drawn = np.asarray(self.ways.any(axis=0))
        alone, pairs = [], []
        for column in range(len(self.outcomes)):
            rows = range(len(self.levers))
            alone += [self._alone(row, column) if drawn[row, column] else self._silent(row, column) for row in rows]
            pairs += [
                self._pair(one, two, column)
                for one, two in itertools.combinations(rows, 2)
                if drawn[one, column] and drawn[two, column]
            ]
        return (*alone, *pairs)

    def _silent(self, row: int, column: int) -> Scenario:
        lever, outcome = self._names(row, column)
        words = say("worlds.nobody-drew", lever=self.labels[lever], outcome=self.labels[outcome])
        silent = tuple(holder.actor for holder in self.joint.holders)
        return Scenario(
            f"nobody-drew:{lever}>{outcome}", "nobody-drew", lever, outcome, views_silent=silent, words=words
        )

    def _alone(self, row: int, column: int) -> Scenario:
        change, own = self.merged.change[row, column], self.own.change[row, column]
        ending, own_ending = self.merged.ending[row], self.own.ending[row]
        settled = ending == FIXED
        kind: Kind = "raises" if _up(change[settled]) >= _up(-change[settled]) else "lowers"
        turn = 1.0 if kind == "raises" else -1.0
        lever, outcome = self._names(row, column)
        ways = self.ways[:, row, column]
        return self._scenario(kind, lever, outcome, None, turn * change, ending, turn * own, own_ending, ways, turn)

    def _pair(self, one: int, two: int, column: int) -> Scenario:
        difference = self.merged.change[one, column] - self.merged.change[two, column]
        ending = np.maximum(self.merged.ending[one], self.merged.ending[two])
        settled = ending == FIXED
        if _up(-difference[settled]) > _up(difference[settled]):
            return self._pair_in_order(two, one, column)
        return self._pair_in_order(one, two, column)

    def _pair_in_order(self, one: int, two: int, column: int) -> Scenario:
        lever, outcome = self._names(one, column)
        difference = self.merged.change[one, column] - self.merged.change[two, column]
        own = self.own.change[one, column] - self.own.change[two, column]
        ending = np.maximum(self.merged.ending[one], self.merged.ending[two])
        own_ending = np.maximum(self.own.ending[one], self.own.ending[two])
        ways = self.ways[:, one, column] & self.ways[:, two, column]
        other = self._names(two, column)[0]
        return self._scenario("more-than", lever, outcome, other, difference, ending, own, own_ending, ways, 1.0)

    def _scenario(
        self,
        kind: Kind,
        lever: str,
        outcome: str,
        other: str | None,
        change: NDArray[np.float64],
        ending: NDArray[np.int8],
        own: NDArray[np.float64],
        own_ending: NDArray[np.int8],
        ways: Truths,
        turn: float,
    ) -> Scenario:
        """Count worlds; `change` is above 0 where the statement holds, `turn` gives it back its sign."""
        settled = ending == FIXED
        holding = settled & (change > TOLERANCE)
        holds, count = int(holding.sum()), int(settled.sum())
        low, high = interval(holds, count, self.allowance)
        range_ = np.sort(turn * np.quantile(change[settled], CHANGE_RANGE)) if count else np.zeros(2)
        cycles, neither = int((ending == 1).sum()), int((ending == 2).sum())
        named = self.labels[lever], self.labels[outcome], self.labels[other or lever]
        words = [self._statement(kind, named, holds, count, low, high)]
        if cycles + neither:
            words.append(say("worlds.unsettled", count=cycles + neither))
        views = self._views(own, own_ending, ways)
        hold, fail, split, silent = views
        return Scenario(
            f"{kind}:{lever}>{outcome}" + (f">{other}" if other else ""),
            kind,
            lever,
            outcome,
            other,
            holds,
            count,
            cycles,
            neither,
            holds / count if count else None,
            low,
            high,
            float(range_[0]),
            float(range_[1]),
            bool(count) and holds >= self.least_share * count,
            hold,
            fail,
            split,
            silent,
            " ".join(words),
            where_it_fails(self.table, self.weights, holding, settled & ~holding, self.labels) if count else "",
            say("worlds.views", holds=len(hold), fails=len(fail), split=len(split), silent=len(silent)),
        )

    def _statement(
        self, kind: Kind, named: tuple[str, str, str], holds: int, count: int, low: float, high: float
    ) -> str:
        lever, outcome, other = named
        if kind == "more-than":
            what = say("worlds.more-than", lever=lever, outcome=outcome, other=other)
        else:
            what = say(f"worlds.{kind}", lever=lever, outcome=outcome)
        often = how_often(holds, count) if count else say("worlds.in-few")
        return say("worlds.statement", what=what, how_often=often, low=int(100 * low), high=-int(-100 * high // 1))

    def _views(
        self, own: NDArray[np.float64], ending: NDArray[np.int8], ways: Truths
    ) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """Sort holders into those whose own map says it holds, fails, leaves it open, is silent on it."""
        sorts: tuple[list[str], ...] = ([], [], [], [])
        changes = own.reshape(len(self.joint.holders), self.each)
        rested = ending.reshape(changes.shape) == FIXED
        for number, holder in enumerate(self.joint.holders):
            settled = changes[number][rested[number]]
            share = _up(settled)
            if not ways[number]:
                place = 3
            elif settled.size and share >= self.least_share:
                place = 0
            elif settled.size and share <= 1 - self.least_share:
                place = 1
            else:
                place = 2
            sorts[place].append(holder.actor)
        hold, fail, split, silent = (tuple(each) for each in sorts)
        return hold, fail, split, silent

    def _names(self, row: int, column: int) -> tuple[str, str]:
        return self.table.concepts[self.levers[row]], self.table.concepts[self.outcomes[column]]


def _up(change: NDArray[np.float64]) -> float:
    return float((change > TOLERANCE).mean()) if change.size else 0.0
