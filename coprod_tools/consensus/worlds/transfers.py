"""What squeezes the sum that reaches a concept into its range, and the state of rest of each rule."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

Rule = Literal["kosko", "modified", "rescaled"]
Transfer = Literal["sigmoid", "tanh", "bivalent", "trivalent"]
RULES: tuple[Rule, ...] = ("kosko", "modified", "rescaled")
TRANSFERS: tuple[Transfer, ...] = ("sigmoid", "tanh", "bivalent", "trivalent")


def transfer_into(sums: NDArray[np.float64], transfer: Transfer, steepness: float) -> None:
    """Put each sum through its transfer function, in place.

    `sigmoid` 1 / (1 + exp(-c x)), 0 to 1; `tanh` tanh(c x), -1 to 1; `bivalent` 1 where x > 0, else 0; `trivalent` the
    sign of x. Source: Tsadiras 2008, Information Sciences 178: 3880-3894, section 2.
    """
    if transfer == "tanh":
        if steepness != 1.0:
            sums *= steepness
        np.tanh(sums, out=sums)
    elif transfer == "sigmoid":
        # 1 / (1 + exp(-x)) = (1 + tanh(x / 2)) / 2, which cannot overflow.
        sums *= steepness / 2
        np.tanh(sums, out=sums)
        sums += 1
        sums /= 2
    elif transfer == "bivalent":
        np.greater(sums, 0, out=sums, casting="unsafe")
    elif transfer == "trivalent":
        np.sign(sums, out=sums)
    else:
        raise ValueError(f"transfer must be one of {', '.join(TRANSFERS)}")


def at_rest(rule: Rule, transfer: Transfer) -> float | None:
    """Return the state in which a concept stays when nothing pushes, or None where a push comes out of nothing.

    With the sigmoid under Kosko's rule a concept that nothing reaches still rises to 0.5; there is no rest.
    """
    if rule == "rescaled":
        return 0.5 if transfer == "sigmoid" else None
    return None if transfer == "sigmoid" else 0.0
