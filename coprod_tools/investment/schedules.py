"""The terms of the reckoning: which schedule, which one beside it, how many years, from when, when in a year."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Iterator
from dataclasses import dataclass

from coprod_tools.investment.discounting import Schedule, Step, Timing
from coprod_tools.knowledge import Knowledge, Setting
from coprod_tools.policy import Policy
from coprod_tools.policy.investing import Appraisal
from coprod_tools.policy.values import PartialDate
from coprod_tools.words import say


@dataclass(frozen=True, slots=True)
class Terms:
    """How a worth is reckoned; every page that shows a worth shows these.

    Attributes
    ----------
    base, sensitivity : Schedule or None
        None where none may be used; `notes` then says why.
    years : int or None
        Years counted; None where neither the policy nor any stream says how many.
    first_year : int or None
        The calendar year of year 1.
    notes : tuple of str
        What was assumed, what is to be verified, what is missing.
    """

    base: Schedule | None
    sensitivity: Schedule | None
    years: int | None
    first_year: int | None
    timing: Timing
    notes: tuple[str, ...]

    @property
    def schedules(self) -> tuple[Schedule, ...]:
        """Those that are there: the base, then the one beside it."""
        return tuple(schedule for schedule in (self.base, self.sensitivity) if schedule)


def terms_of(policy: Policy, knowledge: Knowledge, longest: int | None, today: datetime.date | None = None) -> Terms:
    """Return the terms under which a policy's worth is reckoned.

    Parameters
    ----------
    longest : int or None
        The last year in which any stream runs, for a policy that does not say how many years count.
    today : datetime.date, optional
        The day for which to tell whether a schedule should have been looked up again.
    """
    appraisal = policy.appraisal or Appraisal()
    notes: list[str] = []
    base = _base(policy, appraisal, knowledge, notes)
    beside = _beside(policy, appraisal, knowledge, base, notes)
    for each in filter(None, (base, beside)):
        notes.extend(_cautions(each, policy, today))
    if policy.price_year is None:
        notes.append(say("worth.price_year_missing"))
    if appraisal.timing is None:
        notes.append(say("worth.timing_assumed"))
    first = appraisal.first_year
    if first is None and policy.as_at:
        first = policy.as_at.first.year
        notes.append(say("worth.first_year_assumed", year=first))
    elif first is None:
        notes.append(say("worth.first_year_missing"))
    years = appraisal.years or longest
    if years and appraisal.years is None:
        notes.append(say("worth.years_assumed", years=years))
    return Terms(base, beside, _reached(years, base, beside, notes), first, appraisal.timing or "end", tuple(notes))


def schedule_of(setting: Setting) -> Schedule:
    """Return a setting of the knowledge base as a schedule."""
    steps = tuple(Step(step.from_year, step.to_year, step.percent) for step in setting.steps)
    return Schedule(
        id=setting.id,
        title=setting.title,
        steps=steps,
        source=setting.source,
        status=setting.status,
        jurisdiction=setting.jurisdiction,
        as_at=setting.as_at,
        review_due=setting.review_due,
    )


def _base(policy: Policy, appraisal: Appraisal, knowledge: Knowledge, notes: list[str]) -> Schedule | None:
    if appraisal.schedule:
        return _named(appraisal.schedule, knowledge, notes)
    place = policy.jurisdiction or ""
    proposal = appraisal.proposal or "non-commercial"
    for setting in knowledge.settings.get(place.strip().lower(), {}).values():
        if setting.proposal == proposal and setting.steps and setting.is_verified:
            if appraisal.proposal is None:
                notes.append(say("worth.proposal_assumed"))
            return schedule_of(setting)
    notes.append(say("worth.no_schedule", place=place or say("worth.nowhere"), known=_known(knowledge)))
    return None


def _beside(
    policy: Policy, appraisal: Appraisal, knowledge: Knowledge, base: Schedule | None, notes: list[str]
) -> Schedule | None:
    if appraisal.sensitivity:
        return _named(appraisal.sensitivity, knowledge, notes)
    everything = _with_steps(knowledge)
    wanted = everything[base.id].sensitivity if base else None
    if wanted and wanted in everything and everything[wanted].is_verified:
        return schedule_of(everything[wanted])
    if base:
        notes.append(say("worth.no_sensitivity", title=base.title))
    return None


def _with_steps(knowledge: Knowledge) -> dict[str, Setting]:
    return {name: each for place in knowledge.settings.values() for name, each in place.items() if each.steps}


def _known(knowledge: Knowledge) -> str:
    return ", ".join(sorted(_with_steps(knowledge)))


def _named(name: str, knowledge: Knowledge, notes: list[str]) -> Schedule | None:
    found = _with_steps(knowledge)
    if name in found:
        return schedule_of(found[name])
    near = difflib.get_close_matches(name, sorted(found), 1, 0.5)
    notes.append(say("worth.unknown_schedule", known=", ".join(near) or _known(knowledge)))
    return None


def _cautions(schedule: Schedule, policy: Policy, today: datetime.date | None) -> Iterator[str]:
    if schedule.status != "verified":
        yield say("worth.to_verify", title=schedule.title, source=schedule.source)
    if schedule.jurisdiction and schedule.jurisdiction != policy.jurisdiction:
        yield say("worth.from_elsewhere", title=schedule.title, place=schedule.jurisdiction)
    if schedule.review_due and today and PartialDate(schedule.review_due).last < today:
        yield say("worth.review_due", title=schedule.title, as_at=schedule.as_at, due=schedule.review_due)


def _reached(
    years: int | None, base: Schedule | None, beside: Schedule | None, notes: list[str]
) -> int | None:
    """Return the years counted, fewer where a schedule has no rate for the later ones."""
    if years is None:
        return None
    reach = min((each.reach(years) for each in (base, beside) if each), default=years)
    if reach < years:
        notes.append(say("worth.schedule_ends", year=reach, years=years))
    return reach or None
