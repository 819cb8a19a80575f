"""Read sums of several currencies in one: only by a dated rate with its source, and with every conversion shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from coprod_tools.accountability.amounts import Range, point, range_of, total
from coprod_tools.policy import Policy
from coprod_tools.policy.investing import Rate
from coprod_tools.policy.values import PartialDate
from coprod_tools.words import say


@dataclass(frozen=True, slots=True)
class InOneCurrency:
    """Sums read in one currency.

    Attributes
    ----------
    amount : Range or None
        None when a sum could not be read; nothing is added up without it.
    shown : tuple of str
        Each conversion: the sum, the rate, its date and source.
    missing : tuple of str
        What keeps the sums apart, and what to write.
    """

    currency: str
    amount: Range | None
    shown: tuple[str, ...]
    missing: tuple[str, ...]


def in_one_currency(
    sums: Mapping[str, Range], policy: Policy, currency: str, as_at: PartialDate | None = None
) -> InOneCurrency:
    """Return sums by currency as one sum of `currency`, where every rate is there.

    Parameters
    ----------
    as_at : PartialDate, optional
        No rate that is surely later is used; the newest of the others is.
    """
    read, shown, missing = [], [], []
    for own, amount in sorted(sums.items()):
        if own == currency:
            read.append(amount)
            continue
        rate, why = _rate(policy, own, currency, as_at)
        if rate is None:
            missing.append(say(f"ledger.{why}", from_currency=own, to_currency=currency))
            continue
        read.append(amount.times(range_of(rate.rate)))
        shown.append(
            say(
                "ledger.converted",
                amount=f"{amount.mid:,f}",
                from_currency=own,
                to_currency=currency,
                rate=f"{point(rate.rate.value).mid:f}",
                as_at=rate.as_at,
                source=rate.source,
            )
        )
    return InOneCurrency(currency, None if missing else total(read), tuple(shown), tuple(missing))


def _rate(policy: Policy, own: str, wanted: str, as_at: PartialDate | None) -> tuple[Rate | None, str]:
    """Return the newest rate that may be used; a rate is never turned round, since its source gives one way."""
    found = [
        rate
        for rate in policy.rates or ()
        if (rate.from_currency, rate.to_currency) == (own, wanted) and not (as_at and as_at.surely_before(rate.as_at))
    ]
    if not found:
        return None, "rate_missing"
    newest = max(rate.as_at.last for rate in found)
    last = [rate for rate in found if rate.as_at.last == newest]
    if len({rate.rate.value for rate in last}) > 1:
        return None, "rates_differ"
    return last[0], ""
