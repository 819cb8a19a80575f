"""The model that stands behind what to rely on, to talk about and to test: links, beliefs, actions and outcomes."""

from __future__ import annotations

from dataclasses import dataclass

from coprod_tools.consensus.trials.updating import with_results
from coprod_tools.consensus.values import JointMap
from coprod_tools.consensus.worlds.beliefs import Beliefs, beliefs_of, reports_of
from coprod_tools.consensus.worlds.levers import levers_of, outcomes_of
from coprod_tools.consensus.worlds.scenarios import LEVERS, OUTCOMES
from coprod_tools.consensus.worlds.table import LinkTable, table_of
from coprod_tools.knowledge import Knowledge
from coprod_tools.policy import Policy


@dataclass(frozen=True, eq=False)
class Model:
    """A joint map as numbers.

    Attributes
    ----------
    beliefs : Beliefs
        What the maps let one believe of each link, and what the policy's tests have measured since.
    actions, outcomes : list of int
        Numbers of concepts: what one chooses between, and where it shows.
    """

    table: LinkTable
    beliefs: Beliefs
    actions: list[int]
    outcomes: list[int]


def model_of(policy: Policy, joint: JointMap, knowledge: Knowledge | None = None) -> Model:
    """Return the model of a joint map.

    The choice is between the activities that the policy plans; what partners name beside them counts only where the
    policy plans none that anybody drew.
    """
    table = table_of(joint)
    beliefs = beliefs_of(reports_of(joint, knowledge), knowledge)
    beliefs = with_results(beliefs, table, joint, policy.pilots or (), knowledge)
    outcomes = outcomes_of(joint, table)[:OUTCOMES]
    levers = [lever for lever in levers_of(joint, table) if lever not in outcomes]
    planned = [lever for lever in levers if joint.concepts[lever].kind == "activity"]
    return Model(table, beliefs, (planned or levers)[:LEVERS], outcomes)
