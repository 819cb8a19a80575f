"""What an import would change in a policy that is there already, field by field; what it does not know it keeps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from coprod_tools.exchange.plain_policy import first_words
from coprod_tools.policyfile import Append
from coprod_tools.words import say

SHOWN = 70


@dataclass(frozen=True, slots=True)
class Change:
    """One field that becomes another value.

    Attributes
    ----------
    value : object
        What to save at `path`: plain policy data, or `Append` for one more item of a list; None where something is
        only reported.
    """

    path: str
    value: Any
    said: str


def changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Change]:
    """Return what has to change in `old` so that it says everything `new` says.

    Parameters
    ----------
    old : mapping
        A policy file's plain content, all scalars text.
    new : mapping
        Plain policy data whose list items all have ids.
    """
    return list(_record("", old, new))


def _record(path: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    for name, value in new.items():
        inner = f"{path}.{name}" if path else name
        before = old.get(name)
        if before is None:
            yield Change(inner, value, f"{inner}: + {_shown(value)}")
        elif _is_items(value) and _is_items(before):
            yield from _items(inner, before, value)
        elif isinstance(value, (list, tuple)) and isinstance(before, (list, tuple)):
            yield from _missing(inner, before, value)
        elif isinstance(value, Mapping) and isinstance(before, Mapping):
            yield from _record(inner, before, value)
        elif _written(value) != _written(before):
            yield Change(inner, value, f"{inner}: {_shown(before)} -> {_shown(value)}")


def _items(path: str, old: Any, new: Any) -> Iterator[Change]:
    known = {item["id"]: item for item in old if isinstance(item, Mapping) and "id" in item}
    for item in new:
        place = f"{path}[{item['id']}]"
        if item["id"] in known:
            yield from _record(place, known[item["id"]], item)
        else:
            yield Change(path, Append(item), f"{place}: + {_shown(item)}")
    named = {item["id"] for item in new}
    for own in known:
        if own not in named:
            yield Change(f"{path}[{own}]", None, say("exchange.not_in_source", path=f"{path}[{own}]"))


def _missing(path: str, old: Any, new: Any) -> Iterator[Change]:
    """Yield an addition for each entry of a list without ids that is not there yet; what is there stays."""
    there = {_frozen(entry) for entry in old}
    for entry in new:
        if _frozen(_written(entry)) not in there:
            yield Change(path, Append(entry), f"{path}: + {_shown(entry)}")


def _frozen(value: Any) -> Any:
    """Return plain data as something that sets can hold; equal data give equal things."""
    if isinstance(value, Mapping):
        return frozenset((name, _frozen(part)) for name, part in value.items())
    if isinstance(value, (list, tuple)):
        return tuple(map(_frozen, value))
    return value


def _is_items(value: Any) -> bool:
    """Tell whether a list holds items with ids; words in languages are mappings as well, but have none."""
    return isinstance(value, (list, tuple)) and any(isinstance(item, Mapping) and "id" in item for item in value)


def _written(value: Any) -> Any:
    """Return a value as a policy file holds it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Mapping):
        return {name: _written(part) for name, part in value.items()}
    if isinstance(value, (list, tuple)):
        return tuple(_written(part) for part in value)
    return value


def _shown(value: Any) -> str:
    if isinstance(value, Mapping):
        title = first_words(value.get("label") or value.get("what") or value.get("source"))
        text = title or ", ".join(f"{name} {_shown(part)}" for name, part in value.items())
    elif isinstance(value, (list, tuple)):
        text = say("exchange.added", count=len(value))
    else:
        text = str(_written(value))
    text = " ".join(text.split())
    return text if len(text) <= SHOWN else text[: SHOWN - 2] + " …"
