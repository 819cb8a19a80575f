"""What Mental Modeler's numbers and words say: influence, confidence, dates."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from coprod_tools.policy.vocabulary import Sign

# Notches of the confidence slider, from "not" to "very", by our three words; it stands at 0 until it is moved, so 0
# says nothing. The three words are our own reading.
CONFIDENCE = {
    "-3": "low", "-2": "low", "-1": "medium", "0": "", "1": "medium", "2": "high", "3": "high",
}  # fmt: skip
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)", re.ASCII)
# Sizes go by a letter or a word in the first files, before or after the sign; how large they are is not said.
_WORD = re.compile(r"(h|m|l|high|medium|low)?\s*(\+|-|positive|negative)\s*(h|m|l|high|medium|low)?", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATE = re.compile(r"(?:[A-Za-z]{3,9},?\s+)?([A-Za-z]{3})[a-z]*\s+(\d{1,2}),?\s+(?:(\d{4})\b|.*\b(\d{4})$)")


def influence(written: str) -> tuple[Sign | None, Decimal | None, str]:
    """Return sign, strength and, where something must be said of it, the key of the remark.

    An influence of 0 is where every new link starts, so it may mean no effect or that nobody has said yet.
    """
    if not written:
        return None, None, "mm_no_influence"
    if _NUMBER.fullmatch(written) and len(written) <= 40:
        number = Decimal(written)
        if not number:
            return None, None, "mm_zero"
        sign: Sign = "+" if number > 0 else "-"
        return (sign, abs(number), "") if abs(number) <= 1 else (sign, None, "mm_out_of_range")
    found = _WORD.fullmatch(written.strip())
    if found is None:
        return None, None, "mm_word"
    return ("+" if found.group(2).lower() in ("+", "positive") else "-"), None, "mm_size"


def day_of(words: str) -> str | None:
    """Return the day in a date such as `Tue Jan 7 21:05:35 GMT-0600 2014`, None when it is not certain."""
    iso = re.match(r"\d{4}-\d{2}-\d{2}(?!\d)", words)
    found = _DATE.match(words)
    try:
        if iso:
            return date.fromisoformat(iso.group()).isoformat()
        if found:
            month = _MONTHS.index(found.group(1).lower()) + 1
            return date(int(found.group(3) or found.group(4)), month, int(found.group(2))).isoformat()
    except ValueError:
        return None
    return None
