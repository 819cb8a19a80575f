"""Mental Modeler maps (.mmp): as JSON, as a script that exports the JSON, or as the XML of its first versions.

Mental Modeler (S. Gray and others): `influence` runs from -1 to 1, or is a word in the first files (`H+`, `M-`);
`confidence` is a slider of seven notches from -3 ("not") to 3 ("very") that stands at 0 until somebody moves it.
"""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

from coprod_tools.exchange.causal_map import CausalMap, MapEdge, MapNode
from coprod_tools.exchange.json_kinds import objects_with, root_of
from coprod_tools.exchange.json_source import parse_json
from coprod_tools.exchange.json_trail import JsonTrail, Object, objects, part
from coprod_tools.exchange.mental_modeler_words import CONFIDENCE, day_of, influence
from coprod_tools.exchange.remarks import Remarks
from coprod_tools.exchange.trail import Losses, why_lost
from coprod_tools.files import decode, read_bytes
from coprod_tools.problems import Fault, InvalidInput
from coprod_tools.words import say

# Versions differ in the case of its letters.
_XML_ROOT = re.compile(rb"<mentalmodeler[\s>]", re.IGNORECASE)
_LAYOUT = re.compile(r"^concepts\[\]\.(x|y|width|height|preferredState)$|^groupNames")


def recognise(path: Path, head: bytes) -> bool:
    """Tell whether a file is a Mental Modeler map."""
    if _XML_ROOT.search(head) and head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return True
    root = root_of(path, head)
    concepts = root.get("concepts")
    if not concepts or not objects_with(concepts, "id", "name"):
        return False
    links = [each["relationships"] for each in concepts if each.get("relationships")]
    named = "groupNames" in root or any(each.keys() & {"relationships", "preferredState"} for each in concepts)
    return named and all(objects_with(each, "id", "influence") for each in links)


def read_map(path: Path | str) -> CausalMap:
    """Read a Mental Modeler map.

    Raises
    ------
    InvalidInput
        When the file can't be read, is neither JSON nor XML of this kind, or holds no concepts.
    """
    path = Path(path)
    data = read_bytes(path, file=path.name)
    root = _of_xml(data, path.name) if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else None
    if root is None:
        root = parse_json(decode(data, path.name), path.name)
    if not isinstance(root, dict) or not isinstance(root.get("concepts"), list):
        raise InvalidInput([Fault(path.name, say("exchange.not_mental_modeler"))])
    return _Model(root, path).read()


def _of_xml(data: bytes, file: str) -> Object:
    """Return the XML as the same objects that the JSON holds."""
    from coprod_tools.exchange.mental_modeler_xml import as_objects

    return as_objects(data, file)


class _Model:
    """One file while it is being read."""

    def __init__(self, root: Object, path: Path) -> None:
        self.root, self.path, self.losses, self.remarks = root, path, Losses(), Remarks()
        self.trail = JsonTrail(root, self.losses)
        self.labels: dict[str, str] = {}

    def read(self) -> CausalMap:
        info, concepts = part(self.root, "info"), objects(self.root, "concepts", self.path.name)
        nodes = tuple(node for number, each in enumerate(concepts) if (node := self._node(each, number)))
        edges = tuple(
            edge
            for concept in concepts
            if (cause := self.trail.words(concept, "id"))
            for link in objects(concept, "relationships", self.path.name)
            if (edge := self._edge(cause, link)) is not None
        )
        title, author = self.trail.words(info, "name"), self.trail.words(info, "author")
        summary, foreign = self.trail.words(info, "description"), self.trail.words(info, "id")
        day = self._day(info)
        self.trail.unread(info, "author")
        self.trail.leave(_why, lambda field: field == "info.author")
        return CausalMap(
            self.path.name.removesuffix(".js").removesuffix(".json").removesuffix(".mmp").removesuffix(".xml"),
            title or self.path.stem.removesuffix(".mmp"),
            nodes,
            edges,
            author=author,
            as_at=day,
            summary=summary,
            # Copies of a map keep its id, so it doesn't tell maps apart.
            external_ids={"mental-modeler-id": foreign} if foreign else {},
            carried=self._groups(concepts),
            lost=self.losses.lost(),
            notes=self.remarks.sentences(),
        )

    def _groups(self, concepts: list[Object]) -> dict[str, Any]:
        names = [self._group(concept) for concept in concepts]
        return {"groups": {name: names.count(name) for name in sorted({name for name in names if name})}}

    def _day(self, info: Object) -> str | None:
        written = self.trail.words(info, "date")
        day = day_of(written or "")
        if day is None:
            self.trail.unread(info, "date")
        elif written != day:
            self.losses.add("info.date", why_lost("time_of_day"), written or "")
        return day

    def _group(self, concept: Object) -> str | None:
        """Return the name of the colour group a concept is in, where somebody named it."""
        number = self.trail.words(concept, "group")
        named = self.trail.words(part(self.root, "groupNames"), number) if number else None
        if number and named is None:
            self.trail.unread(concept, "group")
        return named

    def _node(self, concept: Object, number: int) -> MapNode | None:
        name, label = self.trail.words(concept, "id"), self.trail.words(concept, "name") or ""
        if name is None:
            self.losses.add("concepts[]", why_lost("no_name"), f"concepts[{number}]")
            self.remarks.add("map_no_id", label or f"concepts[{number}]")
            return None
        self.labels[name] = label or name
        units = self.trail.words(concept, "units")
        told = [self.trail.words(concept, "notes"), say("exchange.units", units=units) if units else None]
        return MapNode(name, label, kind=self._group(concept), note="\n".join(filter(None, told)) or None)

    def _edge(self, cause: str, link: Object) -> MapEdge | None:
        effect = self.trail.words(link, "id") or ""
        written = self.trail.words(link, "influence") or ""
        sign, strength, remark = influence(written)
        label, named = self.labels.get(effect), self.trail.words(link, "name")
        if named and named != label:
            self.trail.unread(link, "name")
        where = f"{self.labels.get(cause, cause)} → {label or named or effect}"
        if remark:
            self.remarks.add(remark, f"{written} ({where})" if written else where)
        return MapEdge(
            "",
            cause,
            effect,
            sign,
            strength,
            confidence=self._confidence(link, where),
            said=written,
            note=self.trail.words(link, "notes"),
        )

    def _confidence(self, link: Object, where: str) -> str | None:
        written = self.trail.words(link, "confidence")
        if written is None:
            return None
        level = CONFIDENCE.get(_whole(written))
        if level is None:
            self.losses.add("concepts[].relationships[].confidence", why_lost("odd_confidence"), written)
            self.remarks.add("mm_confidence", f"{written} ({where})")
            return None
        why = "confidence_unset" if not level else "confidence_words"
        self.losses.add("concepts[].relationships[].confidence", why_lost(why), written)
        return level or None


def _whole(written: str) -> str:
    """Return a number without a needless fraction, so that `-2.0` is `-2`."""
    if not re.fullmatch(r"[+-]?\d{1,3}(\.0+)?", written, re.ASCII):
        return written
    return str(int(Decimal(written)))


def _why(field: str) -> str:
    if field.startswith("scenarios"):
        return why_lost("scenario")
    if field == "info.author":
        return why_lost("personal")
    return why_lost("layout" if _LAYOUT.search(field) else "no_place")
