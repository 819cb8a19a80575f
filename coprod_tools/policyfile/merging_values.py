"""Two people's changes to the same values brought together: field by field, list items by their ids."""

from __future__ import annotations

import json
from collections.abc import Mapping as Choices
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any, Literal, cast

from coprod_tools.files.fields import item_type, model_in, step_into
from coprod_tools.files.nodes import Mapping, Node, Plain, Scalar, Sequence
from coprod_tools.files.places import item_names
from coprod_tools.policyfile.values import REMOVE, plain_value

Value = Any
Keyed = dict[str, Value]
PieceKind = Literal["mine", "theirs", "same", "order", "clash"]


@dataclass(frozen=True, slots=True)
class Instead:
    """Chosen in place of both sides' values."""

    value: object


Choice = Literal["mine", "theirs"] | Instead


@dataclass(frozen=True, slots=True)
class Piece:
    """One field or list item that at least one side changed.

    Attributes
    ----------
    path : str
        Its field path; an item without an id is named by its number in the side that has it.
    base, mine, theirs : object
        Its plain value, or `REMOVE` where it is absent.
    kind : str
        Who changed it: `mine`, `theirs`, `same` (both, alike), `clash` (both, differently); `order` when only the
        order of a list's items changed.
    """

    path: str
    base: Value
    mine: Value
    theirs: Value
    kind: PieceKind


@dataclass
class Merging:
    """Goes through three states of a value at once and gathers what differs."""

    choices: Choices[str, Choice] = field(default_factory=dict)
    pieces: list[Piece] = field(default_factory=list)

    def value(self, annotation: Any, path: str, base: Value, mine: Value, theirs: Value) -> Value:
        """Return the value that holds what both sides changed; a clash without a choice is left as theirs."""
        if base == mine == theirs:
            return theirs
        sides = _as_groups(annotation, base, mine, theirs)
        if all(isinstance(side, dict) for side in sides):
            merged = self._fields(annotation, path, *sides)
        elif all(isinstance(side, tuple) for side in _as_lists(base, mine, theirs)):
            merged = self._items(item_type(annotation), path, *_as_lists(base, mine, theirs))
        else:
            return self._choose(path, base, mine, theirs)
        return mine if base == theirs else theirs if base == mine or mine == theirs else merged

    def _choose(self, path: str, base: Value, mine: Value, theirs: Value) -> Value:
        kind: PieceKind = "mine" if base == theirs else "theirs" if base == mine else "clash"
        self.pieces.append(Piece(path, base, mine, theirs, "same" if mine == theirs else kind))
        choice = self.choices.get(path)
        if kind == "clash" and mine != theirs and choice is not None:
            return _chosen(choice, mine, theirs)
        return mine if kind == "mine" else theirs

    def _fields(self, annotation: Any, path: str, base: Keyed, mine: Keyed, theirs: Keyed) -> Value:
        found = {}
        for name in dict.fromkeys((*theirs, *mine, *base)):
            inner = step_into(annotation, name)
            here = f"{path}.{name}" if path else name
            value = self.value(inner, here, *(side.get(name, REMOVE) for side in (base, mine, theirs)))
            if value is not REMOVE:
                found[name] = value
        return found

    def _items(self, inner: Any, path: str, base: Plain, mine: Plain, theirs: Plain) -> Value:
        old = keyed(inner, base)
        one, other = paired(old, keyed(inner, mine)), paired(old, keyed(inner, theirs))
        order = merged_order(list(old), list(one), list(other))
        if order is None or _replaced_apart(old, one, other):
            return self._choose(path, base, mine, theirs)
        before = len(self.pieces)
        values = {
            key: self.value(
                inner, _item_path(path, key, other, one, old), *(s.get(key, REMOVE) for s in (old, one, other))
            )
            for key in dict.fromkeys((*other, *one, *old))
        }
        if len(self.pieces) == before:
            self.pieces.append(Piece(path, base, mine, theirs, "order"))
        return tuple(values[key] for key in order if values[key] is not REMOVE)


