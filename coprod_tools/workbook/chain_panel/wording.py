"""Words that the forms of the policy have already, borrowed so that they stand in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coprod_tools.policy import Actor

if TYPE_CHECKING:
    from coprod_tools.workbook.editing import Editing


def kinds_of_actor(editing: Editing) -> list[tuple[str, str]]:
    """Return the kinds an actor can be of, each with what it is called in every form."""
    from coprod_tools.workbook.forms.choices import choices
    from coprod_tools.workbook.forms.fields import fields_in

    field = next(each for each in fields_in(Actor) if each.name == "kind")
    return [(each.label, each.value) for each in choices(field, editing)]
