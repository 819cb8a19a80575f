"""Dates, money and counts in the words of a brief, read only where they can mean one thing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
           "december")  # fmt: skip
_MONTH = r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
_MONTH += r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?![\d/–-]\d|\d)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_FORMS = (
    re.compile(rf"(?<![\w.,]){_DAY}(?: of)? {_MONTH},? {_YEAR}", re.IGNORECASE),
    re.compile(rf"\b{_MONTH} {_DAY},? {_YEAR}", re.IGNORECASE),
    re.compile(r"(?<![\w-])(?P<year>20\d\d)-(?P<number>0\d|1[0-2])-(?P<day>[0-3]\d)(?![\w-])"),
    re.compile(rf"\b{_MONTH},? (?:of )?{_YEAR}", re.IGNORECASE),
    re.compile(
        rf"(?:\b(?:by|in|from|until|since|before|during|to|early|mid|late|end of|of|spring|summer|autumn|fall|winter"
        rf"|after|q[1-4])[ -](?:the )?(?:end of )?|^|\(|[–—-] ){_YEAR}(?=\W|$)",
        re.IGNORECASE,
    ),
)
_WAY = re.compile(
    r"(?P<finish>by|between \w+(?: \w+)? and|before|no later than|until|till|end(?:s|ing)? (?:in|on)?|complete\w* (?:in"
    r"|by)?|deadline:?|report(?:ing|s|ed)?(?: back)?(?: in| by)?)"
    r"(?: the)?(?: end of)?(?: early| mid| late)?[ -]*$|(?P<start>from|since|start\w*(?: in| on)?|begin\w*(?: in| on)?"
    r"|after)(?: the)?(?: end of)?(?: early| mid| late)?[ -]*$",
    re.IGNORECASE,
)
_CURRENCIES = {"£": "GBP", "€": "EUR", "nz$": "NZD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "us$": "USD"}
_TIMES = {"bn": 9, "billion": 9, "m": 6, "mn": 6, "million": 6, "k": 3, "thousand": 3, "b": 9}
_SCALE = r"(?:\s?(?P<{0}>billion|bn|million|mn|m|thousand|k|b)\b)?"
_MONEY = re.compile(
    r"(?P<unit>(?<![\w$])(?:NZ|AU|A|CA|C|US)?\$|£|€|\b(?:NZD|AUD|CAD|GBP|EUR|USD)\s?\$?)\s?(?P<one>\d[\d,]*(?:\.\d+)?)"
    + _SCALE.format("scale")
    + r"(?:\s?(?:-|–|to|and)\s?(?:(?:NZ|AU|A|CA|C|US)?\$|£|€)?(?P<two>\d[\d,]*(?:\.\d+)?)"
    + _SCALE.format("second")
    + r")?",
    re.IGNORECASE,
)
COUNT = r"(?P<count>\d{1,3}(?:,\d{3})+|\d{1,7}(?:\.\d+)?(?:\s(?:million|thousand))?)"


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text as YYYY, YYYY-MM or YYYY-MM-DD: where it stands, and whether something starts or ends by it."""

    date: str
    start: int
    end: int
    way: str


@dataclass(frozen=True, slots=True)
class FoundMoney:
    """An amount in a text; `currency` is None for a bare dollar sign, `high` None for a single amount."""

    amount: Decimal
    high: Decimal | None
    currency: str | None
    start: int
    end: int


def dates_in(text: str) -> tuple[FoundDate, ...]:
    """Return the dates that have a year, in the order of the text."""
    taken: list[tuple[int, int]] = []
    found: list[FoundDate] = []
    for form in _FORMS:
        for match in form.finditer(text):
            groups = match.groupdict()
            start = match.start("year") if form is _FORMS[-1] else match.start()
            date = _date(groups)
            if date is None or any(start < end and begin < match.end("year") for begin, end in taken):
                continue
            taken.append((start, match.end()))
            way = _WAY.search(text[max(0, start - 28) : start])
            found.append(
                FoundDate(date, start, max(match.end("year"), match.end()), way.lastgroup or "" if way else "")
            )
    return tuple(sorted(found, key=lambda one: one.start))


def _date(groups: dict[str, str | None]) -> str | None:
    year = str(groups["year"])
    month = int(groups.get("number") or 0) or _month(groups.get("month"))
    if not month:
        return year
    day = int(groups.get("day") or 0)
    if not groups.get("day"):
        return f"{year}-{month:02d}"
    longest = 29 if month == 2 and int(year) % 4 == 0 else 28 if month == 2 else 30 if month in (4, 6, 9, 11) else 31
    return f"{year}-{month:02d}-{day:02d}" if 1 <= day <= longest else None


def _month(name: str | None) -> int:
    return next((n for n, month in enumerate(_MONTHS, start=1) if name and month.startswith(name.lower()[:3])), 0)


def money_in(text: str) -> tuple[FoundMoney, ...]:
    """Return the amounts of money in a text."""
    found = []
    for match in _MONEY.finditer(text):
        unit = match["unit"].strip().casefold()
        currency = _CURRENCIES.get(unit) or (unit[:3].upper() if unit[:3].isalpha() and len(unit) >= 3 else None)
        second = match["two"] and _scaled(match["two"], match["second"])
        is_year = bool(match["two"]) and not match["second"] and re.fullmatch(r"(?:19|20)\d\d", match["two"])
        one = _scaled(match["one"], match["scale"] or (match["second"] if second and not is_year else None))
        high = second if second and not is_year and second > one else None
        found.append(FoundMoney(one, high, currency, match.start(), match.end()))
    return tuple(found)


def _scaled(digits: str, scale: str | None) -> Decimal:
    return plain(Decimal(digits.replace(",", "")).scaleb(_TIMES[scale.lower()] if scale else 0))


def count_of(words: str) -> Decimal:
    """Return the number that the words of `COUNT` mean."""
    digits, _, scale = words.partition(" ")
    return _scaled(digits, scale.strip() or None)


def plain(number: Decimal) -> Decimal:
    """Return a number without an exponent and without zeros after the point."""
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()
