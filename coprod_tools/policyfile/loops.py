"""Find where things need each other in a circle."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping


def loops(edges: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Yield one shortest loop for each knot of things that reach each other; its first name stands last again.

    Parameters
    ----------
    edges : mapping of str to tuple of str
        What each thing points at. A name that is no key points nowhere.

    Notes
    -----
    Knots are the strongly connected components (Tarjan 1972, SIAM J. Comput. 1(2), 146-160), found without recursion.
    All loops are never listed: their number grows beyond bounds.
    """
    order = {name: number for number, name in enumerate(edges)}
    for knot in sorted((_in_order(knot, order) for knot in _knots(edges)), key=lambda names: order[names[0]]):
        if len(knot) > 1 or knot[0] in edges.get(knot[0], ()):
            yield _round_trip(knot[0], edges, set(knot))


def _in_order(names: list[str], order: dict[str, int]) -> list[str]:
    return sorted(names, key=lambda name: order.get(name, len(order)))


def _knots(edges: Mapping[str, tuple[str, ...]]) -> Iterator[list[str]]:
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    waiting: set[str] = set()
    for root in edges:
        if root in index:
            continue
        work = [(root, iter(edges[root]))]
        index[root] = low[root] = len(index)
        stack.append(root)
        waiting.add(root)
        while work:
            name, targets = work[-1]
            for target in targets:
                if target not in edges:
                    continue
                if target not in index:
                    index[target] = low[target] = len(index)
                    stack.append(target)
                    waiting.add(target)
                    work.append((target, iter(edges[target])))
                    break
                if target in waiting:
                    low[name] = min(low[name], index[target])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[name])
                if low[name] == index[name]:
                    knot = stack[stack.index(name) :]
                    del stack[-len(knot) :]
                    waiting.difference_update(knot)
                    yield knot


def _round_trip(start: str, edges: Mapping[str, tuple[str, ...]], within: set[str]) -> tuple[str, ...]:
    """Return a shortest way from `start` back to itself inside a knot."""
    came_from: dict[str, str] = {}
    queue = deque([start])
    while queue:
        name = queue.popleft()
        for target in edges.get(name, ()):
            if target == start:
                way = [start, name] if name != start else [start]
                while way[-1] != start:
                    way.append(came_from[way[-1]])
                return tuple(reversed(way)) if len(way) > 1 else (start, start)
            if target in within and target not in came_from:
                came_from[target] = name
                queue.append(target)
    raise AssertionError("a knot always has a way round")  # pragma: no cover
