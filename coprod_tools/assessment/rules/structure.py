"""Rules about the frame: what must be said before anything else can be judged."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from coprod_tools.assessment.register import Hit, incomplete, listed, rule
from coprod_tools.assessment.view import View
from coprod_tools.policy import Activity
from coprod_tools.policy.numbers import Money
from coprod_tools.words import say


@rule("no-activity")
def no_activity(view: View) -> Iterator[Hit]:
    """Fire when nothing is planned yet."""
    if not view.activities:
        yield view.whole.hit("activities")


@rule("activity-without-stage")
def activity_without_stage(view: View) -> Iterator[Hit]:
    """Fire for an activity that stands nowhere on the chain."""
    for activity in view.activities:
        if activity.stage is None:
            yield view.activity(activity).hit("stage")


@rule("activity-without-lead")
def activity_without_lead(view: View) -> Iterator[Hit]:
    """Fire for an activity that nobody leads."""
    for activity in view.activities:
        if activity.lead is None:
            yield view.activity(activity).hit("lead")


@rule("actor-without-kind")
def actor_without_kind(view: View) -> Iterator[Hit]:
    """Fire for an actor of whom nobody can tell what it counts as."""
    for about, actor in view.each("actors", view.policy.actors, "label"):
        if actor.kind is None:
            yield about.hit("kind")


@rule("needs-out-of-order")
def needs_out_of_order(view: View) -> Iterator[Hit]:
    """Fire for an activity that waits for something later than itself."""
    known = {activity.id: activity for activity in view.activities}
    for activity in view.activities:
        needed = [known[name] for name in activity.needs or () if name in known]
        late = [other for other in needed if _comes_later(view, activity, other)]
        if late:
            reads = [f"activities[{other.id}].{field}" for other in needed for field in ("stage", "finish")]
            labels = [f"activities[{other.id}].label" for other in late]
            detail = say("findings.needs", names=listed(str(other.label) for other in late))
            yield view.activity(activity).hit("needs", "start", also=(*reads, *labels), detail=detail)


def _comes_later(view: View, activity: Activity, other: Activity) -> bool:
    here, there = view.stage(activity.stage), view.stage(other.stage)
    if here and there and there.order > here.order:
        return True
    return bool(activity.start and other.finish and activity.start.surely_before(other.finish))


@rule("jurisdiction-missing")
def jurisdiction_missing(view: View) -> Iterator[Hit]:
    """Fire when nobody can tell whose law and settings apply."""
    if view.policy.jurisdiction is None:
        yield view.whole.hit("jurisdiction")


@rule("decision-not-named", "what", "who", "by_when")
def decision_not_named(view: View) -> Iterator[Hit]:
    """Fire when the decision that the advice is for is not fully named."""
    yield from incomplete(view.whole, view.policy.decision_wanted, ("what", "who", "by_when"), "decision_wanted.")


@rule("fixed-and-open-not-said", "fixed", "open")
def fixed_and_open_not_said(view: View) -> Iterator[Hit]:
    """Fire when nobody says what is already decided and what is truly open."""
    named = [name for name in ("fixed", "open") if getattr(view.policy, name) is None]
    yield from incomplete(view.whole, view.policy, tuple(named), also=("fixed", "open"))


@rule("currencies-not-joined")
def currencies_not_joined(view: View) -> Iterator[Hit]:
    """Fire when money stands in several currencies, which are never added without a dated rate."""
    own = view.policy.currency
    found = {money.currency or own for money in _all_money(view)} - {None}
    if len(found) > 1:
        fields = ("budgets", "contributions", "activities", "capabilities", "pilots", "streams", "proposals")
        detail = say("findings.currencies", names=listed(sorted(str(each) for each in found)))
        yield view.whole.hit("currency", *fields, detail=detail)


def _all_money(view: View) -> Iterator[Money]:
    policy = view.policy
    parts = [part for activity in view.activities for part in activity.parts or ()]
    places: list[Any] = [budget.money for budget in policy.budgets or ()]
    places += [given.unit_value for given in policy.contributions or ()]
    places += [activity.cost for activity in view.activities]
    places += [thing.cost for things in (policy.capabilities, policy.pilots) for thing in things or ()]
    places += [stream.unit_value for stream in policy.streams or ()]
    for proposal in policy.proposals or ():
        places += [proposal.worth, *(need.money for need in proposal.takes or ())]
    places += [part.cost_to_them for part in parts] + [part.pay.rate for part in parts if part.pay]
    return (money for money in places if money is not None)


@rule("waiver-expired")
def waiver_expired(view: View) -> Iterator[Hit]:
    """Fire for a waiver that has run out, or that waives a rule nobody knows."""
    for about, waiver in view.each("waivers", view.policy.waivers, "rule"):
        over = view.as_at is not None and waiver.until.surely_before(view.as_at)
        if over or waiver.rule not in view.knowledge.rules:
            yield about.hit("until", "rule", also=("as_at",))
