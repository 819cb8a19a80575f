"""Which design answers for a link, how many people and months it takes, and where no test may be run."""

from __future__ import annotations

from dataclasses import dataclass

from coprod_tools.consensus.trials.power import (
    POINTS_EACH_SIDE,
    before_after,
    clusters_per_group,
    smallest_effect,
    stepped_roll_out,
    two_means,
)
from coprod_tools.consensus.values import Link
from coprod_tools.knowledge import Knowledge
from coprod_tools.knowledge.trial_designs import Design
from coprod_tools.policy import Policy
from coprod_tools.policy.care import Pilot
from coprod_tools.words import say


@dataclass(frozen=True, slots=True)
class Sized:
    """A design with its size.

    Attributes
    ----------
    design : Design
        From the knowledge base.
    why : str
        Why this one.
    people : int or None
        People in all that it needs; None where numbers don't answer.
    size : str
        The size in words.
    planned : int or None
        People the policy plans for; None when it does not say.
    months : int or None
        How long it takes at least.
    """

    design: Design
    why: str
    people: int | None
    size: str
    planned: int | None
    months: int | None


def design_of(policy: Policy, link: Link, pilot: Pilot | None, knowledge: Knowledge) -> Sized:
    """Return the design for a link: no test where a right or statute stands; lots only where the community agreed.

    In order: a start in stages where the pilot says so, or nobody planned a pilot and the cause is a statutory duty;
    lots where agreed; the comparison that the pilot names; a stepped roll-out where all must get the same; a series
    where the outcome is counted often enough; else before and after, beside a comparison. Where the group is too small
    for the sample, a small probe.
    """
    designs, planned = knowledge.designs, pilot.sample if pilot and pilot.sample is not None else None
    activity = next((each for each in policy.activities or () if link.cause == f"activity:{each.key}"), None)
    if (pilot and pilot.alternative) or (pilot is None and activity and activity.statutory_duty):
        return Sized(designs["staged-start"], say("trials.why_staged"), None, say("trials.no_sample"), None, None)
    effect = knowledge.trial_numbers["smallest-effect"].value
    chosen, why = _counting(policy, link, pilot, bool(activity and _same_everywhere(activity)), knowledge)
    people, size = _size(chosen.id, effect, knowledge)
    there = _there(policy, link)
    if people is not None and there is not None and there < people:
        return _probe(designs["small-probe"], there, people, planned)
    if people is not None and planned is not None and planned < people:
        size = ". ".join(
            [size, say("trials.planned_short", planned=planned, effect=f"{smallest_effect(planned // 2):.1f}")]
        )
    return Sized(chosen, why, people, size, planned, chosen.months)


def _probe(probe: Design, there: int, people: int, planned: int | None) -> Sized:
    return Sized(
        probe,
        say("trials.why_probe", there=there, people=people),
        None,
        say("trials.size_probe"),
        planned,
        probe.months,
    )


def _counting(policy: Policy, link: Link, pilot: Pilot | None, same: bool, knowledge: Knowledge) -> tuple[Design, str]:
    designs = knowledge.designs
    if pilot and pilot.randomised is True and pilot.community_agreed is True:
        return designs["randomised"], say("trials.why_lots")
    if pilot and pilot.comparison:
        return designs["before-after"], say("trials.why_comparison")
    if same:
        return designs["stepped-roll-out"], say("trials.why_steps")
    if _counted(policy, link) >= POINTS_EACH_SIDE:
        return designs["interrupted-series"], say("trials.why_series", points=_counted(policy, link))
    not_agreed = bool(pilot and pilot.randomised is True)
    return designs["before-after"], say("trials.why_before_after" if not not_agreed else "trials.why_no_lots")


def _size(design: str, effect: float, knowledge: Knowledge) -> tuple[int | None, str]:
    numbers = knowledge.trial_numbers
    place, alike = int(numbers["people-in-a-place"].value), numbers["within-place-correlation"].value
    if design == "stepped-roll-out":
        steps = stepped_roll_out(effect, steps=4, people=place, icc=alike)
        people = steps.clusters * place * (steps.steps + 1)
        return people, say("trials.size_steps", places=steps.clusters, steps=steps.steps, each=place, effect=effect)
    if design == "interrupted-series":
        return None, say("trials.size_series", points=POINTS_EACH_SIDE)
    if design == "randomised":
        each = two_means(effect)
    else:
        each = before_after(effect, numbers["before-after-correlation"].value)
    places = clusters_per_group(each, place, alike)
    return 2 * each, say("trials.size_groups", each=each, effect=effect, places=places, people=place)


def _same_everywhere(activity: object) -> bool:
    latitude = getattr(activity, "latitude", None)
    return bool(latitude and latitude.kind == "same-everywhere")


def _counted(policy: Policy, link: Link) -> int:
    """The most periods that an indicator of the link's effect has been counted for."""
    return max(
        (
            len([period for period in each.actuals or () if period.value is not None])
            for each in policy.indicators or ()
            if each.outcome and link.effect == f"outcome:{each.outcome}"
        ),
        default=0,
    )


def _there(policy: Policy, link: Link) -> int | None:
    """How many people there are in the groups that the link's effect is for; None when not known of each."""
    outcome = next((each for each in policy.outcomes or () if link.effect == f"outcome:{each.key}"), None)
    named = set(outcome.groups or ()) if outcome else set()
    groups = [each for each in (policy.problem.groups if policy.problem else None) or () if each.key in named]
    if not groups or any(each.size is None for each in groups):
        return None
    return int(sum(each.size.value for each in groups if each.size is not None))
