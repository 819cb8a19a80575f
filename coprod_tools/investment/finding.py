"""From a marked policy to what it is worth and to whom, what to take on, and what the public put first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coprod_tools.assessment import Assessment
from coprod_tools.investment.whole import Investment
from coprod_tools.knowledge import Knowledge
from coprod_tools.opinion.budgeting_comparison import compared
from coprod_tools.policy import Policy
from coprod_tools.policy.values import PartialDate

if TYPE_CHECKING:
    from coprod_tools.investment.segments_view import SegmentRow
    from coprod_tools.investment.valued_options import ValuedOption
    from coprod_tools.investment.worth import Worth

# Draws of the worths over which a choice is tried within a plan; of many proposals fewer, so that it stays quick.
TRIED = 60
_WORK = 3000
# Sets that are looked for within a plan; where there are more, it says that the search was cut short.
SETS = 40


def find_worth(
    assessment: Assessment, *, as_at: PartialDate | None = None, seed: int = 0, tried: int = TRIED
) -> Investment:
    """Return what a policy is worth to whom, what to take on, and what the public put first.

    A policy without streams, proposals, segments and public votes gives an empty value, and loads nothing for it.

    Parameters
    ----------
    assessment : Assessment
        The marked policy, with the knowledge it was marked by.
    as_at : PartialDate, optional
        The day for which to tell whether a schedule should have been looked up again; the assessment's where absent.
    seed : int
        Not negative; for everything that is drawn. The same seed gives the same result.
    tried : int
        Draws of the worths of proposals over which the choice is tried, fewer for many; 0 leaves that out.
    """
    policy, knowledge = assessment.chain.policy, assessment.knowledge
    day = as_at or assessment.as_at
    worth, options = _worth(policy, knowledge, day, seed) if policy.streams else (None, ())
    found = Investment(worth, options, ballots=tuple(compared(ballot) for ballot in policy.ballots or ()))
    if policy.segments:
        found = replace(found, segments=_segments(policy, knowledge))
    return _chosen(found, policy, knowledge, seed, tried) if policy.proposals else found


def _worth(
    policy: Policy, knowledge: Knowledge, day: PartialDate | None, seed: int
) -> tuple[Worth | None, tuple[ValuedOption, ...]]:
    from coprod_tools.investment.valued_options import valued_options
    from coprod_tools.investment.worth import worth_of

    today = day.last if day else None
    worth = worth_of(policy, seed=seed, knowledge=knowledge, today=today)
    several = len({stream.option for stream in policy.streams or () if stream.option}) > 1
    return worth, valued_options(policy, seed=seed, knowledge=knowledge, today=today) if several else ()


def _segments(policy: Policy, knowledge: Knowledge) -> tuple[SegmentRow, ...]:
    from coprod_tools.investment.segments_view import segments_view

    return segments_view(policy, knowledge)


def _chosen(found: Investment, policy: Policy, knowledge: Knowledge, seed: int, tried: int) -> Investment:
    from coprod_tools.investment.choosing import choose
    from coprod_tools.investment.frontier import frontier_of
    from coprod_tools.investment.prices_of_rules import prices_of_rules
    from coprod_tools.investment.robust import robustness

    choice = choose(policy, knowledge=knowledge)
    chosen = choice.state == "chosen"
    return replace(
        found,
        choice=choice,
        prices=prices_of_rules(choice),
        frontier=frontier_of(choice.question, most=SETS) if chosen else None,
        robust=robustness(choice, seed, min(tried, _WORK // len(policy.proposals or ()))),
    )
