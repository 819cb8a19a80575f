"""PRSM maps (.prsm): factors and links with the groups whose labels say what they are.

PRSM (Participatory System Mapper, N. Gilbert) packs its JSON by LZ-string, or writes it plain. As its
own reader has it, `styles` were called `samples` before version 1.4, notes `title` before 1.5, and a note may be in
Quill's form.
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
from coprod_tools.exchange.lz_string import unpacked
from coprod_tools.exchange.map_notes import shown
from coprod_tools.exchange.quill_text import plain_words
from coprod_tools.exchange.remarks import Remarks
from coprod_tools.exchange.trail import Losses, why_lost
from coprod_tools.files import decode, read_bytes
from coprod_tools.files.reading import MAX_BYTES
from coprod_tools.problems import Fault, InvalidInput
from coprod_tools.words import say

# The first character of every map that LZ-string packed from a text beginning with `{` (its UTF-16 form).
_PACKED = "ᯡ"
# Labels of groups nobody named, and of a group for what fits nowhere.
_UNNAMED = frozenset({"", "sample"})
_OLD_BREAK = re.compile(r"<br ?/?>|</?p>", re.I)
_PRIVATE = re.compile(
    r"(^|\.)(user|users?\[\]|room|history|clientID)|\.(created|modified|thumbUp|thumbDown)(\.|\[|$)|note|author", re.I
)
# Titles of columns that users add themselves and that may hold what names or reaches a person.
_PERSON = re.compile(r"name|mail|phone|mobile|address|contact|interview|person|owner|participant|who", re.I)
_LOOKS = r"note\.ops\[\]\.attributes"
_LAYOUT = re.compile(
    r"^(styles|samples|groups|groupEdges|buttons|underlay|background|lastNodeSample|lastLinkSample|legend|attributeTitles)"
    r"|^(nodes|edges)\[\]\.(x|y|color|font|borderWidth|shape|shapeProperties|margin|scaling|width|dashes|smooth|arrows"
    r"|grp|fixed|hidden|level|size|value|opacity|widthConstraint|heightConstraint)\b|" + _LOOKS
)
# Names of groups, and of things drawn behind a map, are the map's own; what is lost is counted over all of them.
_GROUP = re.compile(r"^((?:styles|samples)\.(?:nodes|edges)|groups|groupEdges|background)\.[^.]+")
_DRAWN_WORDS = re.compile(r"^background\.[^.]+\.text$")
_OWN = frozenset({"room", "lastNodeSample", "lastLinkSample", "mapTitle", "underlay"})


def recognise(path: Path, head: bytes) -> bool:
    """Tell whether a file is a PRSM map, packed or plain."""
    if head.removeprefix(b"\xef\xbb\xbf").startswith(_PACKED.encode()):
        return path.suffix.lower() == ".prsm"
    root = root_of(path, head)
    nodes, styles = root.get("nodes"), root.get("styles", root.get("samples"))
    if not nodes or not objects_with(nodes, "id") or not objects_with(root.get("edges"), "from", "to"):
        return False
    if isinstance(styles, dict):
        return styles.keys() >= {"nodes", "edges"} or bool(root.keys() & _OWN)
    return root.keys() >= {"groups", "groupEdges", "version"}


def read_map(path: Path | str) -> CausalMap:
    """Read a PRSM map.

    Raises
    ------
    InvalidInput
        When the file can't be read or unpacked, is no JSON, or holds no nodes and edges.
    """
    path = Path(path)
    text = decode(read_bytes(path, file=path.name), path.name)
    if text.startswith(_PACKED):
        try:
            text = unpacked(text, MAX_BYTES)
        except ValueError:
            raise InvalidInput([Fault(path.name, say("exchange.prsm_packed"))]) from None
    root = parse_json(text, path.name)
    if not isinstance(root, dict) or not isinstance(root.get("nodes"), list):
        raise InvalidInput([Fault(path.name, say("exchange.not_prsm"))])
    return _Map(root, path).read()


class _Map:
    """One file while it is being read."""

    def __init__(self, root: Object, path: Path) -> None:
        self.root, self.path, self.losses, self.remarks = root, path, Losses(), Remarks()
        self.trail = JsonTrail(root, self.losses)
        oldest = {"nodes": part(root, "groups"), "edges": part(root, "groupEdges")}
        self.styles = part(root, "styles") or part(root, "samples") or oldest
        self.titles = {
            key: shown(title)
            for key in part(root, "attributeTitles")
            if (title := self.trail.words(part(root, "attributeTitles"), key))
        }
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
        told = self.trail.words(self.root, "description") or plain_words(
            self.trail, part(self.root, "description"), "text"
        )
        self.trail.leave(_why, self._is_private, self._named)
        return CausalMap(
            self.path.stem,
            title or self.path.stem,
            made,
            links,
            as_at=as_at,
            summary=told,
            carried={name: dict(sorted(found.items())) for name, found in groups.items()},
            lost=self.losses.lost(),
            notes=self.remarks.sentences(),
        )

    def _named(self, field: str) -> str:
        """Return a field's path with users' own columns by their titles, and with one name for all groups."""
        end = field.rpartition(".")[2]
        if end in self.titles and field in (f"nodes[].{end}", f"edges[].{end}"):
            return field.removesuffix(end) + self.titles[end]
        return _GROUP.sub(r"\1.*", field)

    def _is_private(self, field: str) -> bool:
        """Tell whether a field may name a person, a column that users titled themselves among them."""
        title = field.partition("[].")[2]
        return _is_private(field) or (title in self.titles.values() and bool(_PERSON.search(title)))

    def _note(self, thing: Object) -> str | None:
        """Return the note of a node or edge; the first versions call it its title and write it with tags."""
        note = plain_words(self.trail, thing, "note")
        if note is None and (title := self.trail.words(thing, "title")):
            return _OLD_BREAK.sub("\n", title).strip() or None
        return note

    def _saved(self, as_at: str | None) -> None:
        """Report what of the day and time of saving did not come through."""
        if as_at is None:
            self.trail.unread(self.root, "saved")
        elif saved := self.trail.words(self.root, "saved"):
            self.losses.add("saved", why_lost("time_of_day" if len(as_at) == 10 else "day_or_month"), saved)

    def _group(self, kind: str, thing: Object) -> str:
        """Return the label of the group a node or edge is in, as the map's legend has it; empty when unnamed."""
        label = self.trail.words(self._style(kind, thing), "groupLabel")
        return label or self.trail.words(thing, "groupLabel") or ""

    def _style(self, kind: str, thing: Object) -> Object:
        """Return the look of the group a node or edge is in; the first versions call the group by `group`."""
        name = self.trail.words(thing, "grp", "group") or ""
        return part(part(self.styles, kind), name)

    def _node(self, node: Object, number: int) -> MapNode | None:
        name = self.trail.words(node, "id")
        label = self.trail.words(node, "label") or ""
        if name is None:
            self.losses.add("nodes[]", why_lost("no_name"), f"nodes[{number}]")
            self.remarks.add("map_no_id", label or f"nodes[{number}]")
            return None
        self.labels[name] = label or name
        group = self._group("nodes", node)
        return MapNode(name, label, stage=None if group.lower() in _UNNAMED else group, note=self._note(node))

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
        told = [*other, self._note(edge)]
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

        An arrow in the middle points to the effect. A line with no arrows at all, or with arrows at both ends or only
        at its first end, is given no direction.
        """
        style = self._style("edges", edge)
        ends = {end: self._arrow(edge, style, end) for end in ("to", "from", "middle")}
        forward = ends["middle"] if ends["to"] is False else ends["to"] is None or ends["to"]
        backward = ends["from"] is True
        return (bool(forward), backward) if forward or not backward else (True, True)

    def _arrow(self, edge: Object, style: Object, end: str) -> bool | None:
        """Return whether an arrow stands at an end, None when neither the edge nor its group says so."""
        for holder in (edge, style):
            arrows = holder.get("arrows")
            if isinstance(arrows, str) and arrows.strip():
                return end in (self.trail.words(holder, "arrows") or "")
            if isinstance(arrows, dict) and isinstance(arrows.get(end), bool):
                return self.trail.is_true(arrows, end)
            if "enabled" in (own := part(part(holder, "arrows"), end)):
                return self.trail.is_true(own, "enabled")
        return None


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
    return why_lost("layout" if _LAYOUT.search(field) and not _DRAWN_WORDS.match(field) else "no_place")


def _is_private(field: str) -> bool:
    """Tell whether a field may name or reach a person; who knows the room's name can open the map and change it."""
    return bool(_PRIVATE.search(field)) and not re.search(_LOOKS, field)
