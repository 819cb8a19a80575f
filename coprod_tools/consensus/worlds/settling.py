"""Where a map comes to rest in each of many worlds: a fixed point, a limit cycle, or neither within the steps given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from coprod_tools.consensus.worlds.stepping import Block, Stepper
from coprod_tools.consensus.worlds.table import LinkTable
from coprod_tools.consensus.worlds.transfers import Rule, Transfer, at_rest

Floats = NDArray[np.float64]
FIXED, CYCLE, NEITHER = 0, 1, 2
MOST_STEPS = 500
TOLERANCE = 1e-6
# A cycle must come back this much closer than the tolerance and swing this much wider, or a slow spiral into a fixed
# point would pass for one.
_RETURN, _SWING = 1e-2, 1e3
# Cycles are looked for from this step on: most worlds have come to rest before.
_FIRST_ANCHOR = 32
# Links and concepts in a block of worlds: of the sizes tried the fastest; it shares out the cost of each call and yet
# stays in a processor's cache.
_BLOCK = 320_000
# A block is rid of its settled worlds when fewer than this share still move.
_THINNED = 0.7


@dataclass(frozen=True, eq=False)
class Settled:
    """Where each world ended.

    Attributes
    ----------
    states : array, shape (n, W)
        The last state; of a cycle, one of its states.
    ending : array of int8, shape (W,)
        `FIXED`, `CYCLE` or `NEITHER`.
    steps : array of int, shape (W,)
        Steps until that was known.
    period : array of int, shape (W,)
        1 for a fixed point, 2 or more for a cycle, 0 for neither.
    """

    states: Floats
    ending: NDArray[np.int8]
    steps: NDArray[np.int64]
    period: NDArray[np.int64]

    @property
    def fixed(self) -> NDArray[np.bool_]:
        """Which worlds came to rest at a fixed point."""
        return np.asarray(self.ending == FIXED)


def settle(
    table: LinkTable,
    weights: ArrayLike,
    *,
    start: ArrayLike | None = None,
    held: Mapping[int, float] | None = None,
    rule: Rule = "kosko",
    transfer: Transfer = "sigmoid",
    steepness: float = 1.0,
    most_steps: int = MOST_STEPS,
    tolerance: float = TOLERANCE,
) -> Settled:
    """Let every world run until it rests, goes round, or the steps are spent.

    Parameters
    ----------
    weights : array-like, shape (L, W) or (L,)
        Weight of each link of the table in each world, -1 to 1.
    start : array-like, shape (n,) or (n, W), optional
        State to start from; by default the state in which nothing moves (0, for the rescaled rule 0.5).
    held : mapping of int to float, optional
        Concepts, by number, that keep this state throughout. A concept that nothing reaches follows the rule like any
        other unless it is held (FCMpy holds every such concept at its first state).
    rule, transfer, steepness
        See `stepping.Block.step` and `transfers.transfer_into`.
    most_steps : int
        Cycles up to about half as long are found.
    tolerance : float
        A world rests when no concept moved by more in one step. A sum that shrinks ever more slowly, as in the modified
        rule with tanh, may still be on its way then.

    Notes
    -----
    Cycles are found after Brent 1980, BIT 20: 176-184: each state is compared with one kept from an earlier step, kept
    anew whenever the number of steps has doubled, so that memory does not grow with the steps. At these steps the
    worlds that still move are also put into new blocks, so that a few slow ones cost no more than they must.

    Raises
    ------
    ValueError
        When a shape, rule or transfer does not fit, or a weight is not a finite number.
    """
    links = np.asarray(weights, dtype=np.float64)
    links = links[:, None] if links.ndim == 1 else links
    size, worlds = len(table.concepts), links.shape[1]
    if links.shape[0] != table.links:
        raise ValueError("weights need a row for each link of the table")
    if not np.isfinite(links).all():
        raise ValueError("weights must be finite numbers")
    rest = at_rest(rule, transfer) or 0.0
    begin = np.asarray(rest if start is None else start, dtype=np.float64)
    begin = np.broadcast_to(begin[:, None] if begin.ndim == 1 else begin, (size, worlds))
    columns = np.array(list(held or ()), dtype=np.intp)
    values = np.array(list((held or {}).values()), dtype=np.float64)
    ended = Settled(
        np.array(begin.T, order="C").T,
        np.full(worlds, NEITHER, dtype=np.int8),
        np.full(worlds, most_steps, dtype=np.int64),
        np.zeros(worlds, dtype=np.int64),
    )
    ended.states[columns] = values[:, None]
    width = max(16, _BLOCK // max(1, table.links + size))
    stepper = Stepper(table, rule, transfer, steepness, min(width, worlds))
    left, first = np.arange(worlds), 0
    while left.size and first < most_steps:
        last = min(most_steps, max(_FIRST_ANCHOR, 2 * first))
        still = []
        for start_at in range(0, len(left), width):
            which = left[start_at : start_at + width]
            block = stepper.block(np.ascontiguousarray(links[:, which].T))
            still.append(_run(block, (columns, values), which, ended, (first, last), tolerance))
        left, first = np.concatenate(still), last
    return ended


def _run(
    block: Block,
    held: tuple[NDArray[np.intp], Floats],
    which: NDArray[np.intp],
    ended: Settled,
    steps: tuple[int, int],
    tolerance: float,
) -> NDArray[np.intp]:
    """Run one block over these steps, write where its worlds are then, and return which of them still move.

    The state at the first of the steps is the one that later ones are compared with, unless it is the very start.
    """
    (columns, values), (first, last) = held, steps
    state = anchor = ended.states.T[which]
    moving, rows = np.ones(len(which), dtype=bool), np.arange(len(which))
    watched = np.zeros(len(which), dtype=np.intp)
    for step in range(first + 1, last + 1):
        before, state = state, block.step(state)
        state[:, columns] = values
        # A world moves as long as one concept does: only where the watched one has stopped are all looked at.
        stopped = rows[moving & (np.abs(state[rows, watched] - before[rows, watched]) <= tolerance)]
        if stopped.size:
            apart = np.abs(state[stopped] - before[stopped])
            watched[stopped] = apart.argmax(axis=1) if apart.size else 0
            rests = stopped[apart.max(axis=1, initial=0.0) <= tolerance]
            _write(ended, which, rests, state, FIXED, step, 1)
            moving[rests] = False
        if first:
            back = rows[moving & (_furthest(state, anchor) <= tolerance * _RETURN)]
            back = back[_furthest(state[back], before[back]) > tolerance * _SWING]
            _write(ended, which, back, state, CYCLE, step, step - first)
            moving[back] = False
        left = int(np.count_nonzero(moving))
        if not left:
            return which[moving]
        if left < _THINNED * len(moving):
            block, which, state, anchor = block.keep(moving), which[moving], state[moving], anchor[moving]
            watched, rows, moving = watched[moving], rows[:left], np.ones(left, dtype=bool)
    ended.states[:, which[moving]] = state[moving].T
    return which[moving]


def _furthest(one: Floats, other: Floats) -> Floats:
    """Return for each world the largest difference between two states."""
    return np.asarray(np.abs(one - other).max(axis=1, initial=0.0))


def _write(
    ended: Settled, which: NDArray[np.intp], done: NDArray[np.intp], state: Floats, ending: int, step: int, period: int
) -> None:
    places = which[done]
    ended.states[:, places] = state[done].T
    ended.ending[places], ended.steps[places], ended.period[places] = ending, step, period
