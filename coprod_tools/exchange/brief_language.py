"""Whether a text is English, by how often the commonest English words stand in it."""

from __future__ import annotations

import re

_COMMON = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "a",
        "is",
        "for",
        "on",
        "that",
        "with",
        "by",
        "will",
        "be",
        "are",
        "from",
        "at",
        "as",
        "it",
        "this",
        "we",
        "have",
        "not",
        "or",
        "has",
        "was",
        "were",
        "their",
        "our",
        "an",
        "who",
        "which",
        "they",
        "can",
        "than",
        "more",
        "but",
        "all",
    ]
)
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_SHARE = 0.12
_FEW = 25


def is_english(text: str) -> bool:
    """Tell whether a text is English; of fewer than 25 words only the letters are judged."""
    words = [word.casefold() for word in _WORD.findall(text)]
    if len(words) < _FEW:
        letters = [letter for letter in text if letter.isalpha()]
        return not letters or sum(letter < "\u0250" for letter in letters) * 2 > len(letters)
    return sum(word in _COMMON for word in words) >= _SHARE * len(words)
