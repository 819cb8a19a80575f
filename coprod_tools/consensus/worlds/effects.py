"""What changes at the outcomes when a lever is pulled, in every world."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from coprod_tools.consensus.worlds.settling import FIXED, MOST_STEPS, TOLERANCE, Settled, settle
from coprod_tools.consensus.worlds.table import LinkTable
from coprod_tools.consensus.worlds.transfers import Rule, Transfer, at_rest

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Pulled:
    """What pulling each lever does.

    Attributes
    ----------
    change : array, shape (A, O, W)
        State of the outcome with the lever held at 1, less its state with the lever held at 0.
    ending : array of int8, shape (A, W)
        `settling.FIXED` where both came to rest; else how the one that did not ended, `NEITHER` before `CYCLE`.
    """

    change: Floats
    ending: NDArray[np.int8]


def effects(
    table: LinkTable,
    weights: ArrayLike,
    levers: Sequence[int] | NDArray[np.intp],
    outcomes: Sequence[int] | NDArray[np.intp],
    *,
    rule: Rule = "kosko",
    transfer: Transfer = "tanh",
    steepness: float = 1.0,
    most_steps: int = MOST_STEPS,
    tolerance: float = TOLERANCE,
) -> Floats:
    """Return the change at each outcome when a lever is held at 1 against held at 0, shape (A, O, W).

    See `pull`, which also says how each world ended.
    """
    return pull(
        table,
        weights,
        levers,
        outcomes,
        rule=rule,
        transfer=transfer,
        steepness=steepness,
        most_steps=most_steps,
        tolerance=tolerance,
    ).change


def pull(
    table: LinkTable,
    weights: ArrayLike,
    levers: Sequence[int] | NDArray[np.intp],
    outcomes: Sequence[int] | NDArray[np.intp],
    *,
    rule: Rule = "kosko",
    transfer: Transfer = "tanh",
    steepness: float = 1.0,
    most_steps: int = MOST_STEPS,
    tolerance: float = TOLERANCE,
) -> Pulled:
    """Pull each lever by itself in every world.

    Kosko's rule with tanh is the default because in it nothing moves unless something pushes: the state of rest is 0,
    more and less are mirror images, and a link of weight 0 is the same as no link. With the sigmoid every concept
    stands near 0.5 or 0.66 for no reason that anybody gave (Knight, Lloyd & Penn 2014, Applied Soft Computing 15:
    193-202, discuss how its fixed points depend on steepness).

    Parameters
    ----------
    weights : array-like, shape (L, W) or (L,)
    levers, outcomes : sequence of int
        Numbers of concepts. A lever that is itself an outcome changes by 1.
    """
    links = np.asarray(weights, dtype=np.float64)
    links = links[:, None] if links.ndim == 1 else links
    change = np.zeros((len(levers), len(outcomes), links.shape[1]))
    ending = np.full((len(levers), links.shape[1]), FIXED, dtype=np.int8)
    still = at_rest(rule, transfer) == 0.0

    def held_at(part: LinkTable, own: Floats, lever: int, state: float) -> Settled:
        return settle(
            part,
            own,
            held={lever: state},
            rule=rule,
            transfer=transfer,
            steepness=steepness,
            most_steps=most_steps,
            tolerance=tolerance,
        )

    for row, lever in enumerate(int(lever) for lever in levers):
        on_the_way = _between(table, lever, outcomes) if still else np.ones(table.links, dtype=bool)
        part = LinkTable(table.concepts, table.cause[on_the_way], table.effect[on_the_way])
        pulled = held_at(part, links[on_the_way], lever, 1.0)
        change[row], ending[row] = pulled.states[outcomes], pulled.ending
        if not still:
            left = held_at(part, links[on_the_way], lever, 0.0)
            change[row] -= left.states[outcomes]
            ending[row] = np.maximum(ending[row], left.ending)
    return Pulled(change, ending)


def _between(table: LinkTable, lever: int, outcomes: Sequence[int] | NDArray[np.intp]) -> NDArray[np.bool_]:
    """Tell which links lie on a way from the lever to an outcome: where rest is 0, no other moves an outcome."""
    reached = _spread(table.cause, table.effect, [lever], len(table.concepts))
    leading = _spread(table.effect, table.cause, outcomes, len(table.concepts))
    return np.asarray(reached[table.cause] & leading[table.effect] & (table.effect != lever))


def _spread(
    start: NDArray[np.intp], end: NDArray[np.intp], seeds: Sequence[int] | NDArray[np.intp], size: int
) -> NDArray[np.bool_]:
    """Tell which concepts can be reached from the seeds along the links."""
    found = np.zeros(size, dtype=bool)
    found[np.asarray(seeds, dtype=np.intp)] = True
    while True:
        wider = found.copy()
        wider[end[found[start]]] = True
        if (wider == found).all():
            return found
        found = wider
