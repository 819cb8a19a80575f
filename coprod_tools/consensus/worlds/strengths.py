"""How strong each link is believed to be, from the strengths that holders gave."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from coprod_tools.consensus.worlds.reports import MINUS, NOT_ASKED, PLUS, SILENT, Reports
from coprod_tools.knowledge.belief_priors import BeliefPrior

Floats = NDArray[np.float64]
_ROUNDS = 40


def strengths_of(
    reports: Reports, there: Floats, no_guide: Floats, priors: Mapping[str, BeliefPrior]
) -> tuple[Floats, Floats]:
    """Return mean and standard deviation, each of shape (L,), of each link's strength if it is there.

    Strengths of links are normal around a common mean and what holders say is normal around the link's own; the common
    mean and both spreads come from all links together, so that a link of which little was said borrows from the others.
    Source: Morris 1983, J. Am. Stat. Assoc. 78: 47-55, with the spreads found by the EM algorithm (Dempster, Laird &
    Rubin 1977, J. R. Stat. Soc. B 39: 1-38) under a weak prior.

    Parameters
    ----------
    there : array, shape (L,)
        Probability that the link is there: one that is hardly there teaches little about those that are.
    no_guide : array, shape (L,)
        Probability, if it is there, that the signs drawn for it are no guide. Its effect may then truly differ from
        group to group, and for all together be the net: weaker by as much as the signs are split.
    """
    spoken = (reports.sign != NOT_ASKED) & (reports.sign != SILENT) & ~np.isnan(reports.strength)
    said = np.where(spoken, reports.strength, 0.0)
    precision = np.where(spoken, 1 / reports.noise**2, 0.0)
    told, total = precision.sum(axis=0), (precision * said).sum(axis=0)
    counts = there * (told > 0)
    start = {name: float(priors[name].value) for name in ("strength", "strength-spread", "strength-error")}
    weight = {name: float(priors[name].weight) for name in start}
    common, between, error = start["strength"], start["strength-spread"] ** 2, start["strength-error"] ** 2
    mean, variance = _shrunk(common, between, error, told, total)
    for _ in range(_ROUNDS):
        common = (counts @ mean + start["strength"] * weight["strength"]) / (counts.sum() + weight["strength"])
        spread = counts @ ((mean - common) ** 2 + variance) + weight["strength-spread"] * start["strength-spread"] ** 2
        between = spread / (counts.sum() + weight["strength-spread"])
        missed = (precision * ((said - mean) ** 2 + variance)).sum(axis=0) @ there
        seen = spoken.sum(axis=0) @ there + weight["strength-error"]
        error = (missed + weight["strength-error"] * start["strength-error"] ** 2) / seen
        mean, variance = _shrunk(common, between, error, told, total)
    for_all, spread = _net(reports, mean, no_guide * float(priors["differs-by-group"].value))
    return for_all, np.sqrt(variance + spread + float(priors["strength-grain"].value) ** 2)


def _net(reports: Reports, mean: Floats, differs: Floats) -> tuple[Floats, Floats]:
    """Return mean and added variance of the strength for all, where with this probability it is the net of groups."""
    plus, minus = ((reports.sign == sign).sum(axis=0) for sign in (PLUS, MINUS))
    lost = mean * (1 - np.abs(plus - minus) / np.maximum(plus + minus, 1))
    return mean - differs * lost, differs * (1 - differs) * lost**2


def _shrunk(common: float, between: float, error: float, told: Floats, total: Floats) -> tuple[Floats, Floats]:
    precision = 1 / between + told / error
    return (common / between + total / error) / precision, 1 / precision
