"""Words of several policies that may mean one thing: the same words, or nearly; to be looked at, never joined."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from coprod_tools.batch.portfolio.policies import NAMED, Counting, Policies
from coprod_tools.consensus.joining import comparable
from coprod_tools.consensus.similar_names import pairs_alike

# Each of so many different wordings is compared with each other one letter by letter; of more, only the same words are
# found, since the time for it grows with the square.
MOST_COMPARED = 4000
# So many ways of writing one thing are shown.
MOST_WAYS = 5


@dataclass(frozen=True, slots=True)
class Alike:
    """Wordings that may mean one thing.

    Attributes
    ----------
    words : tuple of str
        As they are written, each once.
    likeness : int
        100 where only order, capitals and marks differ; else of 100, at least `similar_names.LIKENESS`.
    """

    words: tuple[str, ...]
    likeness: int
    policies: Policies


class Wordings:
    """Gathers wordings with the policies that use them."""

    def __init__(self) -> None:
        self._ways: dict[str, dict[str, None]] = {}
        self._using: dict[str, Counting] = {}

    def add(self, policy: str, words: str, key: str | None = None) -> None:
        """Note that a policy uses these words; policies come one after the other."""
        key = comparable(words) if key is None else key
        if not key:
            return
        ways = self._ways.setdefault(key, {})
        if len(ways) < MOST_WAYS:
            ways.setdefault(words)
        self._using.setdefault(key, Counting()).add(policy)

    @property
    def all_compared(self) -> bool:
        """Whether every wording is compared with every other one."""
        return len(self._ways) <= MOST_COMPARED

    def alike(self) -> Iterator[tuple[tuple[str, ...], Alike]]:
        """Yield what may mean one thing in two policies or more, with the keys of its wordings."""
        for key, using in self._using.items():
            if using.done().count > 1:
                yield (key,), Alike(tuple(self._ways[key]), 100, using.done())
        if self.all_compared:
            places = {key: place for place, key in enumerate(self._ways)}
            for likeness, *pair in pairs_alike(sorted(self._ways)):
                one, other = sorted(pair, key=places.__getitem__)
                policies = self._both(one, other)
                if policies.count > 1:
                    yield (one, other), Alike((*self._ways[one], *self._ways[other]), likeness, policies)

    def _both(self, *keys: str) -> Policies:
        """Return the policies of two wordings, those that use both once as far as they are named."""
        using = [self._using[key].done() for key in keys]
        named = tuple(dict.fromkeys(each for one in using for each in one.first))
        twice = sum(len(one.first) for one in using) - len(named)
        return Policies(sum(one.count for one in using) - twice, named[:NAMED])
