"""The claims of cause and effect, the framings of the problem, and what is agreed or contested among those named."""

from __future__ import annotations

from typing import Any

from coprod_tools.chain import ValueChain
from coprod_tools.consensus.purpose import agreed_framings, agreed_outcomes
from coprod_tools.consensus.whole import Consensus
from coprod_tools.plan import joint_links, next_steps, told_by
from coprod_tools.plan.decisive_link import evidence_of
from coprod_tools.plan.document import CauseEffect
from coprod_tools.plan.names import claim_text, names_of, plain
from coprod_tools.plan.speakers import Speakers, speakers
from coprod_tools.policy import Claim
from coprod_tools.words import say

Row = dict[str, Any]


def cause_effect_of(chain: ValueChain, consensus: Consensus | None = None) -> CauseEffect:
    """Return what is said of cause and effect, framings and outcomes; silence about agreement is never agreement.

    Without a consensus it is the owner's own map alone.
    """
    joint = consensus.joint if consensus else None
    heard = speakers(names_of(chain.policy), joint)
    claims = [claim_row(chain, claim, heard) for claim in sorted(chain.policy.claims or (), key=lambda each: each.key)]
    framings, outcomes = tuple(_framings(chain, heard)), tuple(_outcomes(chain, heard))
    if consensus is None:
        return CauseEffect(
            links=tuple(claims),
            framings=framings,
            outcomes=outcomes,
            agreed=tuple(f"claims[{row['id']}]" for row in claims if row["agreed_by"] and not row["contested_by"]),
            contested=tuple(f"claims[{row['id']}]" for row in claims if row["contested_by"]),
            talk_next=(),
            robust=(),
            associations=_associations(chain),
        )
    links = joint_links.rows(chain, consensus, claims, heard)
    by_state = {state: tuple(row["ref"] for row in links if row["state"] == state) for state in joint_links.STATES}
    return CauseEffect(
        links=links,
        framings=framings,
        outcomes=outcomes,
        agreed=by_state["agreed"],
        contested=by_state["contested"],
        one_view=by_state["one-view"],
        direction_not_known=by_state["not-known"],
        dissent=(*joint_links.dissent(links), *_dissent_on(framings, "framing"), *_dissent_on(outcomes, "outcome")),
        holders=told_by.holders(consensus, heard),
        consultation=told_by.consultation(consensus, heard),
        associations=_associations(chain),
        **next_steps.rows(chain, consensus, heard),
    )


def _associations(chain: ValueChain) -> tuple[Row, ...]:
    """Return the lines of which nobody says who changes whom: no links, and nothing is reckoned from them."""
    names = names_of(chain.policy)
    return tuple(
        {
            "id": each.key,
            "one": each.one,
            "other": each.other,
            "text": say("plan.association", one=names.get(each.one, each.one), other=names.get(each.other, each.other)),
        }
        for each in sorted(chain.policy.associations or (), key=lambda one: one.key)
    )


def claim_row(chain: ValueChain, claim: Claim, heard: Speakers) -> Row:
    """Return one claim of the policy file."""
    return {
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
        "held_by": heard.of(claim.held_by),
        "agreed_by": heard.of(claim.agreed_by),
        "contested_by": heard.of(claim.contested_by),
    }


def _framings(chain: ValueChain, heard: Speakers) -> list[Row]:
    return [
        {
            "id": each.id,
            "words": each.words,
            "held_by": heard.of(each.holds),
            "agreed_by": heard.of(each.agrees),
            "contested_by": heard.of(each.contests),
            "state": each.state,
        }
        for each in sorted(agreed_framings(chain.policy), key=lambda framing: framing.id)
    ]


def _outcomes(chain: ValueChain, heard: Speakers) -> list[Row]:
    return [
        {
            "id": each.id,
            "label": each.words,
            "in_whose_words": heard.of(each.holds),
            "agreed_by": heard.of(each.agrees),
            "contested_by": heard.of(each.contests),
            "state": each.state,
        }
        for each in agreed_outcomes(chain.policy)
    ]


def _dissent_on(rows: tuple[Row, ...], kind: str) -> tuple[Row, ...]:
    return tuple(
        {
            "kind": kind,
            "ref": f"problem.framings[{row['id']}]" if kind == "framing" else f"outcomes[{row['id']}]",
            "text": row.get("words") or row.get("label"),
            "sides": tuple(
                {"says": side, "who": row[field], "count": len(row[field]), "consultation": 0, "why": ()}
                for side, field in (("agrees", "agreed_by"), ("contests", "contested_by"))
                if row[field]
            ),
        }
        for row in rows
        if row["contested_by"]
    )
