"""A map of who answers for what, as values from which a picture is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from coprod_tools.accountability.duty_rows import DutyKind, DutyRow

NodeKind = Literal["actor", "outcome", "activity", "duty", "harm"]
EdgeKind = Literal["answers-for", "leads", "holds-duty", "answers-for-harm", "leads-to", "rests-on"]
_HOLDS: dict[DutyKind, EdgeKind] = {
    "population": "answers-for",
    "performance": "leads",
    "statutory-duty": "holds-duty",
    "harm": "answers-for-harm",
}


@dataclass(frozen=True, slots=True)
class MapNode:
    """An actor, or a thing somebody answers for; `open` where something about it is a gap."""

    id: str
    kind: NodeKind
    label: str
    open: bool


@dataclass(frozen=True, slots=True)
class MapEdge:
    """Who answers for what; or which service leads to which outcome, which duty or harm belongs to which service."""

    source: str
    target: str
    kind: EdgeKind


@dataclass(frozen=True, slots=True)
class AccountabilityMap:
    """Nodes named `kind:id` and the edges between them, in a fixed order."""

    nodes: tuple[MapNode, ...]
    edges: tuple[MapEdge, ...]


def map_of(
    rows: tuple[DutyRow, ...], reach: Mapping[str, tuple[str, ...]], labels: Mapping[str, str]
) -> AccountabilityMap:
    """Return the map of some rows.

    Parameters
    ----------
    reach : mapping of str to tuple of str
        For each outcome, the activities on the way to it.
    """
    actors = sorted({who for row in rows for who in row.held_by})
    nodes = [MapNode(f"actor:{who}", "actor", labels.get(who, who), open=False) for who in actors]
    nodes += [MapNode(_node(row), _kind(row), row.text, bool(row.gaps)) for row in rows]
    return AccountabilityMap(tuple(nodes), tuple(dict.fromkeys(_edges(rows, reach))))


def _edges(rows: tuple[DutyRow, ...], reach: Mapping[str, tuple[str, ...]]) -> Iterator[MapEdge]:
    for row in rows:
        for who in row.held_by:
            yield MapEdge(f"actor:{who}", _node(row), _HOLDS[row.kind])
        if row.kind in ("statutory-duty", "harm") and row.activity is not None:
            yield MapEdge(_node(row), f"activity:{row.activity}", "rests-on")
    for outcome, activities in sorted(reach.items()):
        for activity in activities:
            yield MapEdge(f"activity:{activity}", f"outcome:{outcome}", "leads-to")


def _kind(row: DutyRow) -> NodeKind:
    kinds: dict[DutyKind, NodeKind] = {
        "population": "outcome",
        "performance": "activity",
        "statutory-duty": "duty",
        "harm": "harm",
    }
    return kinds[row.kind]


def _node(row: DutyRow) -> str:
    if row.kind == "population":
        return f"outcome:{row.outcome}"
    if row.kind == "performance":
        return f"activity:{row.activity}"
    return f"{_kind(row)}:{row.id.removeprefix('duty:')}"
