"""What is asked of one actor over all policies, as a value: hours, cost, risk, what it can give, what it gains."""

from __future__ import annotations

from dataclasses import dataclass

from coprod_tools.accountability.amounts import Range
from coprod_tools.accountability.asks import Ask
from coprod_tools.accountability.taking_part import Presence
from coprod_tools.assessment.standing import KindClass
from coprod_tools.policy.people import Asked


@dataclass(frozen=True, slots=True)
class Capacity:
    """The hours that one actor has for one policy, beside what that policy asks.

    Attributes
    ----------
    asked : Range or None
        None where any part does not say its hours.
    over : bool or None
        Whether the best single values say that more is asked than there is; None where one is not known.
    """

    policy: str
    actor: str
    hours: Range
    asked: Range | None
    over: bool | None


@dataclass(frozen=True, slots=True)
class Gain:
    """An outcome that is for this actor, or for a group it has a mandate to speak for."""

    policy: str
    outcome: str
    label: str
    group: str


@dataclass(frozen=True, slots=True)
class BurdenLine:
    """What is asked of one actor over all policies, with those it has a mandate to speak for.

    Attributes
    ----------
    actor : str
        Its id; the same id in two policies is the same actor.
    members : tuple of str
        Actors it speaks for of whom something is asked too: their parts stand here under their own id, and not twice.
    stands_as : tuple of str
        What it counts as in the policies, such as `people`; empty where no kind is said.
    asks : tuple of Ask
        Each policy's, part by part.
    hours : Range
        The sum of what is said; `unsaid` counts the parts that do not say, so that a sum is never read as the whole.
    cost : tuple of str and Range
        By currency; currencies are never added.
    capacity : tuple of Capacity
        By policy and actor. Whether two policies mean the same hours, nobody has said.
    can_refuse : str
        `yes` where every part says so, `no` where one says no, else `not-said`.
    asked_before : tuple of Asked
        Times it was asked before, told in any of the policies; the same one once.
    unanswered : int
        How many of these say neither what changed nor that an answer came.
    """

    actor: str
    label: str
    members: tuple[str, ...]
    stands_as: tuple[KindClass, ...]
    asks: tuple[Ask, ...]
    hours: Range
    unsaid: int
    cost: tuple[tuple[str, Range], ...]
    capacity: tuple[Capacity, ...]
    can_refuse: str
    if_refused: tuple[str, ...]
    risks: tuple[str, ...]
    gains: tuple[Gain, ...]
    asked_before: tuple[Asked, ...]
    unanswered: int
    notes: tuple[str, ...]

    @property
    def policies(self) -> tuple[str, ...]:
        """The policies that ask something of it."""
        return tuple(dict.fromkeys(ask.policy for ask in self.asks))


@dataclass(frozen=True, slots=True)
class GovernmentHours:
    """In one policy: the hours that public bodies commit, beside those asked of everybody else.

    Attributes
    ----------
    committed : Range or None
        None where no hours of a public body are written.
    unsaid : tuple of str
        Fields where a public body takes part without saying its hours.
    asked : Range
        Of all others, as far as it is said.
    asked_unsaid : int
        Parts of others that do not say their hours.
    """

    policy: str
    committed: Range | None
    unsaid: tuple[str, ...]
    asked: Range
    asked_unsaid: int
    text: str


@dataclass(frozen=True, slots=True)
class Burden:
    """Who is asked for what across policies; people first, those most asked first within them; never one number."""

    lines: tuple[BurdenLine, ...]
    government: tuple[GovernmentHours, ...]
    presence: tuple[Presence, ...]
    notes: tuple[str, ...]
