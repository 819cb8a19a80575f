"""Causes above their effects: the rows of a map, with the links that lead back up told apart.

A drawing of a map with loops needs some links to run against the flow. Few of them are chosen by the greedy order of
Eades, Lin & Smyth, "A fast and effective heuristic for the feedback arc set problem", Information Processing Letters 47
(1993), 319-323; the rest is laid in rows by the longest way from a cause.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import networkx as nx

Pair = tuple[str, str]


def layered(nodes: Sequence[str], links: Iterable[Pair]) -> tuple[tuple[str, ...], ...]:
    """Return the nodes in rows, each cause above its effects but for the links that close a loop.

    The same nodes and links give the same rows, whatever their order.
    """
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(sorted(nodes))
    graph.add_edges_from(sorted({(a, b) for a, b in links if a != b and a in graph and b in graph}))
    place = {node: at for at, node in enumerate(_order(graph))}
    forward = [(a, b) for a, b in graph.edges if place[a] < place[b]]
    level = _levels(place, forward)
    rows: list[list[str]] = [[] for _ in range(max(level.values(), default=-1) + 1)]
    for node in sorted(graph):
        rows[level[node]].append(node)
    return _untangled(rows, forward)


def _levels(place: Mapping[str, int], forward: Sequence[Pair]) -> dict[str, int]:
    """Give each node the longest way from a cause; a cause of one thing only stands right above it."""
    before: dict[str, list[str]] = {node: [] for node in place}
    after: dict[str, list[str]] = {node: [] for node in place}
    for a, b in forward:
        before[b].append(a)
        after[a].append(b)
    level: dict[str, int] = {}
    for node in sorted(place, key=lambda each: place[each]):
        level[node] = max((level[each] + 1 for each in before[node]), default=0)
    for node in sorted(place, key=lambda each: -place[each]):
        if not before[node] and after[node]:
            level[node] = min(level[each] for each in after[node]) - 1
    return level


def _order(graph: nx.DiGraph[str]) -> list[str]:
    """Order the nodes so that few links lead backwards: ends last, starts first, then what gives more than it takes."""
    left = graph.copy()
    first: list[str] = []
    last: list[str] = []
    while left:
        ends = sorted(node for node in left if left.out_degree(node) == 0)
        if ends:
            last = ends + last
            left.remove_nodes_from(ends)
            continue
        starts = sorted(node for node in left if left.in_degree(node) == 0)
        chosen = starts or [min(left, key=lambda node: (left.in_degree(node) - left.out_degree(node), node))]
        first += chosen
        left.remove_nodes_from(chosen)
    return first + last


def _untangled(rows: Sequence[Sequence[str]], forward: Sequence[Pair]) -> tuple[tuple[str, ...], ...]:
    """Set the nodes of each row below the middle of their causes."""
    at: dict[str, float] = {}
    done: list[tuple[str, ...]] = []
    causes: dict[str, list[str]] = {}
    for a, b in forward:
        causes.setdefault(b, []).append(a)
    for row in rows:
        middle = {node: [at[each] for each in causes.get(node, ()) if each in at] for node in row}
        kept = tuple(sorted(row, key=lambda node: (_mean(middle[node]), node)))
        at |= {node: (place + 0.5) / len(kept) for place, node in enumerate(kept)}
        done.append(kept)
    return tuple(done)


def _mean(places: Sequence[float]) -> float:
    return round(sum(places) / len(places), 9) if places else 0.5
