"""The first question before any test: who already does this, and for how long? That is evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from coprod_tools.consensus.values import JointMap, Link
from coprod_tools.policy import Policy
from coprod_tools.policy.care import Pilot

# Kinds of evidence that their holders judge, never a scale of trials.
JUDGED_BY_HOLDERS = ("matauranga", "lived")


@dataclass(frozen=True, slots=True)
class Already:
    """Something that speaks to a link before any test.

    Attributes
    ----------
    kind : str
        `done` for what somebody does already; `matauranga` or `lived` for knowledge that its holders judge.
    what : str
        In the words of the file.
    who : tuple of str
        Ids of actors or groups; empty when not recorded.
    since : str or None
        Partial date; None when not recorded.
    """

    kind: Literal["done", "matauranga", "lived"]
    what: str
    who: tuple[str, ...] = ()
    since: str | None = None


def already_of(policy: Policy, joint: JointMap, link: Link, pilot: Pilot | None) -> tuple[Already, ...]:
    """Return who already does what a link speaks of, and the knowledge that its holders judge.

    From the pilot's own `already_done_by`, from `already_happening` that serves the outcome the link leads to, and from
    lived evidence and mātauranga on the link's claims.
    """
    found: list[Already] = []
    if pilot is not None and pilot.already_done_by:
        found.append(Already("done", str(pilot.already_done_by)))
    for each in policy.already_happening or ():
        if each.outcome and joint.concept(link.effect).id == f"outcome:{each.outcome}":
            found.append(Already("done", str(each.what), (str(each.who),), str(each.since) if each.since else None))
    for claim in policy.claims or ():
        if claim.key in link.claims:
            for evidence in claim.evidence or ():
                if evidence.scale == "matauranga" or evidence.scale == "lived":
                    who = tuple(str(holder) for holder in evidence.held_by or ())
                    words = str(evidence.note or evidence.source or evidence.level or "")
                    found.append(Already(evidence.scale, words, who, str(evidence.as_at) if evidence.as_at else None))
    return tuple(found)
