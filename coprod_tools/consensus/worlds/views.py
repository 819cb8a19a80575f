"""Each holder's own map in worlds of its own, all holders worked out at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coprod_tools.consensus.worlds.beliefs import Beliefs
from coprod_tools.consensus.worlds.reports import MINUS, PLUS, UNSURE, Reports
from coprod_tools.consensus.worlds.sampling import draw_worlds

Floats = NDArray[np.float64]


def taken_at_its_word(reports: Reports, holder: int, merged: Beliefs, error: float) -> Beliefs:
    """Return what one holder says as if it were so: its links, its signs, its strengths with the error of its words.

    A sign it does not know goes either way; where it gave no strength, the one believed from all stands in.

    Parameters
    ----------
    error : float
        Standard deviation of a strength said with medium confidence.
    """
    sign, strength = reports.sign[holder], reports.strength[holder]
    plus = np.where(sign == PLUS, 1.0, np.where(sign == UNSURE, 0.5, 0.0))
    minus = np.where(sign == MINUS, 1.0, np.where(sign == UNSURE, 0.5, 0.0))
    said = ~np.isnan(strength)
    mean = np.where(said, strength, merged.mean)
    sd = np.where(said, error * reports.noise[holder], merged.sd)
    return Beliefs(plus, minus, 1 - plus - minus, mean, sd)


def worlds_of_views(
    reports: Reports, merged: Beliefs, error: float, each: int, rng: np.random.Generator
) -> NDArray[np.float64]:
    """Return `each` worlds of every holder side by side, shape (L, H * each)."""
    drawn = [
        draw_worlds(taken_at_its_word(reports, holder, merged, error), each, rng) for holder in range(len(reports.sign))
    ]
    return np.concatenate(drawn, axis=1) if drawn else np.zeros((reports.sign.shape[1], 0))


def draws_a_way(reports: Reports, cause: NDArray[np.intp], effect: NDArray[np.intp], lever: int) -> NDArray[np.bool_]:
    """Tell for each holder which concepts its own links lead to from a lever, shape (H, n).

    Parameters
    ----------
    cause, effect : array of int, shape (L,)
        Ends of the links, as in the table.
    """
    drew = np.isin(reports.sign, (PLUS, MINUS, UNSURE))
    size = int(max(cause.max(initial=0), effect.max(initial=0), lever)) + 1
    reached = np.zeros((len(drew), size), dtype=bool)
    reached[:, lever] = True
    while True:
        wider = reached.copy()
        holders, links = np.nonzero(drew & reached[:, cause])
        wider[holders, effect[links]] = True
        if (wider == reached).all():
            return reached
        reached = wider
