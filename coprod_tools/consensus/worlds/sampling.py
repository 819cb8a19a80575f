"""Worlds drawn from what is believed: in each, every link is there or not, raises or lowers, and has a strength."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coprod_tools.consensus.worlds.beliefs import Beliefs


def draw_worlds(beliefs: Beliefs, worlds: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Return the weight of each link in each world, shape (L, W), -1 to 1 and 0 where the link is not there."""
    raise NotImplementedError
