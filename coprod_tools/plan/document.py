"""The plan as a document: the shape of `plan.json`, published as `templates/plan.schema.json`.

Every key is always present; what is not known is null, with a row in `unknowns`. Later versions only add.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA = "coprod-plan/1"


class Part(BaseModel):
    """Base of every part of the document; later versions may add keys to any of them."""

    model_config = ConfigDict(frozen=True, populate_by_name=True, defer_build=True, json_schema_extra={"additionalProperties": True})


class ReasonRow(Part):
    """Why a mark stands."""

    rule: str
    text: str
    fields: tuple[str, ...]


class PolicyHead(Part):
    """Which policy, in which state, and the hash of what was read."""

    id: str
    title: str
    summary: str | None
    owner: str | None
    jurisdiction: str | None
    lifecycle: str
    standing: str | None
    standing_text: str
    as_at: str | None
    source_sha256: str | None


class Line(Part):
    """One line of the first screen and the marks or fields it comes from."""

    text: str
    sources: tuple[str, ...] = Field(default=(), alias="from")


class DecisionWanted(Part):
    """Who decides what, by when."""

    what: str | None
    who: str | None
    by_when: str | None


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
    can_refuse: str | None
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
    more: dict[str, int]


class CellRow(Part):
    """One actor's place in one activity for one Co."""

    id: str
    actor: str
    actor_label: str
    activity: str
    activity_label: str
    co: str
    claimed: str | None
    verdict: str
    shown_as: str
    advice: str | None
    value_served: str | None
    reasons: tuple[ReasonRow, ...]


class OpportunityRow(Part):
    """Where more could be done together."""

    id: str
    co: str
    subtype: str | None
    actors: tuple[str, ...]
    actor_labels: tuple[str, ...]
    advice: str
    promise: dict[str, str | None]
    rank: int
    score: float
    stability: float
    value_served: str | None
    asks: str
    reasons: tuple[ReasonRow, ...]
    methods: tuple[dict[str, str], ...]
    cases: tuple[dict[str, str], ...]
    needs: tuple[str, ...]


class WayOverRow(Part):
    """A move over a barrier."""

    action: str
    to_ask: str | None
    due: str | None


class BarrierRow(Part):
    """A barrier found at a stage."""

    id: str
    barrier: str
    title: str
    severity: str
    reasons: tuple[ReasonRow, ...]
    hits: tuple[str, ...]
    ways_over: tuple[WayOverRow, ...]


class ActivityRow(Part):
    """An activity with government's role, the latitude for local practice, and what is known of its time."""

    id: str
    label: str
    summary: str | None
    lead: str | None
    government_role: dict[str, str | None]
    latitude: dict[str, Any]
    start: str | None
    finish: str | None
    outcomes: tuple[str, ...]


class AlreadyRow(Part):
    """What people already do without us."""

    id: str
    who: str
    what: str
    since: str | None
    terms: str | None


class WorkaroundRow(Part):
    """What the front line does off the books, and what policy can learn from it."""

    id: str
    what: str
    rule_it_bends: str | None
    need_it_shows: str | None
    risk: str | None
    spread: str | None
    verdict: str | None


class StageAdviceRow(Part):
    """What to do at a stage as a whole."""

    advice: str | None
    value_served: str | None
    reasons: tuple[ReasonRow, ...]


class StageRow(Part):
    """One stage of the lifecycle with everything marked on it."""

    id: str
    title: str
    order: int
    advice: StageAdviceRow
    activities: tuple[ActivityRow, ...]
    already_happening: tuple[AlreadyRow, ...]
    workarounds: tuple[WorkaroundRow, ...]
    cells: tuple[CellRow, ...]
    opportunities: tuple[OpportunityRow, ...]
    barriers: tuple[BarrierRow, ...]


class FindingRow(Part):
    """A weakness a rule found."""

    id: str
    rule: str
    title: str
    severity: Literal["error", "warning", "note"]
    message: str
    where: str
    repair: str
    waived_until: str | None
    stage: str | None
    group: str
    reasons: tuple[ReasonRow, ...]


class ActionRow(Part):
    """Something to do, by whom or whom to ask, and when."""

    id: str
    title: str
    kind: Literal["activity", "pilot", "reply", "barrier"]
    stage: str | None
    owner: str | None
    to_ask: str | None
    agreed_on: str | None
    start: str | None
    finish: str | None
    days: int | None
    needs: tuple[str, ...]
    gate: str | None
    critical: bool
    sources: tuple[str, ...] = Field(default=(), alias="from")


class CauseEffect(Part):
    """The claims of cause and effect as the policy's owner holds them."""

    links: tuple[dict[str, Any], ...]
    framings: tuple[dict[str, Any], ...]
    agreed: tuple[str, ...]
    contested: tuple[str, ...]
    talk_next: tuple[dict[str, Any], ...]
    robust: tuple[dict[str, Any], ...]


class Accountability(Part):
    """Who puts in what, who answers, and the three questions."""

    ledger: tuple[dict[str, Any], ...]
    shares: tuple[dict[str, Any], ...]
    rewards: tuple[dict[str, Any], ...]
    duties: tuple[dict[str, Any], ...]
    scorecard: tuple[dict[str, Any], ...]


class UnknownRow(Part):
    """What nobody has told us yet, and why it matters."""

    field: str
    why_it_matters: str


class Record(Part):
    """Inputs with hashes, versions, parameters: the only part that may differ between equal plans."""

    inputs: tuple[dict[str, str], ...] = ()
    versions: dict[str, str] = {}
    parameters: dict[str, str | int | float | bool | None] = {}


class PlanDocument(Part):
    """A whole plan."""

    schema_: Literal["coprod-plan/1"] = Field(default="coprod-plan/1", alias="schema")
    policy: PolicyHead
    first_screen: FirstScreen
    stages: tuple[StageRow, ...]
    findings: tuple[FindingRow, ...]
    actions: tuple[ActionRow, ...]
    cause_effect: CauseEffect
    pilots: tuple[dict[str, Any], ...]
    accountability: Accountability
    investment: dict[str, Any]
    capability: tuple[dict[str, Any], ...]
    unknowns: tuple[UnknownRow, ...]
    record: Record

    def as_json(self) -> dict[str, Any]:
        """Return the plan as plain values, with the key names of the published schema."""
        return self.model_dump(mode="json", by_alias=True)
