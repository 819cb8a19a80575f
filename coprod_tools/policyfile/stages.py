"""Stages: the lifecycle a policy names must exist, and every stage it points at must be one of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import ValidationError

from coprod_tools.files.nodes import Mapping, Node, Sequence
from coprod_tools.files.places import Places
from coprod_tools.files.shape import nearest
from coprod_tools.lifecycle import Lifecycle, lifecycle_of, lifecycles
from coprod_tools.policy.model import LifecycleChoice
from coprod_tools.policyfile.pointers import Pointer, Steps
from coprod_tools.problems import Fault, UsageError
from coprod_tools.words import say


def misplaced_stages(places: Places, found: Iterable[Pointer], file: str, knowledge: Path | None) -> Iterator[Fault]:
    """Yield a fault for an unknown lifecycle, or for each stage that the policy's lifecycle does not have."""
    place = places.at(("lifecycle",))
    node = place.node if place.found else None
    yield from _unknown_defaults(places, node, file)
    choice = _choice(node)
    if choice is None and node is not None and node.plain() not in (None, "unknown"):
        return  # its shape is at fault, which is told elsewhere
    try:
        lifecycle = lifecycle_of(choice, knowledge)
    except UsageError:
        if choice is not None and choice.template is not None:
            yield _unknown_template(places, choice.template, file, knowledge)
        return
    yield from _unknown_stages(places, lifecycle, found, file)


def _choice(node: Node | None) -> LifecycleChoice | None:
    if node is None:
        return None
    try:
        return LifecycleChoice.model_validate(node.plain(), by_alias=True, by_name=False)
    except ValidationError:
        return None


def _unknown_template(places: Places, name: str, file: str, knowledge: Path | None) -> Fault:
    steps = ("lifecycle", "template")
    known = tuple(lifecycles(knowledge))
    message = say("policyfile.unknown_lifecycle", known=nearest(name, known) or ", ".join(known))
    place = places.at(steps)
    return Fault(file, message, place.node.line, place.node.column, place.path)


def _unknown_stages(places: Places, lifecycle: Lifecycle, found: Iterable[Pointer], file: str) -> Iterator[Fault]:
    ids = tuple(stage.id for stage in lifecycle.stages)
    known = {*ids, *(str(stage.order) for stage in lifecycle.stages)}
    for pointer in found:
        name = pointer.node.value.strip()
        if name not in known:
            yield _no_stage(places, pointer.steps, name, ids, file)


def _unknown_defaults(places: Places, node: Node | None, file: str) -> Iterator[Fault]:
    """Yield a fault for each default stage that an own stage stands for and that does not exist."""
    own = node.entries.get("stages") if isinstance(node, Mapping) else None
    if not isinstance(own, Sequence):
        return
    default = lifecycle_of(None)
    ids = tuple(stage.id for stage in default.stages)
    known = {*ids, *(str(stage.order) for stage in default.stages)}
    for number, stage in enumerate(own.items):
        names = stage.entries.get("default") if isinstance(stage, Mapping) else None
        plain = names.plain() if isinstance(names, Sequence) else ()
        for place, name in enumerate(plain if isinstance(plain, tuple) else ()):
            if isinstance(name, str) and name.strip() not in known:
                yield _no_stage(places, ("lifecycle", "stages", number, "default", place), name.strip(), ids, file)


def _no_stage(places: Places, steps: Steps, name: str, ids: tuple[str, ...], file: str) -> Fault:
    place = places.at(steps)
    near = nearest(name, ids)
    known = ", ".join(ids)
    message = say("policyfile.unknown_stage_near", near=near) if near else say("policyfile.unknown_stage", known=known)
    return Fault(file, message, place.node.line, place.node.column, place.path)
