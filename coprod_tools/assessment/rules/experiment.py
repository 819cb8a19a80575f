"""Rules about targeted experiment (B2): is it tested, with a rule and a date, before it goes everywhere?"""

from __future__ import annotations

from collections.abc import Iterator

from coprod_tools.assessment.paths import is_absent
from coprod_tools.assessment.register import Hit, incomplete, missing, rule
from coprod_tools.assessment.view import View
from coprod_tools.policy import Activity

DELIVERY = 7
SMALL = frozenset({"pilot", "local"})
INSTEAD = ("staged_commencement", "sunset", "review_clause", "triggers")


@rule("rollout-without-test")
def rollout_without_test(view: View) -> Iterator[Hit]:
    """Fire for a delivery beyond one place that waits for no pilot."""
    for activity in _untested(view):
        if activity.scale is not None and activity.scale not in SMALL:
            yield view.activity(activity).hit("scale", "finish", also=("pilots", "as_at"))


@rule("reach-not-said", "scale")
def reach_not_said(view: View) -> Iterator[Hit]:
    """Fire for a delivery that waits for no pilot, where nobody says how far it reaches."""
    for activity in _untested(view):
        if activity.scale is None:
            yield view.activity(activity).hit("scale", "finish", also=("pilots", "as_at"))


def _untested(view: View) -> Iterator[Activity]:
    """Yield each delivery that waits for no pilot; one that is over can't be tested any more."""
    gated = {name for pilot in view.policy.pilots or () for name in pilot.gates or ()}
    for activity in view.at(DELIVERY):
        if activity.id not in gated and not view.over(activity):
            yield activity


@rule("pilot-without-rule", "decision_rule", "decide_by")
def pilot_without_rule(view: View) -> Iterator[Hit]:
    """Fire for a pilot without a rule and a date, or an alternative to a pilot without anything in its place."""
    for about, pilot in view.each("pilots", view.policy.pilots, "label"):
        if pilot.alternative is None:
            yield from incomplete(about, pilot, ("decision_rule", "decide_by"), also=(about.at("alternative"),))
        elif len(missing(pilot.alternative, INSTEAD)) == len(INSTEAD):
            yield about.hit("alternative", "decision_rule", "decide_by")


@rule("pilot-after-rollout")
def pilot_after_rollout(view: View) -> Iterator[Hit]:
    """Fire for a pilot that is decided after what it gates has begun."""
    starts = {activity.id: activity.start for activity in view.activities}
    for about, pilot in view.each("pilots", view.policy.pilots, "label"):
        gates, decided = pilot.gates or (), pilot.decide_by
        early = [name for name in gates if (start := starts.get(name)) and decided and start.surely_before(decided)]
        if early:
            also = [f"activities[{name}].start" for name in gates]
            yield about.hit("decide_by", "gates", also=also)


@rule("pilot-tests-no-link")
def pilot_tests_no_link(view: View) -> Iterator[Hit]:
    """Fire for a pilot that is bound to no claim of cause and effect."""
    for about, pilot in view.each("pilots", view.policy.pilots, "label"):
        if pilot.claim is None:
            yield about.hit("claim")


@rule("pilot-not-funded-on")
def pilot_not_funded_on(view: View) -> Iterator[Hit]:
    """Fire for a pilot of which nobody knows who pays when it works (B7)."""
    for about, pilot in view.each("pilots", view.policy.pilots, "label"):
        paid = len(missing(pilot.mainstreaming, ("funded_by", "budget_line"))) < 2
        if pilot.alternative is None and not paid:
            yield about.hit("mainstreaming", "alternative")


@rule("randomised-without-agreement")
def randomised_without_agreement(view: View) -> Iterator[Hit]:
    """Fire for a pilot that randomises people who have not agreed to it (B18)."""
    for about, pilot in view.each("pilots", view.policy.pilots, "label"):
        if pilot.randomised and not pilot.community_agreed:
            yield about.hit("community_agreed", "randomised")


@rule("pilot-ignores-what-exists")
def pilot_ignores_what_exists(view: View) -> Iterator[Hit]:
    """Fire for a pilot before which nobody asked who does this already."""
    for about, pilot in view.each("pilots", view.policy.pilots, "label"):
        if is_absent(pilot.already_done_by):
            yield about.hit("already_done_by")
