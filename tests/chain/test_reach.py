"""What follows from what: checked against brute force on small random chains, and by hand."""

from __future__ import annotations

import random
from typing import Any

import networkx as nx
import pytest

from coprod_tools.chain import (
    ValueChain,
    build_chain,
    causal_loops,
    claimed_outcomes,
    downstream,
    feedback_loops,
    in_order,
    outcomes_reached,
    path_to_outcome,
)
from coprod_tools.policy import Policy


def chain_of(**raw: Any) -> ValueChain:
    """Build a chain from the plain values of a policy."""
    return build_chain(Policy.model_validate({"coprod": "1", "id": "p", "title": "P", **raw}))


def activities(**needs: list[str]) -> list[dict[str, Any]]:
    """Write activities that need each other."""
    return [{"id": name, "label": name, "needs": found} for name, found in needs.items()]


@pytest.mark.parametrize(
    ("raw", "reached"),
    [
        ({"activities": [{"id": "a", "label": "a", "outcomes": ["o"]}]}, {"o"}),
        ({"activities": activities(a=[]), "claims": [{"from": "a", "to": "o"}]}, {"o"}),
        (
            {
                "activities": [{"id": "a", "label": "a", "outputs": [{"id": "x", "label": "x"}]}],
                "concepts": [{"id": "c", "label": "c"}],
                "claims": [{"from": "x", "to": "c"}, {"from": "c", "to": "o"}],
            },
            {"o"},
        ),
        ({"activities": activities(a=[], b=["a"]), "claims": [{"from": "b", "to": "o"}]}, {"o"}),
        ({"activities": activities(a=["b"], b=[]), "claims": [{"from": "b", "to": "o"}]}, set()),
        ({"activities": activities(a=[]), "claims": [{"from": "o", "to": "a"}]}, set()),
    ],
    ids=["said", "claimed", "through an output and a concept", "needed by one that does", "needs one", "backwards"],
)
def test_an_activity_reaches_outcomes_in_the_ways_named(raw: dict[str, Any], reached: set[str]) -> None:
    """The three ways of the rule activity-without-outcome, and two that are none."""
    chain = chain_of(outcomes=[{"id": "o", "label": "o"}], **raw)
    assert outcomes_reached(chain, "a") == reached
    assert path_to_outcome(chain, "a") is bool(reached)


def test_an_outcome_that_is_only_named_is_not_claimed() -> None:
    """Naming an outcome is no statement of cause and effect."""
    raw = [{"id": "a", "label": "a", "outcomes": ["named"]}]
    outcomes = [{"id": "named", "label": "n"}, {"id": "claimed", "label": "c", "parent": "named"}]
    chain = chain_of(activities=raw, outcomes=outcomes, claims=[{"from": "a", "to": "claimed"}])
    assert outcomes_reached(chain, "a") == {"named", "claimed"}
    assert claimed_outcomes(chain, "a") == {"claimed"}


def random_chain(seed: int) -> ValueChain:
    """Build a small chain with claims at random, circles among them."""
    chance = random.Random(seed)
    names = [f"a{n}" for n in range(5)]
    concepts, outcomes = [f"c{n}" for n in range(4)], [f"o{n}" for n in range(3)]
    ends = names + concepts + outcomes
    pairs = {tuple(chance.sample(ends, 2)) for _ in range(12)}
    needs = {name: chance.sample(names[:n], chance.randint(0, min(2, n))) for n, name in enumerate(names)}
    return chain_of(
        activities=activities(**needs),
        concepts=[{"id": name, "label": name} for name in concepts],
        outcomes=[{"id": name, "label": name} for name in outcomes],
        claims=[{"from": a, "to": b} for a, b in sorted(pairs)],
    )


