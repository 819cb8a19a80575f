"""What sets two rows apart: dates that can't be the same, other words, other numbers, other receivers."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from decimal import Decimal

from coprod_tools.accountability.ledger import Row
from coprod_tools.accountability.units import folded

Span = tuple[datetime.date, datetime.date]
YEAR = datetime.timedelta(days=366)
_LARGE = 200
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


def alike(rows: list[Row], same: Callable[[Row, Row], bool]) -> list[list[Row]]:
    """Return groups of rows of which any two may be the same; each row is in one group at most.

    A row joins the first group in which it may be the same as every member, so that one undated line never ties two
    lines together that are surely different.
    """
    groups: list[list[Row]] = []
    for row in rows:
        # Very many equal rows would take long: of a large group the first members speak for the rest.
        home = next((group for group in groups if all(same(each, row) for each in group[:_LARGE])), None)
        if home is None:
            groups.append([row])
        else:
            home.append(row)
    return [group for group in groups if len(group) > 1]


def buckets(rows: Iterable[Row], key: Callable[[Row], object]) -> list[list[Row]]:
    """Return rows that share a key, in the order first met; rows whose key is None are left away.

    Rows of which each has a whole date can only be the same on the same day, so they are told apart by it at once.
    """
    found: dict[object, list[Row]] = {}
    for row in rows:
        if (mine := key(row)) is not None:
            found.setdefault(mine, []).append(row)
    whole = [group for group in found.values() if len(group) > 1]
    return [part for group in whole for part in _by_day(group) if len(part) > 1]


def _by_day(rows: list[Row]) -> list[list[Row]]:
    if len(rows) < _LARGE or any(row.date is None or len(row.date) < _WHOLE_DATE for row in rows):
        return [rows]
    days: dict[str, list[Row]] = {}
    for row in rows:
        days.setdefault(str(row.date), []).append(row)
    return list(days.values())
