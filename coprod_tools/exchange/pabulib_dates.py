"""Dates as participatory budgets write them; one that may mean two days is not guessed."""

from __future__ import annotations

import datetime
import re

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
_DOTS = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", re.ASCII)
_MONTH = re.compile(r"(\d{1,2})[./-](\d{4})", re.ASCII)
_OTHER = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})", re.ASCII)


def partial_date(text: str) -> str | None:
    """Return YYYY, YYYY-MM or YYYY-MM-DD; None where the text is no date or may mean two days.

    Dots stand between day, month and year (pabulib.org/format). Between slashes or hyphens either may come first, so
    such a date is read only where one number can't be a month, or both are the same.
    """
    if found := _ISO.fullmatch(text):
        year, month, day = (part and int(part) for part in found.groups())
        return _written(year, month, day)
    if found := _DOTS.fullmatch(text):
        day, month, year = map(int, found.groups())
        return _written(year, month, day)
    if found := _MONTH.fullmatch(text):
        return _written(int(found[2]), int(found[1]), None)
    if found := _OTHER.fullmatch(text):
        one, two, year = map(int, found.groups())
        readings = {_written(year, two, one), _written(year, one, two)} - {None}
        return readings.pop() if len(readings) == 1 else None
    return None


def _written(year: int | str | None, month: int | str | None, day: int | str | None) -> str | None:
    try:
        date = datetime.date(int(year or 0), int(month or 1), int(day or 1))
    except ValueError:
        return None
    if not 1800 <= date.year <= 2999:
        return None
    return date.isoformat()[: 10 if day is not None else 7 if month is not None else 4]
