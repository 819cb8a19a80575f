"""What was guessed from a brief and waits for somebody to confirm it, change it or take it out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from coprod_tools.policy.joins import ReviewRow

# How the rows of a brief's guesses are told from other questions in the review.
MARK = "guess-"


@dataclass(frozen=True, slots=True)
class Guessed:
    """A guess: the field, and why it was read so from which words of the brief."""

    path: str
    reason: str


def guesses_in(rows: Iterable[ReviewRow]) -> dict[str, Guessed]:
    """Return the guesses that nobody has settled, by field path.

    A later row on the same field settles it, whether it accepts, declines or says something else.
    """
    found: dict[str, Guessed] = {}
    for row in rows:
        subject = str(row.subject)
        if row.kind == "ask" and str(row.id or "").startswith(MARK):
            found[subject] = Guessed(subject, str(row.reason or ""))
        else:
            found.pop(subject, None)
    return found
