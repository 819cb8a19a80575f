"""What was guessed from a brief and waits for somebody to confirm it, change it or take it out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from coprod_tools.exchange.brief_review import open_guesses
from coprod_tools.files.nodes import Node
from coprod_tools.policy.joins import ReviewRow
from coprod_tools.policy.values import PartialDate, Text
from coprod_tools.policyfile import REMOVE
from coprod_tools.words import say
from coprod_tools.workbook.editing import Editing
from coprod_tools.workbook.forms.fields import field_at
from coprod_tools.workbook.forms.item_names import item_called
from coprod_tools.workbook.forms.labels import label
from coprod_tools.workbook.forms.moving import removed
from coprod_tools.workbook.forms.said import parent_of
from coprod_tools.workbook.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Guessed:
    """A guess: the field, and the words of the brief it was read from."""

    path: str
    words: str


def guesses_in(rows: Iterable[ReviewRow], tree: Node) -> dict[str, Guessed]:
    """Return the guesses that nobody has confirmed, changed or taken out, by field path."""
    before, _, after = say("brief.ask", words="\n").partition("\n")
    return {
        row.subject: Guessed(row.subject, str(row.reason or "").removeprefix(before).removesuffix(after))
        for row in open_guesses(rows, tree)
    }


def together(guesses: Iterable[Guessed]) -> dict[str, list[Guessed]]:
    """Return guesses by the item they are about, so that each is settled as a whole; else by their field."""
    found: dict[str, list[Guessed]] = {}
    for guess in guesses:
        found.setdefault(_about(guess.path), []).append(guess)
    return found


def _about(path: str) -> str:
    """Return the item of a list of records that a field stands in; the field itself where it stands in none."""
    here = path
    while here:
        if here.endswith("]") and field_at(here).model is not None:
            return here
        here = parent_of(here)
    return parent_of(path) if path.endswith("]") else path


def fields_of_guess(path: str) -> str:
    """Return the path of the field that a guess is changed in: a list as a whole, a number with what belongs to it."""
    field = field_at(path)
    above = parent_of(path)
    whole = not field.name or field_at(above).kind in ("amount", "money") if above else False
    return above if whole else path


def about_called(editing: Editing, about: str) -> str:
    """Return what guesses are about: the item, or the field."""
    field = field_at(about)
    if about.endswith("]") and field.model is not None:
        return item_called(editing, about)
    return label(field if field.name else field_at(parent_of(about)))


def confirm(editing: Editing, paths: Iterable[str]) -> Outcome:
    """Confirm guesses: each gets a row in the review that accepts it."""
    rows = [
        ReviewRow.model_validate(
            {
                "subject": path,
                "kind": "accept",
                "reason": Text(say("interview.confirmed-reason")),
                "by": Text(editing.by or say("interview.somebody")),
                "on": PartialDate(editing.today),
            }
        )
        for path in paths
    ]
    return editing.review(rows, say("interview.confirmed-step", n=len(rows))) if rows else Outcome("nothing")


def take_out(editing: Editing, about: str) -> tuple[Outcome, list[str]]:
    """Take what was guessed out of the policy: an item as a whole, or one field.

    Returns
    -------
    tuple
        How it ended; and where others point at the item, the names of these places: then nothing changes.
    """
    named = about_called(editing, about)
    if about.endswith("]"):
        return removed(editing, about, named)
    return editing.change({about: REMOVE}, say("interview.took-out", what=named)), []
