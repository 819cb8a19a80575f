"""The choice that beliefs serve: actions as options, their payoff, their order, and what is lost by the wrong one.

Assumed, and said wherever the figures stand: one action is taken; its payoff is the sum of its effects on the outcomes,
each counted in the direction wanted and with its weight (equal when nobody gave weights); whoever chooses minds the
mean and no more. Nothing here says what an outcome is worth to whom.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
# Effects closer than this are equal: the engine rests when no concept moves by more than 1e-6.
EQUAL = 1e-5


def payoffs(effects: ArrayLike, wanted: ArrayLike | None = None) -> Floats:
    """Return what each action pays in each world, shape (W, A).

    Parameters
    ----------
    effects : array-like, shape (A, O, W)
        Change at each outcome when an action is taken.
    wanted : array-like, shape (O,), optional
        Weight of each outcome, negative where less of it is better; 1 when not given.
    """
    changed = np.asarray(effects, dtype=np.float64)
    weights = np.ones(changed.shape[1]) if wanted is None else np.asarray(wanted, dtype=np.float64)
    return np.asarray(np.einsum("aow,o->wa", changed, weights))


def places(payoff: ArrayLike) -> Floats:
    """Return the place of each action in each world, shape (W, A): how many actions it beats, equal ones by half."""
    table = np.asarray(payoff, dtype=np.float64)
    ahead = table[:, :, None] - table[:, None, :]
    return np.asarray((ahead > EQUAL).sum(axis=2) + ((np.abs(ahead) <= EQUAL).sum(axis=2) - 1) / 2)


def gaps(payoff: ArrayLike) -> Floats:
    """Return by how much each action is ahead of the mean of all, shape (W, A); one action alone, its payoff itself.

    Summed over actions, the variance of these is that of all gaps between two actions, over their number.
    """
    table = np.asarray(payoff, dtype=np.float64)
    return table if table.shape[1] == 1 else np.asarray(table - table.mean(axis=1, keepdims=True))


def place_variance(place: ArrayLike) -> float:
    """Return how unsettled the order of actions is: the variance of their places, summed over actions."""
    return float(np.asarray(place, dtype=np.float64).var(axis=0).sum())


def chosen(payoff: ArrayLike) -> int:
    """Return the action with the best mean payoff; the first of equals."""
    return int(np.asarray(payoff, dtype=np.float64).mean(axis=0).argmax())


def regret(truth: ArrayLike, action: int) -> float:
    """Return what is lost against the best action when the true payoffs, shape (A,), are known."""
    paid = np.asarray(truth, dtype=np.float64)
    return float(paid.max() - paid[action])
