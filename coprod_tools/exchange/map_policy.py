"""Turn a causal map into a policy: its nodes are concepts, its links claims, and nothing else is made of it.

A bare map says who changes what in somebody's view. It names no activity, outcome, actor or agreement, so none is made.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Mapping
from typing import Any

from coprod_tools.exchange.causal_map import CausalMap, MapEdge, MapNode
from coprod_tools.exchange.imported import Imported, ImportedPolicy, Lost, Refused
from coprod_tools.exchange.map_counts import counts
from coprod_tools.exchange.map_notes import shown
from coprod_tools.exchange.map_wording import MapWords
from coprod_tools.exchange.naming import Names
from coprod_tools.exchange.plain_policy import policy_of, pruned
from coprod_tools.exchange.remarks import Remarks
from coprod_tools.exchange.trail import Losses, why_lost
from coprod_tools.policy import SCHEMA_VERSION
from coprod_tools.policy.ids import foreign_id
from coprod_tools.problems import Fault, InvalidInput
from coprod_tools.words import say


def imported_of(causal_map: CausalMap, scheme: str = "map", file: str = "") -> Imported:
    """Return the one policy that a map makes, with counts, losses and everything that must be said.

    Parameters
    ----------
    scheme : str
        The name under which foreign ids are kept, such as `kumu`.
    file : str
        How faults name the file; the map's foreign id when empty.

    Raises
    ------
    InvalidInput
        When two nodes have one id, so that nobody can tell which of them a link means.
    """
    refuse_twins(causal_map.nodes, file or causal_map.foreign_id)
    losses = Losses()
    words = MapWords(losses)
    edges, loose = _fastened(causal_map)
    raw = pruned(_raw(dataclasses.replace(causal_map, edges=edges), scheme, words))
    for edge in loose:
        losses.add("edge", why_lost("loose_end"), shown(f"{edge.cause} → {edge.effect}"))
        for name in ("said", "confidence", "delay", "assumption", "evidence", "note"):
            if value := getattr(edge, name):
                losses.add(f"edge/{name}", why_lost("loose_end"), shown(value))
    _left_out(causal_map, losses)
    said = (*causal_map.notes, *_remarks(causal_map))
    lost = _together((*causal_map.lost, *losses.lost()))
    carried = {**counts(causal_map.nodes, edges), **causal_map.carried}
    made = policy_of(raw, file or causal_map.foreign_id)
    if isinstance(made, tuple):
        return Imported((), carried, lost, said, (Refused(causal_map.foreign_id, made),))
    return Imported((ImportedPolicy(made, causal_map.foreign_id, raw),), carried, lost, said)


def refuse_twins(nodes: tuple[MapNode, ...], file: str) -> None:
    """Refuse a map in which an id stands for more than one node.

    Raises
    ------
    InvalidInput
        With one fault for each such id.
    """
    often = Counter(node.id for node in nodes)
    twins = [name for name, count in often.items() if count > 1]
    if twins:
        raise InvalidInput(
            Fault(file, say("exchange.twin_nodes", count=often[name]), path=f"nodes[{shown(name)}]") for name in twins
        )


def _fastened(causal_map: CausalMap) -> tuple[tuple[MapEdge, ...], tuple[MapEdge, ...]]:
    """Return the edges whose two ends are nodes of the map, and the others."""
    known = {node.id for node in causal_map.nodes}
    held = [edge.cause in known and edge.effect in known for edge in causal_map.edges]
    pairs = list(zip(causal_map.edges, held, strict=True))
    return tuple(edge for edge, whole in pairs if whole), tuple(edge for edge, whole in pairs if not whole)


def _raw(causal_map: CausalMap, scheme: str, words: MapWords) -> dict[str, Any]:
    names = Names("unknown")
    own = {node.id: names.take(node.id) for node in causal_map.nodes}
    links, lines = Names("unknown"), Names("unknown")
    return {
        "coprod": SCHEMA_VERSION,
        "id": foreign_id(causal_map.foreign_id),
        "title": words.label(causal_map.title, "title") or words.label(causal_map.foreign_id, "title"),
        "summary": words.text(causal_map.summary, "summary"),
        "as_at": causal_map.as_at,
        "concepts": [_concept(node, own[node.id], scheme, words) for node in causal_map.nodes],
        "claims": [_claim(edge, own, links, scheme, words) for edge in causal_map.edges if edge.directed],
        "associations": [
            _association(edge, own, lines, scheme, words) for edge in causal_map.edges if not edge.directed
        ],
        "external_ids": {
            **_kept(causal_map.foreign_id, foreign_id(causal_map.foreign_id), scheme, words),
            **{name: words.identifier(value, "external_ids") for name, value in causal_map.external_ids.items()},
        },
    }


def _concept(node: MapNode, name: str, scheme: str, words: MapWords) -> dict[str, Any]:
    return {
        "id": name,
        "label": words.label(node.label, "node/label") or words.label(node.id, "node/id"),
        "kind": words.line(node.kind, "node/kind"),
        "stage": words.line(node.stage, "node/stage"),
        "note": words.text(node.note, "node/note"),
        "external_ids": _kept(node.id, name, scheme, words),
    }


def _claim(edge: MapEdge, own: Mapping[str, str], names: Names, scheme: str, words: MapWords) -> dict[str, Any]:
    evidence = words.text(edge.evidence, "edge/evidence")
    return {
        **_identity(edge, names, scheme, words),
        "from": own[edge.cause],
        "to": own[edge.effect],
        "sign": edge.sign,
        "strength": edge.strength,
        "confidence": words.line(edge.confidence, "edge/confidence"),
        "delay": words.line(edge.delay, "edge/delay"),
        "assumption": words.text(edge.assumption, "edge/assumption"),
        "evidence": [{"source": evidence}] if evidence else None,
        "note": words.text(_note(edge), "edge/note"),
    }


def _association(edge: MapEdge, own: Mapping[str, str], names: Names, scheme: str, words: MapWords) -> dict[str, Any]:
    """Return a line without a direction; what a claim would hold of it stands in the note, in words."""
    told = {
        "sign": edge.sign, "strength": edge.strength, "confidence": edge.confidence, "delay": edge.delay,
        "assumption": edge.assumption, "evidence": edge.evidence,
    }  # fmt: skip
    given = [say(f"exchange.line_{name}", value=value) for name, value in told.items() if value is not None]
    return {
        **_identity(edge, names, scheme, words),
        "one": own[edge.cause],
        "other": own[edge.effect],
        "note": words.text("\n".join([*given, *filter(None, [_note(edge)])]), "edge/note"),
    }


def _identity(edge: MapEdge, names: Names, scheme: str, words: MapWords) -> dict[str, Any]:
    """Return the id of an edge that has one in its source; without one it gets the id made of its two ends."""
    if not edge.id:
        return {}
    name = names.take(edge.id)
    return {"id": name, "external_ids": _kept(edge.id, name, scheme, words)}


def _note(edge: MapEdge) -> str | None:
    said = say("exchange.said", words=edge.said) if edge.said and not _is_plain(edge) else None
    return "\n".join(filter(None, [said, edge.note])) or None


def _is_plain(edge: MapEdge) -> bool:
    """Tell whether sign and strength say all that the source's own word does."""
    said = edge.said.strip()
    if edge.strength is None:
        return said == edge.sign
    signed = f"{'-' if edge.sign == '-' else ''}{edge.strength}"
    return said.removeprefix("+") == signed


