"""Votes of a conversation summed by group, and which number means agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from coprod_tools.exchange.map_notes import MapNotes

# With fewer, who knows their own answer knows the others' from the sum.
LEAST_PEOPLE = 3
Meaning = Literal[1, -1, 0]


@dataclass(slots=True)
class Votes:
    """Votes by group and statement.

    Attributes
    ----------
    statements : tuple of str
        The statements that have votes.
    sums : dict of str to array of shape (3, statements)
        By group: how many people gave 1, 0 and -1, in that order of rows.
    sizes : Counter of str
        People by group; those in none under the empty name.
    agreeing : int
        The number that means agree: 1 or -1; 0 where that can't be told.
    """

    statements: tuple[str, ...]
    sums: dict[str, npt.NDArray[np.int64]] = field(default_factory=dict)
    sizes: Counter[str] = field(default_factory=Counter)
    agreeing: Meaning = 0

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups; those with numbers for names in their order."""
        return tuple(sorted(filter(None, self.sizes), key=lambda name: (not name.isdigit(), name.zfill(12))))

    @property
    def participants(self) -> int:
        """How many people there are, those in no group among them."""
        return self.sizes.total()

    @property
    def shown(self) -> tuple[str, ...]:
        """The groups whose sums show nobody's own answers; none where it is not known which number means agree."""
        return tuple(name for name in self.groups if self.agreeing and self.sizes[name] >= LEAST_PEOPLE)

    def by_statement(self) -> dict[str, list[dict[str, Any]]]:
        """Return for each statement how many people of each shown group agree, disagree and passed."""
        ones, minus = (0, 2) if self.agreeing == 1 else (2, 0)
        rows = {group: self.sums[group].tolist() for group in self.shown}
        return {
            name: [
                {"group": group, "agree": sums[ones][at], "disagree": sums[minus][at], "passed": sums[1][at]}
                for group, sums in rows.items()
            ]
            for at, name in enumerate(self.statements)
        }


@dataclass(slots=True)
class Evidence:
    """How often stated counts of agree and disagree fit 1 as agree, -1 as agree, both or neither."""

    plus: int = 0
    minus: int = 0
    both: int = 0
    neither: int = 0

    def add(self, ones: int, minus_ones: int, agrees: int, disagrees: int) -> None:
        """Take in one pair of stated counts beside those of 1 and -1."""
        plus = (ones, minus_ones) == (agrees, disagrees)
        minus = (minus_ones, ones) == (agrees, disagrees)
        self.plus += plus and not minus
        self.minus += minus and not plus
        self.both += plus and minus
        self.neither += not plus and not minus

    @property
    def agreeing(self) -> Meaning:
        """The number that means agree, 0 where the counts don't tell."""
        if self.plus == self.minus:
            return 0
        return 1 if self.plus > self.minus else -1

    def against(self, agreeing: int) -> int:
        """Return how often the counts do not bear out that `agreeing` means agree."""
        return self.neither + (self.minus if agreeing == 1 else self.plus)


def decide(votes: Votes, people: Evidence, sums: Mapping[str, tuple[int, int] | None], notes: MapNotes) -> None:
    """Find out which number means agree: from people's own counts, else from the statements' sums."""
    statements = Evidence()
    whole = np.sum([*votes.sums.values()], axis=0) if votes.sums else np.zeros((3, len(votes.statements)), np.int64)
    for at, name in enumerate(votes.statements):
        stated = sums[name]
        if stated is not None:
            statements.add(int(whole[0, at]), int(whole[2, at]), *stated)
    for evidence, key, against in ((people, "", "counts_disagree"), (statements, "_sums", "sums_disagree")):
        if votes.agreeing == 0 and evidence.agreeing:
            votes.agreeing = evidence.agreeing
            number = evidence.plus if evidence.agreeing == 1 else evidence.minus
            notes.add(f"votes_{'plus' if evidence.agreeing == 1 else 'minus'}{key}", count=number)
        if votes.agreeing and (count := evidence.against(votes.agreeing)):
            notes.add(against, count=count)
    if not votes.agreeing and whole.any():
        notes.add("votes_unclear")
