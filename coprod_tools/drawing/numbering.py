"""The numbers by which activities and outcomes are called in pictures and their tables."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from coprod_tools.chain import ValueChain
from coprod_tools.drawing.finding import placed
from coprod_tools.drawing.wording import say


@dataclass(frozen=True, slots=True)
class Numbering:
    """Activities are counted from 1 through the stages, outcomes from O1 in the order of the file."""

    activities: dict[str, str]
    outcomes: dict[str, str]

    def titled(self, chain: ValueChain, activity: str) -> str:
        """Return the number and label of an activity."""
        return f"{self.activities[activity]}  {chain.activities[activity].label}"


@lru_cache(maxsize=4)
def numbering(chain: ValueChain) -> Numbering:
    """Number a chain."""
    names = [name for _, inside in placed(chain) for name in inside]
    outcomes = [outcome.key for outcome in chain.policy.outcomes or ()]
    return Numbering(
        {name: str(number) for number, name in enumerate(names, start=1)},
        {name: say("outcome-number", n=number) for number, name in enumerate(outcomes, start=1)},
    )
