"""Money of other years and currencies, read in the policy's own by an index or a dated rate with its source."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from coprod_tools.investment.assumptions import QUOTIENT, Assumption, assume
from coprod_tools.policy import Policy
from coprod_tools.policy.investing import Rate
from coprod_tools.words import say


@dataclass(frozen=True, slots=True)
class Reading:
    """In what money an amount stands once it is read.

    Attributes
    ----------
    factor : Decimal
        By which the amount is multiplied for its price year; exact for equal years.
    rate : Assumption or None
        The rate between currencies, which is an assumption like any other.
    shown : tuple of str
        Each conversion made, with source and date, and each that could not be made.
    """

    currency: str
    price_year: int | None
    factor: Decimal
    rate: Assumption | None
    shown: tuple[str, ...]


def read_money(policy: Policy, currency: str | None, price_year: int | None) -> Reading | None:
    """Return how money is read; None where its currency is not known.

    Parameters
    ----------
    currency, price_year
        The money's own; where absent, the policy's.

    Notes
    -----
    Prices are put right in the money's own currency first, then read in the policy's. What can't be read stays in its
    own money, and is never added to the rest.
    """
    own = currency or policy.currency
    if own is None:
        return None
    year, factor, shown = _in_prices(policy, own, price_year or policy.price_year)
    if own == policy.currency or policy.currency is None:
        return Reading(own, year, factor, None, shown)
    rate, why = newest_rate(policy, own, policy.currency)
    if rate is None:
        return Reading(own, year, factor, None, (*shown, why))
    value = assume(
        f"rates[{rate.key}].rate",
        say("worth.rate_label", own=own, wanted=policy.currency),
        rate.rate,
        source=rate.source,
        as_at=rate.as_at,
    )
    told = say("worth.rate_used", own=own, wanted=policy.currency, rate=f"{value.mid:f}", as_at=rate.as_at,
               source=rate.source)  # fmt: skip
    return Reading(policy.currency, year, factor, value, (*shown, told))


def newest_rate(policy: Policy, own: str, wanted: str) -> tuple[Rate | None, str]:
    """Return the newest rate from one currency to another, or None and why; a rate is never turned round."""
    found = [rate for rate in policy.rates or () if (rate.from_currency, rate.to_currency) == (own, wanted)]
    if not found:
        return None, say("worth.rate_missing", own=own, wanted=wanted)
    newest = max((rate.as_at.last, str(rate.as_at)) for rate in found)
    last = [rate for rate in found if (rate.as_at.last, str(rate.as_at)) == newest]
    if len({rate.rate.model_dump_json() for rate in last}) > 1:
        return None, say("worth.rates_differ", own=own, wanted=wanted, as_at=newest[1])
    return last[0], ""


def _in_prices(policy: Policy, currency: str, own: int | None) -> tuple[int | None, Decimal, tuple[str, ...]]:
    """Return the year money is read in, the factor for it, and what was done."""
    wanted = policy.price_year
    if own is None or wanted is None or own == wanted:
        return own, Decimal(1), ()
    at_own, at_wanted = (_index(policy, currency, year) for year in (own, wanted))
    if at_own is None or at_wanted is None:
        return own, Decimal(1), (say("worth.not_in_prices", own=own, wanted=wanted, currency=currency),)
    value, source = at_wanted
    return (
        wanted,
        QUOTIENT.divide(value, at_own[0]),
        (say("worth.prices_used", own=own, wanted=wanted, one=f"{at_own[0]:f}", other=f"{value:f}", source=source),),
    )


def _index(policy: Policy, currency: str, year: int) -> tuple[Decimal, str] | None:
    """Return the one index of a year for a currency; None where there is none or two that differ."""
    found = [each for each in policy.price_indices or () if each.year == year
             and (each.currency or policy.currency) == currency]  # fmt: skip
    if not found or len({each.index.value for each in found}) > 1:
        return None
    return found[0].index.value, str(found[0].source)
