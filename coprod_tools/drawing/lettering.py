"""Text measured in the font it is drawn with, wrapped to a width, and cut only where the table holds the whole.

Widths are those of DejaVu Sans, which comes with matplotlib, so that a picture has the same bytes on every computer. A
character the font lacks is given one em and reported, since not every reader's computer can draw it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import matplotlib
from matplotlib.ft2font import FT2Font, LoadFlags

from coprod_tools.drawing.shapes import Block, Label, Shape

FAMILY = "DejaVu Sans"
LEADING = 1.32
ASCENT = 0.93
_UNIT = 64.0
_LONGEST = 1200
_JOINERS = frozenset("\u200d\ufe0e\ufe0f")
_AT = 100.0


@lru_cache(maxsize=2)
def _font(bold: bool) -> FT2Font:
    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    font = FT2Font(str(Path(matplotlib.get_data_path()) / "fonts" / "ttf" / name))
    font.set_size(_AT, 72)
    return font


@lru_cache(maxsize=4096)
def _advance(character: str, bold: bool) -> float:
    if character in _JOINERS or unicodedata.combining(character):
        return 0.0
    font = _font(bold)
    if not font.get_char_index(ord(character)):
        return 1.0 if unicodedata.east_asian_width(character) not in "WF" else 1.05
    return float(font.load_char(ord(character), flags=LoadFlags.NO_HINTING).linearHoriAdvance) / 65536 / _AT


@lru_cache(maxsize=65536)
def text_width(text: str, size: float, bold: bool = False) -> float:
    """Return the width of a line in points; pairs are not kerned, so it is never too small."""
    return size * sum(_advance(character, bold) for character in text)


def missing_glyphs(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the characters, each once, that the font lacks."""
    font = _font(False)
    seen = {character for text in texts for character in text if not character.isspace()}
    return tuple(sorted(c for c in seen - _JOINERS if not font.get_char_index(ord(c))))


def one_line(text: str) -> str:
    """Return the text with every run of blanks and line ends as one blank."""
    return " ".join(str(text).split())


def wrapped(text: str, size: float, width: float, most: int, bold: bool = False) -> tuple[str, ...]:
    """Break a text into at most `most` lines of `width` points; the last ends in … when the text was cut."""
    whole = one_line(text)
    if not whole:
        return ()
    pieces = [piece for word in whole[:_LONGEST].split(" ") for piece in _pieces(word, size, width, bold)]
    lines: list[str] = []
    used = 0
    for piece, glued in pieces:
        longer = piece if not lines else lines[-1] + ("" if glued else " ") + piece
        if lines and text_width(longer, size, bold) <= width:
            lines[-1] = longer
        elif len(lines) == most:
            break
        else:
            lines.append(piece)
        used += 1
    if used < len(pieces) or len(whole) > _LONGEST:
        lines[-1] = _with_ellipsis(lines[-1], size, width, bold)
    return tuple(lines)


def is_cut(lines: tuple[str, ...], text: str) -> bool:
    """Tell whether wrapping lost some of the text."""
    return "".join(lines).replace(" ", "") != one_line(text).replace(" ", "")


def paragraph(
    text: str,
    size: float,
    width: float,
    most: int,
    *,
    ink: str = "#1b1b1b",
    bold: bool = False,
    italic: bool = False,
) -> Block:
    """Set a text as lines from (0, 0) downwards."""
    lines = wrapped(text, size, width, most, bold)
    shapes: tuple[Shape, ...] = tuple(
        Label(0, size * (ASCENT + LEADING * row), line, size, ink, bold, italic) for row, line in enumerate(lines)
    )
    widest = max((text_width(line, size, bold) for line in lines), default=0.0)
    return Block(shapes, widest, size * LEADING * len(lines))


def _pieces(word: str, size: float, width: float, bold: bool) -> list[tuple[str, bool]]:
    """Break a word wider than the width between characters; the flag says that a piece follows without a blank."""
    if text_width(word, size, bold) <= width:
        return [(word, False)]
    found: list[str] = [""]
    for character in word:
        joined = found[-1] + character
        sticks = character in _JOINERS or unicodedata.combining(character) or found[-1].endswith("\u200d")
        if found[-1] and not sticks and text_width(joined, size, bold) > width:
            found.append(character)
        else:
            found[-1] = joined
    return [(piece, place > 0) for place, piece in enumerate(found)]


def _with_ellipsis(line: str, size: float, width: float, bold: bool) -> str:
    while line and text_width(line + "…", size, bold) > width:
        line = line[:-1]
    return line.rstrip() + "…"
