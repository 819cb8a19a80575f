"""The first screen as it stands in `plan.json`."""

from __future__ import annotations

from pydantic import Field

from coprod_tools.plan.part import Part


class Line(Part):
    """One line of the first screen and the marks or fields it comes from."""

    text: str
    sources: tuple[str, ...] = Field(default=(), alias="from")


class DecisionWanted(Part):
    """Who decides what, by when."""

    what: str | None
    who: str | None
    by_when: str | None
    caution: str | None = None


class PromiseLine(Part):
    """What may be promised to whom, on whose authority."""

    text: str
    level: str | None
    actor: str
    actor_label: str
    activity: str
    activity_label: str
    authorised_by: str | None
    date: str | None
    answer_by: str | None
    sources: tuple[str, ...] = Field(default=(), alias="from")


class AskLine(Part):
    """What is asked of one actor: hours, pay, whether it can refuse, whether it was asked before."""

    text: str
    actor: str
    actor_label: str
    hours: str | None
    paid: str | None
    pay: str | None
    can_refuse: str | None
    if_refused: tuple[str, ...]
    answer_by: tuple[str, ...]
    asked_before: int
    unanswered: int
    sources: tuple[str, ...] = Field(default=(), alias="from")


class DecisiveLink(Part):
    """The cause-effect link most depends on; who disagrees, and the smallest test of it."""

    claim: str | None
    text: str
    evidence: str | None
    contested_by: tuple[str, ...]
    smallest_test: str | None
    link: str | None = None


class Obstacle(Part):
    """A barrier and the first move over it."""

    text: str
    first_move: str
    to_ask: str | None
    sources: tuple[str, ...] = Field(default=(), alias="from")


class Task(Part):
    """Something to do this week, by somebody inside government."""

    text: str
    owner: str | None
    to_ask: str | None
    sources: tuple[str, ...] = Field(default=(), alias="from")


class CrownMaori(Part):
    """The Crown-Māori position: whose interests, what binds, whose reply is owed. Empty outside New Zealand."""

    text: str | None = None
    whose_interests: tuple[str, ...] = ()
    binds: tuple[str, ...] = ()
    reply_owed: tuple[str, ...] = ()
    not_settled: tuple[str, ...] = ()


class FirstScreen(Part):
    """The one page that comes first: at most three of each."""

    decision_wanted: DecisionWanted
    fixed: tuple[Line, ...]
    open: tuple[Line, ...]
    promises: tuple[PromiseLine, ...]
    real: tuple[Line, ...]
    claimed: tuple[Line, ...]
    unknown: tuple[Line, ...]
    crown_maori: CrownMaori
    missing_people: tuple[Line, ...]
    asks: tuple[AskLine, ...]
    decisive_link: DecisiveLink
    not_here: tuple[Line, ...]
    in_the_way: tuple[Obstacle, ...]
    this_week: tuple[Task, ...]
    counts: dict[str, int]
    more: dict[str, int]
