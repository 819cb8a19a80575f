"""How often something holds in sampled worlds: the share, its interval, and how to say it."""

from __future__ import annotations

from coprod_tools.words import say

# Between these parts of a statement's worlds its change lies in 95 of 100 truths. The worlds are a little wider than
# the truth: over 250 simulated policies (benchmarks/calibration.py, seeds 150,000 on) parts 0.025 to 0.975 covered
# 97.3 %, these 95.6 %.
CHANGE_RANGE = (0.04, 0.96)


def interval(holds: int, worlds: int, allowance: float = 0.0) -> tuple[float, float]:
    """Return the 95 % interval of the share in which something holds, 0 to 1.

    Jeffreys' interval (Brown, Cai & DasGupta 2001, Statistical Science 16: 101-133, section 3.1.2) for the chance in
    the draws, with its ends at 0 and 1 where nothing or everything holds; widened on both sides by `allowance` for what
    the model itself misses. Without any world it is 0 to 1.
    """
    from scipy.stats import beta

    if not worlds:
        return 0.0, 1.0
    low = float(beta.ppf(0.025, holds + 0.5, worlds - holds + 0.5)) if holds else 0.0
    high = float(beta.ppf(0.975, holds + 0.5, worlds - holds + 0.5)) if holds < worlds else 1.0
    return max(0.0, low - allowance), min(1.0, high + allowance)


def how_often(holds: int, worlds: int) -> str:
    """Say a share in tenths, never more than it is: 899 of 1,000 are 8 of 10."""
    if holds == worlds:
        return say("worlds.in-all", worlds=f"{worlds:,}")
    tenths = 10 * holds // worlds
    return say("worlds.in-tenths", tenths=tenths) if tenths else say("worlds.in-few")
