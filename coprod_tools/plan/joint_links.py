"""The links of the joint map as rows of the plan: the policy's own claims first, then what only partners drew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, get_args

from coprod_tools.chain import ValueChain
from coprod_tools.consensus.values import Agreement, Held, JointMap, Link, State
from coprod_tools.consensus.whole import Consensus
from coprod_tools.plan.names import plain
from coprod_tools.plan.speakers import Speakers
from coprod_tools.words import say

Row = dict[str, Any]
STATES: tuple[State, ...] = get_args(State)
SIDES = (("raises", "plus"), ("lowers", "minus"), ("unsure", "unsure"), ("contests", "contests"))


def rows(chain: ValueChain, consensus: Consensus, claims: Sequence[Row], heard: Speakers) -> tuple[Row, ...]:
    """Return a row for each claim, then one for each link that only partners drew.

    Each says what state of agreement its link is in, who says what, and every statement of it whole.
    """
    joint, found = consensus.joint, {claim: link for link in consensus.joint.links for claim in link.claims}
    own = []
    for row in claims:
        link = found.get(row["id"])
        said = _said(consensus, link, heard) if link else _unsaid()
        own.append({**row, "ref": f"claims[{row['id']}]", **said})
    bare = [_of_partners(joint, link, heard) | _said(consensus, link, heard) for link in joint.links if not link.claims]
    return (*own, *(row for row in bare if row["statements"]))


def text_of(joint: JointMap, link: Link) -> str:
    """Return both ends of a link in words."""
    return f"{joint.concept(link.cause).label} → {joint.concept(link.effect).label}"


def ref_of(link: Link) -> str:
    """Return how the plan calls a link: by its claim where the policy file has one."""
    return f"claims[{link.claims[0]}]" if link.claims else f"links[{link.id}]"


def dissent(links: Sequence[Row]) -> tuple[Row, ...]:
    """Return each link that is seen in more than one way, with every side; said once though two claims make it."""
    found: dict[str, Row] = {}
    for row in links:
        if row["state"] == "contested":
            kept = {"kind": "link", "ref": row["ref"], "text": row["text"], "link": row["link"], "sides": _sides(row)}
            found.setdefault(str(row["link"]), kept)
    return tuple(found.values())


def _sides(row: Row) -> tuple[Row, ...]:
    whys = {
        says: tuple(
            dict.fromkeys(
                why
                for each in row["statements"]
                if each["says"] == says
                for why in (each["assumption"], each["evidence"])
                if why
            )
        )
        for says, _ in SIDES
    }
    return tuple(
        {
            "says": says,
            "who": row["says"][says],
            "count": row["counts"][says],
            "consultation": sum(each["consultation"] for each in row["statements"] if each["says"] == says),
            "why": whys[says],
        }
        for says, _ in SIDES
        if row["counts"][says]
    )


def _of_partners(joint: JointMap, link: Link, heard: Speakers) -> Row:
    signs = {held.statement.sign for held in link.held if held.statement.sign in ("+", "-")}
    evidence = dict.fromkeys(held.statement.evidence for held in link.held if held.statement.evidence)
    return {
        "id": link.id,
        "from": link.cause,
        "to": link.effect,
        "text": text_of(joint, link),
        "sign": signs.pop() if len(signs) == 1 else None,
        "strength": None,
        "confidence": None,
        "delay": None,
        "assumption": None,
        "assumed": None,
        "evidence": heard.veiled("; ".join(evidence)) or say("plan.link-no-evidence"),
        "held_by": (),
        "agreed_by": (),
        "contested_by": (),
        "ref": ref_of(link),
    }


def _said(consensus: Consensus, link: Link, heard: Speakers) -> Row:
    agreement = consensus.agreements[link.id]
    sides = {says: getattr(agreement, field) for says, field in SIDES}
    # Whoever gives a direction of its own is heard on that side; that it contests a claim says no more.
    sides["contests"] = tuple(each for each in agreement.contests if each not in agreement.plus + agreement.minus)
    return {
        "link": link.id,
        "state": agreement.state,
        "says": {says: heard.of(who) for says, who in sides.items()},
        "silent": heard.of(agreement.silent),
        "counts": {
            **{says: len(who) for says, who in sides.items()},
            "silent": len(agreement.silent),
            "not_asked": len(agreement.not_asked),
        },
        "not_read_back": _not_read_back(consensus, link),
        "strength_low": agreement.strength_low,
        "strength_high": agreement.strength_high,
        "confidences": dict(sorted(agreement.confidence.items())),
        "statements": tuple(_statements(consensus, link, agreement, heard)),
    }


def _not_read_back(consensus: Consensus, link: Link) -> int:
    """Count those who speak of a link in a map that they have not confirmed as it is now."""
    waiting = {each.actor for each in consensus.joint.holders if each.reading in ("not-read-back", "changed-since")}
    return len({held.actor for held in link.held if held.round and held.actor in waiting})


def _unsaid() -> Row:
    """A claim that no link of the joint map holds, such as one that leads from a thing to itself."""
    nobody: dict[str, tuple[str, ...]] = {says: () for says, _ in SIDES}
    counts = dict.fromkeys([*nobody, "silent", "not_asked"], 0)
    return {
        "link": None,
        "state": "not-known",
        "says": nobody,
        "silent": (),
        "counts": counts,
        "not_read_back": 0,
        "strength_low": None,
        "strength_high": None,
        "confidences": {},
        "statements": (),
    }


def _statements(consensus: Consensus, link: Link, agreement: Agreement, heard: Speakers) -> Iterator[Row]:
    after = {holder.actor for holder in consensus.joint.holders if holder.timing == "after"}
    for held in link.held:
        said = held.statement
        yield {
            "who": heard.one(held.actor),
            "says": _side(held, agreement),
            "strength": plain(said.strength),
            "confidence": said.confidence,
            "delay": said.delay,
            "assumption": heard.veiled(said.assumption),
            "evidence": heard.veiled(said.evidence),
            "round": held.round or None,
            "consultation": held.actor in after,
            "origin": None if held.actor in heard.unnamed else held.origin,
        }


def _side(held: Held, agreement: Agreement) -> str | None:
    return next((says for says, field in SIDES if held.actor in getattr(agreement, field)), None)
