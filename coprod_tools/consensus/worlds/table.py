"""The links of a map as arrays, the form in which many worlds are worked out at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from coprod_tools.consensus.values import JointMap

Ints = NDArray[np.intp]
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class LinkTable:
    """Concepts and links by number, links sorted by effect, then cause.

    Attributes
    ----------
    concepts : tuple of str
        Ids; their places are the numbers used in `cause` and `effect`.
    cause, effect : array of int, shape (L,)
        The ends of each link.

    Raises
    ------
    ValueError
        When the links are not sorted, appear twice or name no concept.
    """

    concepts: tuple[str, ...]
    cause: Ints
    effect: Ints

    def __post_init__(self) -> None:
        if len(self.cause) != len(self.effect):
            raise ValueError("each link needs a cause and an effect")
        ends = np.concatenate([self.cause, self.effect])
        if len(ends) and not (ends.min() >= 0 and ends.max() < len(self.concepts)):
            raise ValueError("a link names a concept that is not in the table")
        if (np.diff(self.effect * len(self.concepts) + self.cause) <= 0).any():
            raise ValueError("links must be sorted by effect, then cause, each once")

    @property
    def links(self) -> int:
        """How many links there are."""
        return len(self.cause)

    @cached_property
    def number(self) -> dict[str, int]:
        """The number of each concept by its id."""
        return {name: place for place, name in enumerate(self.concepts)}

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The id `CAUSE>EFFECT` of each link, in the table's order."""
        pairs = zip(self.cause, self.effect, strict=True)
        return tuple(f"{self.concepts[cause]}>{self.concepts[effect]}" for cause, effect in pairs)

    @cached_property
    def place(self) -> dict[str, int]:
        """The place of each link by its id `CAUSE>EFFECT`."""
        return {link: place for place, link in enumerate(self.ids)}

    @cached_property
    def sources(self) -> Ints:
        """The numbers of the concepts that no link leads to."""
        return np.setdiff1d(np.arange(len(self.concepts)), self.effect)


def table_of(joint: JointMap) -> LinkTable:
    """Return the table of a joint map: every concept and every link that somebody drew."""
    concepts = tuple(concept.id for concept in joint.concepts)
    number = {name: place for place, name in enumerate(concepts)}
    return table_from(
        concepts, [number[link.cause] for link in joint.links], [number[link.effect] for link in joint.links]
    )


def table_from(concepts: Sequence[str], cause: ArrayLike, effect: ArrayLike) -> LinkTable:
    """Return the table of links given in any order; each pair counts once.

    Parameters
    ----------
    cause, effect : array-like of int, shape (L,)
        Numbers of concepts.
    """
    ends = np.stack([np.asarray(effect, dtype=np.intp).ravel(), np.asarray(cause, dtype=np.intp).ravel()], axis=1)
    once = np.unique(ends, axis=0)
    return LinkTable(tuple(concepts), once[:, 1].copy(), once[:, 0].copy())


def table_of_matrix(concepts: Sequence[str], matrix: ArrayLike) -> tuple[LinkTable, Floats]:
    """Return the table and the weights, shape (L, 1), of a matrix whose row is the cause and whose column the effect.

    Raises
    ------
    ValueError
        When the matrix is not square or not of the concepts' number.
    """
    weights = np.asarray(matrix, dtype=np.float64)
    if weights.shape != (len(concepts), len(concepts)):
        raise ValueError("the matrix needs a row and a column for each concept")
    effect, cause = np.nonzero(weights.T)
    return LinkTable(tuple(concepts), cause, effect), weights[cause, effect][:, None]
