"""From a policy and what lies beside it to everything its many players' maps say together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from coprod_tools.consensus.agreement import agreement_of, alphas_of
from coprod_tools.consensus.laying_out import lay_out
from coprod_tools.consensus.merging import collect, merge
from coprod_tools.consensus.rounds import moves
from coprod_tools.consensus.values import JointMap
from coprod_tools.consensus.whole import Consensus
from coprod_tools.knowledge import Knowledge
from coprod_tools.policy import Policy
from coprod_tools.policy.joins import Join
from coprod_tools.policy.values import PartialDate
from coprod_tools.policyfile.review_file import reading_of

if TYPE_CHECKING:
    from coprod_tools.consensus.joining import Suggestion
    from coprod_tools.policyfile.beside import Beside


def find_consensus(
    policy: Policy,
    beside: Beside | None = None,
    *,
    as_at: PartialDate | None = None,
    knowledge: Knowledge | None = None,
    seed: int = 0,
) -> Consensus:
    """Return what partners' maps and the policy's own claims say together.

    Without a partner's map it holds the policy's own claims and their agreement alone: nothing is sampled then.

    Parameters
    ----------
    beside : Beside, optional
        Maps, joins and reviews from the policy's folder.
    as_at : PartialDate, optional
        The day from which the dates of tests are counted; without one they have none.
    knowledge : Knowledge, optional
        Says who stands outside government, and what tests cost; without one, the shipped one.
    seed : int
        For everything that is sampled; the same seed gives the same consensus.
    """
    maps, joins, review = (beside.maps, beside.joins, beside.review) if beside else ((), (), ())
    joint = lay_out(policy, merge(*map(collect, maps)), joins, review, knowledge)
    return Consensus(
        joint=joint,
        agreements=agreement_of(joint, seed),
        suggestions=_suggestions(joint, joins, policy) if maps else (),
        moves=moves(joint),
        alpha={name: found.value for name, found in alphas_of(joint).items()} if maps else {},
        conversations=policy.conversations or (),
        withdrawn=tuple(sorted(each.file for each in maps if reading_of(each, review) == "withdrawn")),
    )


def _suggestions(joint: JointMap, joins: Iterable[Join], policy: Policy) -> tuple[Suggestion, ...]:
    # What compares names is loaded only where there are names to compare.
    from coprod_tools.consensus.joining import suggest

    return suggest(joint, joins, policy)
