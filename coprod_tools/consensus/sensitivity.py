"""How much of what varies over sampled worlds comes from which inputs: alone, in a set, with all their interactions.

Inputs are independent and shaped (L, W); what they make is shaped (W, K), its variance summed over K.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
# Columns whose squared length falls below this share are repetitions of columns that stand there already.
_REPEATED = 1e-6
# Where no input explains this share of the variance by itself, inputs are looked for that do so in pairs. It lies above
# what the best of some hundred thousand pairs explains by chance in a thousand worlds (about 0.03).
ALONE = 0.04


@dataclass(frozen=True, slots=True)
class Chosen:
    """One input of a greedy set: its place, what it removes after those before it, and what it removes alone."""

    place: int
    gain: float
    alone: float


def closed(made: Floats, frozen: Floats) -> float:
    """Return the share of variance that a set explains with all interactions inside it (Saltelli et al. 2010, eq. 2).

    Cov(R(x), R(x_S, x'_~S)) / Var(R), by pick-freeze.

    Parameters
    ----------
    made : array, shape (W, K)
        R(x).
    frozen : array, shape (W, K)
        R of worlds that keep the set's inputs from x and take all others from independent worlds x'.
    """
    middle = (made.mean(axis=0) + frozen.mean(axis=0)) / 2
    spread = (((made - middle) ** 2 + (frozen - middle) ** 2) / 2).mean(axis=0).sum()
    shared = ((made - middle) * (frozen - middle)).mean(axis=0).sum()
    return float(shared / spread) if spread > 0 else 0.0


def total(made: Floats, moved: Floats) -> float:
    """Return the share of variance in which an input has a part, interactions included (Jansen 1999, eq. for S_T).

    Mean of (R(x) - R(x with the input from x'))^2 / 2, over Var(R).
    """
    spread = made.var(axis=0).sum()
    return float(((made - moved) ** 2).mean(axis=0).sum() / 2 / spread) if spread > 0 else 0.0


def greedy(inputs: Floats, made: Floats, count: int, cost: Sequence[float] | Floats | None = None) -> list[Chosen]:
    """Return the inputs that together explain most, chosen one by one, each given those before it.

    E[R | x_S] is fitted by regression on the sampled worlds (as for partial perfect information: Strong, Oakley &
    Brennan 2014): for each input of a set whether it is above or below 0 and how far, and its products with those
    chosen before, so that interactions inside the set count. What is explained is corrected for the columns used.

    Parameters
    ----------
    cost : sequence of float, shape (L,), optional
        What knowing each input costs; inputs are chosen by what they explain for each unit of it.
    """
    worlds = made.shape[0]
    rest = made - made.mean(axis=0)
    whole = float((rest**2).mean(axis=0).sum())
    prices = np.ones(len(inputs)) if cost is None else np.asarray(cost, dtype=np.float64)
    known = np.full((worlds, 1), worlds**-0.5)
    left = [int(place) for place in np.flatnonzero(inputs.std(axis=1) > 0)]
    found: list[Chosen] = []
    alone: dict[int, float] = {}
    while whole > 0 and left and len(found) < count:
        gains = np.array([_gain(_columns(inputs, place, found), known, rest) for place in left]) / whole
        if not found:
            alone = dict(zip(left, gains.tolist(), strict=True))
        best = int(np.argmax(gains / prices[left]))
        if gains[best] < ALONE and len(found) + 1 < count and (pair := _pair(inputs[left], rest)):
            # what tells nothing alone may tell much with another: its partner follows by its gain in the next round
            best = pair[0]
        elif gains[best] <= 0:
            break
        place = left.pop(best)
        new = _orthogonal(_columns(inputs, place, found), known)
        found.append(Chosen(place, max(0.0, float(gains[best])), max(0.0, alone[place])))
        known, rest = np.concatenate([known, new], axis=1), rest - new @ (new.T @ rest)
    return found


def _pair(inputs: Floats, rest: Floats) -> tuple[int, int] | None:
    """The two inputs whose product goes most with the rest, or None where no product tells of it."""
    unit = (inputs - inputs.mean(axis=1, keepdims=True)) / inputs.std(axis=1, keepdims=True)
    told = np.zeros((len(unit), len(unit)))
    for column in rest.T:
        told += ((unit * column) @ unit.T / len(column)) ** 2
    np.fill_diagonal(told, 0.0)
    one, other = np.unravel_index(int(told.argmax()), told.shape)
    return (int(one), int(other)) if told.max() > ALONE * float((rest**2).mean(axis=0).sum()) else None


def _columns(inputs: Floats, place: int, found: list[Chosen]) -> Floats:
    value = inputs[place]
    own = [value > 0, value < 0, np.maximum(value, 0), np.minimum(value, 0)]
    return np.stack([*own, *(value * inputs[each.place] for each in found)], axis=1).astype(np.float64)


def _gain(columns: Floats, known: Floats, rest: Floats) -> float:
    """What the columns explain of the rest, less what as many columns of noise would."""
    new = _orthogonal(columns, known)
    seen, degrees = float(((new.T @ rest) ** 2).sum() / len(rest)), int(new.shape[1])
    free = len(rest) - int(known.shape[1]) - degrees
    noise = (float((rest**2).mean(axis=0).sum()) - seen) / max(1, free)
    return seen - degrees * noise


def _orthogonal(columns: Floats, known: Floats) -> Floats:
    """Columns made orthogonal to the known ones and to each other, repetitions left out."""
    outside = columns - known @ (known.T @ columns)
    values, vectors = np.linalg.eigh(outside.T @ outside)
    kept = values > _REPEATED * len(columns)
    return np.asarray(outside @ (vectors[:, kept] / np.sqrt(values[kept])))
