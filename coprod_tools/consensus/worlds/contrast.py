"""Where a statement fails: the one link that differs most between the worlds in which it fails and the others."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from coprod_tools.consensus.worlds.table import LinkTable
from coprod_tools.words import say

# Fewer worlds than this, or a smaller difference, tell chance from nothing.
FEWEST_WORLDS = 20
LEAST_DIFFERENCE = 0.2


def where_it_fails(
    table: LinkTable,
    weights: NDArray[np.float64],
    holds: NDArray[np.bool_],
    fails: NDArray[np.bool_],
    labels: Mapping[str, str],
) -> str:
    """Say in words in which worlds a statement fails; one link at a time, so it is a pointer and no explanation.

    Parameters
    ----------
    weights : array, shape (L, W)
    holds, fails : array of bool, shape (W,)
        A world that came to no rest is in neither.
    labels : mapping of str to str
        Concepts' words by id.
    """
    if not fails.any():
        return say("worlds.fails-none")
    if min(int(holds.sum()), int(fails.sum())) < FEWEST_WORLDS:
        return say("worlds.fails-anyhow")
    signs = np.sign(weights)
    failing, holding = signs[:, fails], signs[:, holds]
    found = []
    for way, sign in (("plus", 1), ("minus", -1), ("absent", 0)):
        in_failing, in_holding = (failing == sign).mean(axis=1), (holding == sign).mean(axis=1)
        link = int(np.argmax(in_failing - in_holding))
        found.append((float(in_failing[link]), float(in_holding[link]), link, way))
    failed, held, link, way = max(found, key=lambda each: each[0] - each[1])
    if failed - held < LEAST_DIFFERENCE:
        return say("worlds.fails-anyhow")
    return say(
        f"worlds.fails-{way}",
        cause=labels[table.concepts[table.cause[link]]],
        effect=labels[table.concepts[table.effect[link]]],
        failing=round(100 * failed),
        holding=round(100 * held),
    )
