"""What follows from what: outcomes reached, everything downstream, loops, orderings.

No simple path or simple cycle is ever listed, since there may be more of them than atoms: reach comes from searches
over forward edges, loops from strongly connected components, orders from the needs alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import networkx as nx

from coprod_tools.chain.kinds import EdgeType
from coprod_tools.chain.value_chain import ValueChain

FORWARD: tuple[EdgeType, ...] = (
    "flows_to",
    "takes_part",
    "contributes",
    "produces",
    "leads_to",
    "measured_by",
    "blocks",
)
PROCESS: tuple[EdgeType, ...] = ("flows_to", "feeds_back", "produces")


def downstream(chain: ValueChain, node: str) -> frozenset[str]:
    """Return every node that follows from `node` on forward edges; what needs a thing follows from it."""
    return frozenset(nx.descendants(_forward(chain), node))


def outcomes_reached(chain: ValueChain, activity: str) -> frozenset[str]:
    """Return the outcomes an activity reaches.

    By its own `outcomes`, by claims from it or its outputs over concepts and outcomes, or because an activity that
    reaches one needs it.
    """
    return _outcomes(_reached(chain, claims_only=False)[f"activity:{activity}"])


def path_to_outcome(chain: ValueChain, activity: str) -> bool:
    """Tell whether an activity reaches any outcome."""
    return bool(outcomes_reached(chain, activity))


def claimed_outcomes(chain: ValueChain, activity: str) -> frozenset[str]:
    """Return the outcomes that claims lead to from an activity or one of its outputs."""
    return _outcomes(_reached(chain, claims_only=True)[f"activity:{activity}"])


def feedback_loops(chain: ValueChain) -> tuple[frozenset[str], ...]:
    """Return the sets of nodes that feed back into each other along the course of the policy, the largest first."""
    graph = _plain(chain, PROCESS, turned=("needs",))
    return _loops(graph)


def causal_loops(chain: ValueChain) -> tuple[frozenset[str], ...]:
    """Return the sets of nodes whose claims of cause and effect run in a circle, the largest first."""
    return _loops(_plain(chain, ("produces", "leads_to")))


def in_order(chain: ValueChain) -> tuple[str, ...]:
    """Return all activities so that each comes after what it needs; else by stage, then by their order in the file."""
    order = {f"stage:{stage.id}": place for place, stage in enumerate(chain.stages)}
    rank: dict[str, tuple[int, int]] = {}
    for place, name in enumerate(chain.activities):
        stages = [order[node] for node, _ in chain.into(f"activity:{name}", "flows_to")]
        rank[f"activity:{name}"] = (stages[0] if stages else len(order), place)
    graph = _needs(chain)
    inside = nx.lexicographical_topological_sort(graph, key=lambda node: rank[node])
    return tuple(node.partition(":")[2] for node in inside)


def _plain(chain: ValueChain, types: Iterable[EdgeType], turned: Iterable[EdgeType] = ()) -> nx.DiGraph[str]:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(chain.graph)
    graph.add_edges_from((a, b) for a, b, _ in chain.edges(*types))
    graph.add_edges_from((b, a) for a, b, _ in chain.edges(*turned))
    return graph


@lru_cache(maxsize=4)
def _forward(chain: ValueChain) -> nx.DiGraph[str]:
    return _plain(chain, FORWARD, turned=("needs",))


def _needs(chain: ValueChain) -> nx.DiGraph[str]:
    return _plain(chain, (), turned=("needs",)).subgraph(chain.nodes("activity"))


def _loops(graph: nx.DiGraph[str]) -> tuple[frozenset[str], ...]:
    found = [frozenset(part) for part in nx.strongly_connected_components(graph)]
    loops = [part for part in found if len(part) > 1 or any(graph.has_edge(node, node) for node in part)]
    return tuple(sorted(loops, key=lambda part: (-len(part), min(part))))


def _outcomes(nodes: Iterable[str]) -> frozenset[str]:
    return frozenset(node.partition(":")[2] for node in nodes)


@lru_cache(maxsize=4)
def _reached(chain: ValueChain, *, claims_only: bool) -> dict[str, frozenset[str]]:
    # One pass over the condensed graph, from its ends back: a component reaches what lies in it and what it leads to.
    said = {"claim"} if claims_only else {"claim", "activity", "parent"}
    graph = _plain(chain, ("produces",), turned=() if claims_only else ("needs",))
    graph.add_edges_from((a, b) for a, b, data in chain.edges("leads_to") if data["said_by"] in said)
    whole = nx.condensation(graph)
    reach: dict[int, frozenset[str]] = {}
    for part in reversed(list(nx.topological_sort(whole))):
        inside = {node for node in whole.nodes[part]["members"] if node.startswith("outcome:")}
        reach[part] = frozenset(inside.union(*(reach[after] for after in whole.successors(part))))
    return {node: reach[part] for node, part in whole.graph["mapping"].items()}
