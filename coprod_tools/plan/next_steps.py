"""What follows from the consensus: what to talk about, to test, to rely on, to join; who moved; what feeds back."""

from __future__ import annotations

from typing import Any

from coprod_tools.chain import ValueChain
from coprod_tools.consensus.whole import Consensus
from coprod_tools.plan.speakers import Speakers


def rows(chain: ValueChain, consensus: Consensus, heard: Speakers) -> dict[str, Any]:
    """Return the lists of the plan that follow from a consensus, by key."""
    return {
        "talk_next": (),
        "robust": (),
        "test_next": (),
        "suggestions": (),
        "moves": (),
        "loops": (),
        "conversations": (),
        "not_used": tuple({"text": fault.message} for fault in consensus.joint.faults),
        "maps_withdrawn": len(consensus.withdrawn),
    }
