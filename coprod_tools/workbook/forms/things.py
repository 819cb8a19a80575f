"""The things of a policy that its fields can point at, with what people call them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coprod_tools.lifecycle import lifecycle_of
from coprod_tools.problems import UsageError
from coprod_tools.workbook.forms.fields import fields_in

if TYPE_CHECKING:
    from coprod_tools.workbook.editing import Editing


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose: how the file writes it, what it is called, what it means."""

    value: str
    label: str
    meaning: str = ""


def things(editing: Editing, kinds: tuple[str, ...]) -> tuple[Choice, ...]:
    """Return what the lists `kinds` of the policy hold, in their order."""
    return tuple(choice for kind in kinds for choice in _of_kind(editing, kind))


def _of_kind(editing: Editing, kind: str) -> Iterator[Choice]:
    policy = editing.policy
    if kind == "stages":
        yield from _stages(editing)
    elif kind == "outputs":
        for activity in policy.activities or ():
            for output in activity.outputs or ():
                yield Choice(f"{activity.key}/{output.key}", f"{output.label} ({activity.label})")
    elif kind == "claims":
        names = names_of(editing)
        for claim in policy.claims or ():
            yield Choice(claim.key, f"{names.get(claim.cause, claim.cause)} → {names.get(claim.to, claim.to)}")
    else:
        for item in getattr(policy, kind) or ():
            yield Choice(item.key, name_of(item))


def _stages(editing: Editing) -> Iterator[Choice]:
    try:
        lifecycle = lifecycle_of(editing.policy.lifecycle, editing.knowledge_folder)
    except UsageError:
        return
    for stage in lifecycle.stages:
        yield Choice(stage.id, f"{stage.order} {stage.title}", stage.what)


def names_of(editing: Editing) -> dict[str, str]:
    """Return what each thing of the policy that has a label is called, by its id."""
    kinds = ("actors", "groups", "activities", "outputs", "outcomes", "concepts", "indicators", "pilots", "options")
    named = {choice.value: choice.label for choice in things(editing, (*kinds, "proposals", "stages"))}
    for activity in editing.policy.activities or ():
        named |= {output.key: str(output.label) for output in activity.outputs or () if output.key not in named}
    return named


def name_of(item: Any, names: dict[str, str] | None = None) -> str:
    """Return what an item of a list is called: its label or first words, else the names of what it is about."""
    for field in fields_in(type(item)):
        value = getattr(item, field.name, None)
        if field.required and field.kind == "text" and value:
            return str(value)
    label = getattr(item, "label", None)
    if label:
        return str(label)
    parts = [getattr(item, name) for name in item.key_fields]
    told = [(names or {}).get(str(part), str(part)) for part in parts if part]
    return " · ".join(told) or next(iter(_first_words(item)), item.key)


def _first_words(item: Any) -> Iterator[str]:
    for field in fields_in(type(item)):
        value = getattr(item, field.name, None)
        if field.kind in ("text", "line", "date") and field.name != "id" and value:
            yield str(value)
