"""The policy file's own claims as held statements: the owner's map, and who agrees with it or contests it."""

from __future__ import annotations

from collections.abc import Iterator

from coprod_tools.consensus.naming import folded
from coprod_tools.consensus.values import Held
from coprod_tools.policy import Claim, Policy
from coprod_tools.policy.partner_maps import Statement
from coprod_tools.problems import Fault
from coprod_tools.words import say

OWNER = "owner"
NO_ROUND = 0
CONFIDENCES = ("low", "medium", "high")


def owner_of(policy: Policy) -> str:
    """Return the actor that the policy's owner is, where its id or label says so, else `owner`."""
    for actor in policy.actors or ():
        if policy.owner is not None and folded(str(policy.owner)) in (actor.key, folded(str(actor.label))):
            return actor.key
    return OWNER


def own_statements(policy: Policy) -> tuple[Held, ...]:
    """Return what the inline claims say, in the order of the file.

    A claim is held by `held_by`, without one by the owner. Those in `agreed_by` agree with its sign and those in
    `contested_by` contest it; strength, assumption and evidence are the holders' alone.
    """
    return tuple(held for claim in policy.claims or () for held in _held(claim, owner_of(policy)))


def own_faults(policy: Policy) -> tuple[Fault, ...]:
    """Name the claims whose strength or confidence is not in our words; it is left out, never converted."""
    claims = policy.claims or ()
    out_of_range = [claim for claim in claims if claim.strength is not None and not 0 <= claim.strength <= 1]
    odd = [claim for claim in claims if claim.confidence is not None and _confidence(claim) is None]
    found = (("strength-range", out_of_range), ("confidence-word", odd))
    return tuple(
        Fault("policy.yaml", say(f"consensus.{key}", count=len(some), claims=_first(some)), path="claims")
        for key, some in found
        if some
    )


def _held(claim: Claim, owner: str) -> Iterator[Held]:
    origin = f"claims[{claim.key}]"
    strength = claim.strength if claim.strength is not None and 0 <= claim.strength <= 1 else None
    evidence = "; ".join(str(each.source or each.note) for each in claim.evidence or () if each.source or each.note)
    assumption = None if claim.assumption is None else str(claim.assumption)
    said = Statement(
        claim.cause, claim.to, claim.sign, strength, _confidence(claim), claim.delay, assumption, evidence or None
    )
    for actor in sorted(set(claim.held_by or (owner,))):
        yield Held(actor, NO_ROUND, said, origin)
    only_sign = Statement(claim.cause, claim.to, claim.sign)
    for actor in sorted(set(claim.agreed_by or ())):
        yield Held(actor, NO_ROUND, only_sign, origin, "agrees")
    for actor in sorted(set(claim.contested_by or ())):
        yield Held(actor, NO_ROUND, only_sign, origin, "contests")


def _confidence(claim: Claim) -> str | None:
    word = folded(claim.confidence or "")
    return word if word in CONFIDENCES else None


def _first(claims: list[Claim]) -> str:
    return ", ".join(f"claims[{claim.key}]" for claim in claims[:3]) + (", ..." if len(claims) > 3 else "")
