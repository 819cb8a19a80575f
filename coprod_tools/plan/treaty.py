"""The Crown-Māori position on the first screen: whose interests, what binds, whose reply is owed. Never scored."""

from __future__ import annotations

from coprod_tools.assessment import Assessment
from coprod_tools.plan.names import Names, listed
from coprod_tools.plan.screen import CrownMaori
from coprod_tools.policy.care import Treaty
from coprod_tools.words import say


def crown_maori(assessment: Assessment, names: Names) -> CrownMaori:
    """Return the position in a New Zealand policy; empty elsewhere, and a question where no jurisdiction is stated."""
    policy = assessment.chain.policy
    place = (policy.jurisdiction or "").strip().lower()
    if not place:
        return CrownMaori(text=say("plan.crown-maori-no-jurisdiction"))
    if place != "nz":
        return CrownMaori()
    treaty, unsettled = policy.treaty, _not_settled(assessment)
    if treaty is None or treaty.affected in (None, "unknown"):
        known = treaty.interests if treaty else None
        words = say("plan.crown-maori-partly-stated", interests=known) if known else say("plan.crown-maori-not-stated")
        return CrownMaori(text=words, not_settled=unsettled)
    if treaty.affected == "no":
        return CrownMaori(text=say("plan.crown-maori-not-affected"), not_settled=unsettled)
    interests = treaty.interests or say("plan.crown-maori-interests-unknown")
    unknown = (say("plan.not-known"),)
    return CrownMaori(
        text=say("plan.crown-maori-affected", interests=interests),
        whose_interests=listed(treaty.whose_interests, names) or unknown,
        binds=_binds(treaty) or unknown,
        reply_owed=_owed(treaty, names) or ((say("plan.not-known"),) if treaty.asked_before is None else ()),
        not_settled=unsettled,
    )


def _not_settled(assessment: Assessment) -> tuple[str, ...]:
    """What the plan does not give yet, in the words of its findings; missing partners are a question, not a fault."""
    asked = ("treaty-not-considered", "treaty-reply-owed", "treaty-partners-not-named")
    found = [each for each in assessment.findings if each.group == "treaty" and each.waived_until is None]
    return tuple(each.message for each in found if each.rule not in asked and each.severity == "error")


def _binds(treaty: Treaty) -> tuple[str, ...]:
    instruments = (*(treaty.settlement_or_statute or ()), *(treaty.relationship_agreements or ()))
    return tuple(
        say("plan.binds-line", label=each.label, what=f": {each.binds_to}" if each.binds_to else "")
        for each in instruments
    )


def _owed(treaty: Treaty, names: Names) -> tuple[str, ...]:
    return tuple(
        say(
            "plan.reply-line",
            to=names.get(each.to or "", each.to or say("plan.to-ask-nobody")),
            since=say("plan.reply-since", since=each.owed_since) if each.owed_since else "",
            about=say("plan.reply-about", about=each.about) if each.about else "",
        )
        for each in treaty.asked_before or ()
        if each.answered_on is None
    )
