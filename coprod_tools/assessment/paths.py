"""Field paths as files write them: how they are built, and what stands at one."""

from __future__ import annotations

import re
from typing import Any

from coprod_tools.policy.record import Item, Record

# A field, then an id in brackets; the id of a waiver may itself quote a path with brackets.
_STEP = re.compile(r"([^.\[\]]+)(?:\[((?:[^\[\]]|\[[^\[\]]*\])*)\])?")


def item_path(list_path: str, item: Item, *fields: str) -> str:
    """Return the path of an item of a list, or of a field in it: `pilots[first].decide_by`."""
    return ".".join((f"{list_path}[{item.key}]", *fields))


def identity(list_path: str, item: Item) -> tuple[str, ...]:
    """Return the fields an item's id is made of; none where the policy gave it one.

    An id made from the whole content changes with each field of the item, so the item itself is named.
    """
    made = item.made_id()
    if item.key != made and not item.key.startswith(f"{made}."):
        return ()
    base = f"{list_path}[{item.key}]"
    numbered = (list_path,) if item.key != made else ()
    if made.startswith("x."):
        return (base, *numbered)
    return (*(f"{base}.{_written(type(item), name)}" for name in item.key_fields), *numbered)


def _written(model: type[Record], name: str) -> str:
    return model.model_fields[name].alias or name


def is_absent(value: Any) -> bool:
    """Tell whether a value says nothing: not given, empty, or unknown; a record is absent when all of it is."""
    if isinstance(value, Record):
        return not isinstance(value, Item) and all(is_absent(getattr(value, name)) for name in type(value).model_fields)
    return value is None or value == () or value == "unknown"


def segments(path: str) -> list[tuple[str, str | None]]:
    """Return the steps of a path: a field and, where brackets follow, the id in them (which may hold brackets too)."""
    return [(name, key or None) for name, key in _STEP.findall(path)]


class Lookup:
    """Finds what stands at a field path of one policy; lists are indexed once."""

    def __init__(self, policy: Record) -> None:
        self._policy = policy
        self._lists: dict[int, dict[str, Any]] = {}

    def value(self, path: str) -> Any:
        """Return the value at a path; None where nothing stands there."""
        here: Any = self._policy
        for name, key in segments(path):
            here = self._step(here, name)
            if key is not None:
                here = self._items(here).get(key)
            if here is None:
                return None
        return here

    def is_absent(self, path: str) -> bool:
        """Tell whether nothing is said at a path."""
        return is_absent(self.value(path))

    def _step(self, here: Any, name: str) -> Any:
        if not isinstance(here, Record):
            return None
        fields = type(here).model_fields
        found = name if name in fields else next((own for own, field in fields.items() if field.alias == name), None)
        return None if found is None else getattr(here, found)

    def _items(self, here: Any) -> dict[str, Any]:
        if not isinstance(here, tuple):
            return {}
        if id(here) not in self._lists:
            self._lists[id(here)] = {item.key: item for item in here if isinstance(item, Item)}
        return self._lists[id(here)]
