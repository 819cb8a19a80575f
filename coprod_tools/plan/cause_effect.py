"""The claims of cause and effect, the framings of the problem, and what is agreed or contested among those named."""

from __future__ import annotations

from typing import Any

from coprod_tools.chain import ValueChain
from coprod_tools.plan.decisive_link import evidence_of
from coprod_tools.plan.document import CauseEffect
from coprod_tools.plan.names import claim_text, listed, names_of, plain

Row = dict[str, Any]


def cause_effect_of(chain: ValueChain) -> CauseEffect:
    """Return the owner's own map; what is silent about agreement is never read as agreed."""
    policy, names = chain.policy, names_of(chain.policy)
    links = []
    for claim in sorted(policy.claims or (), key=lambda each: each.key):
        links.append(
            {
                "id": claim.key,
                "from": claim.cause,
                "to": claim.to,
                "text": claim_text(chain, claim.cause, claim.to),
                "sign": claim.sign,
                "strength": plain(claim.strength),
                "confidence": claim.confidence,
                "delay": claim.delay,
                "assumption": str(claim.assumption) if claim.assumption else None,
                "assumed": claim.assumed,
                "evidence": evidence_of(claim),
                "held_by": listed(claim.held_by, names),
                "agreed_by": listed(claim.agreed_by, names),
                "contested_by": listed(claim.contested_by, names),
            }
        )
    return CauseEffect(
        links=tuple(links),
        framings=tuple(_framings(chain)),
        agreed=tuple(f"claims[{row['id']}]" for row in links if row["agreed_by"] and not row["contested_by"]),
        contested=tuple(f"claims[{row['id']}]" for row in links if row["contested_by"]),
        talk_next=(),
        robust=(),
    )


def _framings(chain: ValueChain) -> list[Row]:
    names, problem = names_of(chain.policy), chain.policy.problem
    return [
        {
            "id": each.key,
            "words": str(each.words),
            "held_by": listed(each.held_by, names),
            "agreed_by": listed(each.agreed_by, names),
            "contested_by": listed(each.contested_by, names),
        }
        for each in sorted((problem.framings or ()) if problem else (), key=lambda framing: framing.key)
    ]
