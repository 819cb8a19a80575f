"""What one source told: a partner's map as it was found, before it is known whose it is and where it goes."""

from __future__ import annotations

from dataclasses import dataclass

from coprod_tools.policy.partner_maps import Statement
from coprod_tools.problems import Fault


@dataclass(frozen=True, slots=True)
class Told:
    """One map found in a source.

    Attributes
    ----------
    source : str
        How messages name where it was found: a file, or `FILE!sheet`.
    stem : str
        The file's name without its ending: whose it is when nothing inside says so.
    who, round, date : str, int, str or None
        As written inside, when it is.
    who_at : str
        Where the name stands or should stand, for messages.
    statements : tuple of Statement
        The rows that can be used.
    places : tuple of str
        Where each statement stands, for messages.
    faults : tuple of Fault
        The rows that can't, each with its cell.
    notes : tuple of str
        What was kept or read in a way that should be known.
    empty : bool
        True when nobody has written anything in it.
    """

    source: str
    stem: str
    statements: tuple[Statement, ...]
    who: str | None = None
    round: int | None = None
    date: str | None = None
    who_at: str = ""
    places: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()
    empty: bool = False
