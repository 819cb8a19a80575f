"""How many policies something is true of, with the names of the first of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

# So many are named; all are counted, and the index finds the others.
NAMED = 50


@dataclass(frozen=True, slots=True)
class Policies:
    """A number of policies.

    Attributes
    ----------
    count : int
        All of them.
    first : tuple of str
        The ids of the first `NAMED`, in the order of the batch.
    """

    count: int
    first: tuple[str, ...]

    @property
    def more(self) -> int:
        """How many are not named."""
        return self.count - len(self.first)


class Counting:
    """Counts policies one by one; the same one in a row counts once."""

    __slots__ = ("_count", "_first", "_last")

    def __init__(self) -> None:
        self._count, self._last = 0, ""
        self._first: list[str] = []

    def add(self, policy: str) -> None:
        """Count one more."""
        if policy == self._last:
            return
        self._count, self._last = self._count + 1, policy
        if len(self._first) < NAMED:
            self._first.append(policy)

    def done(self) -> Policies:
        """Return what was counted."""
        return Policies(self._count, tuple(self._first))


def counted(ids: Iterable[str]) -> Policies:
    """Return policies by their ids."""
    counting = Counting()
    for each in ids:
        counting.add(each)
    return counting.done()
