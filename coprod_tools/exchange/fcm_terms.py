"""The linguistic terms of experts' sheets: which heading is which term, and what a mark under it says."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from coprod_tools.exchange.link_words import folded, plain_number
from coprod_tools.knowledge import load_knowledge
from coprod_tools.knowledge.map_words import LinguisticTerm
from coprod_tools.policy.vocabulary import Sign

_MARKS = ("x", "✓", "✔", "yes", "y", "true")


@dataclass(frozen=True, slots=True)
class Mark:
    """What one mark says.

    Attributes
    ----------
    sign, strength : str and Decimal, or None
        Both None for the term that there is no effect.
    odd : str
        `mark` when something else than a 1 was taken as one; `mark_sign` when the mark contradicts its term and
        `mark_word` when it is a word that marks nothing, so that it says nothing; empty otherwise.
    """

    term: str
    sign: Sign | None
    strength: Decimal | None
    odd: str = ""

    @property
    def says_nothing(self) -> bool:
        """True when it can't be taken."""
        return self.odd in ("mark_sign", "mark_word")


@cache
def _terms() -> dict[str, LinguisticTerm]:
    return {folded(entry.term): entry for entry in load_knowledge().linguistic_terms.values()}


@cache
def term_headings() -> frozenset[str]:
    """Return every heading that is a term, folded; those without a sign take theirs from the mark."""
    return frozenset(_terms()) | {name[1:] for name in _terms() if name.startswith("+")}


@lru_cache(4_096)
def mark_under(heading: str, cell: str) -> Mark | None:
    """Return what a cell under a term says; None for an empty cell or a 0.

    Under a heading without a sign, such as `VH`, the mark's own sign counts: 1 or -1, as in FCMpy's older form.
    """
    number, name = plain_number(cell), folded(heading)
    if not cell.strip() or number == 0:
        return None
    negative = number is not None and number < 0
    signed = name in _terms()
    term = _terms()[name] if signed else _terms()[("-" if negative else "+") + name]
    if (signed and negative) or (number is None and folded(cell) not in _MARKS):
        return Mark(term.term, None, None, "mark_sign" if negative else "mark_word")
    odd = "" if number is not None and abs(number) == 1 else "mark"
    return Mark(term.term, term.sign, term.strength if term.sign else None, odd)


def terms_in_words() -> str:
    """Return every term with its strength, as one line."""
    return ", ".join(f"{entry.term} {entry.strength:f}" for entry in _terms().values() if entry.sign)
