"""Who puts in what and who answers for what in one policy, as one value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coprod_tools.accountability.co_investment import CoInvestment
from coprod_tools.accountability.double_count import DoubleCount
from coprod_tools.accountability.ledger import Ledger
from coprod_tools.accountability.ledger_questions import Question
from coprod_tools.accountability.natural_units import InOwnUnits
from coprod_tools.accountability.social_costs import SocialCosts

if TYPE_CHECKING:
    from coprod_tools.accountability.burden import Burden
    from coprod_tools.accountability.control_and_value import ControlAndValue
    from coprod_tools.accountability.duties import Duties
    from coprod_tools.accountability.rewards import Rewards
    from coprod_tools.accountability.scorecard import Scorecard
    from coprod_tools.accountability.shares import Shares
    from coprod_tools.accountability.triggers import Triggers


@dataclass(frozen=True, eq=False)
class Accounts:
    """Everything the accountability of one policy is told from.

    Attributes
    ----------
    double_counts : tuple of DoubleCount
        What may be counted twice; `co_investment` and `social_costs` hold their sums with it and without it.
    co_investment, social_costs : CoInvestment, SocialCosts
        The two views of the ledger. They are never added, and never stand in one table.
    own_units : tuple of InOwnUnits
        All that is not money, in its own units.
    shares : Shares
        As the partners said them; computed ones only where they were asked for.
    rewards : Rewards
        What each partner gets, or is to be asked about; nothing is written for them.
    duties : Duties
        Who answers for what; many for an outcome, one lead for a service.
    scorecard : Scorecard
        The three questions by indicator and group; never one score.
    triggers : Triggers
        What has left its path, and where the chain breaks first.
    burden : Burden
        What this one policy asks of everybody outside government, and government's own hours beside.
    control_and_value : ControlAndValue
        What is controlled and counted beside what creates value.
    questions : tuple of Question
        What the ledger does not know.
    """

    ledger: Ledger
    double_counts: tuple[DoubleCount, ...]
    co_investment: CoInvestment
    social_costs: SocialCosts
    own_units: tuple[InOwnUnits, ...]
    shares: Shares
    rewards: Rewards
    duties: Duties
    scorecard: Scorecard
    triggers: Triggers
    burden: Burden
    control_and_value: ControlAndValue
    questions: tuple[Question, ...]
