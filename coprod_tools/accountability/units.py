"""Units of what is given: known by their words, turned into each other only where that is exact."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal, Inexact

from coprod_tools.accountability.amounts import Range, point
from coprod_tools.knowledge import Knowledge

PUT_IN = "put-in"
HOUR = "hour"
_NO_ROUNDING = Context(prec=100, traps=[Inexact])


def folded(words: str) -> str:
    """Return words in lower case with single blanks, as the data files hold them."""
    return " ".join(words.casefold().split())


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as written, and what it is known as.

    Attributes
    ----------
    id : str or None
        Its id in `knowledge/units.yaml`; None for a unit nobody listed, which is kept under its own words.
    """

    words: str
    id: str | None = None
    title: str = ""
    family: str = ""

    @property
    def key(self) -> str:
        """Return what only equal units share."""
        return self.id or f"said:{folded(self.words)}"


class Units:
    """Reads the words of units, and turns what is exact to turn.

    Parameters
    ----------
    knowledge : Knowledge
        Its units and flows of money.
    hours_per_day : Range, optional
        The policy's own; without it a day is never read as hours.
    """

    def __init__(self, knowledge: Knowledge, hours_per_day: Range | None = None) -> None:
        self._entries = knowledge.units
        self._by_words = {folded(word): entry for entry in self._entries.values() for word in entry.words}
        self._flows = {folded(word): name for name, entry in knowledge.money_flows.items() for word in entry.words}
        self.hours_per_day = hours_per_day

    def read(self, words: str | None) -> Unit | None:
        """Return the unit that words stand for; None for none."""
        if not words:
            return None
        entry = self._by_words.get(folded(words))
        if entry is None:
            return Unit(words)
        return Unit(words, entry.id, entry.title, entry.family)

    def flow(self, words: str | None) -> str | None:
        """Return what a line of money tells of by its unit, such as `promised`; None when it says nothing of it."""
        return self._flows.get(folded(words)) if words else None

    def in_hours(self, quantity: Range, unit: Unit | None) -> Range | None:
        """Return a quantity in hours, None where that would be no exact conversion."""
        entry = self._entries.get(unit.id) if unit and unit.id else None
        if entry is None:
            return None
        if entry.id == HOUR:
            return quantity
        if entry.base == HOUR and entry.per_base:
            return _divided(quantity, entry.per_base)
        if entry.needs and entry.days and self.hours_per_day:
            return quantity.times(point(entry.days)).times(self.hours_per_day)
        return None

    def in_base(self, quantity: Range, unit: Unit) -> tuple[Range, Unit]:
        """Return a quantity in its unit's base where that is exact, else as it stands."""
        entry = self._entries.get(unit.id) if unit.id else None
        hours = self.in_hours(quantity, unit)
        if hours is not None:
            base = self._entries[HOUR]
            return hours, Unit(unit.words, base.id, base.title, base.family)
        if entry and entry.base and entry.per_base and (found := _divided(quantity, entry.per_base)):
            base = self._entries[entry.base]
            return found, Unit(unit.words, base.id, base.title, base.family)
        return quantity, unit


def _divided(quantity: Range, by: Decimal) -> Range | None:
    ends = [None if end is None else _exact(end, by) for end in (quantity.low, quantity.mid, quantity.high)]
    lost = any(
        got is None and end is not None
        for got, end in zip(ends, (quantity.low, quantity.mid, quantity.high), strict=True)
    )
    return None if lost or ends[1] is None else Range(ends[0], ends[1], ends[2])


def _exact(value: Decimal, by: Decimal) -> Decimal | None:
    """Return the quotient when it has an end as a decimal, None when it has none."""
    try:
        return _NO_ROUNDING.divide(value, by)
    except Inexact:
        return None
