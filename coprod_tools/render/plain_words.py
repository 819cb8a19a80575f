"""Plain words in place of what only a file says: scales, subtypes, levels, field names, numbers."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import cache

from coprod_tools.knowledge import load_knowledge
from coprod_tools.words import say

# A field's name as a file writes it: `decision_rule`, `power.answers_for_harm`.
_FIELD = re.compile(r"\b(?:[a-z_]{3,}\.)*([a-z]+_[a-z_]+|(?<=[a-z]{3}\.)[a-z]{3,})\b")
# The words that a partner's sheet offers for a strength, and the figure each stands for.
_STRENGTHS = (0.1, 0.25, 0.5, 0.75, 1.0)
_BRACKETS = re.compile(r" \(.*\)")


def plainly(text: str) -> str:
    """Return an instruction with the file's field names as words in quotation marks."""
    return _FIELD.sub(lambda found: f"‘{found[1].replace('_', ' ')}’", text)


def subtype(co: str, name: str) -> str:
    """Return a subtype of one of the four Co's in words."""
    known = load_knowledge().cos.get(co)
    return next((each.title for each in known.subtypes if each.id == name), name) if known else name


def level(scale: str | None, name: str | None) -> str:
    """Return a level of influence by its title."""
    promises = load_knowledge().promises.values()
    found = (each.title for each in promises if each.level == name and each.scale == (scale or "iap2"))
    return next(found, name or say("render.not-known"))


def evidence(text: str) -> str:
    """Return evidence with each scale by its title; the level stays the scale's own."""
    return _scales().sub(_scale, text)


@cache
def _scales() -> re.Pattern[str]:
    ids = "|".join(sorted(map(re.escape, load_knowledge().scales), key=len, reverse=True))
    return re.compile(rf"(?:(?<=^)|(?<=; ))({ids})(?: ([\w.]+))?(?= \(|;|$)")


def _scale(found: re.Match[str]) -> str:
    title = _BRACKETS.sub("", load_knowledge().scales[found[1]].title)
    return say("render.evidence.level", scale=title, level=found[2]) if found[2] else title


def number(given: object) -> str:
    """Return a number with its thousands apart and no more than two places after the point; other words as they are."""
    try:
        value = Decimal(str(given))
    except InvalidOperation:
        return str(given)
    places = f"{value:,.2f}".rstrip("0").rstrip(".")
    return places if value.is_finite() else str(given)


def whole(given: object) -> str:
    """Return a number in whole units with its thousands apart; other words as they are."""
    try:
        return number(Decimal(str(given)).quantize(Decimal(1), ROUND_HALF_UP))
    except InvalidOperation:
        return str(given)


def strong(strength: float) -> str:
    """Return a strength from 0 to 1 by the nearest of the words that a partner's sheet offers."""
    nearest = min(_STRENGTHS, key=lambda each: (abs(each - float(strength)), each))
    return say(f"render.strength.{nearest:g}")
