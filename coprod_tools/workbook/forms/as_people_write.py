"""Dates and numbers as people write them, turned into what the file holds; what may mean two things is not guessed."""

from __future__ import annotations

import datetime
import re

from coprod_tools.exchange.brief_numbers import dates_in
from coprod_tools.exchange.pabulib_dates import partial_date

# Digits in threes, apart by commas or by spaces, as in 1,250 or 25 000.
_THREES = re.compile(r"([-+]?)([1-9]\d{0,2}(?:([, \u00a0\u202f])\d{3})(?:\3\d{3})*)(\.\d+)?", re.ASCII)
_BEFORE = re.compile(r"^(?:by|on|in|from|since|until)\s+", re.IGNORECASE)
_WEEKDAY = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+", re.IGNORECASE)


def date_as_written(text: str) -> str:
    """Return a date such as `30 September 2026` as `2026-09-30`; the text itself where it is no date for certain.

    Between slashes or hyphens day or month may come first, so `3/4/2027` stays as it is, and `30/9/2026` does not.
    """
    plain = _WEEKDAY.sub("", _BEFORE.sub("", " ".join(text.split())))
    if (read := partial_date(plain)) is not None:
        return read
    found = dates_in(plain)
    whole = len(found) == 1 and found[0].start == 0 and found[0].end == len(plain)
    return found[0].date if whole and _is_a_day(found[0].date) else text


def number_as_written(text: str) -> str:
    """Return a number such as `1,250` or `25 000` in digits alone; the text itself where it is none for certain."""
    found = _THREES.fullmatch(text.strip())
    if found is None:
        return text
    sign, whole, _, rest = found.groups()
    return f"{sign}{re.sub('[^0-9]', '', whole)}{rest or ''}"


def _is_a_day(date: str) -> bool:
    if len(date) < len("2026-01-01"):
        return True
    try:
        datetime.date.fromisoformat(date)
    except ValueError:
        return False
    return True
