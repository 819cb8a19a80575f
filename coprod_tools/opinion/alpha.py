"""Krippendorff's alpha: how far several observers agree, whoever did not answer what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

Scale = Literal["nominal", "ordinal", "interval"]
Undefined = Literal["no-pairs", "no-variation"]


@dataclass(frozen=True, slots=True)
class Alpha:
    """The coefficient and what it rests on.

    Attributes
    ----------
    value : float or None
        1 for full agreement, 0 for what chance alone would give, below 0 for less than that; None where it is not
        defined.
    undefined : str or None
        Why there is no value: `no-pairs` when no unit was judged by two observers, `no-variation` when every value
        that can be compared is the same, so that nothing tells agreement from habit.
    units, values : int
        Units judged at least twice, and the values given for them.
    """

    value: float | None
    undefined: Undefined | None
    units: int
    values: int


def alpha(data: ArrayLike, scale: Scale = "nominal") -> Alpha:
    """Return Krippendorff's alpha for incomplete data.

    Parameters
    ----------
    data : array of float, shape (observers, units)
        NaN where an observer gave no value. Values are codes (nominal), ranks (ordinal) or numbers (interval).
    scale : str
        How far apart two values are.

    Raises
    ------
    ValueError
        When `data` is not of two dimensions or holds an infinite value.

    Notes
    -----
    Krippendorff, K. (2011), Computing Krippendorff's Alpha-Reliability, University of Pennsylvania, section D: alpha
    is 1 - (n - 1) * sum over units of [sum of n_uc n_uk d_ck / (m_u - 1)] / sum of n_c n_k d_ck, over pairs c < k of
    values. Also his Content Analysis, 4th edition (2019), chapter 12.
    """
    given = np.asarray(data, dtype=float)
    if given.ndim != 2 or np.isinf(given).any():
        raise ValueError("data has two dimensions, observers by units, and finite values or NaN")
    # A unit that one observer alone judged can not be compared with anything.
    given = given[:, np.count_nonzero(~np.isnan(given), axis=0) >= 2]
    codes = np.unique(given[~np.isnan(given)])
    counts = np.stack([np.count_nonzero(given == code, axis=0) for code in codes]) if len(codes) else np.zeros((0, 0))
    judged = int(counts.sum())
    if judged == 0:
        return Alpha(None, "no-pairs", 0, 0)
    if len(codes) == 1:
        return Alpha(None, "no-variation", given.shape[1], judged)
    totals = counts.sum(axis=1)
    apart = _apart(codes, totals, scale)
    observed = (np.einsum("cu,ck,ku->u", counts, apart, counts) / (counts.sum(axis=0) - 1)).sum()
    expected = totals @ apart @ totals
    return Alpha(float(1 - (judged - 1) * observed / expected), None, given.shape[1], judged)


def _apart(codes: NDArray[np.float64], totals: NDArray[np.int_], scale: Scale) -> NDArray[np.float64]:
    """Return the squared differences between values: Krippendorff (2011), section E."""
    if scale == "nominal":
        return 1.0 - np.eye(len(codes))
    # Two ranks are as far apart as there are values between them, each end counted by half.
    places = np.cumsum(totals) - totals / 2 if scale == "ordinal" else codes
    apart: NDArray[np.float64] = (places[:, None] - places[None, :]) ** 2.0
    return apart
