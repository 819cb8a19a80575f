"""A causal map from another tool as what its holders told: one map for each holder, in the map's own words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from coprod_tools.exchange.causal_map import CausalMap, MapEdge
from coprod_tools.exchange.map_cells import CONFIDENCES
from coprod_tools.exchange.told import Told
from coprod_tools.policy.partner_maps import Statement
from coprod_tools.policyfile.map_csv import folded, statement
from coprod_tools.problems import Fault
from coprod_tools.words import say


@dataclass
class _Held:
    statements: list[Statement] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def told_by_holders(found: CausalMap, file: str, stem: str) -> tuple[Told, ...]:
    """Return the map of each holder, in the order in which holders first appear.

    Edges without a holder make a map of their own, told by whom the file is named after. A holder that is only a
    number gets the file's name before it, since such numbers begin anew in every file.
    """

    def _whole(note: str) -> str:
        # Readers name only the file; here many files may be called alike.
        return file + note.removeprefix(name) if note.startswith(name) else note

    name = Path(file).name
    labels, notes = _labels(found, file)
    if found.lost:
        fields = ", ".join(f"{lost.field} ({lost.count})" for lost in found.lost)
        notes.append(say("maps.src_lost", file=file, fields=fields))
    held: dict[str | None, _Held] = defaultdict(_Held)
    for number, edge in enumerate(found.edges, 1):
        _add(held[edge.held_by], edge, labels, file, number)
    if len(held) > 1 or (held and None not in held):
        notes = [
            *notes,
            say("maps.src_unlabelled", file=file, count=sum(edge.held_by is not None for edge in found.edges)),
        ]
    if not held:
        held[None] = _Held()
    told = []
    for number, (holder, each) in enumerate(held.items()):
        who = f"{stem}-{holder}" if holder and holder.isdigit() else holder
        shared = [*map(_whole, found.notes), *notes] if number == 0 else []
        told.append(
            Told(
                f"{file} ({holder})" if holder else file, stem, tuple(each.statements), who,
                who_at=file, places=tuple(each.places), faults=tuple(each.faults),
                notes=(*shared, *each.notes), empty=not each.statements and not each.faults,
            )
        )  # fmt: skip
    return tuple(told)


def _labels(found: CausalMap, file: str) -> tuple[Mapping[str, str], list[str]]:
    """Return what each node is called; nodes of the same words keep their ids behind them, so none is merged."""
    plain = {node.id: " ".join(node.label.split()) for node in found.nodes}
    often = Counter(folded(label) for label in plain.values() if label)
    twice = {label: None for label in plain.values() if label and often[folded(label)] > 1}
    labels = {
        name: f"{label} ({name})" if label and often[folded(label)] > 1 and label != name else label
        for name, label in plain.items()
    }
    return labels, [say("maps.src_label_twice", file=file, label=label) for label in twice]


def _add(held: _Held, edge: MapEdge, labels: Mapping[str, str], file: str, number: int) -> None:
    place = f"{file}:{edge.line}" if edge.line else f"{file} ({edge.id or number})"
    cause, effect = labels.get(edge.cause, ""), labels.get(edge.effect, "")
    if not edge.directed:
        held.faults.append(Fault(place, say("maps.src_undirected", cause=cause, effect=effect)))
        return
    sure = (edge.confidence or "").casefold()
    if sure and sure not in CONFIDENCES:
        held.notes.append(say("maps.src_confidence", place=place, said=edge.confidence))
    row = {
        "from": cause, "to": effect, "sign": edge.sign or "", "delay": edge.delay or "",
        "strength": "" if edge.strength is None else format(edge.strength, "f"),
        "confidence": sure if sure in CONFIDENCES else "",
        "assumption": edge.assumption or "", "evidence": edge.evidence or "",
    }  # fmt: skip
    said, wrong = statement(row, edge.line or number)
    held.faults += [Fault(place, message, path=column) for column, message in wrong]
    if said:
        held.statements.append(said)
        held.places.append(place)
