"""Ways of sharing money for a joint result, side by side: who gains, and what happens when one partner fails.

It is an aid to talk, with every assumption in words; none of these ways is proposed. What a scheme needs and nobody
knows is never guessed: then the scheme says that it can't be computed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal, get_args

from coprod_tools.accountability.amounts import EXACT
from coprod_tools.accountability.apportioning import apportion, as_money, in_parts
from coprod_tools.accountability.labels import in_words
from coprod_tools.words import say

Scheme = Literal["equal", "by-contribution", "by-need", "threshold"]
SCHEMES: tuple[Scheme, ...] = get_args(Scheme)


@dataclass(frozen=True, slots=True)
class Sharer:
    """A partner in the sharing.

    Attributes
    ----------
    contribution : Decimal or None
        What it put in, all partners in one unit or currency; None where nobody knows.
    need : Decimal or None
        How much it needs, all partners in one unit, as they say themselves; None where nobody knows.
    """

    id: str
    label: str
    contribution: Decimal | None = None
    need: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """What happens under a scheme when one partner does not do its part.

    Attributes
    ----------
    paid : dict of str to Decimal
        What each of the others gets then.
    unspent : Decimal
        What nobody gets then; with `paid` it adds up to the sum.
    """

    failed: str
    paid: dict[str, Decimal]
    unspent: Decimal
    says: str


@dataclass(frozen=True, slots=True)
class SchemeResult:
    """One scheme.

    Attributes
    ----------
    paid : dict of str to Decimal
        What each gets when all do their part; adds up to the sum exactly. Empty where it can't be computed.
    more, less : tuple of str
        Who gets more, and who less, than when all get the same.
    against_equal : dict of str to Decimal
        By how much.
    cannot : str
        Why it can't be computed; else empty.
    """

    scheme: Scheme
    says: str
    paid: dict[str, Decimal]
    against_equal: dict[str, Decimal]
    more: tuple[str, ...]
    less: tuple[str, ...]
    failures: tuple[Failure, ...]
    cannot: str


@dataclass(frozen=True, slots=True)
class SchemeComparison:
    """All schemes for one sum, with the assumptions that hold for all of them."""

    amount: Decimal | None
    currency: str
    schemes: tuple[SchemeResult, ...]
    assumptions: tuple[str, ...]


def compare_schemes(
    amount: Decimal | None,
    currency: str,
    sharers: tuple[Sharer, ...],
    *,
    at_least: int | None = None,
    digits: int = 2,
) -> SchemeComparison:
    """Return how a sum would be shared under each scheme.

    Parameters
    ----------
    amount : Decimal or None
        None where the sum is not known.
    at_least : int, optional
        For the threshold: how many partners must do their part before anybody is paid.
    digits : int
        Digits after the point of the currency's smallest coin.

    Raises
    ------
    ValueError
        When two sharers have one id.
    """
    twice = [name for name, count in Counter(each.id for each in sharers).items() if count > 1]
    if twice:
        raise ValueError(say("shares.sharer_twice", who=in_words(twice, {})))
    why, coins = _sum_in_coins(amount, sharers, digits)
    table = _Table(sharers, coins, digits, currency, at_least)
    schemes = tuple(table.result(scheme, why) for scheme in SCHEMES)
    assumptions = tuple(say(f"shares.assume_{name}") for name in ("aid", "fails", "others", "coins"))
    return SchemeComparison(amount, currency, schemes, assumptions)


def _sum_in_coins(amount: Decimal | None, sharers: tuple[Sharer, ...], digits: int) -> tuple[str, int]:
    """Return why nothing can be shared, if so, and the sum in its smallest coins."""
    if amount is None:
        return say("shares.sum_unknown"), 0
    if not sharers:
        return say("shares.no_sharers"), 0
    if not amount.is_finite() or amount < 0:
        return say("shares.sum_below_zero"), 0
    coins = in_parts(amount, digits)
    if coins is None:
        return say("shares.sum_not_whole", coin=f"{as_money(1, digits):f}"), 0
    return "", coins


class _Table:
    def __init__(
        self, sharers: tuple[Sharer, ...], coins: int, digits: int, currency: str, at_least: int | None
    ) -> None:
        self._sharers, self._coins, self._digits = sharers, coins, digits
        self._currency, self._at_least = currency, at_least
        self._labels = {each.id: each.label for each in sharers}

    def result(self, scheme: Scheme, why: str) -> SchemeResult:
        cannot = why or self._missing(scheme)
        paid = {} if cannot else self._paid(scheme, self._sharers)
        even = {} if cannot else self._paid("equal", self._sharers)
        against = {who: EXACT.subtract(paid[who], even[who]) for who in paid}
        failures = () if cannot else tuple(self._failure(scheme, each) for each in self._sharers)
        return SchemeResult(
            scheme=scheme,
            says=say(f"shares.scheme_{scheme}", at_least=self._at_least or say("shares.not_known")),
            paid=paid,
            against_equal=against,
            more=tuple(who for who, by in against.items() if by > 0),
            less=tuple(who for who, by in against.items() if by < 0),
            failures=failures,
            cannot=cannot,
        )

    def _missing(self, scheme: Scheme) -> str:
        if scheme == "threshold":
            return self._threshold_missing()
        if scheme == "equal":
            return ""
        values = {each.id: _weight(scheme, each) for each in self._sharers}
        unknown = [who for who, value in values.items() if value is None]
        if unknown:
            return say(f"shares.unknown_{scheme}", who=in_words(unknown, self._labels))
        below = [who for who, value in values.items() if value is not None and value < 0]
        if below:
            return say("shares.weight_below_zero", who=in_words(below, self._labels))
        return "" if any(values.values()) else say("shares.weights_all_zero")

    def _threshold_missing(self) -> str:
        if self._at_least is None:
            return say("shares.threshold_unknown")
        if not 1 <= self._at_least <= len(self._sharers):
            return say("shares.threshold_out_of_range", most=len(self._sharers))
        return ""

    def _paid(self, scheme: Scheme, among: tuple[Sharer, ...]) -> dict[str, Decimal]:
        """Return what each of `among` gets when these do their part; nothing where the scheme pays nobody."""
        if scheme == "threshold" and len(among) < (self._at_least or 0):
            return {each.id: as_money(0, self._digits) for each in among}
        weights = [_weight(scheme, each) or Fraction() for each in among]
        parts = apportion(self._coins, weights) or (0,) * len(among)
        return {each.id: as_money(part, self._digits) for each, part in zip(among, parts, strict=True)}

    def _failure(self, scheme: Scheme, failed: Sharer) -> Failure:
        others = tuple(each for each in self._sharers if each is not failed)
        paid = self._paid(scheme, others)
        unspent = as_money(self._coins, self._digits)
        for each in paid.values():
            unspent = EXACT.subtract(unspent, each)
        key = "fails_unspent" if unspent else "fails_shared"
        says = say(f"shares.{key}", who=failed.label, amount=f"{unspent:,f}", currency=self._currency)
        return Failure(failed.id, paid, unspent, says)


def _weight(scheme: Scheme, sharer: Sharer) -> Fraction | None:
    if scheme in ("equal", "threshold"):
        return Fraction(1)
    value = sharer.contribution if scheme == "by-contribution" else sharer.need
    return None if value is None or not value.is_finite() else Fraction(value)


def with_needs(sharers: tuple[Sharer, ...], needs: Mapping[str, Decimal | None]) -> tuple[Sharer, ...]:
    """Return the sharers with what they say they need; who said nothing stays unknown."""
    return tuple(Sharer(each.id, each.label, each.contribution, needs.get(each.id, each.need)) for each in sharers)
