"""The value chain of a policy: a typed graph from mandate to outcome, and the questions one asks of it."""

from coprod_tools.chain.building import build_chain
from coprod_tools.chain.involvement import (
    activities_in,
    actors_in,
    authors,
    authors_after,
    contributing,
    default_orders,
    deliverers,
    deliverers_before,
    feeds_back_early,
    involved,
    leads,
    people_reached,
    stage_of,
    taking_part,
)
from coprod_tools.chain.marked import with_marks
from coprod_tools.chain.reach import (
    causal_loops,
    claimed_outcomes,
    downstream,
    feedback_loops,
    in_order,
    outcomes_reached,
    path_to_outcome,
)
from coprod_tools.chain.value_chain import EDGE_TYPES, NODE_KINDS, ValueChain, node_id

__all__ = [
    "EDGE_TYPES",
    "NODE_KINDS",
    "ValueChain",
    "activities_in",
    "actors_in",
    "authors",
    "authors_after",
    "build_chain",
    "causal_loops",
    "claimed_outcomes",
    "contributing",
    "default_orders",
    "deliverers",
    "deliverers_before",
    "downstream",
    "feedback_loops",
    "feeds_back_early",
    "in_order",
    "involved",
    "leads",
    "node_id",
    "outcomes_reached",
    "path_to_outcome",
    "people_reached",
    "stage_of",
    "taking_part",
    "with_marks",
]
