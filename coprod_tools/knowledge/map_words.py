"""The words of causal maps: headings of columns, words for a sign and a strength, terms of fuzzy cognitive maps."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from coprod_tools.knowledge.entry import Entry, Words

MapRole = Literal[
    "cause",
    "effect",
    "sign",
    "weight",
    "strength",
    "confidence",
    "delay",
    "assumption",
    "evidence",
    "note",
    "participant",
]
Fraction = Annotated[Decimal, Field(ge=-1, le=1)]


class MapColumn(Entry):
    """The headings under which people write one kind of value.

    Attributes
    ----------
    role : str
        What stands in such a column; `cause` and `effect` come in pairs that share the part of the id after the dot.
    headings : tuple of str
        In lower case, with single blanks in place of all other signs.
    """

    role: MapRole
    headings: Annotated[tuple[Words, ...], Field(min_length=1)]


class MapSign(Entry):
    """Words that say which way an effect goes, in lower case."""

    sign: Literal["+", "-", "?"]
    words: Annotated[tuple[Words, ...], Field(min_length=1)]


class MapStrength(Entry):
    """Words that say how strong an effect is, in lower case, and the strength from 0 to 1 they are read as."""

    strength: Annotated[Decimal, Field(ge=0, le=1)]
    words: Annotated[tuple[Words, ...], Field(min_length=1)]


class LinguisticTerm(Entry):
    """A term of an expert's sheet and the triangle it stands for on the scale from -1 to 1.

    Attributes
    ----------
    term : str
        As it heads a column, such as `+VH`.
    sign : str or None
        None for the term that says there is no effect.
    corners : tuple of Decimal
        Lower end, peak and upper end of the triangular membership function.
    """

    term: Words
    sign: Literal["+", "-"] | None = None
    corners: tuple[Fraction, Fraction, Fraction]

    @property
    def strength(self) -> Decimal:
        """The distance from 0 of the triangle's centroid, the mean of its corners; to four decimals."""
        return abs(sum(self.corners, Decimal(0)) / 3).quantize(Decimal("0.0001")).normalize()
