"""Kumu: a whole project as it is backed up, a blueprint of elements and connections, or a workbook of both.

Kumu documents blueprints (docs.kumu.io, JSON / Blueprints: `id` tells elements of one label apart, `direction` is
`directed`, `undirected` or `mutual`); a project's backup is not documented, and is read as found.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

from coprod_tools.exchange.causal_map import CausalMap, MapEdge, MapNode
from coprod_tools.exchange.json_kinds import objects_with, root_of
from coprod_tools.exchange.json_source import read_json
from coprod_tools.exchange.json_trail import JsonTrail, Object, objects, part
from coprod_tools.exchange.kumu_polarity import PAIRS, polarity
from coprod_tools.exchange.kumu_workbook import is_kumu_workbook, root_of_workbook
from coprod_tools.exchange.remarks import Remarks
from coprod_tools.exchange.trail import Losses, why_lost
from coprod_tools.files import read_bytes
from coprod_tools.problems import Fault, InvalidInput
from coprod_tools.words import say

# Kinds of connection by their word, and whether each has a direction, both ways or none.
DIRECTIONS = ("directed", "undirected", "mutual")
_ZIP = b"PK\x03\x04"
# Names of fields that may hold what names or reaches a person.
_PRIVATE = re.compile(
    r"name|mail|phone|mobile|address|contact|interview|person|author|user|twitter|linkedin|facebook|quote|note", re.I
)
_LAYOUT = re.compile(r"^(maps\[\]\.(elements|connections|loops|scale|center|default|style)|perspectives|default|proxy)")


def recognise(path: Path, head: bytes) -> bool:
    """Tell whether a file is a Kumu project, blueprint or workbook."""
    if head.startswith(_ZIP):
        return path.suffix.lower() == ".xlsx" and is_kumu_workbook(path)
    root = root_of(path, head)
    elements, connections = root.get("elements"), root.get("connections")
    ends = any(objects_with(connections, *ends) for ends in (("from", "to"), ("From", "To")))
    if not elements or not ends:
        return False
    if objects_with(elements, "_id", "attributes"):
        return True
    blueprint = any(objects_with(elements, name) for name in ("label", "Label", "id", "ID"))
    return blueprint and not root.keys() - {"elements", "connections", "loops", "name", "title", "description"}


def read_map(path: Path | str) -> CausalMap:
    """Read a Kumu file.

    Raises
    ------
    InvalidInput
        When the file can't be read, is neither JSON nor a workbook, or holds no elements and connections.
    """
    path = Path(path)
    if read_bytes(path, file=path.name).startswith(_ZIP):
        return _Project(root_of_workbook(path), path).read()
    root = read_json(path)
    if not isinstance(root, dict) or not isinstance(root.get("elements"), list):
        raise InvalidInput([Fault(path.name, say("exchange.not_kumu"))])
    return _Project(root, path).read()


class _Project:
    """One file while it is being read."""

    def __init__(self, root: Object, path: Path) -> None:
        self.root, self.path, self.losses = root, path, Losses()
        self.trail = JsonTrail(root, self.losses)
        self.remarks = Remarks()
        self.labels: dict[str, str] = {}
        self.nodes: list[MapNode] = []
        self.ends: dict[str, list[str]] = {}

    def read(self) -> CausalMap:
        elements, connections, loops = (
            objects(self.root, key, self.path.name) for key in ("elements", "connections", "loops")
        )
        for number, element in enumerate(elements):
            self._element(element, number)
        self._unplaced()
        words = [_polarity_words(self.trail, connection) for connection in connections]
        in_pairs = any(word in PAIRS for word in words)
        edges = [
            edge
            for connection, word in zip(connections, words, strict=True)
            for edge in self._connection(connection, word, in_pairs)
        ]
        title, summary = self.trail.words(self.root, "name", "title"), self._summary(loops)
        self.trail.leave(_why, _is_private)
        return CausalMap(
            self.path.stem,
            title or self.path.stem,
            tuple(self.nodes),
            tuple(edges),
            summary=summary,
            carried={
                "polarity": dict(sorted(Counter(word or "None" for word in words).items())),
                "loops": len(loops),
            },
            lost=self.losses.lost(),
            notes=self.remarks.sentences(),
        )

    def _element(self, element: Object, number: int) -> None:
        held = part(element, "attributes") or element
        label = self.trail.words(held, "label", "Label")
        name = self.trail.words(element, "_id", "id", "ID")
        if name is None:
            name = label
            if name is None:
                self.losses.add("elements[]", why_lost("no_name"), f"elements[{number}]")
                self.remarks.add("kumu_nameless", f"elements[{number}]")
                return
            if name in self.ends:
                name = f"{label} ({number + 1})"
        for known in {name, label or name}:
            self.ends.setdefault(known, []).append(name)
        self.labels[name] = label or name
        tags = self.trail.several(held, "tags")
        told = [self.trail.words(held, "description", "Description"), _tagged(tags)]
        kind = self.trail.words(held, "element type", "type", "Type")
        self.nodes.append(MapNode(name, label or "", kind, note="\n".join(filter(None, told)) or None))

    def _unplaced(self) -> None:
        """Name what stands on no map: a backup also holds what is in the project's trash."""
        maps = self.root.get("maps")
        if not isinstance(maps, list) or not maps:
            return
        placed = {
            spot.get("element")
            for each in maps
            if isinstance(each, dict) and isinstance(each.get("elements"), list)
            for spot in each["elements"]
            if isinstance(spot, dict) and isinstance(spot.get("element"), str)
        }
        if missing := [node.label or node.id for node in self.nodes if node.id not in placed]:
            self.remarks.add("kumu_unplaced", *missing)
        if len(maps) > 1:
            self.remarks.add("kumu_maps", *(str(each.get("name", "")) for each in maps if isinstance(each, dict)))

    def _connection(self, connection: Object, word: str | None, in_pairs: bool) -> list[MapEdge]:
        held = part(connection, "attributes") or connection
        cause, effect = (self._end(connection, key) for key in ("from", "to"))
        where = f"{self._label(cause)} → {self._label(effect)}"
        sign = polarity(word, in_pairs)
        if word and sign is None:
            self.remarks.add("kumu_word", f"{word} ({where})")
        direction, turned = self._direction(connection, where)
        label = self.trail.words(held, "label", "Label")
        told = [
            None if label == word else label,
            self.trail.words(held, "description", "Description"),
            _tagged(self.trail.several(held, "tags")),
        ]
        name = self.trail.words(connection, "_id", "id") or ""
        edge = MapEdge(
            name,
            cause,
            effect,
            sign,
            delay=say("exchange.delayed") if self.trail.is_true(connection, "delayed") else None,
            said=word or "",
            directed=direction != "undirected" and not turned,
            note="\n".join(filter(None, told)) or None,
        )
        if direction != "mutual" or turned:
            return [edge]
        self.remarks.add("kumu_mutual", where)
        return [edge, _back(edge)]

    def _direction(self, connection: Object, where: str) -> tuple[str, bool]:
        """Return the direction's word, and whether the connection is marked as reversed."""
        direction = self.trail.words(connection, "direction", "Direction")
        turned = self.trail.is_true(connection, "reversed")
        if turned:
            self.remarks.add("kumu_reversed", where)
        if direction is None:
            self.remarks.add("kumu_no_direction", where)
            return "directed", turned
        if direction.lower() not in DIRECTIONS:
            self.remarks.add("kumu_odd_direction", f"{direction} ({where})")
            self.trail.unread(connection, "direction")
            return "undirected", turned
        return direction.lower(), turned

    def _end(self, connection: Object, key: str) -> str:
        """Return the id of the element that an end names by id or label; as written where it is none, or several."""
        written = self.trail.words(connection, key, key.capitalize())
        if written is None:
            return ""
        named = self.ends.get(written, [])
        if len(named) > 1 and written not in named:
            self.remarks.add("kumu_doubtful", written)
            return f"{written} (?)"
        return written if written in named else named[0] if named else written

    def _label(self, name: str) -> str:
        return self.labels.get(name, name)

    def _summary(self, loops: list[Object]) -> str | None:
        told = [self.trail.words(self.root, "description")]
        maps = self.root.get("maps")
        for each in maps if isinstance(maps, list) else ():
            if isinstance(each, dict) and (name := self.trail.words(each, "name")):
                words = self.trail.words(each, "description")
                told.append(say("exchange.kumu_map", name=name, words=words or "").strip())
        for loop in loops:
            held = part(loop, "attributes") or loop
            name = self.trail.words(held, "label", "Label") or self.trail.words(loop, "_id", "id") or ""
            kind = self.trail.words(held, "loop type", "type", "Type") or ""
            words = self.trail.words(held, "description", "Description") or ""
            told.append(say("exchange.kumu_loop", name=name, kind=kind, words=words).strip())
        return "\n\n".join(filter(None, told)) or None


def _back(edge: MapEdge) -> MapEdge:
    """Return the second of the two links that a mutual connection stands for."""
    return replace(edge, id=edge.id and f"{edge.id} (back)", cause=edge.effect, effect=edge.cause, twin=True)


def _polarity_words(trail: JsonTrail, connection: Object) -> str | None:
    """Return the word a connection says its polarity with: its type, else a label that is itself a sign."""
    held = part(connection, "attributes") or connection
    kind = trail.words(held, "connection type", "type", "Type", "polarity", "Polarity")
    if kind is not None:
        return kind
    label = held.get("label")
    if isinstance(label, str) and polarity(label.strip(), True):
        return trail.words(held, "label")
    return None


def _tagged(tags: tuple[str, ...]) -> str | None:
    return say("exchange.tags", tags=", ".join(tags)) if tags else None


def _why(field: str) -> str:
    if _LAYOUT.match(field):
        return why_lost("layout")
    return why_lost("personal" if _is_private(field) else "no_place")


def _is_private(field: str) -> bool:
    """Tell whether a field that users name themselves may hold what names or reaches a person."""
    own = field.startswith(("elements[]", "connections[]", "loops[]"))
    return own and bool(_PRIVATE.search(field.rpartition(".")[2]))
