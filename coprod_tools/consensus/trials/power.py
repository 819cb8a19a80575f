"""How many people, clusters or points a test needs before its answer can be trusted, and when numbers can't answer.

Effects are in standard deviations of the outcome (Cohen's d). Sizes are whole people, rounded up.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

# Cohen 1988: the error of the first kind and the power used where nobody says otherwise.
ALPHA = 0.05
POWER = 0.80
# EPOC (Cochrane Effective Practice and Organisation of Care), inclusion criteria for interrupted time series.
POINTS_EACH_SIDE = 3


@dataclass(frozen=True, slots=True)
class SteppedRollOut:
    """A roll-out in steps: groups of clusters start one step apart, all measured in every period.

    Attributes
    ----------
    steps : int
        Number of starts; there are steps + 1 periods.
    clusters_per_step : int
        Clusters that start at each step.
    people : int
        People measured in each cluster and period.
    power : float
        To see the effect asked for.
    """

    steps: int
    clusters_per_step: int
    people: int
    power: float

    @property
    def clusters(self) -> int:
        """Clusters in all."""
        return self.steps * self.clusters_per_step


@cache
def two_means(effect: float, alpha: float = ALPHA, power: float = POWER) -> int:
    """Return the people in each of two equal groups, two-sided t test (Cohen 1988, ch. 2; statsmodels).

    Raises
    ------
    ValueError
        When the effect is 0: no number of people is enough.
    """
    from statsmodels.stats.power import TTestIndPower

    return _up(TTestIndPower().solve_power(_sized(effect), alpha=alpha, power=power))


def two_proportions(one: float, other: float, alpha: float = ALPHA, power: float = POWER) -> int:
    """Return the people in each of two equal groups, by the arcsine effect size h (Cohen 1988, ch. 6; statsmodels)."""
    from statsmodels.stats.power import NormalIndPower
    from statsmodels.stats.proportion import proportion_effectsize

    return _up(NormalIndPower().solve_power(_sized(proportion_effectsize(one, other)), alpha=alpha, power=power))


def design_effect(people: float, icc: float) -> float:
    """Return by how much clusters of `people` with intra-cluster correlation `icc` swell a sample (Kish 1965)."""
    return 1 + (people - 1) * icc


def clusters_per_group(each_group: int, people: int, icc: float) -> int:
    """Return the clusters of `people` in each group that stand for `each_group` people drawn one by one."""
    return _up(each_group * design_effect(people, icc) / people)


def before_after(effect: float, correlation: float, alpha: float = ALPHA, power: float = POWER) -> int:
    """Return the people in each group, measured before and after beside a comparison group.

    The sample of a t test times 1 - r^2, r the correlation of before and after (Borm, Fransen & Lemmens 2007, J Clin
    Epidemiol 60, p. 1234: analysis of covariance).
    """
    return max(2, _up(two_means(effect, alpha, power) * (1 - correlation**2)))


def stepped_variance(steps: int, clusters_per_step: int, people: int, icc: float) -> float:
    """Return the variance of the effect of a stepped roll-out (Hussey & Hughes 2007, Contemp Clin Trials 28, eq. 8).

    Total variance of one person is 1: between clusters `icc`, within them 1 - icc.
    """
    began = _began(steps, clusters_per_step)
    clusters, periods = began.shape
    between, within = icc, (1 - icc) / people
    exposed, by_period, by_cluster = began.sum(), (began.sum(axis=0) ** 2).sum(), (began.sum(axis=1) ** 2).sum()
    below = (clusters * exposed - by_period) * within + (
        exposed**2 + clusters * periods * exposed - periods * by_period - clusters * by_cluster
    ) * between
    return float(clusters * within * (within + periods * between) / below)


def stepped_roll_out(
    effect: float, steps: int, people: int, icc: float, alpha: float = ALPHA, power: float = POWER
) -> SteppedRollOut:
    """Return the smallest stepped roll-out with `people` a cluster and period that sees `effect` (same paper).

    Raises
    ------
    ValueError
        When the effect is 0.
    """
    need, clusters = _sized(effect), 1
    while True:
        seen = _power_of(need / math.sqrt(stepped_variance(steps, clusters, people, icc)), alpha)
        if seen >= power:
            return SteppedRollOut(steps, clusters, people, seen)
        clusters += 1


def points_each_side(effect: float, rho: float = 0.0, alpha: float = ALPHA, power: float = POWER) -> int:
    """Return the points before and after that show a step in a series, never below EPOC's three.

    Segmented regression with level and slope before and after (Wagner et al. 2002, J Clin Pharm Ther 27); neighbouring
    points correlated by `rho` swell the variance by (1 + rho) / (1 - rho) (Bence 1995, Ecology 76), an approximation.

    Parameters
    ----------
    effect : float
        The step, in standard deviations of the points around their line.
    """
    need, points = _sized(effect), POINTS_EACH_SIDE
    while True:
        error = math.sqrt(_step_variance(points) * (1 + rho) / (1 - rho))
        if _power_of(need / error, alpha) >= power:
            return points
        points += 1


def smallest_effect(each_group: int, alpha: float = ALPHA, power: float = POWER) -> float:
    """Return the smallest effect that groups of this size can show, two-sided t test (statsmodels)."""
    from statsmodels.stats.power import TTestIndPower

    return float(TTestIndPower().solve_power(nobs1=each_group, alpha=alpha, power=power))


def standard_error(effect: float, each_group: int) -> float:
    """Return the standard error of a standardised difference of two groups (Hedges & Olkin 1985)."""
    return math.sqrt(2 / each_group + effect**2 / (4 * each_group))


def _began(steps: int, clusters_per_step: int) -> NDArray[np.float64]:
    """Which cluster has started in which period, shape (clusters, steps + 1)."""
    first = np.repeat(np.arange(1, steps + 1), clusters_per_step)
    return (np.arange(steps + 1)[None, :] >= first[:, None]).astype(np.float64)


def _step_variance(points: int) -> float:
    """Variance of the step at the first point after, for residuals of variance 1."""
    time, after = np.arange(2 * points), np.arange(2 * points) >= points
    since = np.where(after, time - points, 0)
    columns = np.stack([np.ones(2 * points), time, after, since], axis=1)
    return float(np.linalg.inv(columns.T @ columns)[2, 2])


def _power_of(ratio: float, alpha: float) -> float:
    from scipy.special import ndtr, ndtri

    return float(ndtr(ratio - ndtri(1 - alpha / 2)))


def _sized(effect: float) -> float:
    if effect == 0 or not math.isfinite(effect):
        raise ValueError("no number of people shows an effect of nothing")
    return abs(float(effect))


def _up(number: object) -> int:
    # a solver's 63.0000001 is 63
    return math.ceil(float(np.squeeze(np.asarray(number, dtype=np.float64))) - 1e-6)
