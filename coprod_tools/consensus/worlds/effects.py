"""What changes at the outcomes when a lever is pulled, in every world."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from coprod_tools.consensus.worlds.table import LinkTable
from coprod_tools.consensus.worlds.transfers import Rule, Transfer


def effects(
    table: LinkTable,
    weights: ArrayLike,
    levers: Sequence[int],
    outcomes: Sequence[int],
    *,
    rule: Rule = "kosko",
    transfer: Transfer = "tanh",
    steepness: float = 1.0,
) -> NDArray[np.float64]:
    """Return the change at each outcome when a lever is held at 1 against held at 0, shape (A, O, W)."""
    raise NotImplementedError