def _chosen(choice: Choice, mine: Value, theirs: Value) -> Value:
    if isinstance(choice, Instead):
        return choice.value if choice.value is REMOVE else plain_value(choice.value)
    return mine if choice == "mine" else theirs


def _as_groups(annotation: Any, base: Value, mine: Value, theirs: Value) -> tuple[Value, Value, Value]:
    """Return the three as groups of fields where both sides have such: a number alone is its own short form."""
    model = model_in(annotation)
    short = getattr(model, "short_form", None) if model is not None else None
    sides = (base, mine, theirs)
    if short is not None and any(isinstance(side, dict) for side in sides):
        sides = cast("tuple[Value, Value, Value]", tuple({short: s} if isinstance(s, str) else s for s in sides))
    if isinstance(sides[1], dict) and isinstance(sides[2], dict) and not isinstance(sides[0], dict):
        return {}, sides[1], sides[2]
    return sides


def _as_lists(base: Value, mine: Value, theirs: Value) -> tuple[Value, Value, Value]:
    both = isinstance(mine, tuple) and isinstance(theirs, tuple)
    return (base if isinstance(base, tuple) or not both else ()), mine, theirs


def keyed(inner: Any, items: Plain) -> Keyed:
    """Return a list's items by id; one without an id by its content, beginning with `=`, equal ones numbered."""
    values = cast("tuple[Plain, ...]", items)
    names = item_names(inner, Sequence(tuple(map(_node, values)), False, 1, 1, 0, 0))
    found: Keyed = {}
    for name, value in zip(names, values, strict=True):
        key = name if name and not name.startswith("x.") else "=" + json.dumps(value, ensure_ascii=False)
        number = 1
        while (numbered := key if number == 1 else f"{key}#{number}") in found:
            number += 1
        found[numbered] = value
    return found


def _node(value: Plain) -> Node:
    if isinstance(value, dict):
        return Mapping({name: _node(inner) for name, inner in value.items()}, {}, False, 1, 1, 0, 0)
    if isinstance(value, tuple):
        return Sequence(tuple(map(_node, value)), False, 1, 1, 0, 0)
    return Scalar(value or "", "" if value is None else "'", 1, 1, 0, 0)


def paired(old: Keyed, new: Keyed) -> Keyed:
    """Return `new` with an item that was reworded in its place under the key of the one it replaces."""
    before, after = list(old), list(new)
    names = dict(zip(after, after, strict=True))
    for kind, start, stop, begin, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "replace" and stop - start == end - begin:
            for was, now in zip(before[start:stop], after[begin:end], strict=True):
                if was[0] == now[0] == "=" and was not in new and now not in old:
                    names[now] = was
    return {names[key]: value for key, value in new.items()}


def _replaced_apart(old: Keyed, one: Keyed, other: Keyed) -> bool:
    """Tell whether both sides took the same nameless item away and put different ones in."""
    gone = any(key[0] == "=" and key not in one and key not in other for key in old)
    new, others = ({key for key in side if key[0] == "=" and key not in old} for side in (one, other))
    return gone and bool(new) and bool(others) and new != others


def merged_order(old: list[str], one: list[str], other: list[str]) -> list[str] | None:
    """Return all keys of both sides in an order that keeps what either side moved; None when both moved apart."""
    common = set(old) & set(one) & set(other)
    was, mine, theirs = ([key for key in side if key in common] for side in (old, one, other))
    if mine in (was, theirs):
        return _woven(other, one)
    return _woven(one, other) if theirs == was else None


def _woven(main: list[str], added: list[str]) -> list[str]:
    order, before = list(main), ""
    for key in added:
        if key not in main:
            place = order.index(before) + 1 if before else 0
            # What both put in the same place stands in the order in which it was saved.
            while place < len(order) and order[place] not in added:
                place += 1
            order.insert(place, key)
        before = key
    return order


def _item_path(path: str, key: str, *sides: Keyed) -> str:
    if key[0] != "=":
        return f"{path}[{key}]"
    side = next(side for side in sides if key in side)
    return f"{path}[{list(side).index(key) + 1}]"
