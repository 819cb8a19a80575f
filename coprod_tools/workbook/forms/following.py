"""Follow one item of a list by its place, where its own words are what it is called by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coprod_tools.files.nodes import Sequence
from coprod_tools.files.places import Places
from coprod_tools.policy import Policy
from coprod_tools.policyfile.paths import route
from coprod_tools.problems import UsageError
from coprod_tools.workbook.forms.said import parent_of

if TYPE_CHECKING:
    from coprod_tools.workbook.editing import Editing


def place_number(editing: Editing, path: str) -> tuple[str, int] | None:
    """Return the list an item stands in and its number there, from 0; None for what is no item."""
    if not path.endswith("]"):
        return None
    try:
        number = route(Policy, editing.loaded.tree, path).steps[-1]
    except UsageError:
        return None
    return (parent_of(path), number) if isinstance(number, int) else None


def keys_now(editing: Editing, list_path: str) -> tuple[str, ...]:
    """Return the paths of a list's items as the policy is now."""
    try:
        way = route(Policy, editing.loaded.tree, list_path)
    except UsageError:
        return ()
    if way.rest or not isinstance(way.node, Sequence):
        return ()
    places = Places(Policy, editing.loaded.tree)
    return tuple(places.at((*way.steps, number)).path for number in range(len(way.node.items)))


def key_now(editing: Editing, list_path: str, number: int) -> str:
    """Return the path of the item with that number, or nothing."""
    found = keys_now(editing, list_path)
    return found[number] if number < len(found) else ""
