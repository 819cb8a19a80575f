"""What to test next: for each weak but decisive link, who does it already, the design, its size, cost and rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from coprod_tools.consensus.trials.already import Already, already_of
from coprod_tools.consensus.trials.choosing import Worth, worth_testing
from coprod_tools.consensus.trials.costing import TrialCost, cost_of
from coprod_tools.consensus.trials.designing import Sized, design_of
from coprod_tools.consensus.trials.rules import Rules, rules_of
from coprod_tools.consensus.values import JointMap, Link
from coprod_tools.consensus.worlds.beliefs import Beliefs
from coprod_tools.consensus.worlds.table import LinkTable
from coprod_tools.knowledge import Knowledge, load_knowledge
from coprod_tools.policy import Policy
from coprod_tools.policy.care import Pilot
from coprod_tools.policy.values import PartialDate
from coprod_tools.words import say

Places = Sequence[int] | NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class TestNext:
    """One link to test, in the order in which to test them; for the team.

    Attributes
    ----------
    link : str
        `CAUSE>EFFECT`.
    pilot : str or None
        Id of the policy's own pilot for it; None where the policy plans none.
    already : tuple of Already
        Who does it already and what its holders know; this may answer the question without a test.
    worth : Worth
        Value of information, in the payoff's unit and as a share.
    sized : Sized
        Design, why, people, months.
    cost : TrialCost
        Money and hours asked of people.
    rules : Rules
        Go, stop, by when, who decides, what waits for it, and who pays on success.
    asks : tuple of str
        What has to be asked before it starts, the first question first.
    """

    __test__: ClassVar[bool] = False

    link: str
    pilot: str | None
    already: tuple[Already, ...]
    worth: Worth
    sized: Sized
    cost: TrialCost
    rules: Rules
    asks: tuple[str, ...]


def test_next(
    policy: Policy,
    joint: JointMap,
    table: LinkTable,
    beliefs: Beliefs,
    levers: Places,
    outcomes: Places,
    rng: np.random.Generator | None = None,
    *,
    as_at: PartialDate | None = None,
    knowledge: Knowledge | None = None,
    wanted: ArrayLike | None = None,
    count: int = 3,
) -> tuple[TestNext, ...]:
    """Return the links to test, by what a test's result would add to the choice between actions.

    Beliefs must hold recorded results already (`updating.with_results`); a link whose pilot was measured is not named
    again unless it is still worth it.

    Parameters
    ----------
    levers, outcomes : sequence of int
        Numbers of actions and outcomes in the table.
    as_at : PartialDate, optional
        The day from which dates are counted; without one, a date that the policy does not give is asked for.
    """
    known = knowledge or load_knowledge()
    rng = np.random.default_rng(0) if rng is None else rng
    found = worth_testing(table, beliefs, levers, outcomes, rng, wanted=wanted, count=count, knowledge=known)
    links = {link.id: link for link in joint.links}
    return tuple(_row(policy, joint, links[table.ids[worth.place]], worth, as_at, known) for worth in found)


def _row(
    policy: Policy, joint: JointMap, link: Link, worth: Worth, as_at: PartialDate | None, known: Knowledge
) -> TestNext:
    pilot = next((each for each in policy.pilots or () if each.claim in link.claims), None)
    already = already_of(policy, joint, link, pilot)
    sized, cost = design_of(policy, link, pilot, known), cost_of(policy, pilot)
    rules = rules_of(policy, link, pilot, sized, as_at, known.trial_numbers["smallest-effect"].value)
    return TestNext(
        link=link.id,
        pilot=pilot.key if pilot else None,
        already=already,
        worth=worth,
        sized=sized,
        cost=cost,
        rules=rules,
        asks=_asks(already, sized, cost, rules, pilot),
    )


def _asks(
    already: tuple[Already, ...], sized: Sized, cost: TrialCost, rules: Rules, pilot: Pilot | None
) -> tuple[str, ...]:
    """What must be asked before it starts; who already does it comes first, also when something is recorded."""
    asks = [say("trials.ask_enough" if already else "trials.ask_already")]
    if any(each.kind == "done" and each.since is None for each in already):
        asks.append(say("trials.ask_since"))
    if sized.design.answers != "instead" and not (pilot and pilot.alternative):
        asks += [say("trials.ask_right")] if pilot is None else []
        asks += [say("trials.ask_agreed")] if pilot is None or pilot.community_agreed is not True else []
        asks += [say("trials.ask_money")] if cost.money is None else []
        asks += [say("trials.ask_hours")] if cost.hours is None else []
        asks += [say("trials.ask_pays")] if rules.pays is None else []
    asks += [say("trials.ask_date")] if rules.decide_by is None and rules.sunset is None else []
    return tuple(asks)
