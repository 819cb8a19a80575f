"""What is controlled and counted beside what creates value, and what the counting itself asks of partners."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from coprod_tools.accountability.amounts import Range, range_of
from coprod_tools.accountability.labels import in_words, labels_of
from coprod_tools.accountability.ledger import ledger_of
from coprod_tools.accountability.reports import ReportingOf, RuleQuestion, reporting_of, rules_to_ask_about
from coprod_tools.accountability.scorecard import ScoreRow, scorecard_of
from coprod_tools.chain import ValueChain, outcomes_reached
from coprod_tools.knowledge import Knowledge, load_knowledge
from coprod_tools.policy import Indicator
from coprod_tools.policy.values import Text
from coprod_tools.policy.vocabulary import Beneficiary
from coprod_tools.words import say

CountedKind = Literal["budget", "money", "cost", "output", "output-indicator"]


@dataclass(frozen=True, slots=True)
class Counted:
    """Something that those who run a policy control and count: money they spend, things they hand over.

    Attributes
    ----------
    kind : str
        `budget`, `money` (of the ledger) and `cost` (of an activity) may tell of the same money, so none is added to
        another. `output` is a planned number, `output-indicator` is counted over time.
    unit : str
        A currency for money; empty where nobody says.
    flow : str
        For `money`, what the line tells of, such as promised or paid out; else empty.
    """

    id: str
    kind: CountedKind
    label: str
    activity: str | None
    amount: Range | None
    unit: str
    flow: str = ""
    indicator: Indicator | None = None


@dataclass(frozen=True, slots=True)
class OutcomeCounted:
    """One outcome: what it is worth in the words of those who hold it, what measures it, what is counted on its way.

    Attributes
    ----------
    scores : tuple of ScoreRow
        Rows of the scorecard whose indicator measures this outcome.
    unscored : tuple of str
        Ids of indicators of this outcome that answer none of the three questions.
    on_its_way : tuple of str
        Ids of what is counted of the activities that reach it; the same one may stand at two outcomes.
    gap : str or None
        What is missing, where nothing measures it.
    """

    outcome: str
    label: str
    for_whom: Beneficiary | None
    value_type: Text | None
    scores: tuple[ScoreRow, ...]
    unscored: tuple[str, ...]
    on_its_way: tuple[str, ...]
    gap: str | None


@dataclass(frozen=True, slots=True)
class ControlAndValue:
    """The two sides, the reporting that one of them costs, and which of its rules to ask about."""

    counted: tuple[Counted, ...]
    outcomes: tuple[OutcomeCounted, ...]
    reporting: tuple[ReportingOf, ...]
    rules: tuple[RuleQuestion, ...]
    notes: tuple[str, ...]


def control_and_value(chain: ValueChain, knowledge: Knowledge | None = None) -> ControlAndValue:
    """Return what is counted of spending and outputs beside what is known of each outcome.

    Nothing is added across rows. A rule is put up as a question to those who made it and those who follow it.
    """
    known = knowledge or load_knowledge()
    policy = chain.policy
    counted = tuple(_counted(chain, known))
    rows = scorecard_of(policy, known).rows
    outcomes = tuple(_outcomes(chain, counted, rows))
    return ControlAndValue(
        counted=counted,
        outcomes=outcomes,
        reporting=reporting_of(policy, known),
        rules=rules_to_ask_about(policy),
        notes=tuple(_notes(chain, counted, outcomes)),
    )


def _counted(chain: ValueChain, knowledge: Knowledge) -> Iterator[Counted]:
    policy = chain.policy
    labels = labels_of(policy)
    own = policy.currency or ""
    for budget in policy.budgets or ():
        words = budget.what_for or labels.get(budget.activity or budget.actor or "", budget.key)
        money = range_of(budget.money)
        yield Counted(
            f"budgets[{budget.key}]", "budget", str(words), budget.activity, money, budget.money.currency or own
        )
    for row in ledger_of(policy, knowledge=knowledge).rows:
        if row.kind == "money":
            worth = row.replacement
            words = row.what or labels.get(row.actor, row.actor)
            unit = worth.currency or own
            yield Counted(f"contributions[{row.id}]", "money", words, row.activity, worth.amount, unit, row.flow)
    for activity in policy.activities or ():
        field = f"activities[{activity.id}]"
        if activity.cost is not None:
            cost = activity.cost
            yield Counted(
                f"{field}.cost", "cost", str(activity.label), activity.id, range_of(cost), cost.currency or own
            )
        for output in activity.outputs or ():
            quantity = output.quantity
            amount = None if quantity is None or quantity.is_share else range_of(quantity)
            unit = (quantity.unit if quantity else None) or ""
            yield Counted(f"{field}.outputs[{output.key}]", "output", str(output.label), activity.id, amount, unit)
    made = {output.key: each.id for each in policy.activities or () for output in each.outputs or ()}
    for indicator in sorted(policy.indicators or (), key=lambda each: each.key):
        if indicator.outcome is None and indicator.output is not None:
            name = indicator.output.rpartition("/")
            activity_id = name[0] or made.get(name[2])
            yield Counted(
                f"indicators[{indicator.key}]",
                "output-indicator",
                str(indicator.label),
                activity_id,
                None,
                indicator.unit or "",
                indicator=indicator,
            )


def _outcomes(chain: ValueChain, counted: tuple[Counted, ...], rows: tuple[ScoreRow, ...]) -> Iterator[OutcomeCounted]:
    reached = {activity: outcomes_reached(chain, activity) for activity in chain.activities}
    for outcome in chain.policy.outcomes or ():
        own = [each for each in chain.policy.indicators or () if each.outcome == outcome.key]
        names = {outcome.key, f"outcome:{outcome.key}"}
        yield OutcomeCounted(
            outcome=outcome.key,
            label=str(outcome.label),
            for_whom=outcome.for_whom,
            value_type=outcome.value_type,
            scores=tuple(row for row in rows if row.indicator is not None and row.outcome == outcome.key),
            unscored=tuple(sorted(each.key for each in own if each.question is None)),
            on_its_way=tuple(
                each.id for each in counted if each.activity is not None and names & set(reached.get(each.activity, ()))
            ),
            gap=None if own else say("scorecard.outcome_gap", outcome=outcome.label),
        )


def _notes(chain: ValueChain, counted: tuple[Counted, ...], outcomes: tuple[OutcomeCounted, ...]) -> Iterator[str]:
    yield say("scorecard.two_sides")
    indicators = chain.policy.indicators or ()
    controlled = sum(1 for each in counted if each.kind == "output-indicator")
    valued = sum(1 for each in indicators if each.outcome is not None)
    neither = [str(each.label) for each in indicators if each.outcome is None and each.output is None]
    yield say(
        "scorecard.how_many_each",
        controlled=controlled,
        money=sum(1 for each in counted if each.kind in ("budget", "money", "cost")),
        valued=valued,
    )
    missing = [each.label for each in outcomes if each.gap is not None]
    if missing:
        yield say("scorecard.outcomes_uncounted", which=in_words(missing, {}), count=len(missing), all=len(outcomes))
    if neither:
        yield say("scorecard.indicator_of_nothing", which=in_words(neither, {}))
