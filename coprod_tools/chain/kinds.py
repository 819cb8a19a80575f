"""The closed lists of what a value chain is made of; each word is explained in GLOSSARY.md."""

from __future__ import annotations

import dataclasses
from typing import Any, Literal

NodeKind = Literal[
    "stage",
    "activity",
    "output",
    "outcome",
    "indicator",
    "actor",
    "contribution",
    "barrier",
    "opportunity",
    "pilot",
    "evidence",
    "concept",
]
EdgeType = Literal[
    "flows_to",
    "feeds_back",
    "needs",
    "takes_part",
    "contributes",
    "produces",
    "leads_to",
    "measured_by",
    "blocks",
    "overcomes",
    "tests",
    "accountable_for",
]


@dataclasses.dataclass(frozen=True, slots=True)
class Node:
    """A node to be: its kind, the id within its kind, its words, and what else is known of it."""

    kind: NodeKind
    id: str
    label: str
    more: dict[str, Any] = dataclasses.field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name in the graph."""
        return f"{self.kind}:{self.id}"


@dataclasses.dataclass(frozen=True, slots=True)
class Edge:
    """An edge to be: from node to node, why (the field path), and an id where several may stand side by side."""

    source: str
    target: str
    type: EdgeType
    field: str
    id: str = ""
    more: dict[str, Any] = dataclasses.field(default_factory=dict)

    @property
    def key(self) -> str:
        """The key in the graph."""
        return f"{self.type}:{self.id}" if self.id else self.type
