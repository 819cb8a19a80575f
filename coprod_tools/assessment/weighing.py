"""Ranks opportunities within a stage, and says how stable each rank is when the weights move."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

SAMPLES = 400
TOP = 5


def score(factors: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return the weighted mean of the factors, between 0 and 1.

    Parameters
    ----------
    factors, weights : mapping of str to float
        By factor name; factors lie between 0 and 1 and weights are not negative.
    """
    total = sum(weights.values())
    return sum(weights[name] * factors[name] for name in weights) / total if total else 0.0


def sampled_weights(
    ranges: Mapping[str, tuple[float, float]], seed: int, samples: int = SAMPLES
) -> list[dict[str, float]]:
    """Draw weightings, each weight uniform between its low and high; the same seed gives the same draws."""
    chance = random.Random(seed)  # noqa: S311 - a sampling, not a secret
    names = sorted(ranges)
    return [{name: chance.uniform(*ranges[name]) for name in names} for _ in range(samples)]


def stability(
    factors: Sequence[Mapping[str, float]], weightings: Sequence[Mapping[str, float]], top: int = TOP
) -> list[float]:
    """Return for each candidate the share of weightings in which it stays among the `top` of its stage.

    Ties are settled by position, so the order of `factors` must not depend on the order of the policy file.
    """
    kept = [0] * len(factors)
    for weights in weightings:
        order = sorted(range(len(factors)), key=lambda i: (-score(factors[i], weights), i))
        for i in order[:top]:
            kept[i] += 1
    return [count / len(weightings) if weightings else 1.0 for count in kept]
