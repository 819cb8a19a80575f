"""The words of the ledger of contributions: units, flows of money, ways to price, currencies written in words."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from coprod_tools.knowledge.entry import Entry, EntryId, Words

SomeWords = Annotated[tuple[Words, ...], Field(min_length=1)]


class UnitEntry(Entry):
    """A unit in which something is given.

    Attributes
    ----------
    base, per_base
        The unit it becomes, and how many of it make one of that, where the conversion is exact.
    needs, days
        For a unit whose hours the policy must state itself: which field, and how many days it is.
    """

    title: Words
    family: Words
    words: SomeWords
    base: EntryId | None = None
    per_base: Annotated[Decimal, Field(gt=0)] | None = None
    needs: Literal["hours_per_day"] | None = None
    days: Annotated[Decimal, Field(gt=0)] | None = None


class FlowEntry(Entry):
    """What a line of money tells of, such as promised or paid out, by the words that stand as its unit."""

    title: Words
    words: SomeWords


class MethodEntry(Entry):
    """A way to put a price on what is given, and the views its price may be used in."""

    title: Words
    words: SomeWords
    serves: Annotated[tuple[Literal["replacement", "opportunity", "paid"], ...], Field(min_length=1)]


class CurrencyWord(Entry):
    """A currency's code and the words people write for it."""

    code: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    words: SomeWords


class PerspectiveEntry(Entry):
    """A perspective of the social costs, and the kinds of actors that surely stand in it."""

    kinds: SomeWords


class SharedScheme(Entry):
    """Schemes of external ids that many rows share."""

    schemes: SomeWords


class TransferWords(Entry):
    """Words that say money changes hands and nothing new comes into being."""

    words: SomeWords
