"""Opinion groups: people who answered alike, found from who agreed with what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.int_]
# Polis looks for two to five groups among those who answered at least seven statements (Small et al. 2021).
MOST_GROUPS = 5
LEAST_ANSWERS = 7
# Below three, a group's answers are its members' answers.
LEAST_SIZE = 3
TRIES = 20
BLOCK = 512
NO_GROUP = -1


@dataclass(frozen=True, slots=True)
class Groups:
    """Who belongs together.

    Attributes
    ----------
    labels : array of int, shape (participants,)
        Groups from 0, the largest first; -1 for those who answered too little to be placed.
    count : int
        How many groups there are.
    silhouette : float or None
        How well they stand apart, -1 to 1; None for one group. Groups are always found where answers differ at all:
        this says how much to make of them.
    positions : array of float, shape (participants, 2)
        Where each stands on the two directions in which answers differ most.
    one_group : str or None
        Why there is but one: `too-few` placed, or `alike`, where no way to part them leaves each group enough members.
    """

    labels: Whole
    count: int
    silhouette: float | None
    positions: Floats
    one_group: Literal["too-few", "alike"] | None = None


def find_groups(
    votes: ArrayLike,
    seed: int,
    most_groups: int = MOST_GROUPS,
    least_answers: int = LEAST_ANSWERS,
    least_size: int = LEAST_SIZE,
) -> Groups:
    """Return opinion groups in the manner of Polis; the order of participants makes no difference.

    Parameters
    ----------
    votes : array of float, shape (participants, statements)
        1 agrees, -1 disagrees, 0 passes, NaN not answered.
    seed : int
        For the starts of the clustering.
    least_answers : int
        Who answered fewer is not placed; where there are fewer statements, who did not answer all.
    least_size : int
        The fewest members a group may have.

    Notes
    -----
    Small, C., Bjorkegren, M., Erkkilä, T., Shaw, L. & Megill, C. (2021), Polis: Scaling deliberation by mapping high
    dimensional opinion spaces, Recerca 26(2): missing answers take the statement's mean; principal components; each
    person's position is stretched by the root of statements over answers given, so that who answered little does not
    fall to the middle; k-means, with the number of groups that has the best silhouette (Rousseeuw 1987).
    """
    given = np.asarray(votes, dtype=float)
    # Sorted rows make every sum below, and so the groups, the same in whatever order people come.
    order = np.lexsort(np.nan_to_num(given, nan=2.0).T[::-1]) if given.size else np.arange(len(given))
    positions = _positions(given[order])
    answers = np.count_nonzero(~np.isnan(given[order]), axis=1)
    placed = np.flatnonzero(answers >= max(1, min(least_answers, given.shape[1])))
    best, score, why = _best(positions[placed], seed, most_groups, least_size)
    labels = np.full(len(given), NO_GROUP)
    labels[order[placed]] = _largest_first(best)
    back = np.empty_like(positions)
    back[order] = positions
    return Groups(labels, int(best.max(initial=-1)) + 1, score, back, why)


def _positions(given: Floats) -> Floats:
    answered = ~np.isnan(given)
    seen = answered.sum(axis=0)
    mean = np.where(answered, given, 0.0).sum(axis=0) / np.maximum(seen, 1)
    centred = np.where(answered, given - mean, 0.0)
    # In its thin form, since partners' maps have many more links than holders.
    directions = np.linalg.svd(centred, full_matrices=False)[2][:2].T
    if directions.shape[1] < 2:
        directions = np.pad(directions, ((0, 0), (0, 2 - directions.shape[1])))
    # A direction and its opposite are equally good; the largest weight points up.
    for axis in directions.T if len(directions) else ():
        axis *= 1.0 if axis[np.argmax(np.abs(axis))] >= 0 else -1.0
    stretched = np.sqrt(given.shape[1] / np.maximum(answered.sum(axis=1), 1))
    positions: Floats = (centred @ directions) * stretched[:, None]
    return positions


def _best(
    positions: Floats, seed: int, most_groups: int, least_size: int
) -> tuple[Whole, float | None, Literal["too-few", "alike"] | None]:
    one = np.zeros(len(positions), dtype=int)
    if len(positions) < 2 * least_size:
        return one, None, "too-few"
    best, score = one, -np.inf
    different = len(np.unique(positions.round(9), axis=0))
    for count in range(2, min(most_groups, different, len(positions) // least_size) + 1):
        labels = _clustered(positions, count, seed)
        if np.bincount(labels, minlength=count).min() < least_size:
            continue
        found = silhouette(positions, labels)
        if found > score + 1e-9:
            best, score = labels, found
    return (best, float(score), None) if score > -np.inf else (one, None, "alike")


def _clustered(positions: Floats, count: int, seed: int) -> Whole:
    from scipy.cluster.vq import ClusterError, kmeans2

    random = np.random.default_rng(seed)
    best, least = np.zeros(len(positions), dtype=int), np.inf
    for _ in range(TRIES):
        try:
            centres, labels = kmeans2(positions, count, iter=50, minit="++", missing="raise", rng=random)
        except ClusterError:  # a start that leaves a group empty is no answer
            continue
        spread = float(((positions - centres[labels]) ** 2).sum())
        if spread < least - 1e-9:
            best, least = labels.astype(int), spread
    return best


def silhouette(positions: ArrayLike, labels: ArrayLike) -> float:
    """Return how well groups stand apart, -1 to 1: the mean silhouette (Rousseeuw 1987, J. Comput. Appl. Math. 20:53).

    For each point it is (b - a) / max(a, b), with a the mean distance to the others of its group and b the least mean
    distance to another group; 0 for the only point of a group.
    """
    from scipy.spatial.distance import cdist

    points, own = np.asarray(positions, dtype=float), np.asarray(labels, dtype=int)
    member = np.eye(int(own.max()) + 1)[own]
    sizes = member.sum(axis=0)
    total = 0.0
    # By blocks, so that memory grows with the number of points and not with its square.
    for start in range(0, len(points), BLOCK):
        rows = slice(start, start + BLOCK)
        sums = cdist(points[rows], points) @ member
        here = np.arange(len(sums)), own[rows]
        inside = sums[here] / np.maximum(sizes[own[rows]] - 1, 1)
        means = sums / np.maximum(sizes, 1)
        means[:, sizes == 0] = np.inf
        means[here] = np.inf
        outside = means.min(axis=1)
        widest = np.maximum(inside, outside)
        each = np.where((sizes[own[rows]] > 1) & (widest > 0), (outside - inside) / np.where(widest > 0, widest, 1), 0)
        total += float(each.sum())
    return total / len(points)


def _largest_first(labels: Whole) -> Whole:
    numbers, first, sizes = np.unique(labels, return_index=True, return_counts=True)
    ranked = sorted(range(len(numbers)), key=lambda each: (-sizes[each], first[each]))
    new = np.empty(len(numbers), dtype=int)
    new[ranked] = np.arange(len(numbers))
    found: Whole = new[np.searchsorted(numbers, labels)]
    return found