def _kept(whole: str, name: str, scheme: str, words: MapWords) -> dict[str, Any]:
    """Return a foreign id where ours is another."""
    return {} if whole == name else {scheme: words.identifier(whole, "id")}


def _left_out(causal_map: CausalMap, losses: Losses) -> None:
    if causal_map.author and not any(row.field.endswith("author") for row in causal_map.lost):
        losses.add("author", why_lost("personal"), private=True)
    if causal_map.source:
        losses.add("source", why_lost("no_place"), shown(causal_map.source))
    for node in causal_map.nodes:
        if node.value is not None:
            losses.add("node/value", why_lost("node_value"), str(node.value))
    for edge in causal_map.edges:
        if edge.held_by:
            losses.add("edge/held_by", why_lost("holder"), private=True)


def _remarks(causal_map: CausalMap) -> tuple[str, ...]:
    labels = {node.id: node.label.strip() or node.id for node in causal_map.nodes}
    remarks = Remarks()
    for edge in causal_map.edges:
        ends = [labels.get(end, end) or say("exchange.no_end") for end in (edge.cause, edge.effect)]
        if edge.cause not in labels or edge.effect not in labels:
            remarks.add("map_loose", " → ".join(ends))
            continue
        if not edge.directed:
            remarks.add("map_undirected", " — ".join(ends))
        if edge.cause == edge.effect:
            remarks.add("map_to_itself", ends[0])
        if edge.held_by:
            remarks.add("map_holders", "")
    for node in causal_map.nodes:
        if not node.label.strip():
            remarks.add("map_no_label", node.id)
    if causal_map.author:
        remarks.add("map_author", "")
    return remarks.sentences()


def _together(rows: tuple[Lost, ...]) -> tuple[Lost, ...]:
    """Return loss rows sorted, those of one field and reason made one."""
    losses = Losses()
    for row in rows:
        key = row.field, row.why
        losses.rows[key] += row.count
        seen = losses.examples[key]
        seen += [shown for shown in row.examples if shown not in seen][: 3 - len(seen)]
    return losses.lost()
