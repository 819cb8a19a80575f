"""The marks an assessment leaves on a value chain: cells, opportunities, barriers, findings, and what is unknown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from coprod_tools.chain import ValueChain
from coprod_tools.knowledge import Knowledge
from coprod_tools.policy.values import PartialDate

Verdict = Literal[
    "co-production",
    "handed-over-work",
    "partnership",
    "community-led",
    "consultation",
    "information",
    "none",
    "unknown",
]
Advice = Literal["start", "more", "keep", "less", "stop", "hand-over", "not-here"]
Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a mark stands: the rule, the sentence, and the fields whose change could change it.

    Attributes
    ----------
    fields : tuple of str
        Field paths such as `activities[design].parts[parents.design].frames`; an absent field is named by the path it
        would have.
    """

    rule: str
    text: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One actor's place in one activity for one of the four Co's: what was claimed, and the verdict."""

    id: str
    stage: str
    actor: str
    activity: str
    co: str
    claimed: str | None
    verdict: Verdict
    shown_as: str
    advice: Advice | None
    value_served: str | None
    reasons: tuple[Reason, ...]
    part: str | None = None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Opportunity:
    """A place where more could be done together, with what it asks of people and who could authorise it."""

    id: str
    stage: str
    co: str
    subtype: str | None
    actors: tuple[str, ...]
    advice: Advice
    promise: dict[str, str | None]
    rank: int
    score: float
    stability: float
    value_served: str | None
    asks: str
    reasons: tuple[Reason, ...]
    methods: tuple[dict[str, str], ...]
    cases: tuple[dict[str, str], ...]
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WayOver:
    """A first move over a barrier: what, who is to be asked, by when."""

    action: str
    to_ask: str | None
    due: str | None


@dataclass(frozen=True, slots=True)
class Finding:
    """A weakness a rule found: where, how bad, how to mend it in one line."""

    id: str
    rule: str
    severity: Severity
    message: str
    where: str
    repair: str
    reasons: tuple[Reason, ...]
    waived_until: str | None = None
    barrier: str | None = None
    stage: str | None = None
    group: str = ""
    subjects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Barrier:
    """A known reason why co-production fails, found at one stage, with what it hits further on."""

    id: str
    stage: str
    barrier: str
    severity: Severity
    reasons: tuple[Reason, ...]
    hits: tuple[str, ...]
    ways_over: tuple[WayOver, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """A field nobody has filled, and why it matters."""

    field: str
    why_it_matters: str


@dataclass(frozen=True, slots=True)
class StageAdvice:
    """What to do at one stage as a whole."""

    stage: str
    advice: Advice | None
    value_served: str | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """All marks on one policy's chain, with what they were made from. They are never summed into a score."""

    chain: ValueChain = field(compare=False, repr=False)
    knowledge: Knowledge = field(compare=False, repr=False)
    as_at: PartialDate | None = None

    cells: tuple[Cell, ...] = ()
    stage_advice: tuple[StageAdvice, ...] = ()
    opportunities: tuple[Opportunity, ...] = ()
    barriers: tuple[Barrier, ...] = ()
    findings: tuple[Finding, ...] = ()
    unknowns: tuple[Unknown, ...] = ()
