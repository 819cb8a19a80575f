"""Who may be named: a partner that told us a map only where it agreed, and everybody else as the policy file does."""

from __future__ import annotations

from coprod_tools.consensus.own_map import OWNER
from coprod_tools.consensus.values import Holder, JointMap


def may_be_named(holder: Holder) -> bool:
    """Tell whether a page may name a holder.

    Whoever told a map is named only with its consent, and then nowhere, not even where the policy file's own claims
    name it. Somebody whom only the policy file names has told no map that it could withhold.
    """
    return holder.named or not holder.rounds or holder.actor == OWNER


def withheld(joint: JointMap) -> frozenset[str]:
    """Return the ids of the holders whom no page may name."""
    return frozenset(holder.actor for holder in joint.holders if not may_be_named(holder))
