"""What was decided of a mark, in words; the same on every page and in the workbook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from coprod_tools.assessment.marks import Verdict
from coprod_tools.plan.decision_row import DecisionRow
from coprod_tools.words import say

VERDICTS = frozenset(get_args(Verdict))
NAME, READING = 60, 200


@dataclass(frozen=True, slots=True)
class Told:
    """A decision in words.

    Attributes
    ----------
    head : str
        What, by whom, when; of a disagreement also the rival reading.
    why : str or None
        The reason in the person's own words.
    note : str or None
        Said where the decision is not known to speak of the mark as it is now.
    """

    kind: str
    head: str
    why: str | None
    note: str | None

    @property
    def whole(self) -> str:
        """All of it as one paragraph."""
        return " ".join(part for part in (self.head, self.why, self.note) if part)


def told(row: DecisionRow | Mapping[str, Any]) -> Told:
    """Return a decision in words."""
    given = row if isinstance(row, DecisionRow) else DecisionRow.model_validate(row)
    note = None if given.about == "this-state" else say(f"marks.about-{given.about}")
    return Told(given.kind, _head(given), given.reason, note)


def for_others(rows: Iterable[Mapping[str, Any]]) -> list[Told]:
    """Return in words what may be read beyond the team."""
    return [told(row) for row in rows if row.get("visible_to") != "team"]


def reading(row: DecisionRow) -> str:
    """Return the rival reading: a verdict by its word, anything else as it was written."""
    said = row.rival_reading
    if said is None:
        return say("marks.reading-not-told")
    return say(f"render.verdict.{said}.word") if said in VERDICTS else _short(said, READING)


def on_screen(rows: Iterable[DecisionRow]) -> str | None:
    """Return the disagreements with a mark in a few words for the first screen; None where nobody disagrees."""
    against = [row for row in rows if row.kind == "disagree" and row.visible_to != "team"]
    if not against:
        return None
    first, more = against[0], len(against) - 1
    told = {"by": _short(first.by, NAME), "reading": _short(reading(first), NAME)}
    return say("marks.on-screen-more", **told, n=more) if more else say("marks.on-screen", **told)


def _head(row: DecisionRow) -> str:
    named: dict[str, str] = {"by": _short(row.by, NAME), "on": row.on}
    if row.kind == "disagree":
        return say("marks.decided-disagree", reading=reading(row), **named)
    if row.kind != "ask":
        return say(f"marks.decided-{row.kind}", **named)
    whom = _short(row.to_ask, READING) if row.to_ask else say("marks.whom-not-told")
    if row.answer_by:
        return say("marks.decided-ask-by", whom=whom, date=row.answer_by, **named)
    return say("marks.decided-ask", whom=whom, **named)


def _short(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
