"""From a valid policy to its value chain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import networkx as nx

from coprod_tools import words
from coprod_tools.chain.connections import connections
from coprod_tools.chain.kinds import Edge, Node
from coprod_tools.chain.things import things
from coprod_tools.chain.value_chain import ValueChain
from coprod_tools.lifecycle import Lifecycle, lifecycle_of
from coprod_tools.policy import Policy
from coprod_tools.problems import Fault, InvalidInput


def build_chain(policy: Policy, lifecycle: Lifecycle | None = None) -> ValueChain:
    """Build the value chain of a policy.

    Parameters
    ----------
    policy : Policy
        As read; every reference in it must lead somewhere.
    lifecycle : Lifecycle, optional
        Without one, the one the policy chose.

    Raises
    ------
    InvalidInput
        When a reference leads nowhere, two things of a kind share an id, or activities need each other in a circle;
        all such faults at once. A policy read from a file was checked for these already.
    """
    chosen = lifecycle or lifecycle_of(policy.lifecycle)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(policy=policy.id, title=str(policy.title), lifecycle=chosen.id)
    faults = [*_add_nodes(graph, things(policy, chosen), policy)]
    faults += _add_edges(graph, connections(policy, chosen), policy)
    faults += _circles(graph, policy)
    if faults:
        raise InvalidInput(faults)
    return ValueChain(nx.freeze(graph), policy, chosen)


def _fault(policy: Policy, path: str, key: str, **names: str) -> Fault:
    return Fault(file=policy.id, path=path, message=words.say(f"chain.{key}", **names))


def _add_nodes(graph: nx.MultiDiGraph[str], nodes: Iterable[Node], policy: Policy) -> Iterator[Fault]:
    for node in nodes:
        if node.name in graph:
            yield _fault(policy, node.id, "same-id", name=node.id, kind=node.kind)
        graph.add_node(node.name, kind=node.kind, id=node.id, label=node.label, **node.more)


def _add_edges(graph: nx.MultiDiGraph[str], edges: Iterable[Edge], policy: Policy) -> Iterator[Fault]:
    for edge in edges:
        missing = [end for end in (edge.source, edge.target) if end not in graph]
        if missing:
            yield from (_fault(policy, edge.field, "leads-nowhere", name=end.partition(":")[2]) for end in missing)
        else:
            graph.add_edge(edge.source, edge.target, edge.key, type=edge.type, field=edge.field, **edge.more)


def _circles(graph: nx.MultiDiGraph[str], policy: Policy) -> Iterator[Fault]:
    # A test may be part of what it gates, so only activities are held to this.
    between = (edge for edge in graph.edges(data="type") if all(end.startswith("activity:") for end in edge[:2]))
    needs = nx.DiGraph((a, b) for a, b, found in between if found == "needs")
    for circle in nx.strongly_connected_components(needs):
        first = min(circle)
        if len(circle) > 1 or needs.has_edge(first, first):
            inside = ", ".join(sorted(name.partition(":")[2] for name in circle))
            yield _fault(policy, f"activities[{first.partition(':')[2]}].needs", "circle", names=inside)
