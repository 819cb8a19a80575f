"""The parts of a YAML text, each with its place; scalars stay text."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

# Words that mean "nothing" when written without quotes.
NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
Plain: TypeAlias = "str | tuple[Plain, ...] | dict[str, Plain] | None"


class Scalar(NamedTuple):
    """One piece of text.

    Attributes
    ----------
    value : str
        The text, quotes and escapes undone; numbers and dates are text too.
    style : str
        How it is written: empty without quotes, else one of `'`, `"`, `|`, `>`.
    line, column : int
        Where it begins, counted from 1.
    start, end : int
        Its first character and the one after its last, counted from 0.
    """

    value: str
    style: str
    line: int
    column: int
    start: int
    end: int

    def plain(self) -> Plain:
        """Return the text, or None when it stands for an absent value."""
        return None if not self.style and self.value in NOTHING else self.value


class Sequence(NamedTuple):
    """A list; `flow` is True when written in square brackets."""

    items: tuple[Node, ...]
    flow: bool
    line: int
    column: int
    start: int
    end: int

    def plain(self) -> Plain:
        """Return the list as a tuple of plain values."""
        return tuple([item.plain() for item in self.items])


class Mapping(NamedTuple):
    """Fields with their values; `flow` is True when written in curly brackets."""

    entries: dict[str, Node]
    keys: dict[str, Scalar]
    flow: bool
    line: int
    column: int
    start: int
    end: int

    def plain(self) -> Plain:
        """Return the fields as a dict of plain values."""
        return {key: node.plain() for key, node in self.entries.items()}


Node: TypeAlias = Scalar | Sequence | Mapping
