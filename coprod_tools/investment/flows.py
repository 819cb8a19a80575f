"""Flows: money by year, for one who gains and one who loses, as a product of assumptions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Context, Decimal

from coprod_tools.investment.assumptions import EXACT, Assumption, unique

# The five who may gain or lose, in the order they are shown; then what is for everybody, and what nobody is named for.
PERSPECTIVES = ("people", "community", "business", "government", "environment")
EVERYONE, NOT_SAID, SOCIETY = "everyone", "not-said", "society"
ROWS = (*PERSPECTIVES, EVERYONE, NOT_SAID)
_CENT = Decimal(1).scaleb(-12)
_ROUNDED = Context(prec=120)


@dataclass(frozen=True, slots=True)
class Term:
    """A factor of a product: an assumption, or one less it."""

    assumption: Assumption
    taken_off: bool = False

    @property
    def mid(self) -> Decimal:
        """Its best single value as it enters the product."""
        return EXACT.subtract(Decimal(1), self.assumption.mid) if self.taken_off else self.assumption.mid


@dataclass(frozen=True, slots=True)
class Flow:
    """Money in each year from `first` to `last`.

    In its first year it is `scale` times the product of its terms; each year after it is smaller by `drop_off`.

    Attributes
    ----------
    gains, loses : str or None
        Rows of perspectives. A benefit only gains, a cost only loses, a transfer does both.
    scale : Decimal
        For the price year, and 1 over the years a cost is spread over.
    """

    id: str
    label: str
    gains: str | None
    loses: str | None
    nature: str | None
    terms: tuple[Term, ...]
    scale: Decimal
    first: int
    last: int
    drop_off: Assumption | None
    currency: str
    price_year: int | None
    option: str | None = None
    outcome: str | None = None
    source: str | None = None
    as_at: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def is_transfer(self) -> bool:
        """Whether what one gains another loses."""
        return self.gains is not None and self.loses is not None

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        """Everything it rests on."""
        dropping = (self.drop_off,) if self.drop_off else ()
        return tuple(term.assumption for term in self.terms) + dropping

    def sign_for(self, row: str) -> int:
        """Return how often it counts for a row of perspectives: 1, -1 or 0; for society a transfer counts 0."""
        if row == SOCIETY:
            return (self.gains is not None) - (self.loses is not None)
        return (self.gains == row) - (self.loses == row)

    def in_year(self, year: int) -> Decimal:
        """Return its money in a year at the best single values, to 12 decimal places, never below 0 for a cost."""
        if not self.first <= year <= self.last:
            return Decimal()
        amount = self.scale
        for term in self.terms:
            amount = EXACT.multiply(amount, term.mid)
        if self.drop_off and year > self.first:
            kept = _ROUNDED.power(_ROUNDED.subtract(Decimal(1), self.drop_off.mid), year - self.first)
            amount = EXACT.multiply(amount, kept)
        return EXACT.quantize(amount, _CENT)

    def within(self, years: int) -> Flow:
        """Return it cut at the last year that is counted."""
        return self if self.last <= years else replace(self, last=years)


@dataclass(frozen=True, slots=True)
class NotCounted:
    """Something that is told of and stands in no sum.

    Attributes
    ----------
    rows : tuple of str
        The perspectives it would change; all of them where none is named.
    is_cost : bool or None
        None where it is not said whether it is a cost.
    why : str
        What is missing, and what to write.
    """

    id: str
    label: str
    why: str
    rows: tuple[str, ...] = ()
    is_cost: bool | None = None
    option: str | None = None

    def touches(self, row: str) -> bool:
        """Whether a row of perspectives would change with it."""
        return row == SOCIETY or not self.rows or row in self.rows or NOT_SAID in self.rows


def money_of(flow: Flow) -> tuple[str, int | None]:
    """Return the currency and price year of a flow; only flows of one money are ever added."""
    return flow.currency, flow.price_year


def assumptions_of(flows: Iterable[Flow]) -> tuple[Assumption, ...]:
    """Return everything some flows rest on, each once, by key."""
    return unique(each for flow in flows for each in flow.assumptions)
