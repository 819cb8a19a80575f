"""What partners must report, for how many hours a year, and which rules nobody can say the use of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from coprod_tools.accountability.amounts import Range, range_of, total
from coprod_tools.accountability.asks import asks_of
from coprod_tools.accountability.labels import labels_of
from coprod_tools.accountability.units import Units, folded
from coprod_tools.knowledge import Knowledge
from coprod_tools.policy import Policy
from coprod_tools.policy.investing import Reporting
from coprod_tools.policy.values import Text
from coprod_tools.policy.vocabulary import Audience
from coprod_tools.words import say

Why = Literal["drop", "join", "used-for-nothing", "use-not-said"]
_NOTHING = frozenset({"nothing", "none", "no", "nobody", "nil", "not used", "unused", "n/a", "no use"})
# Reporting.hours are by the year, so a unit that says so is no rate to be refused.
_A_YEAR = "hour-a-year"


@dataclass(frozen=True, slots=True)
class ReportingOf:
    """What one partner must report in a year.

    Attributes
    ----------
    reports : int
        How many are listed.
    said : int or None
        How many reports the partner itself is said to write (`reports_asked`).
    hours : Range
        A year, of those that say it; `unsaid` counts the others.
    work : Range or None
        The hours its parts ask of it, to hold beside; None where any part does not say, or it has none.
    """

    actor: str
    label: str
    reports: int
    said: int | None
    hours: Range
    unsaid: int
    work: Range | None
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleQuestion:
    """A rule of reporting to ask about: a question to those who made it and those who follow it, never a verdict.

    Attributes
    ----------
    why : str
        `drop` or `join`, as the policy proposes; `used-for-nothing` as it says; `use-not-said` where nobody says.
    """

    id: str
    actor: str
    to: str | None
    what: Text | None
    rule: Text | None
    hours: Range | None
    why: Why
    question: str
    visible_to: Audience | None


def reporting_of(policy: Policy, knowledge: Knowledge) -> tuple[ReportingOf, ...]:
    """Return what each partner must report, in the order of the policy's actors; those with nothing are left out."""
    units = Units(knowledge, range_of(policy.hours_per_day) if policy.hours_per_day else None)
    return tuple(
        _of_partner(policy, actor.key, str(actor.label), actor.reports_asked, units)
        for actor in policy.actors or ()
        if actor.reports_asked is not None or any(each.actor == actor.key for each in policy.reporting or ())
    )


def _of_partner(policy: Policy, actor: str, label: str, said: int | None, units: Units) -> ReportingOf:
    listed = [each for each in policy.reporting or () if each.actor == actor]
    hours = [_hours(each, units) for each in listed]
    known = [each for each in hours if each is not None]
    work = [ask.hours for ask in asks_of(policy, units) if ask.actor == actor]
    sure = [each for each in work if each is not None]
    notes = []
    if said is not None and said != len(listed):
        notes.append(say("scorecard.reports_differ", said=said, listed=len(listed)))
    if len(known) < len(listed):
        notes.append(say("scorecard.reports_unsaid", count=len(listed) - len(known)))
    return ReportingOf(
        actor=actor,
        label=label,
        reports=len(listed),
        said=said,
        hours=total(known),
        unsaid=len(listed) - len(known),
        work=total(sure) if work and len(sure) == len(work) else None,
        notes=tuple(notes),
    )


def _hours(report: Reporting, units: Units) -> Range | None:
    if report.hours is None or report.hours.is_share:
        return None
    unit = units.read(report.hours.unit)
    own = range_of(report.hours)
    return own if unit is None or unit.id == _A_YEAR else units.in_hours(own, unit)


def rules_to_ask_about(policy: Policy) -> tuple[RuleQuestion, ...]:
    """Return the reports whose use nobody says, that are used for nothing, or that the policy would drop or join."""
    return tuple(_questions(policy))


def _questions(policy: Policy) -> Iterator[RuleQuestion]:
    labels = labels_of(policy)
    for report in policy.reporting or ():
        why = _why(report)
        if why is None:
            continue
        known = report.hours is not None and not report.hours.is_share
        yield RuleQuestion(
            id=report.key,
            actor=report.actor,
            to=report.to,
            what=report.what,
            rule=report.rule,
            hours=range_of(report.hours) if known and report.hours is not None else None,
            why=why,
            question=say(
                f"scorecard.rule_{why.replace('-', '_')}",
                who=labels.get(report.actor, report.actor),
                to=labels.get(report.to, report.to) if report.to else say("scorecard.rule_whoever"),
                what=report.what or report.rule or report.key,
            ),
            visible_to=report.visible_to,
        )


def _why(report: Reporting) -> Why | None:
    if report.verdict in ("drop", "join"):
        return report.verdict
    if report.used_for is None:
        return "use-not-said"
    return "used-for-nothing" if folded(str(report.used_for)).strip(" .") in _NOTHING else None
