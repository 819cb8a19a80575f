"""New things of a policy: the list they go to, and an id made from what they are called."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from typing import TYPE_CHECKING

from coprod_tools.files.fields import Model
from coprod_tools.policy.ids import foreign_id, is_id
from coprod_tools.workbook.forms.fields import Field, field_at
from coprod_tools.workbook.forms.nodes import needed
from coprod_tools.workbook.forms.things import things

if TYPE_CHECKING:
    from coprod_tools.workbook.editing import Editing

_LONGEST = 40
# Where the things of a kind lie; a kind not named here lies at the top under its own name.
PLACES = {"groups": "problem.groups"}
# Things that anything may point at by id alone, so no two of them share one.
_SHARED = ("actors", "groups", "activities", "outputs", "outcomes", "concepts")
_ADDABLE = ("actors", "groups", "activities", "concepts", "outcomes", "indicators", "options", "pilots", "proposals")


def addable(kinds: Collection[str]) -> str:
    """Return the kind of thing that may be added where a field points into `kinds`, or nothing."""
    return next((kind for kind in _ADDABLE if kind in kinds), "")


def place_of(kind: str) -> str:
    """Return the path of the list that holds the things of a kind."""
    return PLACES.get(kind, kind)


def taken_ids(editing: Editing, kind: str = "") -> frozenset[str]:
    """Return the ids that a new thing must not have."""
    kinds = (*_SHARED, *((kind,) if kind and kind not in _SHARED else ()))
    return frozenset(choice.value.rpartition("/")[2] for choice in things(editing, kinds))


def id_for(name: str, taken: Collection[str]) -> str:
    """Return an id made from what a thing is called: its words in plain letters, numbered where it is taken."""
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(stem) > _LONGEST:
        stem = stem[:_LONGEST].rpartition("-")[0] or stem[:_LONGEST]
    if not is_id(stem):
        stem = foreign_id(name)
    numbered = (f"{stem[:58]}-{number}" for number in range(2, len(taken) + 3))
    return stem if stem not in taken else next(each for each in numbered if each not in taken)


def named_by(model: Model) -> Field | None:
    """Return the field a new item's id is made from: its label, or the first words it can't be without."""
    fields = needed(model)
    by_label = [field for field in fields if field.name == "label"]
    return next(iter([*by_label, *(field for field in fields if field.kind == "text")]), None)


def new_thing(editing: Editing, kind: str, name: str) -> tuple[str, dict[str, object]]:
    """Return the path of the list for a kind of thing, and a new one with that name."""
    return place_of(kind), {"id": id_for(name, taken_ids(editing, kind)), "label": name.strip()}


def holds(kind: str) -> Field:
    """Return the field of the list that holds the things of a kind."""
    return field_at(place_of(kind))
