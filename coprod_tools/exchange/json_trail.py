"""Keep track of every value of a JSON file: what was read goes into the map, all the rest is lost, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, TypeAlias

from coprod_tools.exchange.map_notes import shown
from coprod_tools.exchange.trail import Losses
from coprod_tools.problems import Fault, InvalidInput
from coprod_tools.words import say

Object: TypeAlias = dict[str, Any]


class JsonTrail:
    """Reads a file's values and remembers which; `leave` then reports all the others.

    Parameters
    ----------
    root : dict
        The whole file.
    """

    def __init__(self, root: Object, losses: Losses) -> None:
        self.root, self.losses = root, losses
        self._read: set[tuple[int, str]] = set()

    def words(self, holder: Object, *keys: str) -> str | None:
        """Return the first of `keys` that holds words, a number, yes or no, as text; None when none does."""
        for key in keys:
            if (text := as_words(holder.get(key))) is not None:
                self._read.add((id(holder), key))
                return text
        return None

    def several(self, holder: Object, key: str) -> tuple[str, ...]:
        """Return a list of words, or words alone, as texts; none where anything else stands."""
        value = holder.get(key)
        found = [as_words(part) for part in (value if isinstance(value, list) else [value])]
        if any(isinstance(part, (dict, list)) for part in (value if isinstance(value, list) else [value])):
            return ()
        self._read.add((id(holder), key))
        return tuple(part for part in found if part is not None)

    def is_true(self, holder: Object, key: str) -> bool:
        """Tell whether a yes-or-no value says yes."""
        if isinstance(holder.get(key), bool):
            self._read.add((id(holder), key))
        return holder.get(key) is True

    def unread(self, holder: Object, key: str) -> None:
        """Take back that a value was read: it could not be used."""
        self._read.discard((id(holder), key))

    def leave(
        self, why: Callable[[str], str], private: Callable[[str], bool], named: Callable[[str], str] = str
    ) -> None:
        """Report every value that was not read; `why` and `private` judge it by its path, which `named` may shorten."""
        for path, value, read in self._values():
            if not read:
                path = named(path)
                self.losses.add(path, why(path), shown(value), private=private(path))

    def _values(self) -> Iterator[tuple[str, str, bool]]:
        """Yield (path, value, whether it was read) for each value that says something; without recursion."""
        waiting: list[tuple[str, Any, bool]] = [("", self.root, False)]
        while waiting:
            path, value, read = waiting.pop()
            if isinstance(value, dict):
                parts = [
                    (f"{path}.{shown(key)}" if path else shown(key), part, read or (id(value), key) in self._read)
                    for key, part in value.items()
                ]
                waiting += reversed(parts)
            elif isinstance(value, list):
                waiting += [(f"{path}[]", part, read) for part in reversed(value)]
            elif (text := as_words(value)) is not None:
                yield path, text, read


def as_words(value: Any) -> str | None:
    """Return a plain value as text, None for nothing, blanks, lists and objects."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, int):
        return str(value)
    return value.strip() or None if isinstance(value, str) else None


def objects(holder: Object, key: str, file: str) -> list[Object]:
    """Return the list of objects under `key`; an absent one is empty.

    Raises
    ------
    InvalidInput
        When it is no list, with one fault for each item that is no object.
    """
    value = holder.get(key)
    if value is None:
        return []
    if not isinstance(value, list):
        raise InvalidInput([Fault(file, say("exchange.no_list"), path=shown(key))])
    faults = [
        Fault(file, say("exchange.no_object"), path=f"{shown(key)}[{number}]")
        for number, item in enumerate(value)
        if not isinstance(item, dict)
    ]
    if faults:
        raise InvalidInput(faults)
    return value


def part(holder: Object, key: str) -> Object:
    """Return the object under `key`, an empty one where there is none."""
    value = holder.get(key)
    return value if isinstance(value, dict) else {}
