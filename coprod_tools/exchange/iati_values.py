"""Dates, numbers and currencies of an IATI file: kept only when they are what they say, never guessed."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from pydantic_core import PydanticCustomError

from coprod_tools.exchange.trail import Trail, own_text, why_lost
from coprod_tools.exchange.xml_source import Element
from coprod_tools.policy.currencies import CODES
from coprod_tools.policy.values import PartialDate, read_number

_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(T.*|Z|[+-]\d{2}:\d{2})?")


def date(trail: Trail, element: Element | None, name: str = "iso-date") -> str | None:
    """Return a date (YYYY-MM-DD or YYYY) from an attribute, or from the text where version 1 put it there."""
    if element is None:
        return None
    part = name if element.get(name) else ""
    value = trail.attribute(element, name) if part else trail.text(element)
    if value is None:
        return None
    found = _DAY.fullmatch(value)
    day = found[1] if found else value
    try:
        PartialDate.read(day)
    except PydanticCustomError:
        # In version 1 words may stand inside beside the date; only a date's own place is at fault.
        trail.refuse(element, part, why_lost("not_a_date"))
        return None
    if found and found[2]:
        trail.note(element, part, why_lost("time_of_day"), value)
    return day


def span(trail: Trail, holder: Element) -> tuple[str | None, str | None]:
    """Return start and end of a period; an end that lies before its start is reported and left out."""
    start, last = date(trail, holder.find("period-start")), holder.find("period-end")
    end = date(trail, last)
    if start and end and last is not None and PartialDate(end).surely_before(PartialDate(start)):
        trail.refuse(last, "iso-date" if last.get("iso-date") else "", why_lost("ends_first"))
        end = None
    return start, end


def number(value: str | None) -> Decimal | None:
    """Return a plain number, None for anything else: words, per cent signs, thousands marks, decimal commas."""
    try:
        return None if value is None else Decimal(read_number(value))
    except PydanticCustomError:
        return None


def quantity(value: str | None, *, percent: bool) -> dict[str, Any] | None:
    """Return a measured number; a percentage as numerator over 100. None when it is no number.

    Parameters
    ----------
    percent : bool
        True when the source says that its numbers are percentages; a value with a per cent sign always is one.
    """
    if value is None:
        return None
    signed = value.rstrip().endswith("%")
    found = number(value.rstrip().removesuffix("%").rstrip())
    if found is None:
        return None
    return {"numerator": found, "denominator": 100} if percent or signed else {"mid": found}


def money(trail: Trail, holder: Element, default_currency: str | None) -> dict[str, Any] | None:
    """Return the money in `holder`'s `value`: amount, currency and the day its worth is of; None when it has none.

    The currency is the value's own, else the activity's, else absent.
    """
    element = holder.find("value")
    if element is None:
        return None
    amount = number(trail.text(element))
    if amount is None:
        if own_text(element).strip():
            trail.refuse(element, "", why_lost("not_a_number"))
        return None
    own = trail.attribute(element, "currency")
    if own and own.upper() not in CODES:
        trail.refuse(element, "currency", why_lost("not_a_currency"))
        trail.refuse(element, "", why_lost("no_currency"))
        return None
    if own and own != own.upper():
        trail.note(element, "currency", why_lost("capitals"), own)
    currency = own.upper() if own else default_currency
    day = date(trail, element, "value-date") if element.get("value-date") else None
    return {"amount": amount, "currency": currency, "as_at": day}


def currency_of(trail: Trail, activity: Element) -> str | None:
    """Return the activity's default currency, None where it states none that can be used."""
    stated = trail.attribute(activity, "default-currency")
    if stated is None:
        return None
    if stated.upper() not in CODES:
        trail.refuse(activity, "default-currency", why_lost("not_a_currency"))
        return None
    if stated != stated.upper():
        trail.note(activity, "default-currency", why_lost("capitals"), stated)
    return stated.upper()
