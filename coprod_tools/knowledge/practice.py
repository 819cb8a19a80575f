"""What is known about doing it: the four Co's, methods, barriers, cases, and the Co-production Star."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from coprod_tools.knowledge.entry import Co, Entry, Level, Part, PromiseLevel, StageOrder, Status, Words

Subtype = Annotated[str, Field(pattern=r"^co-[a-z-]+$")]
SomeCos = Annotated[tuple[Co, ...], Field(min_length=1)]
SomeStages = Annotated[tuple[StageOrder, ...], Field(min_length=1)]


class CoSubtype(Part):
    """A kind of one Co, such as co-planning of policy, with its own source and status."""

    id: Subtype
    title: Words
    source: Words
    status: Status


class CoEntry(Entry):
    """One of the four Co's: what it is, its kinds, and when it is really present."""

    id: Co
    title: Words
    definition: Words
    presence: Words
    mode: Literal["voice", "action"]
    subtypes: Annotated[tuple[CoSubtype, ...], Field(min_length=1)]


class Method(Entry):
    """A way to do it together.

    Attributes
    ----------
    cos, subtypes
        Which of the four Co's it can be, and which kinds.
    stages : tuple of int
        Default stages (0 mandate to 9 adapt) where it fits.
    effort : {'low', 'medium', 'high'}
        What it asks of people outside government, for one of them.
    promise : str
        The lowest IAP2 level at which it is honest to use it.
    survey : bool
        True when it asks people standard questions: it is co-assessment only where users set the questions, interpret
        the answers or trigger action.
    held_by : str or None
        A people whose own way this is, such as Māori for a wānanga: they lead it, and nobody else uses its name.
    """

    name: Words
    what: Words
    cos: SomeCos
    subtypes: tuple[Subtype, ...] = ()
    levels: Annotated[tuple[Level, ...], Field(min_length=1)]
    stages: SomeStages
    mode: Literal["voice", "action", "both"]
    effort: Literal["low", "medium", "high"]
    people_needed: Words
    promise: PromiseLevel
    pitfalls: Words
    survey: bool = False
    held_by: Words | None = None


class Way(Part):
    """One way over a barrier, and whom to ask for it."""

    action: Words
    who_to_ask: Words


class BarrierEntry(Entry):
    """A known reason why co-production fails, the question that detects it, and ways over it."""

    title: Words
    question: Words
    way_over: Annotated[tuple[Way, ...], Field(min_length=1)]
    stages: SomeStages


class Investment(Part):
    """What one party put into a case."""

    who: Words
    what: Words


class Case(Entry):
    """A precedent: who put in what, what came of it, how well that is known, when it applies and when it fails.

    Attributes
    ----------
    evidence_scale, evidence_level : str
        A scale of `scales.yaml` (or `none`) and the level in that scale's own words; never converted.
    jurisdiction : str or None
        Where it took place; a precedent may serve anywhere.
    failed : bool
        True when it ended, missed its target or did not do what was promised.
    """

    title: Words
    place: Words
    years: Words
    cos: SomeCos
    stages: SomeStages
    who_invested: Annotated[tuple[Investment, ...], Field(min_length=1)]
    outcome: Words
    evidence_scale: Words
    evidence_level: Words
    caveat: Words
    lesson: Words
    failed: bool
    applies_when: Words
    fails_when: Words
    tags: Annotated[tuple[Words, ...], Field(min_length=1)]


class StarStep(Entry):
    """A step of the Co-production Star: what it is, which questions show it is done, what to do next, what it costs."""

    order: int
    title: Words
    what: Words
    asks: Annotated[tuple[Words, ...], Field(min_length=1)]
    next_step: Words
    cost_hint: Words


class CharterPart(Entry):
    """A part of the co-production charter template, to be filled in with the partners."""

    order: int
    title: Words
    text: Words
