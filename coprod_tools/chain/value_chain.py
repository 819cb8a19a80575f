"""The value chain as a frozen value: its graph, and the policy and lifecycle it was built from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, get_args

import networkx as nx

from coprod_tools.chain.kinds import EdgeType, NodeKind
from coprod_tools.lifecycle import Lifecycle, Stage
from coprod_tools.policy import Activity, Actor, Policy

NODE_KINDS: tuple[str, ...] = get_args(NodeKind)
EDGE_TYPES: tuple[str, ...] = get_args(EdgeType)


def node_id(kind: NodeKind, key: str) -> str:
    """Name the node of a thing: `kind:id`, an output as `output:activity/output`."""
    return f"{kind}:{key}"


@dataclass(frozen=True, eq=False)
class ValueChain:
    """A policy as a typed graph.

    Attributes
    ----------
    graph : networkx.MultiDiGraph
        Frozen. Nodes are named `kind:id` and carry `kind`, `id`, `label`; edges carry `type` and `field` (the field
        path they were read from). The key of an edge is its type, followed by `:` and an id where one pair of nodes
        may have several edges of that type (`takes_part`, `leads_to`, `tests`).
    policy, lifecycle
        What it was built from.
    """

    graph: nx.MultiDiGraph[str]
    policy: Policy
    lifecycle: Lifecycle

    @cached_property
    def activities(self) -> dict[str, Activity]:
        """The activities by id, in the order of the file."""
        return {activity.id: activity for activity in self.policy.activities or ()}

    @cached_property
    def actors(self) -> dict[str, Actor]:
        """The actors by id, in the order of the file."""
        return {actor.key: actor for actor in self.policy.actors or ()}

    @cached_property
    def stages(self) -> tuple[Stage, ...]:
        """The stages in their order."""
        return tuple(sorted(self.lifecycle.stages, key=lambda stage: stage.order))

    def nodes(self, kind: NodeKind) -> tuple[str, ...]:
        """Return the nodes of one kind in the order they were added."""
        return tuple(node for node, found in self.graph.nodes(data="kind") if found == kind)

    def label(self, node: str) -> str:
        """Return the words for a node."""
        return str(self.graph.nodes[node]["label"])

    def edges(self, *types: EdgeType) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """Yield source, target and attributes of each edge of these types."""
        wanted = frozenset(types)
        return ((a, b, data) for a, b, data in self.graph.edges(data=True) if data["type"] in wanted)

    def into(self, node: str, edge_type: EdgeType) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield the source and attributes of each edge of this type that ends in `node`."""
        return ((a, data) for a, _, data in self.graph.in_edges(node, data=True) if data["type"] == edge_type)

    def out_of(self, node: str, edge_type: EdgeType) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield the target and attributes of each edge of this type that starts in `node`."""
        return ((b, data) for _, b, data in self.graph.out_edges(node, data=True) if data["type"] == edge_type)
