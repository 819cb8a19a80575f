"""What sets two rows apart: dates that can't be the same, other words, other numbers, other receivers."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from decimal import Decimal

from coprod_tools.accountability.ledger import Row
from coprod_tools.accountability.units import folded

Span = tuple[datetime.date, datetime.date]
YEAR = datetime.timedelta(days=366)
_WHOLE_DATE = 10


def span_of(row: Row) -> Span | None:
    """Return the days a row may be of: its date, else the time it covers."""
    if row.date is not None:
        return row.date.first, row.date.last
    return covers(row)


def covers(row: Row) -> Span | None:
    """Return the time a row covers, as far as it says."""
    start, end = row.contribution.covers_from, row.contribution.covers_until
    if start is None and end is None:
        return None
    return (start.first if start else datetime.date.min), (end.last if end else datetime.date.max)


def overlap(one: Span | None, other: Span | None) -> bool | None:
    """Tell whether two times may share a day; None when one of them is not known."""
    if one is None or other is None:
        return None
    return one[0] <= other[1] and other[0] <= one[1]


def dates_apart(one: Row, other: Row) -> bool:
    """Tell whether two rows are surely of different times."""
    if overlap(span_of(one), span_of(other)) is False:
        return True
    mine, theirs = covers(one), covers(other)
    return mine is not None and theirs is not None and mine != theirs


def differ(one: str | None, other: str | None) -> bool:
    """Tell whether both are said and differ, whatever their case and blanks."""
    return bool(one and other and folded(one) != folded(other))


def numbers_of(row: Row, shared: frozenset[str]) -> dict[str, str]:
    """Return a row's external ids, without those of schemes that many rows share."""
    return {scheme: number for scheme, number in (row.contribution.external_ids or {}).items() if scheme not in shared}


def set_apart(one: Row, other: Row, shared: frozenset[str]) -> bool:
    """Tell whether something said of two rows shows that they are not the same thing."""
    mine, theirs = numbers_of(one, shared), numbers_of(other, shared)
    return (
        dates_apart(one, other)
        or differ(one.what, other.what)
        or differ(one.receiver, other.receiver)
        or any(theirs[scheme] != number for scheme, number in mine.items() if scheme in theirs)
    )


def money_of(row: Row) -> tuple[str, Decimal] | None:
    """Return the currency and sum of a row of money that is not zero."""
    worth = row.replacement
    if row.kind != "money" or worth.amount is None or worth.amount.mid == 0:
        return None
    return worth.currency, worth.amount.mid


def alike(rows: list[Row], same: Callable[[Row, Row], bool], *, by_words: bool = True) -> list[list[Row]]:
    """Return groups of rows of which any two may be the same; each row is in one group at most.

    A row joins the first group in which it may be the same as every member, so that one undated line never ties two
    lines together that are surely different.

    Parameters
    ----------
    same : callable
        Tells whether two rows may be the same.
    by_words : bool
        True when `same` is False for all rows of different words or dates that can't be one, so that those never meet.
    """
    groups = _Groups(same, by_words)
    for copies in _copies(rows):
        groups.add(copies)
    return [group for group in groups.all if len(group) > 1]


class _Groups:
    """Groups by the words and the date of their first row, so that a row meets only groups it may belong to."""

    def __init__(self, same: Callable[[Row, Row], bool], by_words: bool) -> None:
        self._same, self._by_words = same, by_words
        self.all: list[list[Row]] = []
        # Of a group one row of each kind is enough to compare with.
        self._kinds: list[list[Row]] = []
        self._places: dict[str, dict[str, list[int]]] = {}

    def add(self, copies: list[Row]) -> None:
        row = copies[0]
        one_by_one = len(copies) > 1 and not self._same(row, copies[1])
        for part in [[each] for each in copies] if one_by_one else [copies]:
            home = next((n for n in self._near(row) if all(self._same(each, row) for each in self._kinds[n])), None)
            if home is None:
                self._places.setdefault(folded(row.what), {}).setdefault(str(row.date or ""), []).append(len(self.all))
                self.all.append(list(part))
                self._kinds.append([row])
            else:
                self.all[home].extend(part)
                self._kinds[home].append(row)

    def _near(self, row: Row) -> Iterable[int]:
        """Return the groups of the same words and time, and of those that do not say; in the order they were made."""
        if not self._by_words:
            return range(len(self.all))
        words, date = folded(row.what), str(row.date or "")
        by_words = [self._places.get(each, {}) for each in {words, ""}] if words else list(self._places.values())
        return sorted(place for dates in by_words for each in _may_be(date, dates) for place in dates[each])


def _may_be(date: str, dates: dict[str, list[int]]) -> list[str]:
    """Return those of some dates that may be one with a date: itself, its month or year, or a day of it."""
    if len(date) < _WHOLE_DATE:
        return [each for each in dates if each.startswith(date) or date.startswith(each)]
    return [each for each in (date, date[:7], date[:4], "") if each in dates]


def _copies(rows: list[Row]) -> list[list[Row]]:
    """Return rows gathered with those that say exactly the same."""
    found: dict[object, list[Row]] = {}
    for row in rows:
        given = row.contribution
        numbers = tuple(sorted((given.external_ids or {}).items()))
        says = (row.actor, row.activity, row.receiver, row.bearer, row.flow, folded(row.what), row.date, money_of(row),
                given.covers_from, given.covers_until, numbers)  # fmt: skip
        found.setdefault(says, []).append(row)
    return list(found.values())


def buckets(rows: Iterable[Row], key: Callable[[Row], object]) -> list[list[Row]]:
    """Return rows that share a key, in the order first met; rows whose key is None are left away."""
    found: dict[object, list[Row]] = {}
    for row in rows:
        if (mine := key(row)) is not None:
            found.setdefault(mine, []).append(row)
    return [group for group in found.values() if len(group) > 1]
