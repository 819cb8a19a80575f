"""Everything that many players' maps say together of one policy, as one value."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from coprod_tools.consensus.values import Agreement, JointMap
from coprod_tools.policy.conversations import Conversation


@dataclass(frozen=True, eq=False)
class Consensus:
    """What partners' maps and the policy's own claims say together.

    Attributes
    ----------
    joint : JointMap
        All maps as one.
    agreements : dict of str to Agreement
        By link, in the order of `joint.links`.
    suggestions : tuple
        Pairs of names that may mean one thing.
    moves : tuple
        Who said something else in a later round.
    alpha : dict of str to float or None
        Krippendorff's alpha of existence, sign and strength; None where nothing can be computed.
    loops : tuple
        What feeds back on itself.
    scenarios : tuple
        What happens at the outcomes in the sampled worlds when something is done.
    talk_next, test_next : tuple
        In the order in which to do them; for the team.
    withdrawn : tuple of str
        Files of maps that their holders took back; not used in anything.
    """

    joint: JointMap
    agreements: dict[str, Agreement]
    suggestions: tuple[Any, ...] = ()
    moves: tuple[Any, ...] = ()
    alpha: dict[str, float | None] = field(default_factory=dict)
    loops: tuple[Any, ...] = ()
    scenarios: tuple[Any, ...] = ()
    talk_next: tuple[Any, ...] = ()
    test_next: tuple[Any, ...] = ()
    conversations: tuple[Conversation, ...] = ()
    withdrawn: tuple[str, ...] = ()

    @property
    def told(self) -> bool:
        """Whether any partner told a map that is in use."""
        return any(holder.rounds for holder in self.joint.holders)
