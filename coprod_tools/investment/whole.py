"""What a policy is worth to whom, what could be taken on and what the public put first, as one value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coprod_tools.investment.choosing import Choice
    from coprod_tools.investment.frontier import Frontier
    from coprod_tools.investment.prices_of_rules import RulePrice
    from coprod_tools.investment.robust import Robust
    from coprod_tools.investment.segments_view import SegmentRow
    from coprod_tools.investment.valued_options import ValuedOption
    from coprod_tools.investment.worth import Worth
    from coprod_tools.opinion.budgeting_comparison import Comparison


@dataclass(frozen=True, eq=False)
class Investment:
    """What could be said of one policy's worth; a part is None or empty where the policy has nothing to tell it from.

    Attributes
    ----------
    worth : Worth or None
        None where nobody said what anything is worth: a list of costs alone is no worth.
    options : tuple of ValuedOption
        In the policy's own order, never ranked; empty where at most one is told of.
    choice : Choice or None
        None where nothing is proposed.
    robust : Robust or None
        None also where it was not asked for.
    ballots : tuple of Comparison
        In the order of the policy's public votes.
    """

    worth: Worth | None = None
    options: tuple[ValuedOption, ...] = ()
    choice: Choice | None = None
    prices: tuple[RulePrice, ...] = ()
    frontier: Frontier | None = None
    robust: Robust | None = None
    segments: tuple[SegmentRow, ...] = ()
    ballots: tuple[Comparison, ...] = ()

    @property
    def told(self) -> bool:
        """Whether there is anything to tell."""
        return any((self.worth, self.choice, self.segments, self.ballots))
