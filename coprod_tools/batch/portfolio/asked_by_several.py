"""People and partners asked by several policies: hours beside what they have, and what was left unanswered.

Of one policy `coprod_tools.accountability.burden` says more; here its lines are put beside each other. The same id in
two policies is the same actor, as there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from coprod_tools.accountability.amounts import EXACT
from coprod_tools.batch.facts import Facts
from coprod_tools.batch.portfolio.policies import NAMED, Counting, Policies


@dataclass(frozen=True, slots=True)
class AskedBySeveral:
    """One actor that two policies or more ask something of.

    Attributes
    ----------
    labels : tuple of str
        Its names; where there are two, they may be two actors.
    hours : tuple of str
        The sum of hours that are said, low, middle and high.
    unsaid, parts : int
        Parts that say no hours, of all parts.
    capacity : str or None
        The most hours that any of the policies says it has. Nobody has said whether two policies mean the same hours.
    over : bool or None
        Whether the middle of what is said is more than that; None where it can't be known.
    unanswered : int
        Earlier requests without an answer, in the policy that tells of most: two policies may tell of the same.
    waiting : tuple of str
        The policies that tell of any, `NAMED` at most.
    """

    actor: str
    labels: tuple[str, ...]
    policies: Policies
    hours: tuple[str, str, str]
    unsaid: int
    parts: int
    capacity: str | None
    over: bool | None
    unanswered: int
    waiting: tuple[str, ...]

    @property
    def too_many(self) -> bool:
        """Whether more is asked than there is, or something new before an answer to what was asked before."""
        return self.over is True or self.unanswered > 0


@dataclass(slots=True)
class _Gathering:
    labels: dict[str, None] = field(default_factory=dict)
    policies: Counting = field(default_factory=Counting)
    hours: list[Decimal] = field(default_factory=lambda: [Decimal(0)] * 3)
    unsaid: int = 0
    parts: int = 0
    capacity: Decimal | None = None
    unanswered: int = 0
    waiting: list[str] = field(default_factory=list)

    def add(self, policy: str, told: dict[str, Any]) -> None:
        if len(self.labels) < NAMED:
            self.labels.setdefault(told["label"])
        self.policies.add(policy)
        self.hours = [EXACT.add(one, Decimal(other)) for one, other in zip(self.hours, told["hours"], strict=True)]
        self.unsaid += told["unsaid"]
        self.parts += told["parts"]
        if told["capacity"] is not None:
            self.capacity = max(Decimal(told["capacity"]), self.capacity or Decimal(0))
        self.unanswered = max(self.unanswered, told["unanswered"])
        if told["unanswered"] and len(self.waiting) < NAMED:
            self.waiting.append(policy)

    def done(self, actor: str) -> AskedBySeveral:
        over = None if self.capacity is None else self.hours[1] > self.capacity
        return AskedBySeveral(
            actor=actor,
            labels=tuple(self.labels),
            policies=self.policies.done(),
            hours=(f"{self.hours[0]:f}", f"{self.hours[1]:f}", f"{self.hours[2]:f}"),
            unsaid=self.unsaid,
            parts=self.parts,
            capacity=None if self.capacity is None else f"{self.capacity:f}",
            over=None if over is False and self.unsaid else over,
            unanswered=self.unanswered,
            waiting=tuple(self.waiting),
        )


def asked_by_several(facts: Iterable[Facts]) -> tuple[AskedBySeveral, ...]:
    """Return who is asked by two policies or more: first those asked too much or not answered, then by number."""
    found: dict[str, _Gathering] = {}
    for each in facts:
        for told in each["asked"]:
            found.setdefault(told["actor"], _Gathering()).add(each["id"], told)
    rows = (gathering.done(actor) for actor, gathering in found.items() if gathering.policies.done().count > 1)
    return tuple(sorted(rows, key=lambda row: (not row.too_many, -row.policies.count, row.actor)))
