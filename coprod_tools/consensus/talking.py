"""What to talk about next: the links that, once settled, would leave least doubt about which action comes first.

For the team, not for partners' pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from coprod_tools.consensus.sensitivity import Chosen, closed, greedy, total
from coprod_tools.consensus.trials.decision import gaps, payoffs
from coprod_tools.consensus.worlds.beliefs import Beliefs
from coprod_tools.consensus.worlds.effects import effects
from coprod_tools.consensus.worlds.sampling import draw_worlds
from coprod_tools.consensus.worlds.table import LinkTable

Floats = NDArray[np.float64]
Places = Sequence[int] | NDArray[np.intp]
WORLDS = 1024
# Worlds for each of the checks by pick-freeze.
CHECKED = 400
# A world that still moves after this many steps goes round; its last state is taken.
STEPS, REST = 60, 1e-5
# A share of variance below this is within the noise of the sample.
LEAST = 0.01


@dataclass(frozen=True, slots=True)
class Swing:
    """The two actions whose order turns most on a link, by number in the table.

    Attributes
    ----------
    one, other : int
        The actions.
    raises, lowers, absent : float or None
        Share of worlds in which `one` comes before `other` when the link raises, lowers, or is not there; None where
        fewer than 20 worlds have it so.
    """

    one: int
    other: int
    raises: float | None
    lowers: float | None
    absent: float | None


@dataclass(frozen=True, slots=True)
class TalkNext:
    """One link to settle, in the order in which to settle them.

    Attributes
    ----------
    link : str
        `CAUSE>EFFECT`.
    gain : float
        Share of the doubt about the order of actions that settling it removes, after those before it.
    together : float
        Share that it and those before it remove (pick-freeze, so within about 0.05).
    per_minute : float
        `gain` for each minute of talk.
    alone, total : float
        Share that it removes by itself, and share in which it has a part together with others.
    minutes : float
        How long the talk would take.
    swing : Swing or None
        The order that it would decide; None where there is but one action.
    """

    link: str
    gain: float
    together: float
    per_minute: float
    alone: float
    total: float
    minutes: float
    swing: Swing | None


def talk_next(
    table: LinkTable,
    beliefs: Beliefs,
    levers: Places,
    outcomes: Places,
    minutes: ArrayLike | None = None,
    rng: np.random.Generator | None = None,
    *,
    wanted: ArrayLike | None = None,
    count: int = 5,
    worlds: int = WORLDS,
) -> tuple[TalkNext, ...]:
    """Return the links whose settling cuts the doubt about the order of actions most for each minute of talk.

    Doubt is the variance, over worlds drawn from the beliefs, of the gaps between actions in their effect on the
    outcomes: a tie and a gulf count as what they are. Links are chosen greedily, each given those before it, so that
    what only matters together counts (`sensitivity.greedy`); what the set removes is checked by pick-freeze (Saltelli
    et al. 2010, Comput Phys Commun 181, p. 261), and each link's part with others by Jansen 1999 (ibid. 117, p. 38).

    Parameters
    ----------
    levers, outcomes : sequence of int
        Numbers of the actions and the outcomes in the table. With one action alone, it is held against doing nothing.
    minutes : array-like, shape (L,), optional
        Minutes of talk for each link; 1 when not given.
    wanted : array-like, shape (O,), optional
        Weight of each outcome, negative where less of it is better.
    count : int
        At most so many links; fewer where no other would change anything.
    """
    rng = np.random.default_rng(0) if rng is None else rng
    cost = np.ones(table.links) if minutes is None else np.asarray(minutes, dtype=np.float64)
    if not table.links or not len(levers) or not len(outcomes):
        return ()

    def made(weights: Floats) -> Floats:
        changed = effects(table, weights, levers, outcomes, most_steps=STEPS, tolerance=REST)
        return payoffs(changed, wanted)

    drawn = draw_worlds(beliefs, worlds, rng)
    payoff = made(drawn)
    set_ = greedy(drawn, gaps(payoff), count, cost)
    while set_ and set_[-1].gain < LEAST:
        set_.pop()
    checked = min(CHECKED, worlds)
    others = draw_worlds(beliefs, checked, rng)
    rows, places = [], [each.place for each in set_]
    for rank, each in enumerate(set_):
        frozen, moved = others.copy(), drawn[:, :checked].copy()
        frozen[places[: rank + 1]] = drawn[places[: rank + 1], :checked]
        moved[each.place] = others[each.place]
        first = gaps(payoff[:checked])
        together, part = closed(first, gaps(made(frozen))), total(first, gaps(made(moved)))
        rows.append(
            _row(table, each, together, part, float(cost[each.place]), _swing(drawn[each.place], payoff, levers))
        )
    return tuple(rows)


def _row(
    table: LinkTable, chosen: Chosen, together: float, part: float, minutes: float, swing: Swing | None
) -> TalkNext:
    return TalkNext(
        link=table.ids[chosen.place],
        gain=chosen.gain,
        together=min(1.0, max(0.0, together)),
        per_minute=chosen.gain / minutes,
        alone=chosen.alone,
        total=part,
        minutes=minutes,
        swing=swing,
    )


def _swing(weight: Floats, payoff: Floats, levers: Places) -> Swing | None:
    """The pair of actions whose order turns most on whether the link raises, lowers or is absent."""
    count = payoff.shape[1]
    states = [weight > 0, weight < 0, weight == 0]
    seen = [state for state in states if state.sum() >= 20]
    pairs = [(one, other) for one in range(count) for other in range(one + 1, count)]
    if not pairs or not seen:
        return None

    def turns(pair: tuple[int, int]) -> float:
        ahead = payoff[:, pair[0]] > payoff[:, pair[1]]
        shares = [float(ahead[state].mean()) for state in seen]
        # where all worlds have the link alike its strength decides, and the most even pair is the one to name
        return max(shares) - min(shares) + 1e-3 * (1 - abs(2 * float(ahead.mean()) - 1))

    one, other = max(pairs, key=turns)
    ahead = payoff[:, one] > payoff[:, other]
    up, down, gone = (float(ahead[state].mean()) if state.sum() >= 20 else None for state in states)
    return Swing(int(levers[one]), int(levers[other]), up, down, gone)
