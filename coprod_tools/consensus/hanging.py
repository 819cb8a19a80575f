"""How much hangs on each link: the ways from a cause to an outcome that run through it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import networkx as nx

Pair = tuple[str, str]


def hanging(links: Iterable[Pair], outcomes: Collection[str]) -> dict[Pair, int]:
    """Return for each link how many causes reach it times how many outcomes it reaches.

    Things that lead to each other count as one for what lies before them, so a loop does not outweigh a chain.

    Parameters
    ----------
    links : iterable of (cause, effect)
    outcomes : collection of str
        The ends that count; with none of them on the map, every end counts.
    """
    pairs = sorted(set(links))
    graph: nx.DiGraph[str] = nx.DiGraph(pairs)
    goals = set(outcomes) & set(graph) or {node for node in graph if graph.out_degree(node) == 0} or set(graph)
    whole = nx.condensation(graph)
    part_of = whole.graph["mapping"]
    before = {node: len(nx.ancestors(whole, node)) for node in whole}
    inside = {node: len(goals & set(whole.nodes[node]["members"])) for node in whole}
    after = {node: inside[node] + sum(inside[each] for each in nx.descendants(whole, node)) for node in whole}
    return {(a, b): (before[part_of[a]] + 1) * after[part_of[b]] for a, b in pairs}
