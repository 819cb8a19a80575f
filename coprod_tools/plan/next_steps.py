"""What follows from the consensus: what to talk about, to test, to rely on, to join; who moved; what feeds back."""

from __future__ import annotations

from typing import Any

from coprod_tools.chain import ValueChain
from coprod_tools.consensus.rounds import Move, move_in_words
from coprod_tools.consensus.whole import Consensus
from coprod_tools.plan.joint_links import ref_of
from coprod_tools.plan.speakers import Speakers


def rows(chain: ValueChain, consensus: Consensus, heard: Speakers) -> dict[str, Any]:
    """Return the lists of the plan that follow from a consensus, by key."""
    return {
        "talk_next": (),
        "robust": (),
        "test_next": (),
        "suggestions": (),
        "moves": tuple(_move(move, consensus, heard) for move in consensus.moves),
        "loops": (),
        "conversations": (),
        "not_used": tuple({"text": fault.message} for fault in consensus.joint.faults),
        "maps_withdrawn": len(consensus.withdrawn),
    }


def _move(move: Move, consensus: Consensus, heard: Speakers) -> dict[str, Any]:
    link = next(link for link in consensus.joint.links if link.id == move.link)
    return {
        "who": heard.one(move.actor),
        "ref": ref_of(link),
        "link": move.link,
        "change": move.change,
        "rounds": move.rounds,
        "text": move_in_words(move, consensus.joint),
    }
