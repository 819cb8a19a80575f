"""What is believed of each link that somebody drew: which sign it has, or none, and how strong it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coprod_tools.consensus.values import JointMap

Floats = NDArray[np.float64]
PLUS, MINUS, SILENT, UNSURE, NOT_ASKED = 1, -1, 0, 2, 9


@dataclass(frozen=True, eq=False)
class Reports:
    """What each holder says of each link; links in the order of `table_of(joint)`.

    Attributes
    ----------
    sign : array of int8, shape (H, L)
        1 or -1; 0 silent although the holder's map names both ends; 2 for `?` or no sign; 9 not asked (its map names
        not both ends).
    strength : array, shape (H, L)
        0 to 1; NaN where not said.
    noise : array, shape (H, L)
        By how much the error of a strength is larger (above 1) or smaller, by the holder's confidence.
    """

    sign: NDArray[np.int8]
    strength: Floats
    noise: Floats


@dataclass(frozen=True, eq=False)
class Beliefs:
    """What is believed of each link, after everything that was said.

    Attributes
    ----------
    plus, minus, none : array, shape (L,)
        Probability that the link is there and raises, is there and lowers, is not there; they sum to 1.
    mean, sd : array, shape (L,)
        Strength of the link if it is there, before it is cut to the range 0 to 1.
    """

    plus: Floats
    minus: Floats
    none: Floats
    mean: Floats
    sd: Floats


def reports_of(joint: JointMap) -> Reports:
    """Return what each holder of a joint map says of each link, holders in the joint map's order."""
    raise NotImplementedError


def beliefs_of(reports: Reports, priors: Mapping[str, float] | None = None) -> Beliefs:
    """Return what is believed of each link."""
    raise NotImplementedError
