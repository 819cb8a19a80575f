"""Rules about intent, cause and effect (B1): does every activity reach an outcome by links people agree on?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from coprod_tools.assessment.paths import is_absent
from coprod_tools.assessment.register import About, Hit, listed, rule
from coprod_tools.assessment.view import View
from coprod_tools.chain import claimed_outcomes, outcomes_reached
from coprod_tools.policy import Claim, Evidence
from coprod_tools.policy.resources import Option, Wanted
from coprod_tools.words import say

# Judged by those who hold it, never on the scale of a trial.
HELD = frozenset({"matauranga", "lived"})


@rule("no-outcome")
def no_outcome(view: View) -> Iterator[Hit]:
    """Fire when nobody says what the policy is for."""
    if not view.policy.outcomes:
        yield view.whole.hit("outcomes")


@rule("activity-without-outcome")
def activity_without_outcome(view: View) -> Iterator[Hit]:
    """Fire for an activity from which no path leads to an outcome."""
    if not view.policy.outcomes:
        return
    for activity in view.activities:
        if not outcomes_reached(view.chain, activity.id):
            # Another activity that needs this one may reach an outcome for it, so all of them decide.
            yield view.activity(activity).hit("outcomes", "outputs", also=("claims", "activities", "outcomes"))


@rule("link-without-evidence")
def link_without_evidence(view: View) -> Iterator[Hit]:
    """Fire for a claim of cause and effect on no evidence, and for an outcome declared without a claim."""
    for claim in view.policy.claims or ():
        if claim.assumed or not any(_counts(evidence) for evidence in claim.evidence or ()):
            yield link(view, claim).hit("evidence", "assumed")
    yield from _declared_only(view)


def _counts(evidence: Evidence) -> bool:
    if evidence.scale in HELD:
        return bool(evidence.held_by)
    return evidence.scale not in (None, "none") and evidence.level is not None


def _declared_only(view: View) -> Iterator[Hit]:
    known = {outcome.key: str(outcome.label) for outcome in view.policy.outcomes or ()}
    tests = {pilot.activity for pilot in view.policy.pilots or () if pilot.claim is not None}
    for activity in view.at(6, 7):
        # A test of a claim is there to find the evidence, so none is asked of it.
        if not activity.outcomes or activity.id in tests or claimed_outcomes(view.chain, activity.id):
            continue
        bare = [name for name in activity.outcomes if name in known]
        if bare:
            # A claim may run over the outputs and claims of other activities.
            labels = [f"outcomes[{name}].label" for name in bare]
            detail = say("findings.unclaimed", names=listed(known[name] for name in bare))
            about = replace(view.activity(activity), ids=(activity.id, "outcomes"))
            also = ("claims", "activities", "lifecycle", "pilots", *labels)
            yield about.hit("outcomes", "outputs", also=also, detail=detail)


def link(view: View, claim: Claim) -> About:
    """Name a claim by what it joins."""
    about = view.item("claims", claim, "to")
    cause, cause_path = view.cause_name(claim.cause)
    effect, effect_path = view.effect_name(claim.to)
    fields = (about.at("from"), *about.fields, cause_path, effect_path)
    return About(say("findings.link", cause=cause, effect=effect), fields, about.base, about.ids)


@rule("link-not-agreed")
def link_not_agreed(view: View) -> Iterator[Hit]:
    """Fire for a claim that nobody outside government has agreed."""
    for claim in view.policy.claims or ():
        if not view.maybe_outside(claim.agreed_by or ()):
            yield link(view, claim).hit("agreed_by", also=view.kind_fields(claim.agreed_by or ()))


@rule("link-contested")
def link_contested(view: View) -> Iterator[Hit]:
    """Fire for a claim that somebody contests."""
    for claim in view.policy.claims or ():
        if claim.contested_by:
            labels, paths = view.names(claim.contested_by)
            detail = say("findings.contested", names=listed(labels))
            yield link(view, claim).hit("contested_by", also=paths, detail=detail)


@rule("outcome-not-agreed")
def outcome_not_agreed(view: View) -> Iterator[Hit]:
    """Fire for an outcome that nobody outside government has agreed."""
    for about, outcome in view.each("outcomes", view.policy.outcomes, "label"):
        if not view.maybe_outside(outcome.agreed_by or ()):
            yield about.hit("agreed_by", also=view.kind_fields(outcome.agreed_by or ()))


@rule("outcome-contested")
def outcome_contested(view: View) -> Iterator[Hit]:
    """Fire for an outcome that somebody contests."""
    for about, outcome in view.each("outcomes", view.policy.outcomes, "label"):
        if outcome.contested_by:
            labels, paths = view.names(outcome.contested_by)
            detail = say("findings.contested", names=listed(labels))
            yield about.hit("contested_by", also=paths, detail=detail)


@rule("outcome-in-governments-words")
def outcome_in_governments_words(view: View) -> Iterator[Hit]:
    """Fire for an outcome in nobody's words, or in those of public bodies only."""
    for about, outcome in view.each("outcomes", view.policy.outcomes, "label"):
        if not view.maybe_outside(outcome.in_whose_words or ()):
            yield about.hit("in_whose_words", also=view.kind_fields(outcome.in_whose_words or ()))


@rule("problem-framed-by-government")
def problem_framed_by_government(view: View) -> Iterator[Hit]:
    """Fire when no framing of the problem is held by anybody outside government."""
    framings = (view.policy.problem and view.policy.problem.framings) or ()
    holders = [actor for framing in framings for actor in framing.held_by or ()]
    if not view.maybe_outside(holders):
        yield view.whole.hit("problem.framings", also=view.kind_fields(holders))


@rule("option-not-tested", "wanted", "feasible", "money", "law", "authority")
def option_not_tested(view: View) -> Iterator[Hit]:
    """Fire for the chosen option when it is not known to be wanted by those outside, feasible and viable."""
    for about, option in view.each("options", view.policy.options, "label"):
        if not option.chosen:
            continue
        answers = _answers(option)
        gaps = [name for name, answer in answers.items() if answer is None or answer.answer != "yes"]
        says = (option.wanted.by if option.wanted else None) or ()
        if "wanted" not in gaps and not view.maybe_outside(says):
            gaps.insert(0, "wanted")
        if gaps:
            names = listed(say(f"findings.{name.rpartition('.')[2]}") for name in gaps)
            detail = say("findings.not-yes", names=names)
            yield about.hit(gaps[0], "chosen", "wanted.by", *answers, also=view.kind_fields(says), detail=detail)


def _answers(option: Option) -> dict[str, Wanted | None]:
    viable = option.viable
    return {
        "wanted": option.wanted,
        "feasible": option.feasible,
        "viable.money": viable.money if viable else None,
        "viable.law": viable.law if viable else None,
        "viable.authority": viable.authority if viable else None,
    }


@rule("risk-of-not-acting-not-said")
def risk_of_not_acting_not_said(view: View) -> Iterator[Hit]:
    """Fire when only the risk of acting is on paper (B17)."""
    problem = view.policy.problem
    if problem is None or is_absent(problem.risk_of_not_acting):
        yield view.whole.hit("problem.risk_of_not_acting")
