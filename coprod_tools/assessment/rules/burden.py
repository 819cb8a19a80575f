"""Rules about burden and money (B5 to B8): what is asked of people, what they get, and who pays for how long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from coprod_tools.assessment.register import Hit, incomplete, missing, rule
from coprod_tools.assessment.view import View
from coprod_tools.policy import Part
from coprod_tools.policy.care import Pilot
from coprod_tools.policy.numbers import Quantity
from coprod_tools.policy.values import PartialDate
from coprod_tools.words import say

DELIVERY = 7
SLOW_DAYS = 30
HOURS = frozenset({"", "h", "hour", "hours", "hrs"})


@rule("hours-not-stated")
def hours_not_stated(view: View) -> Iterator[Hit]:
    """Fire where nobody says how many hours are asked."""
    for activity, part in view.people_parts:
        if part.hours_asked is None:
            yield view.people_part(activity, part).hit("hours_asked")


@rule("unpaid-work")
def unpaid_work(view: View) -> Iterator[Hit]:
    """Fire where people work, or may have to, without pay, koha or a reason why not."""
    for activity, part in view.people_parts:
        works = part.hours_asked is None or part.hours_asked.value > 0
        if works and not _paid(part):
            yield view.people_part(activity, part).hit("pay", "hours_asked")


def _paid(part: Part) -> bool:
    pay = part.pay
    if pay is None:
        return False
    return bool((pay.rate is not None and pay.rate.value > 0) or pay.koha or pay.none_because)


@rule("pay-is-slow")
def pay_is_slow(view: View) -> Iterator[Hit]:
    """Fire where people wait more than 30 days for their money."""
    for activity in view.activities:
        for part in activity.parts or ():
            days = part.pay.days_to_pay if part.pay else None
            if days is not None and days > SLOW_DAYS:
                yield view.part(activity, part).hit("pay.days_to_pay")


@rule("no-fallback")
def no_fallback(view: View) -> Iterator[Hit]:
    """Fire where people help to deliver and nothing is there for those who do not."""
    delivering = {activity.id for activity, part in view.people_parts if part.co == "deliver"}
    for activity in view.at(6, DELIVERY):
        if activity.id in delivering and activity.fallback is None:
            yield view.with_its_people(activity).hit("fallback")


@rule("over-capacity")
def over_capacity(view: View) -> Iterator[Hit]:
    """Fire for an actor of whom more hours are asked than it has; only hours in the same unit are added."""
    for about, actor in view.each("actors", view.policy.actors, "label"):
        has = actor.capacity_hours
        if has is None:
            continue
        asked = [part.hours_asked for _, part in view.parts_of.get(actor.key, ()) if part.hours_asked is not None]
        total = sum((hours.value for hours in asked if _unit(hours) == _unit(has)), Decimal(0))
        if total > has.value:
            detail = say("findings.hours", asked=_plain(total), has=_plain(has.value))
            yield about.hit("capacity_hours", also=("activities",), detail=detail)


def _plain(number: Decimal) -> str:
    shown = f"{number:f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def _unit(hours: Quantity) -> str:
    unit = (hours.unit or "").strip().casefold()
    return "" if unit in HOURS else unit


@rule("efficiency-only")
def efficiency_only(view: View) -> Iterator[Hit]:
    """Fire where saving is the only purpose and nobody says whose cost rises."""
    for activity, part in view.people_parts:
        if activity.purpose == "efficiency" and part.cost_to_them is None:
            also = (f"activities[{activity.id}].purpose",)
            yield view.people_part(activity, part).hit("cost_to_them", also=also)


@rule("handed-over-work")
def handed_over_work(view: View) -> Iterator[Hit]:
    """Fire where people act and have no voice anywhere in the policy."""
    for activity in view.activities:
        for part in activity.parts or ():
            cell = view.cell(activity, part)
            if cell and cell.verdict == "handed-over-work":
                yield view.part(activity, part).hit("", also=view.cell_fields(activity, part))


@rule("no-support-budget")
def no_support_budget(view: View) -> Iterator[Hit]:
    """Fire where people take part and no money supports them (B8)."""
    support = [budget for budget in view.policy.budgets or () if budget.purpose == "support"]
    if view.people_parts and not any(budget.money.value > 0 for budget in support):
        yield view.whole.hit("budgets", "activities", "actors")


@rule("benefit-outlasts-funding")
def benefit_outlasts_funding(view: View) -> Iterator[Hit]:
    """Fire where what was promised must last longer than the money (B5)."""
    exit_ = view.policy.exit
    written_benefit = exit_.benefits_until if exit_ else None
    written_end = exit_.funding_ends if exit_ else None
    benefit = written_benefit or _latest(outcome.horizon for outcome in view.policy.outcomes or ())
    end = written_end or _latest(budget.end for budget in view.policy.budgets or ())
    onward = (exit_ and exit_.handover_to) or any(_carried_on(pilot) for pilot in view.policy.pilots or ())
    if benefit and end and end.surely_before(benefit) and not onward:
        also = [
            "exit.handover_to",
            "pilots",
            *(["outcomes"] if not written_benefit else []),
            *(["budgets"] if not written_end else []),
        ]
        detail = say("findings.until", end=end, benefit=benefit)
        yield view.whole.hit("exit.benefits_until", "exit.funding_ends", also=also, detail=detail)


def _carried_on(pilot: Pilot) -> bool:
    """Tell whether it is said who pays once a test has worked."""
    onward = pilot.mainstreaming
    return onward is not None and bool(onward.funded_by or onward.budget_line)


def _latest(dates: Iterable[PartialDate | None]) -> PartialDate | None:
    return max((date for date in dates if date), key=lambda date: (date.last, date.first, date), default=None)


@rule("funding-end-unknown")
def funding_end_unknown(view: View) -> Iterator[Hit]:
    """Fire where something is delivered and nobody says until when it is paid (B5)."""
    written = view.policy.exit.funding_ends if view.policy.exit else None
    if view.at(DELIVERY) and not written and not any(budget.end for budget in view.policy.budgets or ()):
        yield view.whole.hit("exit.funding_ends", "budgets", "activities", "lifecycle")


@rule("nothing-survives")
def nothing_survives(view: View) -> Iterator[Hit]:
    """Fire where nobody says what is left when the champion, minister or contract goes (B7)."""
    if view.at(6, 7, 8, 9) and len(missing(view.policy.exit, ("what_survives", "handover_to"))) == 2:
        yield view.whole.hit("exit.what_survives", "exit.handover_to", "activities", "lifecycle")


@rule("no-stop-question", "review_on", "stop_when")
def no_stop_question(view: View) -> Iterator[Hit]:
    """Fire where nobody says when to look again and when to stop (B7)."""
    if view.at(6, 7, 8, 9):
        names = ("review_on", "stop_when")
        yield from incomplete(view.whole, view.policy.exit, names, "exit.", also=("activities", "lifecycle"))
