"""The plan as a document: the shape of `plan.json`, published as `templates/plan.schema.json`.

Every key is always present; what is not known is null, with a row in `unknowns`. Later versions only add.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from coprod_tools.plan.decision_row import DecisionRow, without_empty
from coprod_tools.plan.part import Part
from coprod_tools.plan.screen import FirstScreen

SCHEMA = "coprod-plan/1"


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
    decisions: tuple[DecisionRow, ...] = ()


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
    decisions: tuple[DecisionRow, ...] = ()


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
    decisions: tuple[DecisionRow, ...] = ()


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
    decisions: tuple[DecisionRow, ...] = ()


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
    decisions: tuple[DecisionRow, ...] = ()


class CauseEffect(Part):
    """The claims of cause and effect as the policy's owner holds them, and what partners' maps say of them."""

    links: tuple[dict[str, Any], ...]
    framings: tuple[dict[str, Any], ...]
    agreed: tuple[str, ...]
    contested: tuple[str, ...]
    talk_next: tuple[dict[str, Any], ...]
    robust: tuple[dict[str, Any], ...]
    outcomes: tuple[dict[str, Any], ...] = ()
    one_view: tuple[str, ...] = ()
    direction_not_known: tuple[str, ...] = ()
    dissent: tuple[dict[str, Any], ...] = ()
    holders: tuple[dict[str, Any], ...] = ()
    consultation: tuple[dict[str, Any], ...] = ()
    nobody_drew: tuple[dict[str, Any], ...] = ()
    test_next: tuple[dict[str, Any], ...] = ()
    suggestions: tuple[dict[str, Any], ...] = ()
    moves: tuple[dict[str, Any], ...] = ()
    loops: tuple[dict[str, Any], ...] = ()
    conversations: tuple[dict[str, Any], ...] = ()
    not_used: tuple[dict[str, Any], ...] = ()
    maps_withdrawn: int = 0
    associations: tuple[dict[str, Any], ...] = ()


class Accountability(Part):
    """Who puts in what, who answers, and the three questions."""

    ledger: tuple[dict[str, Any], ...]
    asks: tuple[dict[str, Any], ...]
    shares: tuple[dict[str, Any], ...]
    rewards: tuple[dict[str, Any], ...]
    duties: tuple[dict[str, Any], ...]
    scorecard: tuple[dict[str, Any], ...]
    double_counts: tuple[dict[str, Any], ...] = ()
    co_investment: dict[str, Any] = Field(default_factory=dict)
    social_costs: dict[str, Any] = Field(default_factory=dict)
    own_units: tuple[dict[str, Any], ...] = ()
    outcome_shares: tuple[dict[str, Any], ...] = ()
    computed_shares: tuple[dict[str, Any], ...] = ()
    wishes: tuple[dict[str, Any], ...] = ()
    reward_notes: tuple[str, ...] = ()
    outcome_duties: tuple[dict[str, Any], ...] = ()
    scorecard_notes: tuple[str, ...] = ()
    triggers: dict[str, Any] = Field(default_factory=dict)
    burden: dict[str, Any] = Field(default_factory=dict)
    control_and_value: dict[str, Any] = Field(default_factory=dict)


class UnknownRow(Part):
    """What nobody has told us yet, and why it matters."""

    field: str
    question: str
    why_it_matters: str


class Record(Part):
    """Inputs with hashes, versions, parameters: the only part that may differ between equal plans."""

    inputs: tuple[dict[str, str], ...] = ()
    versions: dict[str, str] = Field(default_factory=dict)
    parameters: dict[str, str | int | float | bool | None] = Field(default_factory=dict)


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
    other_decisions: tuple[DecisionRow, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the plan as plain values, with the key names of the published schema."""
        return without_empty(self.model_dump(mode="json", by_alias=True))
