"""From a policy and what lies beside it to everything its many players' maps say together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from coprod_tools.consensus.agreement import agreement_of, alphas_of
from coprod_tools.consensus.laying_out import lay_out
from coprod_tools.consensus.merging import collect, merge
from coprod_tools.consensus.rounds import moves
from coprod_tools.consensus.values import JointMap
from coprod_tools.consensus.whole import Consensus
from coprod_tools.consensus.worlds.loops import loops_of
from coprod_tools.knowledge import Knowledge
from coprod_tools.policy import Policy
from coprod_tools.policy.joins import Join
from coprod_tools.policy.values import PartialDate
from coprod_tools.policyfile.review_file import reading_of

if TYPE_CHECKING:
    from coprod_tools.consensus.joining import Suggestion
    from coprod_tools.consensus.model import Model
    from coprod_tools.consensus.talking import TalkNext
    from coprod_tools.consensus.trials.test_next import TestNext
    from coprod_tools.consensus.worlds.scenarios import Scenario
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
    found = Consensus(
        joint=joint,
        agreements=agreement_of(joint, seed),
        moves=moves(joint),
        conversations=policy.conversations or (),
        withdrawn=tuple(sorted(each.file for each in maps if reading_of(each, review) == "withdrawn")),
    )
    if not found.told:
        return found
    model = model_of(policy, joint, knowledge)
    return replace(
        found,
        suggestions=_suggestions(joint, joins, policy),
        alpha={name: each.value for name, each in alphas_of(joint).items()},
        loops=loops_of(joint),
        scenarios=_scenarios(joint, model, knowledge, seed),
        talk_next=_talk(policy, joint, model, seed),
        test_next=_tests(policy, joint, model, as_at, knowledge, seed),
    )


def _suggestions(joint: JointMap, joins: Iterable[Join], policy: Policy) -> tuple[Suggestion, ...]:
    # What compares names is loaded only where there are names to compare.
    from coprod_tools.consensus.joining import suggest

    return suggest(joint, joins, policy)


def model_of(policy: Policy, joint: JointMap, knowledge: Knowledge | None) -> Model:
    """Return the model of a joint map; what it needs is loaded only now."""
    from coprod_tools.consensus.model import model_of as made

    return made(policy, joint, knowledge)


def _scenarios(joint: JointMap, model: Model, knowledge: Knowledge | None, seed: int) -> tuple[Scenario, ...]:
    from coprod_tools.consensus.worlds.scenarios import scenarios_of

    return scenarios_of(joint, seed=seed, knowledge=knowledge, beliefs=model.beliefs)


def _talk(policy: Policy, joint: JointMap, model: Model, seed: int) -> tuple[TalkNext, ...]:
    import numpy as np

    from coprod_tools.consensus.talking import talk_next

    minutes = minutes_of(policy, joint)
    cost = [minutes[id] for id in model.table.ids]
    rng = np.random.default_rng(seed)
    return talk_next(model.table, model.beliefs, model.actions, model.outcomes, cost, rng)


def _tests(
    policy: Policy, joint: JointMap, model: Model, as_at: PartialDate | None, knowledge: Knowledge | None, seed: int
) -> tuple[TestNext, ...]:
    import numpy as np

    from coprod_tools.consensus.trials.test_next import test_next

    ends = (model.actions, model.outcomes)
    rng = np.random.default_rng(seed)
    return test_next(policy, joint, model.table, model.beliefs, *ends, rng, as_at=as_at, knowledge=knowledge)


def minutes_of(policy: Policy, joint: JointMap) -> dict[str, float]:
    """Return how long it would take to talk each link over: as its claim says, else one minute."""
    said = {claim.key: float(claim.talk_minutes.value) for claim in policy.claims or () if claim.talk_minutes}
    return {link.id: max((said[key] for key in link.claims if key in said), default=1.0) for link in joint.links}
