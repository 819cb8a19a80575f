"""A causal map while a table is being read: concepts by their words, links, oddities, and what was lost."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from coprod_tools.exchange.causal_map import CausalMap, MapEdge, MapNode
from coprod_tools.exchange.link_words import LinkWord, nearest_word
from coprod_tools.exchange.map_notes import MapNotes, shown
from coprod_tools.exchange.trail import EXAMPLES, Losses
from coprod_tools.problems import Fault, InvalidInput
from coprod_tools.words import say

# What can't be a person's name may stand in a report of counts.
_CODE = re.compile(r"[A-Za-z]{0,12}[ _-]?\d{1,9}", re.ASCII)
MAX_LINKS = 100_000


def same_concept(words: str) -> str:
    """Return what two ways to write one concept have in common: NFC, case and blanks folded."""
    return " ".join(unicodedata.normalize("NFC", words).casefold().split())


class MapDraft:
    """Gathers one map.

    Parameters
    ----------
    file : str
        How the file is named in what is said of it.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.notes = MapNotes(file)
        self.losses = Losses()
        self.edges: list[MapEdge] = []
        self._nodes: dict[str, MapNode] = {}
        self._ids: dict[str, str] = {}

    def concept(self, words: str) -> str:
        """Return the node id of a concept named by its words; words that differ in case or blanks are one concept."""
        known = self._ids.get(words)
        if known is None:
            plain = " ".join(words.split())
            node = self._nodes.setdefault(same_concept(plain), MapNode(plain, plain))
            if node.label != plain:
                self.notes.add("spelling", one=shown(node.label), other=shown(plain))
            known = self._ids[words] = node.id
        return known

    def node(self, node: MapNode) -> None:
        """Add a node whose id is its own; the first of an id stays."""
        self._nodes.setdefault(node.id, node)

    @property
    def count(self) -> int:
        """How many nodes there are."""
        return len(self._nodes)

    def has(self, node_id: str) -> bool:
        """Tell whether a node of this id was added."""
        return node_id in self._nodes

    def link(self, edge: MapEdge) -> None:
        """Add a link.

        Raises
        ------
        InvalidInput
            When the map gets too large.
        """
        if len(self.edges) == MAX_LINKS:
            raise InvalidInput([Fault(self.file, say("tables.many_links", limit=f"{MAX_LINKS:,}"), edge.line)])
        self.edges.append(edge)

    def odd(self, found: LinkWord, cell: str, place: str, column: str) -> None:
        """Name what is odd in a cell, and count it as lost where it did not come through."""
        if found.odd:
            word = "" if self.notes.is_full or found.odd not in ("unknown_word", "no_number") else nearest_word(cell)
            near = say("tables.did_you_mean", near=word) if word else ""
            known = {"word": shown(cell), "near": near}
            is_strength = found.odd == "out_of_range" and found.sign is None
            self.notes.add("odd_strength_out_of_range" if is_strength else f"odd_{found.odd}", place, **known)
        if found.odd in ("out_of_range", "too_small"):
            self.losses.add(column, say("tables.why_number"), cell)
        elif not found.taken:
            self.losses.add(column, say("tables.why_word"), cell)

    def lose_all(self, field: str, why: str, values: Iterable[str], *, private: bool = False) -> None:
        """Count many values of one field as lost for one reason, in words/en/tables.yaml; blank ones are none."""
        held = [value for value in values if value.strip()]
        for value in held[:EXAMPLES]:
            self.losses.add(field, say(f"tables.{why}"), value, private=private)
        if len(held) > EXAMPLES:
            self.losses.rows[field, say(f"tables.{why}")] += len(held) - EXAMPLES

    def done(self, foreign_id: str, title: str, carried: Mapping[str, Any]) -> CausalMap:
        """Return the map, with counts of links by the participant who drew them where that is known.

        Participants stand there by their code; by their number in the file where they may be called by name.
        """
        drawn = Counter(edge.held_by for edge in self.edges if edge.held_by)
        codes = {
            name if _CODE.fullmatch(name) else say("tables.participant", number=number): count
            for number, (name, count) in enumerate(drawn.items(), start=1)
        }
        by_holder = {"participants": len(drawn), "links_by_participant": codes} if drawn else {}
        return CausalMap(
            foreign_id,
            title,
            tuple(self._nodes.values()),
            tuple(self.edges),
            carried={**carried, **by_holder},
            lost=self.losses.lost(),
            notes=self.notes.sentences(),
        )
