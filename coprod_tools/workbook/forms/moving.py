"""Take an item out of a list, or put it before or behind its neighbour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coprod_tools.policyfile.values import REMOVE, Append
from coprod_tools.words import say
from coprod_tools.workbook.forms.committing import place_called
from coprod_tools.workbook.forms.following import keys_now
from coprod_tools.workbook.forms.item_names import item_called
from coprod_tools.workbook.forms.said import item_of, parent_of, said
from coprod_tools.workbook.outcome import Outcome

if TYPE_CHECKING:
    from coprod_tools.workbook.editing import Editing


def removed(editing: Editing, path: str, named: str) -> tuple[Outcome, list[str]]:
    """Take an item out; where others point at it nothing changes, and the places that do are returned."""
    alone = len(keys_now(editing, parent_of(path))) == 1
    outcome = editing.change({parent_of(path) if alone else path: REMOVE}, say("fields.remove-step", what=named))
    return outcome, [_where(editing, fault.path) for fault in outcome.faults]


def _where(editing: Editing, path: str) -> str:
    """Return what a place is called: the item it lies in, and the field."""
    item = item_of(path)
    return f"{item_called(editing, item)}: {place_called(path)}" if item else place_called(path)


def swapped(editing: Editing, path: str, other: str, named: str) -> Outcome:
    """Put an item in the place of its neighbour; what stands above both is not touched."""
    home = parent_of(path)
    paths = list(keys_now(editing, home))
    first = min(paths.index(path), paths.index(other))
    last = max(paths.index(path), paths.index(other))
    order = paths[first:]
    order[0], order[last - first] = order[last - first], order[0]
    items = [said(editing, each) for each in order]
    if first == 0:
        return editing.change({home: tuple(items)}, say("fields.move-step", what=named))
    steps: list[dict[str, object]] = [{each: REMOVE} for each in reversed(paths[first:])]
    return editing.change_all([*steps, *({home: Append(item)} for item in items)], say("fields.move-step", what=named))
