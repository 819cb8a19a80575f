"""How many lines each item of the first screen may take, so that the whole of it stays on one sheet of A4."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

# Letters on a line of the printed page in DejaVu Sans, the widest font a reader is likely to have.
WIDE, ROW, HALF = 102, 84, 49
# Lines on the sheet; headings, rules and gaps between them are counted as lines too.
SHEET, FURNITURE = 73, 15
MOST_LINES, HEADING = 8, 1.7
_CUT, _ASKED = 9, 36


@dataclass(frozen=True, slots=True)
class Room:
    """Printed lines an item may have before its rest is folded: across the page, beside a label, in half a page."""

    across: int = 1
    beside: int = 1
    halved: int = 1

    @property
    def wide(self) -> int:
        """Letters of an item that goes across the page."""
        return self.across * WIDE - _CUT

    @property
    def row(self) -> int:
        """Letters of an item beside its label."""
        return self.beside * ROW - _CUT

    @property
    def half(self) -> int:
        """Letters of an item in one of the two columns."""
        return self.halved * HALF - _CUT

    def bigger(self) -> Iterator[Room]:
        """The next sizes: first for the kind of item that has least, and among equals the most wanted."""
        for kind in sorted(("halved", "beside", "across"), key=lambda kind: int(getattr(self, kind))):
            if getattr(self, kind) < MOST_LINES:
                yield replace(self, **{kind: getattr(self, kind) + 1})


def room_for(policy: Mapping[str, Any], screen: Mapping[str, Any]) -> Room:
    """Return the most room for each item with which the first screen still fits on its sheet.

    The estimate counts letters, not millimetres, and errs on the side of too many lines; a test prints the worst case.
    """
    room, larger = Room(), True
    while larger:
        larger = False
        for bigger in room.bigger():
            if lines_taken(policy, screen, bigger) <= SHEET:
                room, larger = bigger, True
                break
    return room


def lines_taken(policy: Mapping[str, Any], screen: Mapping[str, Any], room: Room) -> int:
    """Estimate the printed lines of a first screen whose items are cut to `room`."""
    wanted, crown, link = (screen.get(part) or {} for part in ("decision_wanted", "crown_maori", "decisive_link"))
    head = 2 * _lines([policy.get("title")], 56, min(room.wide, 170)) + _lines([policy.get("summary")], 104, room.wide)
    decision = ceil(1.15 * _lines([wanted.get("what")], 84, room.wide)) + 1
    both = max(_lines(_texts(screen, part), HALF, room.half) for part in ("fixed", "open"))
    promises = _lines(_texts(screen, "promises"), WIDE, room.wide)
    marks = sum(max(1, _lines(_texts(screen, part), ROW, room.row)) for part in ("real", "claimed", "unknown"))
    week = [
        f"{row['text'][: room.wide]} {(row.get('owner') or row.get('to_ask') or '')}" for row in screen["this_week"]
    ]
    columns = _columns(screen, crown, link, room)
    return FURNITURE + head + decision + both + promises + marks + columns + _lines(week, WIDE, room.wide + 90)


def _columns(screen: Mapping[str, Any], crown: Mapping[str, Any], link: Mapping[str, Any], room: Room) -> int:
    """Lines of the longer column, when the cards, whole and in their order, are shared out as evenly as they can be."""
    named = [crown.get(key) or () for key in ("whose_interests", "binds", "reply_owed")]
    crown_lines = _lines([crown.get("text")], HALF, room.half) + _named(named, room)
    moves = [
        f"First move {row['first_move']} ({'x' * min(len(row['to_ask'] or ''), _ASKED)}, to ask)"
        for row in screen["in_the_way"]
    ]
    cards = [
        *([crown_lines] if crown_lines else []),
        *(_lines(_texts(screen, part), HALF, room.half) for part in ("missing_people", "asks")),
        _lines([link.get("text")], HALF, room.half)
        + _named([link.get("contested_by") or (), [link.get("smallest_test") or ""]], room),
        _lines(_texts(screen, "not_here"), HALF, room.half),
        _lines(_texts(screen, "in_the_way"), HALF, room.half) + _lines(moves, HALF - 2, room.half + _ASKED + 20),
    ]
    heights = [max(1, card) + HEADING for card in cards]
    return ceil(min(max(sum(heights[:cut]), sum(heights[cut:])) for cut in range(1, len(heights) + 1)))


def _named(rows: Iterable[Sequence[str]], room: Room) -> int:
    return sum(_lines(["; ".join(row[:3])], HALF - 18, room.half) for row in rows if row)


def _texts(screen: Mapping[str, Any], part: str) -> list[str]:
    return [row["text"] for row in screen[part]]


def _lines(texts: Iterable[str | None], width: int, most: int) -> int:
    return sum(max(1, ceil(min(len(text), most + _CUT) / width)) for text in texts if text is not None)