@pytest.mark.parametrize("seed", range(12))
def test_reach_equals_brute_force_over_all_paths(seed: int) -> None:
    """On a graph this small every simple path can be listed."""
    chain = random_chain(seed)
    graph = nx.DiGraph()
    graph.add_nodes_from(chain.graph)
    for a, b, data in chain.graph.edges(data=True):
        if data["type"] == "leads_to":
            graph.add_edge(a, b)
        if data["type"] == "needs":
            graph.add_edge(b, a)
    for name in chain.activities:
        found = {
            outcome.key
            for outcome in chain.policy.outcomes or ()
            if next(nx.all_simple_paths(graph, f"activity:{name}", f"outcome:{outcome.key}"), None)
        }
        assert outcomes_reached(chain, name) == found


@pytest.mark.parametrize("seed", range(12))
def test_loops_hold_exactly_the_nodes_of_all_cycles(seed: int) -> None:
    """Strongly connected components against every simple cycle of a small graph."""
    chain = random_chain(seed)
    graph = nx.DiGraph((a, b) for a, b, data in chain.graph.edges(data=True) if data["type"] == "leads_to")
    on_cycles = {node for cycle in nx.simple_cycles(graph) for node in cycle}
    loops = causal_loops(chain)
    assert set().union(*loops) == on_cycles
    assert all(len(loop) > 1 for loop in loops)


def test_feedback_of_an_activity_closes_a_loop_over_the_stages_between() -> None:
    """Delivery back to options: the loop holds options, decision, commissioning, service design, delivery."""
    own = {"stages": [{"id": f"s{n}", "title": f"S{n}"} for n in range(6)]}
    raw = [{"id": "a", "label": "a", "stage": "s4", "feeds_back_to": ["s2"]}]
    chain = chain_of(lifecycle=own, activities=raw)
    assert feedback_loops(chain) == (frozenset({"stage:s2", "stage:s3", "stage:s4", "activity:a"}),)


def test_downstream_follows_forward_edges_only() -> None:
    """What needs a thing comes after it; what feeds back does not."""
    raw = [
        {"id": "first", "label": "f", "stage": "options", "feeds_back_to": ["mandate"]},
        {"id": "second", "label": "s", "stage": "problem", "needs": ["first"], "outcomes": ["o"]},
    ]
    chain = chain_of(
        activities=raw, outcomes=[{"id": "o", "label": "o"}], indicators=[{"id": "i", "label": "i", "outcome": "o"}]
    )
    assert downstream(chain, "activity:first") == {"activity:second", "outcome:o", "indicator:i"}
    assert "activity:first" in downstream(chain, "stage:decision") | downstream(chain, "stage:outcomes")
    assert "stage:mandate" not in downstream(chain, "stage:options")


def test_order_puts_what_is_needed_first_then_stage_then_file() -> None:
    """Worked out by hand."""
    raw = [
        {"id": "late", "label": "l", "stage": "delivery"},
        {"id": "also-early", "label": "a", "stage": "problem", "needs": ["odd"]},
        {"id": "early", "label": "e", "stage": "problem"},
        {"id": "odd", "label": "o", "stage": "adapt"},
        {"id": "unplaced", "label": "u"},
    ]
    assert in_order(chain_of(activities=raw)) == ("early", "late", "odd", "also-early", "unplaced")


def test_a_chain_of_thousands_of_nodes_answers() -> None:
    """A big chain with circles in its claims: nothing lists paths or cycles (the time is benchmarked)."""
    n = 400
    chain = chain_of(
        activities=[
            {"id": f"a{k}", "label": "a", "needs": [f"a{k - 1}"] if k else [], "outcomes": ["o0"]} for k in range(n)
        ],
        concepts=[{"id": f"c{k}", "label": "c"} for k in range(n)],
        outcomes=[{"id": "o0", "label": "o"}],
        claims=[
            {"from": f"c{k}", "to": f"c{(k * 7 + j) % n}"} for k in range(n) for j in (1, 2, 3) if (k * 7 + j) % n != k
        ],
    )
    assert all(path_to_outcome(chain, name) for name in chain.activities)
    assert len(downstream(chain, "activity:a0")) == n
