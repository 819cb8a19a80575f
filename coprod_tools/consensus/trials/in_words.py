"""What a test's row says in words, for the team."""

from __future__ import annotations

from coprod_tools.consensus.trials.already import Already
from coprod_tools.consensus.trials.choosing import Worth
from coprod_tools.policy import Policy
from coprod_tools.words import say


def already_in_words(already: Already, policy: Policy) -> str:
    """Return who does it already, since when; or what is known, judged by those who know it."""
    if already.kind != "done":
        return say(f"trials.already_{already.kind}", what=already.what)
    labels = {each.key: str(each.label) for each in policy.actors or ()}
    groups = (policy.problem.groups if policy.problem else None) or ()
    labels |= {each.key: str(each.label) for each in groups}
    who = ", ".join(labels.get(each, each) for each in already.who)
    form = "already_done" + ("_by" if who else "") + ("_since" if already.since else "")
    return say(f"trials.{form}", who=who, since=already.since, what=already.what)


def worth_in_words(worth: Worth) -> str:
    """Return what the test would win of all that could be won, in per cent, or that it counts only with others."""
    if worth.sample <= 0:
        return say("trials.worth_together")
    told = [say("trials.worth", share=round(100 * worth.share))]
    # after other tests a link may win more than by itself; its own figure would then only confuse
    if worth.all > 0 and worth.perfect >= worth.sample:
        told.append(say("trials.worth_perfect", share=round(100 * min(1.0, worth.perfect / worth.all))))
    return " ".join(told)
