"""A field path as a question that somebody who has never seen the file can answer."""

from __future__ import annotations

import re

from coprod_tools.plan.names import Names, names_of
from coprod_tools.policy import Policy
from coprod_tools.words import catalogue, say

_STEP = re.compile(r"([^.\[\]]+)(?:\[([^\]]*)\])?")


def subjects_of(policy: Policy) -> Names:
    """Return what a question may be about, by id: all that has a label, and offers by who made them."""
    names = names_of(policy)
    offers = {
        offer.key: say("plan.offer-of", who=names.get(offer.by, offer.by), offer=offer.offer)
        for offer in policy.offers or ()
        if offer.visible_to != "team"
    }
    return {**offers, **names}


def question(path: str, names: Names) -> str:
    """Return what to ask about a field: whom or what it is about, then the question."""
    steps = [(name, key) for name, key in _STEP.findall(path)]
    known = catalogue("questions")
    last = ".".join(name for name, _ in steps[-2:])
    asked = known.get(last) or known.get(steps[-1][0]) or f"{steps[-1][0].replace('_', ' ')}?"
    labels = [names.get(key) or names.get(key.split(".")[0]) for _, key in steps if key]
    about = [label for label in dict.fromkeys(labels) if label]
    # The innermost thing comes first: the people, then the activity they take part in.
    subject = " — ".join(reversed(about))
    return f"{subject}: {asked}" if subject else asked[:1].upper() + asked[1:]
