"""Agreement across opinion groups: a majority can not drown a small group."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.int_]


@dataclass(frozen=True, slots=True)
class GroupCounts:
    """How each group answered each statement.

    Attributes
    ----------
    groups : tuple of int
        The groups, sorted: the rows of the arrays.
    agree, disagree, seen : array of int, shape (groups, statements)
        Who agreed, who disagreed, and all who answered, passes included.
    """

    groups: tuple[int, ...]
    agree: Whole
    disagree: Whole
    seen: Whole


def count_votes(votes: ArrayLike, labels: ArrayLike) -> GroupCounts:
    """Count votes by group.

    Parameters
    ----------
    votes : array of float, shape (participants, statements)
        1 agrees, -1 disagrees, 0 passes, NaN not answered.
    labels : array of int, shape (participants,)
        Groups; who has a negative one belongs to none and is left out.
    """
    given, own = np.asarray(votes, dtype=float), np.asarray(labels, dtype=int)
    groups = tuple(int(group) for group in np.unique(own[own >= 0]))

    def counted(chosen: NDArray[np.bool_]) -> Whole:
        shape = (len(groups), given.shape[1])
        return np.array([chosen[own == group].sum(axis=0) for group in groups], dtype=int).reshape(shape)

    return GroupCounts(groups, counted(given == 1), counted(given == -1), counted(~np.isnan(given)))


def share(said: ArrayLike, seen: ArrayLike) -> Floats:
    """Return (said + 1) / (seen + 2): the share that said so, drawn to a half where few answered.

    Small et al. (2021) use it for every probability.
    """
    shares: Floats = (np.asarray(said, dtype=float) + 1) / (np.asarray(seen, dtype=float) + 2)
    return shares


def group_informed_consensus(said: ArrayLike, seen: ArrayLike) -> Floats:
    """Return the product over groups of the share that said so; high only where every group says so.

    Parameters
    ----------
    said, seen : array of int, shape (groups, statements)
        Give `agree` for agreement, `disagree` for shared disagreement. A group that nobody asked counts a half.

    Returns
    -------
    array of float, shape (statements,)
        Between 0 and 1; it orders statements of one conversation and is no share of people.

    Notes
    -----
    Small, C. et al. (2021), Polis: Scaling deliberation by mapping high dimensional opinion spaces, Recerca 26(2),
    group-informed consensus.
    """
    scores: Floats = share(said, seen).prod(axis=0)
    return scores


def representativeness(said: ArrayLike, seen: ArrayLike) -> Floats:
    """Return how many times likelier a group is to say so than everybody else together.

    Parameters
    ----------
    said, seen : array of int, shape (groups, statements)

    Returns
    -------
    array of float, shape (groups, statements)
        Above 1: it marks that group (Small et al. 2021).
    """
    said_by, seen_by = np.asarray(said, dtype=float), np.asarray(seen, dtype=float)
    others = share(said_by.sum(axis=0) - said_by, seen_by.sum(axis=0) - seen_by)
    ratios: Floats = share(said_by, seen_by) / others
    return ratios
