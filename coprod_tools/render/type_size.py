"""How wide words are in print: the letters of DejaVu Sans, the widest font a reader of a page is likely to have."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

SIZE, LEADING = 8.5, 1.2
# Widths in parts of the font's size, as the font itself gives them, rounded up; heavier letters are wider.
_WIDTHS = (
    dict.fromkeys("ijl'", 0.28)
    | dict.fromkeys(" ,.IJ‘’·", 0.32)
    | dict.fromkeys("/:;f|", 0.36)
    | dict.fromkeys("()-[]t", 0.4)
    | dict.fromkeys("!r", 0.44)
    | dict.fromkeys('*_“”–"', 0.52)
    | dict.fromkeys("?Lcsz", 0.56)
    | dict.fromkeys("Fkvxy", 0.6)
    | dict.fromkeys("$0123456789EPSTYabdeghnopqu", 0.64)
    | dict.fromkeys("ABCKRVXZ", 0.72)
    | dict.fromkeys("&DGHNOQU+=<>w→", 0.82)
)
_OTHER, _BOLD = 1.0, 1.14


def width(words: str, size: float = SIZE, *, bold: bool = False) -> float:
    """Return the width of `words` in points; a macron adds nothing."""
    letters = (letter for letter in unicodedata.normalize("NFD", words) if not unicodedata.combining(letter))
    return sum(_WIDTHS.get(letter, _OTHER) for letter in letters) * size * (_BOLD if bold else 1)


@lru_cache(maxsize=4096)
def lines(words: str, room: float, size: float = SIZE, *, bold: bool = False) -> int:
    """Return how many lines `words` take where a line is `room` points wide; a word that is longer is broken."""
    taken, used, gap = 1, 0.0, width(" ", size, bold=bold)
    for word in words.split():
        wide = width(word, size, bold=bold)
        if used and used + gap + wide > room:
            taken, used = taken + 1, 0.0
        extra = int(wide // room)
        taken, used = taken + extra, (used + gap if used else 0.0) + wide - extra * room
    return taken


def height(words: str, room: float, *, bold: bool = False) -> float:
    """Return the height of `words` in points; none for no words."""
    return lines(words, room, bold=bold) * SIZE * LEADING if words else 0.0
