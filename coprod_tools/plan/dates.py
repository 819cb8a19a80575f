"""When each action starts and finishes, what waits for what, and which actions the end date hangs on."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

import networkx as nx

from coprod_tools.policy.values import PartialDate

DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """What the policy says of an action's time; a field it does not say is None.

    Attributes
    ----------
    start, finish : PartialDate or None
        As written.
    days : int or None
        How long it takes, in calendar days.
    """

    start: PartialDate | None = None
    finish: PartialDate | None = None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Dated:
    """An action's dates, as written or where possible worked out, and whether the end hangs on it."""

    start: str | None
    finish: str | None
    days: int | None
    critical: bool


def length(span: Span) -> int | None:
    """Return the days an action takes: as stated, else from its first possible start to its last possible finish."""
    if span.days is not None:
        return span.days
    if span.start is not None and span.finish is not None:
        return max((span.finish.last - span.start.first).days + 1, 0)
    return None


def schedule(spans: Mapping[str, Span], needs: Mapping[str, tuple[str, ...]]) -> dict[str, Dated]:
    """Date every action and mark the critical path.

    An action without a start begins the day after the last action it needs ends; one without a finish ends when its
    days are over. What cannot be worked out stays None. The critical path is the chain of dependent actions that takes
    the most days (dynamic programming over the forward edges); it is marked only where it has two actions or more and
    the days of each are known.

    Parameters
    ----------
    spans : mapping of str to Span
        By action id.
    needs : mapping of str to tuple of str
        For each action the actions it waits for; free of cycles.
    """
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(sorted(spans))
    graph.add_edges_from(
        sorted((before, action) for action, waits in needs.items() for before in waits if before in spans)
    )
    path = _critical(graph, spans)
    first: dict[str, datetime.date | None] = {}
    last: dict[str, datetime.date | None] = {}
    for action in nx.lexicographical_topological_sort(graph):
        span = spans[action]
        first[action] = span.start.first if span.start else _after(graph, action, last)
        last[action] = _end(span, first[action])
    return {
        action: Dated(
            start=str(span.start) if span.start else _iso(first[action]),
            finish=str(span.finish) if span.finish else _iso(last[action]),
            days=length(span),
            critical=action in path,
        )
        for action, span in spans.items()
    }


def _after(graph: nx.DiGraph[str], action: str, last: Mapping[str, datetime.date | None]) -> datetime.date | None:
    ends = [last[before] for before in graph.predecessors(action)]
    known = [end for end in ends if end is not None]
    return max(known) + DAY if known and len(known) == len(ends) else None


def _end(span: Span, start: datetime.date | None) -> datetime.date | None:
    if span.finish:
        return span.finish.last
    if start is not None and span.days is not None:
        return start + DAY * max(span.days - 1, 0)
    return None


def _critical(graph: nx.DiGraph[str], spans: Mapping[str, Span]) -> frozenset[str]:
    """The chain that takes most days; days unknown count as none, and a chain with any such is not marked."""
    best: dict[str, tuple[int, tuple[str, ...]]] = {}
    for action in nx.lexicographical_topological_sort(graph):
        before = [best[each] for each in sorted(graph.predecessors(action)) if each in best]
        days = length(spans[action])
        if days is None or len(before) < graph.in_degree(action):
            continue
        total, path = max(before, key=lambda each: (each[0], each[1]), default=(0, ()))
        best[action] = (total + days, (*path, action))
    longest = max(best.values(), key=lambda each: (each[0], each[1]), default=(0, ()))
    return frozenset(longest[1]) if len(longest[1]) > 1 else frozenset()


def _iso(date: datetime.date | None) -> str | None:
    return date.isoformat() if date else None
