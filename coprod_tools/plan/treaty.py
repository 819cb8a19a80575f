"""The Crown-Māori position on the first screen: whose interests, what binds, whose reply is owed. Never scored."""

from __future__ import annotations

from coprod_tools.plan.names import Names, listed
from coprod_tools.plan.screen import CrownMaori
from coprod_tools.policy import Policy
from coprod_tools.policy.care import Treaty
from coprod_tools.words import say


def crown_maori(policy: Policy, names: Names) -> CrownMaori:
    """Return the position in a New Zealand policy; empty for any other jurisdiction."""
    if (policy.jurisdiction or "").strip().lower() != "nz":
        return CrownMaori()
    treaty = policy.treaty
    if treaty is None or treaty.affected in (None, "unknown"):
        return CrownMaori(text=say("plan.crown-maori-not-considered"))
    if treaty.affected == "no":
        return CrownMaori(text=say("plan.crown-maori-not-affected"))
    interests = treaty.interests or say("plan.crown-maori-interests-unknown")
    return CrownMaori(
        text=say("plan.crown-maori-affected", interests=interests),
        whose_interests=listed(treaty.whose_interests, names),
        binds=_binds(treaty),
        reply_owed=_owed(treaty, names),
    )


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
