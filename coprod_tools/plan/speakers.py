"""Who says what, in names that may be printed: a partner that has not agreed to be named is counted, never named."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from coprod_tools.consensus.consent import withheld
from coprod_tools.consensus.values import JointMap
from coprod_tools.plan.names import Names
from coprod_tools.words import say


@dataclass(frozen=True, slots=True)
class Speakers:
    """The names of those who may be named, and the ids of those who may not."""

    names: Names
    unnamed: frozenset[str] = frozenset()

    def of(self, ids: Iterable[str] | None) -> tuple[str, ...]:
        """Return names in the order given; those who have not agreed to be named come last, as one count."""
        given = tuple(ids or ())
        told = tuple(self.names.get(each, each) for each in given if each not in self.unnamed)
        hidden = len({each for each in given if each in self.unnamed})
        return (*told, counted(hidden)) if hidden else told

    def one(self, id: str) -> str:
        """Return one name, or that its holder has not agreed to be named."""
        return counted(1) if id in self.unnamed else self.names.get(id, id)

    def veiled(self, words: str | None) -> str | None:
        """Return what somebody wrote with the names of those who have not agreed to be named taken out of it."""
        for id in sorted(self.unnamed) if words else ():
            for name in (self.names.get(id, id), id):
                words = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", counted(1), words or "", flags=re.IGNORECASE)
        return words


def counted(unnamed: int) -> str:
    """Return how many there are who have not agreed to be named."""
    return say("plan.unnamed-one") if unnamed == 1 else say("plan.unnamed-many", count=unnamed)


def speakers(names: Names, joint: JointMap | None) -> Speakers:
    """Return the speakers of a policy; without a joint map nobody told one, and everybody goes by the file's names."""
    if joint is None:
        return Speakers(names)
    return Speakers({**{holder.actor: holder.label for holder in joint.holders}, **names}, withheld(joint))
