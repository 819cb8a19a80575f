"""The three things to do this week, all for somebody inside government: answers owed come before new questions."""

from __future__ import annotations

from collections.abc import Iterator

from coprod_tools.assessment import Assessment
from coprod_tools.chain import ValueChain
from coprod_tools.plan.names import Names, claim_text, in_words, listed, text
from coprod_tools.plan.screen import Task
from coprod_tools.words import say

# Findings an adviser can act on within the week, without asking partners for anything new.
_FIRST_MOVES = (
    "joint-decision-not-shared",
    "treaty-not-considered",
    "treaty-partners-not-named",
    "consent-gone",
    "cannot-refuse",
    "over-capacity",
    "interested-party-decides",
    "duty-handed-over",
    "called-co-but-consultation",
    "rollout-without-test",
    "nobody-answers-for-harm",
    "data-without-terms",
)


def tasks(chain: ValueChain, assessment: Assessment, names: Names) -> list[Task]:
    """Return the tasks in order; the first screen shows three."""
    owner = text(chain.policy.owner)
    found: dict[str, Task] = {}
    for words, source in (
        *_owed(chain, names),
        *_basics(chain),
        *_authorise(chain, names),
        *_findings(assessment),
        *_agreeing(chain, names),
        *_later(chain),
    ):
        task = {
            "text": words,
            "owner": owner,
            "to_ask": None if owner else say("plan.week-owner-unknown"),
            "from": (source,),
        }
        found.setdefault(words, Task.model_validate(task))
    return list(found.values())


def _owed(chain: ValueChain, names: Names) -> Iterator[tuple[str, str]]:
    policy = chain.policy
    for reply in (policy.treaty.asked_before or ()) if policy.treaty else ():
        if reply.answered_on is None:
            about = say("plan.reply-about", about=reply.about) if reply.about else ""
            to = names.get(reply.to or "", reply.to or say("plan.to-ask-nobody"))
            yield say("plan.week-treaty", to=to, about=about), f"treaty.asked_before[{reply.key}]"
    for actor in policy.actors or ():
        if any(each.changed is None and each.answered_on is None for each in actor.asked_before or ()):
            yield say("plan.week-reply", actor=actor.label), f"actors[{actor.key}].asked_before"
    for offer in policy.offers or ():
        if offer.answered_on is None:
            words = say("plan.week-offer", actor=names.get(offer.by, offer.by), offer=offer.offer)
            yield words, f"offers[{offer.key}].answered_on"


def _basics(chain: ValueChain) -> Iterator[tuple[str, str]]:
    policy, wanted = chain.policy, chain.policy.decision_wanted
    if wanted is None or wanted.what is None or wanted.who is None:
        yield say("plan.week-decision"), "decision_wanted"
    elif wanted.by_when is None:
        yield say("plan.week-date"), "decision_wanted.by_when"
    if policy.already_happening is None:
        yield say("plan.week-already"), "already_happening"
    if not policy.groups:
        yield say("plan.week-people"), "problem.groups"


def _authorise(chain: ValueChain, names: Names) -> Iterator[tuple[str, str]]:
    for activity in chain.policy.activities or ():
        for part in activity.parts or ():
            if part.promise is not None and part.promise.authorised_by is None:
                words = say("plan.week-authorise", actor=names.get(part.actor, part.actor), activity=activity.label)
                yield words, f"activities[{activity.key}].parts[{part.key}].promise.authorised_by"


def _findings(assessment: Assessment) -> Iterator[tuple[str, str]]:
    open_now = [each for each in assessment.findings if each.waived_until is None]
    for rule in _FIRST_MOVES:
        for each in open_now:
            if each.rule == rule:
                yield say(f"plan.week-{rule}"), each.id
    for barrier in assessment.barriers:
        for way in barrier.ways_over[:1]:
            yield way.action, barrier.id


def first_move(rule: str) -> str | None:
    """Return the plain first move for a finding that has one of its own."""
    return say(f"plan.week-{rule}") if rule in _FIRST_MOVES else None


def _agreeing(chain: ValueChain, names: Names) -> Iterator[tuple[str, str]]:
    """What is left when no weakness is: get it agreed, hear who disagrees, bring it to the decider."""
    policy, standing = chain.policy, chain.policy.standing
    if standing is None or standing.state == "desk-draft":
        yield say("plan.week-share"), "standing"
    elif standing.state == "shared" and standing.shared_with:
        yield say("plan.week-agree", who="; ".join(listed(standing.shared_with, names))), "standing"
    for claim in policy.claims or ():
        if claim.contested_by:
            who = in_words(listed(claim.contested_by, names))
            yield say("plan.week-hear", who=who, link=claim_text(chain, claim.cause, claim.to)), f"claims[{claim.key}]"
    wanted = policy.decision_wanted
    if wanted is not None and wanted.who is not None and wanted.what is not None:
        yield say("plan.week-brief", who=wanted.who), "decision_wanted"


def _later(chain: ValueChain) -> Iterator[tuple[str, str]]:
    if not chain.policy.outcomes:
        yield say("plan.week-outcome"), "outcomes"
