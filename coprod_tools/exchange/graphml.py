"""The value chain as GraphML, for yEd, Gephi, Cytoscape and the like: typed, flat, and safe to write."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import networkx as nx

from coprod_tools import files
from coprod_tools.chain import ValueChain, with_marks

SEPARATOR = "; "


def graphml_text(chain: ValueChain, assessment: Any | None = None) -> str:
    """Return the chain as GraphML text; with an assessment, barriers, opportunities and verdicts are on it.

    GraphML knows neither lists nor nothing: a list becomes one text joined with `; `, what is unknown is left out.
    Nodes and edges stand in the order of the chain, so that the same chain gives the same text.
    """
    marked = chain if assessment is None else with_marks(chain, assessment)
    flat: nx.MultiDiGraph[str] = nx.MultiDiGraph(**_flat(chain.graph.graph))
    for node, more in marked.graph.nodes(data=True):
        flat.add_node(node, **_flat(more))
    verdicts = _verdicts(assessment)
    for number, (source, target, more) in enumerate(marked.graph.edges(data=True), start=1):
        verdict = verdicts.get((source, target, more.get("part"))) if more["type"] == "takes_part" else None
        flat.add_edge(source, target, f"e{number}", **_flat({**more, "verdict": verdict}))
    return "\n".join(('<?xml version="1.0" encoding="UTF-8"?>', *nx.generate_graphml(flat))) + "\n"


def write_graphml(path: Path, chain: ValueChain, assessment: Any | None = None) -> None:
    """Write the chain as GraphML; the file is the old or the new one, never half.

    Raises
    ------
    CannotWrite
        When the disk or its permissions stop it.
    """
    files.write_atomic(path, graphml_text(chain, assessment))


def _verdicts(assessment: Any | None) -> dict[tuple[str, str, str | None], str]:
    cells: Iterable[Any] = () if assessment is None else assessment.cells
    ends = ((f"actor:{cell.actor}", f"activity:{cell.activity}", cell) for cell in cells if cell.part)
    return {(actor, activity, cell.part): cell.verdict for actor, activity, cell in ends}


def _flat(more: Mapping[str, Any]) -> dict[str, str | int | float | bool]:
    return {name: _plain(value) for name, value in more.items() if value is not None}


def _plain(value: Any) -> str | int | float | bool:
    if isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, (tuple, list, set, frozenset)):
        items = sorted(map(str, value)) if isinstance(value, (set, frozenset)) else map(str, value)
        return SEPARATOR.join(items)
    return str(value)
