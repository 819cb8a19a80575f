"""The link of cause and effect that most of the policy hangs on: how it is known, who disagrees, its test."""

from __future__ import annotations

import networkx as nx

from coprod_tools.assessment import Assessment
from coprod_tools.assessment.advice import led_by_communities
from coprod_tools.chain import ValueChain
from coprod_tools.consensus.hanging import hanging
from coprod_tools.consensus.values import Link
from coprod_tools.consensus.whole import Consensus
from coprod_tools.plan.names import Names, claim_text, in_words, listed
from coprod_tools.plan.screen import DecisiveLink
from coprod_tools.plan.speakers import Speakers, speakers
from coprod_tools.policy import Claim
from coprod_tools.policy.care import Pilot
from coprod_tools.words import say


def decisive_link(assessment: Assessment, names: Names, consensus: Consensus | None = None) -> DecisiveLink:
    """Return the claim to look at first: how much hangs on it, times how weak it is.

    What hangs on a claim is the number of pairs of cause and outcome it joins. A claim that somebody contests counts
    four times, one without evidence three times, one on lived evidence or mātauranga, or on any scale, once. Where
    partners told their maps, it is the link of the joint map that most doubt about what to do hangs on.
    """
    chain = assessment.chain
    if consensus is not None and consensus.told and consensus.joint.links:
        return _of_maps(assessment, names, consensus)
    claims = chain.policy.claims or ()
    if not claims:
        return DecisiveLink(claim=None, text=say("plan.link-none"), evidence=None, contested_by=(), smallest_test=None)
    weight = _weights(chain)
    first = min(claims, key=lambda claim: (-weight[claim.key] * _weakness(claim), claim.key))
    led = led_by_communities(assessment.cells)
    return DecisiveLink(
        claim=first.key,
        text=say("plan.link", link=claim_text(chain, first.cause, first.to)),
        evidence=evidence_of(first),
        contested_by=listed(first.contested_by, names),
        smallest_test=say("plan.link-theirs") if led else _test(chain.policy.pilots or (), (first.key,)),
    )


def _of_maps(assessment: Assessment, names: Names, consensus: Consensus) -> DecisiveLink:
    """Return the link of the joint map to look at first, with who says what of it."""
    chain, joint = assessment.chain, consensus.joint
    outcomes = [concept.id for concept in joint.concepts if concept.kind == "outcome"]
    weight = hanging(((link.cause, link.effect) for link in joint.links), outcomes)
    spoken = [link for link in joint.links if link.held]
    most = consensus.talk_next[0].link if consensus.talk_next else None
    first = min(
        spoken or joint.links,
        key=lambda link: (link.id != most, -weight[link.cause, link.effect] * _doubt(consensus, link), link.id),
    )
    claims = {claim.key: claim for claim in chain.policy.claims or ()}
    own = next((claims[key] for key in first.claims if key in claims), None)
    told = dict.fromkeys(held.statement.evidence for held in first.held if held.statement.evidence)
    heard = speakers(names, joint)
    led = led_by_communities(assessment.cells)
    return DecisiveLink(
        claim=own.key if own else None,
        link=first.id,
        text=say("plan.link", link=f"{joint.concept(first.cause).label} → {joint.concept(first.effect).label}"),
        evidence=evidence_of(own) if own else heard.veiled("; ".join(told)) or say("plan.link-no-evidence"),
        contested_by=_sides(consensus, first, heard),
        smallest_test=say("plan.link-theirs") if led else _smallest(consensus, first, chain.policy.pilots or ()),
    )


def _smallest(consensus: Consensus, link: Link, pilots: tuple[Pilot, ...]) -> str:
    """The policy's own test of the link; where it plans none, the one that is proposed."""
    proposed = next((each for each in consensus.test_next if each.link == link.id), None)
    if proposed is None or any(pilot.claim in link.claims for pilot in pilots):
        return _test(pilots, link.claims)
    return say("plan.link-proposed", design=proposed.sized.design.name, size=proposed.sized.size)


def _doubt(consensus: Consensus, link: Link) -> int:
    """4 for a link that is contested or of unknown direction, 3 for one nobody has evidence for, else 1."""
    if consensus.agreements[link.id].state in ("contested", "not-known"):
        return 4
    return 1 if any(held.statement.evidence for held in link.held) else 3


def _sides(consensus: Consensus, link: Link, heard: Speakers) -> tuple[str, ...]:
    """Where a link is contested, say who is on which side of it."""
    agreement = consensus.agreements[link.id]
    if agreement.state != "contested":
        return ()
    contests = tuple(each for each in agreement.contests if each not in agreement.plus + agreement.minus)
    sides = (("raises", agreement.plus), ("lowers", agreement.minus), ("contests", contests))
    counted = in_words(say(f"plan.link-{side}-count", count=len(who)) for side, who in sides if who)
    # The numbers come first, so that no side is lost where the names have to be cut.
    return (counted, *(say(f"plan.link-{side}", who=in_words(heard.of(who))) for side, who in sides if who))


def _weights(chain: ValueChain) -> dict[str, int]:
    """For each claim, the number of causes that reach it times the number of outcomes it reaches."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    for claim in chain.policy.claims or ():
        graph.add_edge(claim.cause, claim.to)
    whole = nx.condensation(graph)
    part_of = whole.graph["mapping"]
    outcomes = {outcome.key for outcome in chain.policy.outcomes or ()}
    before = {node: len(nx.ancestors(whole, node)) for node in whole}
    after = {
        node: sum(len(outcomes & set(whole.nodes[each]["members"])) for each in (node, *nx.descendants(whole, node)))
        for node in whole
    }
    return {
        claim.key: (before[part_of[claim.cause]] + 1) * after[part_of[claim.to]] for claim in chain.policy.claims or ()
    }


def _weakness(claim: Claim) -> int:
    """4 for a claim that somebody contests, 3 for one nobody has evidence for, else 1."""
    if claim.contested_by:
        return 4
    return 1 if claim.evidence and not claim.assumed else 3


def evidence_of(claim: Claim) -> str:
    """Return the evidence for a claim, each piece in its own scale's words."""
    if claim.assumed:
        return say("plan.link-assumed")
    pieces = [
        " ".join(str(word) for word in (each.scale, each.level, each.source and f"({each.source})") if word)
        for each in claim.evidence or ()
        if each.scale != "none"
    ]
    return "; ".join(piece for piece in pieces if piece) or say("plan.link-no-evidence")


def _test(pilots: tuple[Pilot, ...], claims: tuple[str, ...]) -> str:
    for pilot in pilots:
        if pilot.claim in claims:
            if pilot.alternative is not None:
                return say("plan.link-alternative", why=pilot.alternative.why_not or pilot.label)
            if pilot.decide_by is None:
                return say("plan.link-test-open", label=pilot.label)
            return say("plan.link-test", label=pilot.label, date=pilot.decide_by)
    return say("plan.link-no-test")
