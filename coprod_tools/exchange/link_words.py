"""Read what people type for the sign and strength of a link: words, signs and numbers; what is odd is never guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import Literal

from coprod_tools.knowledge import load_knowledge
from coprod_tools.policy.vocabulary import Sign

_NUMBER = re.compile(r"[+\-−]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d{1,3})?", re.ASCII)
# 1,000 may be a thousand or one: it is not guessed.
_THOUSANDS = re.compile(r"\d,\d{3}(?!\d)", re.ASCII)
_LONGEST = 60
# Most cells repeat a few words; so many readings are kept at hand.
_KEPT = 4_096
# Below this a number can't stand in a policy file.
_SMALLEST = -30
Oddity = Literal[
    "", "not_known", "unknown_word", "out_of_range", "no_number", "too_small", "comma", "zero", "no_strength"
]


@dataclass(frozen=True, slots=True)
class LinkWord:
    """What one cell says of a link.

    Attributes
    ----------
    odd : str
        Why it needs naming: the key's last part of a sentence `tables.odd_...`; empty when it is plain.
    taken : bool
        False when the cell gave nothing, so that it counts as lost.
    """

    sign: Sign | None = None
    strength: Decimal | None = None
    odd: Oddity = ""
    taken: bool = True


@cache
def sign_words() -> dict[str, Sign]:
    """Return the sign by each word for one."""
    return {word: entry.sign for entry in load_knowledge().map_signs.values() for word in entry.words}


@cache
def _strength_words() -> dict[str, Decimal]:
    return {word: entry.strength for entry in load_knowledge().map_strengths.values() for word in entry.words}


def folded(text: str) -> str:
    """Return words in lower case with single blanks."""
    return " ".join(text.casefold().split())


@lru_cache(_KEPT)
def nearest_word(text: str) -> str:
    """Return the known word for a sign or strength that is most like an unknown one, empty when none is."""
    known = (*sign_words(), *_strength_words())
    near = get_close_matches(folded(text)[:_LONGEST], known, n=1, cutoff=0.75)
    return near[0] if near else ""


@lru_cache(_KEPT)
def read_sign(text: str) -> LinkWord:
    """Read a cell that says which way an effect goes; a number counts by its sign, and by its size unless it is 1."""
    word = folded(text)
    if not word:
        return LinkWord()
    if (sign := sign_words().get(word)) is not None:
        return LinkWord(sign, odd="not_known" if sign == "?" else "")
    if _NUMBER.fullmatch(word):
        weight = read_weight(text)
        return LinkWord(weight.sign) if abs(weight.strength or 0) == 1 else weight
    return LinkWord(odd="unknown_word", taken=False)


@lru_cache(_KEPT)
def read_weight(text: str) -> LinkWord:
    """Read a signed weight from -1 to 1; a larger one gives its sign and no strength."""
    word = folded(text)
    if not word:
        return LinkWord()
    if word in sign_words():
        return read_sign(word)
    number, odd = _number(word)
    if number is None:
        return LinkWord(odd=odd, taken=False)
    if not number:
        return LinkWord(strength=Decimal(0), odd="zero")
    sign: Sign = "+" if number > 0 else "-"
    if abs(number) > 1:
        return LinkWord(sign, odd="out_of_range")
    if number.adjusted() < _SMALLEST:
        return LinkWord(sign, odd="too_small")
    return LinkWord(sign, abs(number), odd=odd)


@lru_cache(_KEPT)
def read_strength(text: str) -> LinkWord:
    """Read a strength from 0 to 1, or one of the five words for it; a minus belongs to the sign and is kept as one."""
    word = folded(text)
    if not word:
        return LinkWord()
    if word in _strength_words():
        return LinkWord(strength=_strength_words()[word])
    number, odd = _number(word)
    if number is None:
        return LinkWord(odd=odd, taken=False)
    if number < 0:
        return read_weight(text)
    if number > 1:
        return LinkWord(odd="out_of_range", taken=False)
    if number and number.adjusted() < _SMALLEST:
        return LinkWord(odd="too_small", taken=False)
    return LinkWord(strength=number if number else Decimal(0), odd=odd)


def plain_number(text: str) -> Decimal | None:
    """Return the number a cell holds, None when it holds none or none that can be used."""
    return _number(folded(text))[0]


def _number(word: str) -> tuple[Decimal | None, Oddity]:
    if len(word) > _LONGEST or not _NUMBER.fullmatch(word):
        return None, "no_number"
    comma = "," in word
    if comma and _THOUSANDS.search(word):
        return None, "no_number"
    number = Decimal(word.replace("−", "-").replace(",", "."))
    return number, "comma" if comma else ""
