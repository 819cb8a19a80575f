"""Amounts and shares as they stand in a plan: decimal text with its currency, a range beside it, never a float."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from typing import Any

from coprod_tools.accountability.amounts import Range
from coprod_tools.plan.names import plain

Row = dict[str, Any]
_EXACT = Context(prec=400, rounding=ROUND_HALF_EVEN)
_CENT, _WHOLE = Decimal("0.01"), Decimal(1)


def range_row(amount: Range | None) -> Row | None:
    """Return a range as decimal text; an end that was left open is None."""
    if amount is None:
        return None
    return {"low": plain(amount.low), "mid": plain(amount.mid), "high": plain(amount.high)}


def sum_row(amount: Range | None, currency: str | None) -> Row | None:
    """Return a sum with its currency, and its range where it has one."""
    if amount is None:
        return None
    row: Row = {"amount": plain(amount.mid), "currency": currency}
    if (amount.low, amount.high) != (amount.mid, amount.mid):
        row |= {"low": plain(amount.low), "high": plain(amount.high)}
    return row


def cents(amount: Decimal, currency: str) -> Row:
    """Return a sum rounded to a hundredth of its currency."""
    rounded = _EXACT.quantize(amount, _CENT)
    return {"amount": plain(rounded if rounded else Decimal()), "currency": currency}


def whole(amount: float, currency: str) -> Row:
    """Return a drawn amount in whole units of its currency; more digits would be noise."""
    rounded = _EXACT.quantize(Decimal(amount), _WHOLE)
    return {"amount": plain(rounded if rounded else Decimal()), "currency": currency}


def percent(share: Fraction | None) -> str | None:
    """Return a part of one in per cent, with one decimal, as text."""
    if share is None:
        return None
    found = _EXACT.divide(Decimal(share.numerator * 100), Decimal(share.denominator))
    return plain(_EXACT.quantize(found, Decimal("0.1")))
