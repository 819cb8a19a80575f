"""PRSM maps (.prsm): factors and links with the groups whose labels say what they are.

PRSM (Participatory System Mapper, N. Gilbert) writes plain JSON, or the same JSON compressed by LZ-string.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from coprod_tools.exchange.causal_map import CausalMap, MapEdge, MapNode
from coprod_tools.exchange.json_kinds import objects_with, root_of
from coprod_tools.exchange.json_source import parse_json
from coprod_tools.exchange.json_trail import JsonTrail, Object, objects, part
from coprod_tools.exchange.kumu_polarity import polarity
from coprod_tools.exchange.remarks import Remarks
from coprod_tools.exchange.trail import Losses, why_lost
from coprod_tools.files import decode, read_bytes
from coprod_tools.problems import Fault, InvalidInput
from coprod_tools.words import say

# The first character of every map that LZ-string packed from a text beginning with `{` (its UTF-16 form).
_PACKED = "ᯡ"
# Labels of groups nobody named, and of a group for what fits nowhere.
_UNNAMED = frozenset({"", "sample"})
_PRIVATE = re.compile(r"(^|\.)(user|users?\[\]|room|history)|\.(created|modified)(\.|$)|note|author", re.I)
_LAYOUT = re.compile(
    r"^(styles|buttons|underlay|background|lastNodeSample|lastLinkSample|legend)"
    r"|^(nodes|edges)\[\]\.(x|y|color|font|borderWidth|shape|shapeProperties|margin|scaling|width|dashes|smooth|arrows"
    r"|grp|fixed|hidden|level|size|value|opacity|widthConstraint|heightConstraint)\b"
)
# Names of groups are the map's own; what is lost of their looks is counted over all of them.
_GROUP = re.compile(r"^styles\.(nodes|edges)\.[^.]+")
_OWN = frozenset({"room", "lastNodeSample", "lastLinkSample", "mapTitle", "underlay"})


def recognise(path: Path, head: bytes) -> bool:
    """Tell whether a file is a PRSM map, packed or plain."""
    if head.startswith(_PACKED.encode()):
        return path.suffix.lower() == ".prsm"
    root = root_of(path, head)
    nodes, styles = root.get("nodes"), root.get("styles")
    if not nodes or not objects_with(nodes, "id") or not objects_with(root.get("edges"), "from", "to"):
        return False
    return isinstance(styles, dict) and (styles.keys() >= {"nodes", "edges"} or bool(root.keys() & _OWN))


def read_map(path: Path | str) -> CausalMap:
    """Read a PRSM map.

    Raises
    ------
    InvalidInput
        When the file can't be read, is packed, is no JSON, or holds no nodes and edges.
    """
    path = Path(path)
    text = decode(read_bytes(path, file=path.name), path.name)
    if text.startswith(_PACKED):
        raise InvalidInput([Fault(path.name, say("exchange.prsm_packed"))])
    root = parse_json(text, path.name)
    if not isinstance(root, dict) or not isinstance(root.get("nodes"), list):
        raise InvalidInput([Fault(path.name, say("exchange.not_prsm"))])
    return _Map(root, path).read()


class _Map:
    """One file while it is being read."""

    def __init__(self, root: Object, path: Path) -> None:
        self.root, self.path, self.losses, self.remarks = root, path, Losses(), Remarks()
        self.trail = JsonTrail(root, self.losses)
        self.styles = part(root, "styles")
        self.labels: dict[str, str] = {}

    def read(self) -> CausalMap:
        nodes, edges = (objects(self.root, key, self.path.name) for key in ("nodes", "edges"))
        made = tuple(node for number, each in enumerate(nodes) if (node := self._node(each, number)))
        links = tuple(self._edge(each) for each in edges)
        title = self.trail.words(self.root, "mapTitle")
        as_at = saved_on(self.trail.words(self.root, "saved") or "")
        groups = {
            "node_groups": Counter(self._group("nodes", each) for each in nodes),
            "edge_groups": Counter(self._group("edges", each) for each in edges),
        }
        self._saved(as_at)
        self.trail.leave(_why, _is_private, lambda field: _GROUP.sub(r"styles.\1.*", field))
        return CausalMap(
            self.path.stem,
            title or self.path.stem,
            made,
            links,
            as_at=as_at,
            carried={name: dict(sorted(found.items())) for name, found in groups.items()},
            lost=self.losses.lost(),
            notes=self.remarks.sentences(),
        )

    def _saved(self, as_at: str | None) -> None:
        """Report what of the day and time of saving did not come through."""
        if as_at is None:
            self.trail.unread(self.root, "saved")
        elif saved := self.trail.words(self.root, "saved"):
            self.losses.add("saved", why_lost("time_of_day" if len(as_at) == 10 else "day_or_month"), saved)

    def _group(self, kind: str, thing: Object) -> str:
        """Return the label of the group a node or edge is in, as the map's legend has it; empty when unnamed."""
        name = self.trail.words(thing, "grp")
        style = part(part(self.styles, kind), name or "")
        return self.trail.words(style, "groupLabel") or ""

    def _node(self, node: Object, number: int) -> MapNode | None:
        name = self.trail.words(node, "id")
        label = self.trail.words(node, "label") or ""
        if name is None:
            self.losses.add("nodes[]", why_lost("no_name"), f"nodes[{number}]")
            self.remarks.add("map_no_id", label or f"nodes[{number}]")
            return None
        self.labels[name] = label or name
        group = self._group("nodes", node)
        return MapNode(
            name, label, stage=None if group.lower() in _UNNAMED else group, note=self.trail.words(node, "note")
        )

    def _edge(self, edge: Object) -> MapEdge:
        cause, effect = (self.trail.words(edge, key) or "" for key in ("from", "to"))
        where = f"{self.labels.get(cause, cause)} → {self.labels.get(effect, effect)}"
        group, label = self._group("edges", edge), self.trail.words(edge, "label") or ""
        named = "" if group.lower() in _UNNAMED else group
        said = label if polarity(label, False) and not polarity(named, False) else named or label
        sign = polarity(said, False)
        if said and sign is None:
            self.remarks.add("prsm_word", f"{said} ({where})")
        other = [words for words in (named, label) if words and words != said]
        told = [*other, self.trail.words(edge, "note")]
        forward, backward = self._arrows(edge)
        made = MapEdge(
            self.trail.words(edge, "id") or "",
            cause,
            effect,
            sign,
            said=said,
            directed=forward != backward,
            note="\n".join(filter(None, told)) or None,
        )
        if backward:
            self.remarks.add("prsm_arrows", where)
        return made

    def _arrows(self, edge: Object) -> tuple[bool, bool]:
        """Return whether an arrow stands at the effect's end and at the cause's end: the edge's own, else its group's.

        A line with no arrows at all, or with arrows at both ends or only at its first end, is given no direction.
        """
        style = part(part(self.styles, "edges"), self.trail.words(edge, "grp") or "")
        ends = {}
        for end in ("to", "from"):
            own, of_group = (part(part(holder, "arrows"), end) for holder in (edge, style))
            holder = own if "enabled" in own else of_group
            ends[end] = self.trail.is_true(holder, "enabled") if "enabled" in holder else end == "to"
        forward, backward = ends["to"], ends["from"]
        return (forward, backward) if forward or not backward else (True, True)


def saved_on(words: str) -> str | None:
    """Return the day a map was saved, as far as it is certain: which of two small numbers is the month is not said."""
    found = re.match(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b", words)
    if found is None:
        iso = re.match(r"\d{4}-\d{2}-\d{2}", words)
        return iso.group() if iso else None
    first, second, year = (int(number) for number in found.groups())
    if max(first, second) > 31 or not 1800 <= year <= 2999 or min(first, second) < 1:
        return None
    if first == second:
        return f"{year:04}-{first:02}-{second:02}" if first <= 12 else None
    if max(first, second) <= 12:
        return f"{year:04}"
    day, month = max(first, second), min(first, second)
    return f"{year:04}-{month:02}-{day:02}" if month <= 12 else None


def _why(field: str) -> str:
    if _is_private(field):
        return why_lost("personal")
    return why_lost("layout" if _LAYOUT.search(field) else "no_place")


def _is_private(field: str) -> bool:
    """Tell whether a field may name or reach a person; who knows the room's name can open the map and change it."""
    return bool(_PRIVATE.search(field))
