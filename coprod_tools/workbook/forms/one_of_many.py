"""One change in a list of answers: told alone, so that two that follow one another quickly are both kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from coprod_tools.workbook.forms.answers import Answer, as_typed, is_empty
from coprod_tools.workbook.forms.fields import Field
from coprod_tools.workbook.forms.held import held
from coprod_tools.workbook.forms.said import said

if TYPE_CHECKING:
    from coprod_tools.workbook.editing import Editing


def changed(answer: Answer, change: Mapping[str, Any]) -> list[Any] | None:
    """Return a list of answers with one of them added, changed or taken out; None when none is left.

    Parameters
    ----------
    answer : list or other
        The list as it is now; anything else counts as an empty one.
    change : mapping
        `was`, None to add one; `now`, empty to take it out; `at`, the place where it stood, as far as it is known.
    """
    found = list(answer) if isinstance(answer, (list, tuple)) else []
    was, now = change.get("was"), change.get("now")
    place = None if was is None else _place(found, was, change.get("at"))
    if place is not None:
        found[place : place + 1] = [] if is_empty(now) else [now]
    elif not is_empty(now) and now not in found:
        found.append(now)
    return found or None


def _place(found: list[Any], was: Any, at: Any) -> int | None:
    if isinstance(at, int) and at in range(len(found)) and found[at] == was:
        return at
    return found.index(was) if was in found else None


def answer_now(editing: Editing, field: Field, path: str) -> Answer:
    """Return what stands in a field now: what is kept there unsaved, else what the policy says."""
    there, draft = held(editing, path)
    return draft if there else as_typed(field, said(editing, path))
