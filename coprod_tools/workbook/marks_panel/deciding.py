"""From what a person filled in to a row of the review, or to what is still missing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from pydantic import ValidationError

from coprod_tools.plan.decisions import Mark, basis, person, taken_back
from coprod_tools.policy.joins import ReviewRow
from coprod_tools.words import say
from coprod_tools.workbook.forms.as_people_write import date_as_written

KINDS = ("accept", "decline", "disagree", "ask", "comment")
NEEDED = {
    "accept": (),
    "decline": ("reason",),
    "disagree": ("rival_reading", "reason"),
    "ask": ("to_ask",),
    "comment": ("reason",),
}
FIELDS = ("rival_reading", "reason", "to_ask", "answer_by", "by", "on")
# Which of the fields each kind of decision has at all.
ASKED_FOR = {
    "accept": ("reason",),
    "decline": ("reason",),
    "disagree": ("rival_reading", "reason"),
    "ask": ("to_ask", "answer_by", "reason"),
    "comment": ("reason",),
}


@dataclass(frozen=True, slots=True)
class Filled:
    """What stands in the form."""

    kind: str
    rival_reading: str = ""
    reason: str = ""
    to_ask: str = ""
    answer_by: str = ""
    by: str = ""
    on: str = ""


@dataclass(frozen=True, slots=True)
class NotYet:
    """The form can't be kept yet; `lines` say why, one for each field."""

    lines: tuple[str, ...]


def row_of(filled: Filled, mark: Mark, review: Iterable[ReviewRow]) -> ReviewRow | NotYet:
    """Return the row to keep, bound to the mark and to what the mark says now; or what is missing or can't be read."""
    missing = _missing(filled, (*NEEDED[filled.kind], "by", "on"))
    if missing:
        return NotYet(missing)
    used = (*ASKED_FOR[filled.kind], "by", "on")
    given = {name: words for name in used if (words := getattr(filled, name).strip())}
    return _row({"subject": mark.id, "kind": filled.kind, "of_sha256": basis(mark), **given}, review)


def taking_back(earlier: str, filled: Filled, review: Iterable[ReviewRow]) -> ReviewRow | NotYet:
    """Return the row by which a person takes back the row with that id; or why that can't be."""
    rows = tuple(review)
    missing = _missing(filled, ("by", "on"))
    if missing:
        return NotYet(missing)
    found = next((row for row in rows if row.key == earlier and row.key not in taken_back(rows)), None)
    if found is None:
        return NotYet((say("marks.taken-back-before"),))
    if person(found.by) != person(filled.by):
        return NotYet((say("marks.not-yours", by=found.by),))
    return _row({"subject": earlier, "kind": "decline", "by": filled.by.strip(), "on": filled.on.strip()}, rows)


def _missing(filled: Filled, wanted: Iterable[str]) -> tuple[str, ...]:
    names = frozenset(wanted)
    return tuple(say(f"marks.need-{name}") for name in FIELDS if name in names and not getattr(filled, name).strip())


def _row(given: dict[str, str], review: Iterable[ReviewRow]) -> ReviewRow | NotYet:
    dates = {name: date_as_written(given[name]) for name in ("answer_by", "on") if name in given}
    try:
        row = ReviewRow.model_validate({**given, **dates})
    except ValidationError as refused:
        return NotYet(tuple(_line(str(each["loc"][0]), each["msg"]) for each in refused.errors()))
    return row.model_copy(update={"id": _new_id(row, review)})


def _line(field: str, message: str) -> str:
    return say("marks.field-refused", field=say(f"marks.field-{field}"), message=message)


def _new_id(row: ReviewRow, review: Iterable[ReviewRow]) -> str:
    """Return an id that no row has: kind and content, and a number where somebody said the very same before."""
    taken = {each.key for each in review}
    content = hashlib.sha256(row.model_dump_json(exclude={"id"}).encode()).hexdigest()[:12]
    stem = f"{row.kind}-{content}"
    number = 1
    while (name := stem if number == 1 else f"{stem}-{number}") in taken:
        number += 1
    return name
