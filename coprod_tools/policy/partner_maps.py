"""What partners told us of cause and effect: each map kept whole, its record, and wider conversations."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from coprod_tools.policy.vocabulary import Sign


@dataclass(frozen=True, slots=True)
class Statement:
    """One link as one map says it, in the words of those who said it.

    Attributes
    ----------
    cause, effect : str
        What changes, and what it changes: as written in the map.
    sign : str or None
        `+` more of the cause gives more of the effect, `-` less, `?` its holder does not know; None when not said.
    strength : Decimal or None
        0 (no effect) to 1 (as strong as can be); the sign stands apart.
    confidence : str or None
        `low`, `medium` or `high`.
    delay, assumption, evidence : str or None
        As written.
    line : int
        The line of the map's file, counted from 1; it keeps two equal rows apart.
    """

    cause: str
    effect: str
    sign: Sign | None = None
    strength: Decimal | None = None
    confidence: str | None = None
    delay: str | None = None
    assumption: str | None = None
    evidence: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class PartnerMap:
    """One partner's map of one round, whole.

    Attributes
    ----------
    actor : str
        Id of who told it.
    round : int
        From 1; a later round stands beside the earlier one and does not replace it in the folder.
    file : str
        Name as seen from the policy's folder, such as `maps/kahu-trust.csv`.
    sha256 : str
        Of the file's bytes: what a confirmation was given for.
    """

    actor: str
    round: int
    statements: tuple[Statement, ...]
    file: str = ""
    sha256: str = ""
