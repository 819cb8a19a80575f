"""From a marked policy to who puts in what and who answers for what."""

from __future__ import annotations

from collections.abc import Iterable

from coprod_tools.accountability.burden import Burden, burden_of, taken_unasked
from coprod_tools.accountability.co_investment import co_investment
from coprod_tools.accountability.control_and_value import control_and_value
from coprod_tools.accountability.double_counting import double_counts, left_out
from coprod_tools.accountability.duties import duties_of
from coprod_tools.accountability.ledger import ledger_of
from coprod_tools.accountability.ledger_questions import ledger_questions
from coprod_tools.accountability.natural_units import in_own_units
from coprod_tools.accountability.rewards import rewards_of
from coprod_tools.accountability.scorecard import scorecard_of
from coprod_tools.accountability.shares import shares_of
from coprod_tools.accountability.social_costs import social_costs
from coprod_tools.accountability.triggers import triggers_of
from coprod_tools.accountability.whole import Accounts
from coprod_tools.assessment import Assessment
from coprod_tools.policy.values import PartialDate


def find_accounts(
    assessment: Assessment, *, as_at: PartialDate | None = None, computed_shares: bool = False, seed: int = 0
) -> Accounts:
    """Return who puts in what and who answers for what in a policy.

    Parameters
    ----------
    assessment : Assessment
        The marked policy, with the knowledge it was marked by.
    as_at : PartialDate, optional
        The day for which consent, agreements and the age of wages are judged; the assessment's where absent.
    computed_shares : bool
        Whether to add modelled shares. They are for the team only and stand on no page for a partner or a minister.
    seed : int
        For what is sampled; the same seed gives the same accounts.
    """
    chain, knowledge, day = assessment.chain, assessment.knowledge, as_at or assessment.as_at
    policy = chain.policy
    ledger = ledger_of(policy, day, knowledge)
    twice = double_counts(ledger)
    away = left_out(twice)
    return Accounts(
        ledger=ledger,
        double_counts=twice,
        co_investment=co_investment(ledger, away),
        social_costs=social_costs(ledger, away),
        own_units=in_own_units(ledger, away),
        shares=shares_of(policy, computed_shares, chain=chain, knowledge=knowledge, as_at=day, seed=seed),
        rewards=rewards_of(policy, day),
        duties=duties_of(policy, chain=chain, knowledge=knowledge),
        scorecard=scorecard_of(policy, knowledge),
        triggers=triggers_of(chain, knowledge, day),
        burden=burden_of([policy], knowledge, taken_unasked(assessment)),
        control_and_value=control_and_value(chain, knowledge),
        questions=ledger_questions(ledger),
    )


def find_burden(assessments: Iterable[Assessment]) -> Burden:
    """Return what the policies of a folder together ask of everybody outside government.

    Parameters
    ----------
    assessments : iterable of Assessment
        Each policy marked, by the same knowledge.
    """
    marked = tuple(assessments)
    unasked = frozenset(place for each in marked for place in taken_unasked(each))
    return burden_of((each.chain.policy for each in marked), marked[0].knowledge if marked else None, unasked)
