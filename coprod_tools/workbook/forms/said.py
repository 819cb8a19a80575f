"""What the policy's file says of a field, as it is written: words as typed, `unknown`, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coprod_tools.files.nodes import Plain, Scalar
from coprod_tools.policy import Policy
from coprod_tools.policyfile.paths import route
from coprod_tools.problems import UsageError
from coprod_tools.workbook.forms.fields import UNKNOWN, Field, field_at

if TYPE_CHECKING:
    from coprod_tools.workbook.editing import Editing


def said(editing: Editing, path: str) -> Plain:
    """Return what stands at a field path; None where nothing does, also where the item it goes through is gone."""
    if not path:
        return editing.loaded.tree.plain()
    try:
        way = route(Policy, editing.loaded.tree, path)
    except UsageError:
        return None
    if not way.rest:
        return way.node.plain()
    if isinstance(way.node, Scalar) and way.rest == (way.short_form,):
        return _none_if_unknown(way.node.plain())
    return None


def inside(plain: Plain, field: Field, whole: Field | None = None) -> Plain:
    """Return what a record says of one of its fields.

    Parameters
    ----------
    whole : Field, optional
        The field the record itself stands in; where it has a short form, plain text is the value of that one.
    """
    if isinstance(plain, dict):
        return plain.get(field.name)
    if whole is not None and whole.short_form == field.name and isinstance(plain, str):
        return _none_if_unknown(plain)
    return None


def _none_if_unknown(plain: Plain) -> Plain:
    return None if plain == UNKNOWN else plain


def is_there(editing: Editing, path: str) -> bool:
    """Tell whether the items that a field path goes through are all in the policy."""
    if not path:
        return True
    try:
        route(Policy, editing.loaded.tree, path)
    except UsageError:
        return False
    return True


def joined(path: str, name: str) -> str:
    """Return the path of a field inside the record at `path`."""
    return f"{path}.{name}" if path else name


def parent_of(path: str) -> str:
    """Return the path of what holds the field or item at `path`; empty for the policy itself."""
    depth = 0
    for at in range(len(path) - 1, 0, -1):
        depth += (path[at] == "]") - (path[at] == "[")
        if depth == 0 and path[at] == ".":
            return path[:at]
        if depth == 0 and path[at] == "[":
            return path[:at]
    return ""


def item_of(path: str) -> str:
    """Return the path of the innermost item of a list of records that a field lies in; empty where there is none."""
    while path and not (path.endswith("]") and field_at(path).kind == "record"):
        path = parent_of(path)
    return path
