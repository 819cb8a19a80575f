"""What it is worth to know more before choosing: all of it, one link of it, or a sample's word on that link.

Payoffs are worlds by actions; all values are in the payoff's own unit. A sample estimate of what a maximum wins is
never below zero.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
# Below this share of its own size a payoff is rounding, not value.
ROUNDING = 1e-12


def evpi(payoff: ArrayLike, chance: ArrayLike | None = None) -> float:
    """Return the expected value of perfect information (Raiffa & Schlaifer 1961, ch. 4; Clemen 1996, ch. 12).

    Parameters
    ----------
    payoff : array-like, shape (W, A)
        What each action pays in each world or state.
    chance : array-like, shape (W,), optional
        Probability of each world; equal when not given.
    """
    table = np.asarray(payoff, dtype=np.float64)
    shares = np.full(len(table), 1 / len(table)) if chance is None else np.asarray(chance, dtype=np.float64)
    return _won(shares @ table.max(axis=1), shares @ table)


def evsi_of_signal(payoff: ArrayLike, chance: ArrayLike, says: ArrayLike) -> float:
    """Return the expected value of a signal with known error rates, by Bayes' rule over the decision tree.

    Parameters
    ----------
    payoff : array-like, shape (W, A)
        What each action pays in each state.
    chance : array-like, shape (W,)
        Probability of each state.
    says : array-like, shape (W, S)
        Probability of each signal in each state; rows add up to 1.
    """
    table, shares = np.asarray(payoff, dtype=np.float64), np.asarray(chance, dtype=np.float64)
    together = np.asarray(says, dtype=np.float64) * shares[:, None]
    return _won(float((together.T @ table).max(axis=1).sum()), shares @ table)


def unit_normal_loss(u: float) -> float:
    """Return the unit normal linear-loss integral L(u) = f(u) - u (1 - F(u)) (Raiffa & Schlaifer 1961, table II)."""
    density = math.exp(-u * u / 2) / math.sqrt(2 * math.pi)
    return density - u * math.erfc(u / math.sqrt(2)) / 2


def evpi_of_two(mean: float, sd: float, slope: float = 1.0) -> float:
    """Return the value of knowing the difference of two actions that is normal (Raiffa & Schlaifer 1961, ch. 5).

    Parameters
    ----------
    mean, sd : float
        Of the difference from the break-even point, in the unit that is not known.
    slope : float
        Payoff for each such unit.
    """
    return abs(slope) * sd * unit_normal_loss(abs(mean) / sd) if sd > 0 else 0.0


def evsi_of_two(mean: float, sd: float, error: float, slope: float = 1.0) -> float:
    """Return the value of one estimate with standard error `error` of that normal difference (ibid., sect. 5.5).

    The mean after the sample is normal with s.d. sd^2 / sqrt(sd^2 + error^2).
    """
    return evpi_of_two(mean, sd**2 / math.hypot(sd, error), slope) if sd > 0 else 0.0


def basis(parameter: ArrayLike) -> Floats:
    """Return what payoffs are regressed on: sign steps and a cubic, shape (W, 6).

    A link's weight is a mixture (none, positive, negative), so the steps let payoffs jump at no effect.
    """
    weight = np.asarray(parameter, dtype=np.float64)
    scale = float(np.abs(weight).max()) or 1.0
    unit = weight / scale
    steps = [np.ones_like(unit), (unit > 0).astype(np.float64), (unit < 0).astype(np.float64)]
    return np.stack([*steps, unit, unit**2, unit**3], axis=1)


def evppi(payoff: ArrayLike, parameter: ArrayLike) -> float:
    """Return the value of knowing one parameter, by regression (Strong, Oakley & Brennan 2014, Med Decis Making 34).

    Parameters
    ----------
    payoff : array-like, shape (W, A)
        Payoffs in sampled worlds.
    parameter : array-like, shape (W,)
        The parameter in the same worlds.
    """
    return _of_fitted(_fitted(basis(parameter), payoff), payoff)


def evsi(payoff: ArrayLike, parameter: ArrayLike, error: float) -> float:
    """Return the value of an estimate of a parameter, Gaussian approximation (Jalal & Alarid-Escudero 2018, p. 177).

    The mean after the sample is taken as `sqrt(v) x + (1 - sqrt(v)) mean` with v = var / (var + error^2), put into the
    regression of `evppi` without its steps: good where the parameter is near normal.

    Parameters
    ----------
    error : float
        Standard error of the estimate, in the parameter's unit.
    """
    x, table = np.asarray(parameter, dtype=np.float64), np.asarray(payoff, dtype=np.float64)
    kept = math.sqrt(float(x.var() / (x.var() + error**2))) if x.var() > 0 else 0.0
    centred = (x - x.mean()) / (float(x.std()) or 1.0)
    powers = np.stack([centred**k for k in range(4)], axis=1)
    slopes = np.linalg.lstsq(powers, table, rcond=None)[0]
    after = np.stack([(kept * centred) ** k for k in range(4)], axis=1)
    return _of_fitted(after @ slopes, table)


def evsi_of_data(payoff: ArrayLike, parameter: ArrayLike, error: float, rng: np.random.Generator) -> float:
    """Return the value of an estimate by regression on simulated data (Strong et al. 2015, Med Decis Making 35).

    For weights of links, which are mixtures that no Gaussian fits; each world draws its own estimate.
    """
    x, table = np.asarray(parameter, dtype=np.float64), np.asarray(payoff, dtype=np.float64)
    seen = x + error * rng.standard_normal(len(x))
    spread = (seen - seen.mean()) / (float(seen.std()) or 1.0)
    powers = np.stack([np.ones_like(spread), spread, spread**2, spread**3, np.tanh(3 * spread)], axis=1)
    return _of_fitted(_fitted(powers, table), table)


def _fitted(columns: Floats, payoff: ArrayLike) -> Floats:
    table = np.asarray(payoff, dtype=np.float64)
    return np.asarray(columns @ np.linalg.lstsq(columns, table, rcond=None)[0])


def _of_fitted(fitted: Floats, payoff: ArrayLike) -> float:
    table = np.asarray(payoff, dtype=np.float64)
    # what is won is counted on the fitted payoffs alone, so that their own error cancels in the difference
    shift = table.mean(axis=0) - fitted.mean(axis=0)
    return _won(float((fitted + shift).max(axis=1).mean()), table.mean(axis=0))


def _won(knowing: float, means: Floats) -> float:
    won = float(knowing) - float(np.max(means))
    return won if won > ROUNDING * float(np.abs(means).max()) else 0.0
