"""Divide a sum of money so that the parts are whole cents and add up to it exactly."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from coprod_tools.accountability.amounts import EXACT


def in_parts(amount: Decimal, digits: int) -> int | None:
    """Return a sum as a number of its smallest coins (10 to the minus `digits`); None where it is not whole in them."""
    coins = EXACT.scaleb(amount, digits)
    return int(coins) if coins == coins.to_integral_value(context=EXACT) else None


def as_money(coins: int, digits: int) -> Decimal:
    """Return a number of smallest coins as money."""
    return EXACT.scaleb(Decimal(coins), -digits)


def apportion(coins: int, weights: Sequence[Fraction]) -> tuple[int, ...] | None:
    """Divide whole coins by weights: the largest remainder has the odd coin (Hamilton's rule).

    Balinski & Young 1982, Fair Representation, chapter 3. Of equal remainders the earlier one has it.

    Parameters
    ----------
    weights : sequence of Fraction
        None below zero.

    Returns
    -------
    tuple of int or None
        They add up to `coins`; None where all weights are zero.
    """
    whole = sum(weights, Fraction())
    if not whole:
        return None
    exact = [coins * weight / whole for weight in weights]
    parts = [each.numerator // each.denominator for each in exact]
    order = sorted(range(len(weights)), key=lambda i: (parts[i] - exact[i], i))
    for i in order[: coins - sum(parts)]:
        parts[i] += 1
    return tuple(parts)
