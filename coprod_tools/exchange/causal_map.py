"""A causal map as any tool holds it: what every map reader returns, before it becomes a policy or a partner's sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from coprod_tools.exchange.imported import Lost
from coprod_tools.policy.vocabulary import Sign


@dataclass(frozen=True, slots=True)
class MapNode:
    """A node: its id in the source (never its label, which several may share), label, kind or stage as written."""

    id: str
    label: str
    kind: str | None = None
    stage: str | None = None
    note: str | None = None
    value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class MapEdge:
    """An edge between two node ids.

    Attributes
    ----------
    id : str
        Its id in the source; empty where the source gives none.
    sign : str or None
        `+`, `-`, `?` for one its source says it does not know; None when the source gives none.
    strength : Decimal or None
        0 to 1.
    said : str
        The source's own words or number for sign and strength.
    directed : bool
        False where the source draws a line without a direction; it is never given one.
    line : int or None
        Where it stands, in sources that have lines.
    note : str or None
        What else the source says of it in words.
    twin : bool
        True for the second of two links that stand for one line of the source, which goes both ways.
    """

    id: str
    cause: str
    effect: str
    sign: Sign | None = None
    strength: Decimal | None = None
    confidence: str | None = None
    delay: str | None = None
    assumption: str | None = None
    evidence: str | None = None
    held_by: str | None = None
    said: str = ""
    directed: bool = True
    line: int | None = None
    note: str | None = None
    twin: bool = False


@dataclass(frozen=True, slots=True)
class CausalMap:
    """One map: nodes by id, edges, and everything that did not come through.

    Attributes
    ----------
    foreign_id : str
        The map's id in its source where that tells maps apart, else its file's name without its ending.
    author : str or None
        Who made the map, as written. It may be a person: it is never carried over or shown unasked.
    as_at : str or None
        YYYY, YYYY-MM or YYYY-MM-DD.
    source : str or None
        What the map says it was made from.
    summary : str or None
        The map's own description.
    external_ids : mapping
        Other ids of the map, by scheme.
    carried : mapping
        Counts the reader knows better than a count of nodes and edges can; they stand beside or instead of those.
    notes : tuple of str
        Each place where a word was odd, kept or set aside, named with file, line or cell; nothing is guessed.
    """

    foreign_id: str
    title: str
    nodes: tuple[MapNode, ...]
    edges: tuple[MapEdge, ...]
    author: str | None = None
    as_at: str | None = None
    source: str | None = None
    summary: str | None = None
    external_ids: Mapping[str, str] = field(default_factory=dict)
    carried: Mapping[str, Any] = field(default_factory=dict)
    lost: tuple[Lost, ...] = ()
    notes: tuple[str, ...] = ()
