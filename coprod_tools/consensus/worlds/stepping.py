"""One step of a fuzzy cognitive map, for a block of worlds at once."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from coprod_tools.consensus.worlds.table import LinkTable
from coprod_tools.consensus.worlds.transfers import RULES, Rule, Transfer, transfer_into

Ints = NDArray[np.intp]
Floats = NDArray[np.float64]
# From this share of all possible links on, multiplying whole matrices is faster than going link by link (measured).
DENSE = 0.4


class Stepper:
    """The rule, the transfer and the links of a map, from which blocks of worlds are made.

    A block is one matrix with a world's matrix at each place of its diagonal, so that a single sparse product sums what
    reaches every concept in every world of it (compressed rows; Saad 2003, Iterative Methods for Sparse Linear Systems,
    section 3.4).

    Parameters
    ----------
    widest : int
        Worlds in the largest block.
    """

    def __init__(self, table: LinkTable, rule: Rule, transfer: Transfer, steepness: float, widest: int) -> None:
        if rule not in RULES:
            raise ValueError(f"rule must be one of {', '.join(RULES)}")
        self.table, self.rule, self.transfer, self.steepness = table, rule, transfer, steepness
        self.size = len(table.concepts)
        self.dense = table.links > DENSE * self.size**2
        worlds = np.arange(widest)[:, None]
        first = np.searchsorted(table.effect, np.arange(self.size))
        self._columns = (table.cause + self.size * worlds).ravel().astype(np.int32)
        self._rows = np.append((first + table.links * worlds).ravel(), table.links * widest).astype(np.int32)

    def block(self, weights: Floats) -> Block:
        """Return the block of these worlds; `weights` has shape (W, L) and is kept, not copied."""
        return Block(self, weights)

    def matrix(self, weights: Floats) -> Any:
        """Return what multiplies the states of a block."""
        worlds, links = weights.shape
        if self.dense:
            matrices = np.zeros((worlds, self.size, self.size))
            matrices[:, self.table.effect, self.table.cause] = weights
            return matrices
        from scipy.sparse import csr_array

        size = worlds * self.size
        rows = self._rows[: size + 1].copy()
        rows[-1] = worlds * links
        return csr_array((weights.ravel(), self._columns[: worlds * links], rows), shape=(size, size))


class Block:
    """Worlds that are worked out together, few enough that they stay in the processor's cache."""

    def __init__(self, stepper: Stepper, weights: Floats) -> None:
        self.stepper, self.weights = stepper, weights
        self._matrix = stepper.matrix(weights)

    def keep(self, worlds: NDArray[np.bool_]) -> Block:
        """Return the block of only these worlds."""
        return Block(self.stepper, self.weights[worlds])

    def step(self, state: Floats) -> Floats:
        """Return the state after one step; shape (W, n).

        Kosko's rule sums what reaches a concept; the modified rule adds the concept's own state; the rescaled rule
        does so with 2 s - 1 in place of each state s, so that 0.5 pushes nowhere. Sources: Kosko 1986, Int. J.
        Man-Machine Studies 24: 65-75; Stylios & Groumpos 2004, IEEE Trans. SMC A 34: 155-162, equation 3;
        Papageorgiou 2011, Applied Soft Computing 11: 500-513, equation 3.
        """
        pushing = 2.0 * state - 1.0 if self.stepper.rule == "rescaled" else state
        if self.stepper.dense:
            following = np.matmul(self._matrix, pushing[:, :, None])[:, :, 0]
        else:
            following = (self._matrix @ pushing.ravel()).reshape(state.shape)
        if self.stepper.rule != "kosko":
            following += pushing
        transfer_into(following, self.stepper.transfer, self.stepper.steepness)
        return np.asarray(following)
