"""The chain with the marks of an assessment on it: barriers and opportunities as nodes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

import networkx as nx

from coprod_tools.chain.kinds import Edge, Node
from coprod_tools.chain.value_chain import ValueChain


class Marks(Protocol):
    """What is read of an assessment; `coprod_tools.assessment.Assessment` is one."""

    @property
    def barriers(self) -> tuple[Any, ...]:
        """The barriers found."""

    @property
    def opportunities(self) -> tuple[Any, ...]:
        """The opportunities found."""


def with_marks(chain: ValueChain, assessment: Marks) -> ValueChain:
    """Return the chain with barriers and opportunities on it; the chain given stays as it was.

    A barrier `blocks` what it hits (its stage where it names nothing in the chain), an actor that is to be asked
    `overcomes` it (`asked`: nobody has agreed yet), and so does an opportunity of the same stage that rests on the
    same fields. An opportunity `flows_to` its stage; its actors are an attribute, since none of them has agreed.
    """
    graph = nx.MultiDiGraph(chain.graph)
    for node in (*_barriers(assessment), *_opportunities(assessment)):
        graph.add_node(node.name, kind=node.kind, id=node.id, label=node.label, **node.more)
    for edge in (*_blocking(graph, assessment), *_over(graph, assessment)):
        if edge.source in graph and edge.target in graph:
            graph.add_edge(edge.source, edge.target, edge.key, type=edge.type, field=edge.field, **edge.more)
    return ValueChain(nx.freeze(graph), chain.policy, chain.lifecycle)


def _barriers(assessment: Marks) -> Iterator[Node]:
    for found in assessment.barriers:
        ways = tuple(way.action for way in found.ways_over)
        more = {"barrier": found.barrier, "stage": found.stage, "severity": found.severity, "ways_over": ways}
        yield Node("barrier", found.id, found.barrier, more)


def _opportunities(assessment: Marks) -> Iterator[Node]:
    for found in assessment.opportunities:
        names = ("stage", "co", "advice", "rank", "actors")
        more = {name: getattr(found, name) for name in names}
        yield Node("opportunity", found.id, found.subtype or found.co, more)


def _blocking(graph: nx.MultiDiGraph[str], assessment: Marks) -> Iterator[Edge]:
    for found in assessment.barriers:
        field = ", ".join(dict.fromkeys(path for reason in found.reasons for path in reason.fields))
        named = (name for hit in found.hits for name in (hit, f"activity:{hit}", f"outcome:{hit}"))
        hit_nodes = [name for name in named if name in graph] or [f"stage:{found.stage}"]
        for node in dict.fromkeys(hit_nodes):
            yield Edge(f"barrier:{found.id}", node, "blocks", field)


def _over(graph: nx.MultiDiGraph[str], assessment: Marks) -> Iterator[Edge]:
    for found in assessment.barriers:
        for way in found.ways_over:
            if way.to_ask is not None:
                yield Edge(f"actor:{way.to_ask}", f"barrier:{found.id}", "overcomes", "", more={"asked": True})
    for chance in assessment.opportunities:
        yield Edge(f"opportunity:{chance.id}", f"stage:{chance.stage}", "flows_to", "", more={"proposed": True})
        for found in assessment.barriers:
            if found.stage == chance.stage and _fields(found) & _fields(chance):
                yield Edge(f"opportunity:{chance.id}", f"barrier:{found.id}", "overcomes", "")


def _fields(mark: Any) -> frozenset[str]:
    return frozenset(path for reason in mark.reasons for path in reason.fields)
