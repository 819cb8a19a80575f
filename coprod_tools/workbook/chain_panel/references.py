"""Who in a policy names a thing, and what has to go with that thing so that the policy still reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from pydantic import BaseModel

from coprod_tools.chain.claim_ends import ClaimEnds
from coprod_tools.files.fields import fields_of, item_type, marks, whole_type
from coprod_tools.policy import Policy
from coprod_tools.policy.ids import Ref, is_id
from coprod_tools.policyfile import REMOVE

Thing = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Place:
    """A list item: the path by which it is found, the list it stands in, its number there, and the item itself."""

    path: str
    listed: str
    number: int
    item: Any


@dataclass(frozen=True, slots=True)
class Reference:
    """A field that names a thing by its id.

    Attributes
    ----------
    path : str
        The field; of a list of names, the list.
    inside : tuple of Place
        The items it lies in, the outermost first.
    """

    path: str
    name: str
    kinds: tuple[str, ...]
    value: str
    inside: tuple[Place, ...]
    whole: tuple[str, ...] | None
    required: bool


@dataclass(frozen=True)
class Removal:
    """What is taken out together.

    Attributes
    ----------
    items : tuple of Place
        List items that go, the one asked for first.
    fields : dict of str to tuple of Reference
        Fields that lose one name or all, by path.
    """

    items: tuple[Place, ...]
    fields: dict[str, tuple[Reference, ...]] = field(default_factory=dict)

    @cached_property
    def changes(self) -> dict[str, object]:
        """The changes to hand to `Editing`: fields first, then items, the last of each list before the others."""
        made: dict[str, object] = {}
        for path, found in self.fields.items():
            lost = {reference.value for reference in found}
            left = tuple(name for name in found[0].whole or () if name not in lost)
            made[path] = left or REMOVE
        for place in sorted(self.items, key=lambda place: (place.listed, -place.number)):
            made[place.path] = REMOVE
        return made


def references(policy: Policy) -> tuple[Reference, ...]:
    """Return every field of a policy that names something by its id."""
    return tuple(_visit(policy, "", ()))


def place_of(policy: Policy, kind: str, key: str) -> Place:
    """Return where an item of one of the policy's own lists stands.

    Raises
    ------
    KeyError
        When there is no such item.
    """
    items = getattr(policy, kind) or ()
    for number, item in enumerate(items):
        if item.key == key:
            return _place(kind, number, item)
    raise KeyError(f"{kind}[{key}]")


def removal(policy: Policy, kind: str, key: str) -> Removal:
    """Return what goes with a thing: items that are nothing without it, and the names of it elsewhere."""
    first = place_of(policy, kind, key)
    items, gone = {first.path: first}, _names(kind, first.item)
    every = references(policy)
    known = _known(policy)
    ends = ClaimEnds.of(policy)
    before = -1
    while before != len(items):
        before = len(items)
        for found in every:
            if not _lies_in(found, items) and found.required and _names_one(found, gone, known, ends):
                place = found.inside[-1]
                items[place.path] = place
                gone |= _names(place.listed.rpartition(".")[2], place.item)
    fields: dict[str, list[Reference]] = {}
    for found in every:
        if not _lies_in(found, items) and _names_one(found, gone, known, ends):
            fields.setdefault(found.path, []).append(found)
    return Removal(tuple(items.values()), {path: tuple(each) for path, each in fields.items()})


def _visit(record: BaseModel, path: str, inside: tuple[Place, ...]) -> Iterator[Reference]:
    for name, info in fields_of(type(record)).items():
        value = getattr(record, _attribute(type(record), name))
        here = f"{path}.{name}" if path else name
        if value is None:
            continue
        annotation = whole_type(info)
        if isinstance(value, BaseModel):
            yield from _visit(value, here, inside)
        elif isinstance(value, tuple):
            yield from _listed(value, item_type(annotation), here, name, inside)
        elif kinds := _kinds(annotation):
            yield Reference(here, name, kinds, str(value), inside, None, info.is_required())


def _listed(
    values: tuple[Any, ...], annotation: Any, path: str, name: str, inside: tuple[Place, ...]
) -> Iterator[Reference]:
    kinds = _kinds(annotation)
    for number, value in enumerate(values):
        if isinstance(value, BaseModel):
            place = _place(path, number, value)
            yield from _visit(value, place.path, (*inside, place))
        elif kinds:
            yield Reference(path, name, kinds, str(value), inside, values, False)


def _place(listed: str, number: int, item: Any) -> Place:
    # What a made id is made of may change while the item stays where it is, so such an item is named by its number.
    key = getattr(item, "key", "")
    return Place(f"{listed}[{key if key and is_id(key) else number + 1}]", listed, number, item)


def _kinds(annotation: Any) -> tuple[str, ...]:
    return next((mark.kinds for mark in marks(annotation) if isinstance(mark, Ref)), ())


def _attribute(model: type[BaseModel], name: str) -> str:
    return next((attribute for attribute, info in model.model_fields.items() if info.alias == name), name)


def _lies_in(found: Reference, items: dict[str, Place]) -> bool:
    return any(place.path in items for place in found.inside)


def _names(kind: str, item: Any) -> set[Thing]:
    """Return the names that go with an item: its own, and those of an activity's outputs."""
    names = {(kind, item.key)}
    if kind == "activities":
        for output in item.outputs or ():
            names |= {("outputs", output.key), ("outputs", f"{item.id}/{output.key}")}
    return names


def _known(policy: Policy) -> set[Thing]:
    lists = ("activities", "actors", "outcomes", "concepts")
    known = {(kind, item.key) for kind in lists for item in getattr(policy, kind) or ()}
    known |= {("groups", group.key) for group in policy.groups}
    for activity in policy.activities or ():
        known |= _names("activities", activity)
    return known


def _names_one(found: Reference, gone: set[Thing], known: set[Thing], ends: ClaimEnds) -> bool:
    """Tell whether a field names something that goes; a name that two things share means the one it meant before."""
    meant = [kind for kind in found.kinds if (kind, found.value) in gone]
    if not meant:
        return False
    left = [kind for kind in found.kinds if (kind, found.value) in known and (kind, found.value) not in gone]
    if left and found.inside and found.inside[-1].listed == "claims":
        node = ends.cause(found.value) if found.name == "from" else ends.effect(found.value)
        return {"activity": "activities", "outcome": "outcomes"}.get(node.partition(":")[0]) in meant
    return not left
