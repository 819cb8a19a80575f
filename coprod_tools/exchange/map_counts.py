"""Count what came through of a causal map."""

from __future__ import annotations

from collections import Counter
from typing import Any

from coprod_tools.exchange.causal_map import MapEdge, MapNode


def counts(nodes: tuple[MapNode, ...], edges: tuple[MapEdge, ...]) -> dict[str, Any]:
    """Return counts by name.

    `edges` counts every line of the map, with or without a direction, one that goes both ways once; `distinct_edges`
    the pairs of ends they join, as drawn; `claims` the links made of them. `feedback_nodes` are those that reach
    themselves through another node along directed links; `components` are the parts of the map that no line joins.
    `dag` tells whether no directed link leads back to where it began.
    """
    import networkx as nx

    directed = nx.DiGraph()
    directed.add_nodes_from(node.id for node in nodes)
    directed.add_edges_from((edge.cause, edge.effect) for edge in edges if edge.directed)
    joined = nx.Graph(directed.to_undirected(as_view=True))
    joined.add_edges_from((edge.cause, edge.effect) for edge in edges)
    knots = [knot for knot in nx.strongly_connected_components(directed) if len(knot) > 1]
    lines = [edge for edge in edges if not edge.twin]
    signs = Counter(edge.sign or "not said" for edge in lines)
    return {
        "nodes": len(nodes),
        "edges": len(lines),
        "distinct_edges": len({(edge.cause, edge.effect) for edge in lines}),
        "claims": sum(1 for edge in edges if edge.directed),
        "undirected": sum(1 for edge in edges if not edge.directed),
        "signs": dict(sorted(signs.items())),
        "to_itself": sum(1 for edge in lines if edge.cause == edge.effect),
        "components": nx.number_connected_components(joined),
        "feedback_nodes": sum(map(len, knots)),
        "dag": nx.is_directed_acyclic_graph(directed),
    }
