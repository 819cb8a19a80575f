"""How well a claim of cause and effect is known, in the levels of its own evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from coprod_tools.chain import ValueChain
from coprod_tools.drawing.wording import listed, say
from coprod_tools.policy import Claim, Evidence

Kind = Literal["evidence", "assumed", "none"]


@dataclass(frozen=True, slots=True)
class Strength:
    """What a claim rests on.

    Attributes
    ----------
    kind
        `evidence` (some is given and the claim is not said to be assumed), `assumed`, or `none`.
    sign, words, state : str
        The sign of the effect, the evidence, and who agrees or contests, in words.
    """

    kind: Kind
    contested: bool
    sign: str
    words: str
    state: str


def strength_of(chain: ValueChain, claim: Claim) -> Strength:
    """Put a claim's evidence and standing into words."""
    given = [evidence for evidence in claim.evidence or () if evidence.scale != "none"]
    kind: Kind = "assumed" if claim.assumed else "evidence" if given else "none"
    sign = say({"+": "sign-more", "-": "sign-less", "?": "sign-unsure", None: "sign-unknown"}[claim.sign])
    told = "; ".join(_evidence(chain, each) for each in given) or say("no-evidence")
    states = [say("assumed")] if claim.assumed else []
    if claim.contested_by:
        states.append(say("contested-by", names=_names(chain, claim.contested_by)))
    if claim.agreed_by:
        states.append(say("agreed-by", names=_names(chain, claim.agreed_by)))
    words = say("strength", sign=sign, evidence=told)
    return Strength(kind, bool(claim.contested_by), sign, words, "; ".join(states))


def _evidence(chain: ValueChain, evidence: Evidence) -> str:
    if evidence.scale is None:
        return say("scale-missing", source=evidence.source or evidence.note or say("no-label"))
    told = say(f"scale-{evidence.scale}")
    if evidence.level:
        told = say("scale-level", scale=told, level=evidence.level)
    return say("held-by", what=told, names=_names(chain, evidence.held_by)) if evidence.held_by else told


def _names(chain: ValueChain, ids: Iterable[str]) -> str:
    groups = {group.key: str(group.label) for group in chain.policy.groups}
    return listed(str(chain.actors[each].label) if each in chain.actors else groups.get(each, each) for each in ids)
