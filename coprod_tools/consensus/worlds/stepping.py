"""One step of a fuzzy cognitive map, for a block of worlds at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coprod_tools.consensus.worlds.table import LinkTable
from coprod_tools.consensus.worlds.transfers import RULES, Rule, Transfer, transfer_into

Ints = NDArray[np.intp]
Floats = NDArray[np.float64]
# From this share of all possible links on, a product of whole matrices is faster than going link by link (measured in
# benchmarks/worlds.py).
DENSE = 0.35


@dataclass(frozen=True, eq=False)
class Slots:
    """The links of a map in jagged diagonals (Saad 1989, SIAM J. Sci. Stat. Comput. 10: 1200-1232).

    Concepts are renumbered by falling number of links that reach them. Slot k holds the (k+1)th link of every concept
    that has so many, which are then the first ones: each slot is one multiplication of whole blocks of worlds, where
    a sum per concept and world would be a call each.

    Attributes
    ----------
    concepts : array of int, shape (n,)
        Old numbers of the concepts in the new order.
    links : array of int, shape (L,)
        Places of the links in the table, slot by slot.
    causes : tuple of array of int
        For each slot, the new numbers of the links' causes.
    """

    concepts: Ints
    links: Ints
    causes: tuple[Ints, ...]


def slots_of(table: LinkTable) -> Slots:
    """Return the slots of a table."""
    size = len(table.concepts)
    reached_by = np.bincount(table.effect, minlength=size)
    concepts = np.argsort(-reached_by, kind="stable")
    new_number = np.argsort(concepts, kind="stable")
    first = np.searchsorted(table.effect, np.arange(size))
    links, causes = [], []
    for slot in range(int(reached_by.max(initial=0))):
        places = first[concepts[: int((reached_by > slot).sum())]] + slot
        links.append(places)
        causes.append(new_number[table.cause[places]])
    return Slots(concepts, np.concatenate(links) if links else np.zeros(0, dtype=np.intp), tuple(causes))


class Block:
    """Worlds that are worked out together, small enough that they stay in the processor's cache.

    Parameters
    ----------
    weights : array, shape (L, W)
        In the slots' order; kept and not copied.
    """

    def __init__(self, slots: Slots, weights: Floats, rule: Rule, transfer: Transfer, steepness: float) -> None:
        if rule not in RULES:
            raise ValueError(f"rule must be one of {', '.join(RULES)}")
        self.slots, self.weights = slots, weights
        self.rule, self.transfer, self.steepness = rule, transfer, steepness
        shape = (len(slots.concepts), weights.shape[1])
        self._reaching = np.empty((len(slots.causes[0]) if slots.causes else 0, shape[1]))
        self._centred = np.empty(shape) if rule == "rescaled" else None

    def keep(self, worlds: NDArray[np.bool_]) -> Block:
        """Return the block of only these worlds."""
        weights = np.compress(worlds, self.weights, axis=1)
        return type(self)(self.slots, weights, self.rule, self.transfer, self.steepness)

    def step(self, state: Floats, out: Floats) -> None:
        """Write the state after one step; both have shape (n, W), concepts in the slots' order.

        Kosko's rule sums what reaches a concept; the modified rule adds the concept's own state; the rescaled rule
        does so with 2 s - 1 in place of each state s, so that 0.5 pushes nowhere. Sources: Kosko 1986, Int. J.
        Man-Machine Studies 24: 65-75; Stylios & Groumpos 2004, IEEE Trans. SMC A 34: 155-162, equation 3;
        Papageorgiou 2011, Applied Soft Computing 11: 500-513, equation 3.
        """
        pushing = state
        if self._centred is not None:
            pushing = np.multiply(state, 2.0, out=self._centred)
            pushing -= 1.0
        self._sum_into(pushing, out)
        if self.rule != "kosko":
            out += pushing
        transfer_into(out, self.transfer, self.steepness)

    def _sum_into(self, pushing: Floats, out: Floats) -> None:
        start = 0
        if not self.slots.causes:
            out[:] = 0.0
        for slot, causes in enumerate(self.slots.causes):
            end = start + len(causes)
            if slot == 0:
                # With mode="raise" numpy would fill a buffer of its own first.
                np.take(pushing, causes, axis=0, out=out[: len(causes)], mode="clip")
                out[: len(causes)] *= self.weights[start:end]
                out[len(causes) :] = 0.0
            else:
                reaching = self._reaching[: len(causes)]
                np.take(pushing, causes, axis=0, out=reaching, mode="clip")
                reaching *= self.weights[start:end]
                out[: len(causes)] += reaching
            start = end


class DenseBlock(Block):
    """The same for a map in which most concepts are linked to most others: whole matrices are multiplied."""

    def __init__(self, slots: Slots, weights: Floats, rule: Rule, transfer: Transfer, steepness: float) -> None:
        super().__init__(slots, weights, rule, transfer, steepness)
        size = len(slots.concepts)
        self._matrices = np.zeros((weights.shape[1], size, size))
        effects = np.concatenate([np.arange(len(causes)) for causes in slots.causes])
        self._matrices[:, effects, np.concatenate(slots.causes)] = weights.T

    def _sum_into(self, pushing: Floats, out: Floats) -> None:
        out[:] = np.matmul(self._matrices, np.ascontiguousarray(pushing.T)[:, :, None])[:, :, 0].T


def block_of(
    table: LinkTable, slots: Slots, weights: Floats, rule: Rule, transfer: Transfer, steepness: float
) -> Block:
    """Return these worlds as a block of the kind that suits the map; `weights` are in the table's order."""
    crowded = table.links > DENSE * len(table.concepts) ** 2
    kind = DenseBlock if crowded else Block
    return kind(slots, weights[slots.links], rule, transfer, steepness)
