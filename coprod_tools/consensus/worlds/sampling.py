"""Worlds drawn from what is believed: in each, every link is there or not, raises or lowers, and has a strength."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coprod_tools.consensus.worlds.beliefs import Beliefs

# Keeps a strength off the ends, where the normal distribution's quantiles are infinite.
_EDGE = 1e-12


def draw_worlds(beliefs: Beliefs, worlds: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Return the weight of each link in each world, shape (L, W), -1 to 1 and 0 where the link is not there.

    Links are drawn one by one, each from its own probabilities; a strength comes from the normal distribution cut to 0
    to 1. The same `rng` gives the same worlds, and each link's draws follow those of the links before it.
    """
    from scipy.special import ndtr, ndtri

    shape = (len(beliefs.plus), worlds)
    kind = rng.random(shape, dtype=np.float64)
    there = kind < (beliefs.plus + beliefs.minus)[:, None]
    mean, sd = beliefs.mean[:, None], np.maximum(beliefs.sd, 1e-9)[:, None]
    lowest, highest = ndtr((0 - mean) / sd), ndtr((1 - mean) / sd)
    quantile = np.clip(lowest + (highest - lowest) * rng.random(shape), _EDGE, 1 - _EDGE)
    strength = np.clip(mean + sd * ndtri(quantile), 0.0, 1.0)
    sign = np.where(kind < beliefs.plus[:, None], 1.0, -1.0)
    return np.asarray(np.where(there, sign * strength, 0.0))
