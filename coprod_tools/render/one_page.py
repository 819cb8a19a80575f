"""How much of each item the first screen may show, so that the whole of it stays on one sheet of A4."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from coprod_tools.render.block import shortened
from coprod_tools.render.type_size import LEADING, SIZE, height, lines

# Points between the margins of the print style, and what a list item, a labelled row and half a page leave for words.
SHEET, PAGE, ITEM, BESIDE, HALF, NAMED = 779.5, 521.0, 506.0, 421.0, 237.0, 174.0
# What a card takes besides its words: rule, heading, gap below; and the same for a list, a boxed card, the page's head.
CARD, LIST, BOX, HEAD, SORTED = 19.8, 1.8, 8.6, 22.0, 1.2
MOST_LINES, TITLE, WHO, OWNER, ASKED = 8, 170, 110, 90, 36
# Letters on a line, so that a line of room is about a line of print.
LETTERS = {"page": 100, "beside": 82, "half": 46}
# In the order in which they get room: what is decided and promised, and to whom, before what can be looked up.
WHERE = {
    "decision": "page",
    "crown": "half",
    "asks": "half",
    "claimed": "beside",
    "promises": "page",
    "this_week": "page",
    "missing_people": "half",
    "real": "beside",
    "fixed": "half",
    "open": "half",
    "in_the_way": "half",
    "unknown": "beside",
    "not_here": "half",
    "link": "half",
    "summary": "page",
}
_TWO = 2


@dataclass(frozen=True, slots=True)
class Room:
    """Printed lines an item of each part may have before its rest is folded."""

    given: Mapping[str, int] = field(default_factory=dict)

    def letters(self, part: str) -> int:
        """Return the letters an item of `part` may show."""
        return self.given.get(part, 1) * LETTERS[WHERE[part]] - 6

    def bigger(self, part: str, size: int) -> Room:
        """Return the same room with `size` lines for each item of `part`."""
        return Room({**self.given, part: size})


def room_for(policy: Mapping[str, Any], screen: Mapping[str, Any]) -> Room:
    """Return the most room for each item with which the first screen still fits on its sheet.

    Every item gets a second line where it can; then each part in turn stands whole, as long as the sheet holds it.
    The estimate takes the widest font a reader is likely to have; a test prints the worst case.
    """
    room = Room()
    for sizes in (range(_TWO, _TWO + 1), range(_TWO + 1, MOST_LINES + 1)):
        for part in WHERE:
            for size in sizes:
                bigger = room.bigger(part, size)
                if size - room.given.get(part, 1) == 1 and height_of(policy, screen, bigger) <= SHEET:
                    room = bigger
    return room


def height_of(policy: Mapping[str, Any], screen: Mapping[str, Any], room: Room) -> float:
    """Estimate the printed height, in points, of a first screen whose items are cut to `room`."""
    wanted = screen.get("decision_wanted") or {}
    two = max(_list(_texts(screen, part), HALF, room.letters(part)) for part in ("fixed", "open"))
    marks = sum(
        max(_label(screen, part), _list(_texts(screen, part), BESIDE, room.letters(part))) + SORTED
        for part in ("real", "claimed", "unknown")
    )
    promised = _list([row["text"] for row in screen["promises"]], ITEM, room.letters("promises"))
    proposed = sum(SIZE for row in screen["promises"] if not row["authorised_by"] and "PROPOSED" not in row["text"])
    fixed = HEAD + _head(policy, room) + CARD + BOX + _decision(wanted, room)
    return fixed + 4 * CARD + BOX + two + promised + proposed + marks + _week(screen, room) + _columns(screen, room)


def _head(policy: Mapping[str, Any], room: Room) -> float:
    """Standing, title and its other languages, summary, owner and date."""
    owner = f"{shortened(policy.get('owner') or '', OWNER)} · as at {policy.get('as_at') or ''}"
    title = lines(shortened(policy.get("title") or "", TITLE), PAGE, 15.0, bold=True) * 15.0 * 1.15
    other = height(_cut(" · ".join(policy.get("titles") or ()), room.letters("summary")), PAGE)
    summary = height(_cut(policy.get("summary") or "", room.letters("summary")), PAGE)
    standing = height(policy.get("standing_text") or "x", PAGE - 20, bold=True)
    return title + other + summary + standing + height(owner, PAGE)


def _decision(wanted: Mapping[str, Any], room: Room) -> float:
    """The decision in larger letters, its warning, who decides and when."""
    what = _cut(wanted.get("what") or "x", room.letters("decision"))
    who = shortened(wanted.get("who") or "who decides is not known", WHO)
    by = f"{who} · by {wanted.get('by_when') or 'not known'}"
    warning = height(f"Warning: {wanted['caution']}", PAGE - 34, bold=True) + 4 if wanted.get("caution") else 0
    return lines(what, PAGE - 20, SIZE * 1.12, bold=True) * SIZE * 1.12 * 1.35 + height(by, PAGE - 20) + warning + 3.6


def shared(rows: Sequence[Mapping[str, Any]], who: str) -> str | None:
    """Return whoever is named in `who` of every row, where there are several rows and one name: it is said once."""
    named = {row.get(who) for row in rows}
    return named.pop() if len(rows) > 1 and len(named) == 1 else None


def _week(screen: Mapping[str, Any], room: Room) -> float:
    rows = [
        f"{_cut(row['text'], room.letters('this_week'))} - {_who(row.get('owner') or row.get('to_ask'))}"
        if not shared(screen["this_week"], "owner")
        else _cut(row["text"], room.letters("this_week"))
        for row in screen["this_week"]
    ]
    return _whole(rows, ITEM - 17)


def _who(words: str | None) -> str:
    return "to ask: " + shortened(words or "not known", OWNER)


def _columns(screen: Mapping[str, Any], room: Room) -> float:
    """Height of the longer column, when the cards, whole and in order, are shared out as evenly as they can be."""
    heights = [card + CARD for card in _cards(screen, room) if card]
    return min(max(sum(heights[:cut]), sum(heights[cut:])) for cut in range(1, len(heights) + 1))


def _cards(screen: Mapping[str, Any], room: Room) -> Iterator[float]:
    """Heights of the words in the cards of the two columns."""
    crown, link = (screen.get(part) or {} for part in ("crown_maori", "decisive_link"))
    yield _crown(crown, room)
    for part in ("missing_people", "asks"):
        yield _list(_texts(screen, part), HALF, room.letters(part))
    named = [link.get("contested_by") or (), [link.get("smallest_test") or ""]]
    yield _text(link.get("text"), room.letters("link")) + _named(named, room.letters("link"))
    yield _list(_texts(screen, "not_here"), HALF, room.letters("not_here"))
    way = room.letters("in_the_way")
    asked = shared(screen["in_the_way"], "to_ask")
    moves = [
        f"First move {_cut(row['first_move'], way)}"
        + ("" if asked else f" (to ask: {shortened(row['to_ask'] or '', ASKED)})")
        for row in screen["in_the_way"]
    ]
    said_once = SIZE * LEADING if asked else 0
    yield _list(_texts(screen, "in_the_way"), HALF, way) + _whole(moves, HALF) + said_once


def _crown(crown: Mapping[str, Any], room: Room) -> float:
    letters = room.letters("crown")
    rows = [crown.get(key) or () for key in ("whose_interests", "binds", "reply_owed")]
    unsettled = [_cut(words, letters) for words in crown.get("not_settled") or ()]
    warned = _whole(unsettled, HALF, bold=False) + SIZE * 1.3 + LIST + 3 if unsettled else 0
    return _text(crown.get("text"), letters) + warned + _named(rows, letters) if any(crown.values()) else 0


def _named(rows: Iterable[Sequence[str]], letters: int) -> float:
    return sum(max(1, height(_cut("; ".join(row[:3]), letters), NAMED)) for row in rows if any(row))


def _label(screen: Mapping[str, Any], part: str) -> float:
    """The label beside a list, and the count that may stand under it."""
    return (2 if part == "claimed" else 1) * SIZE * 1.3 + (SIZE * 1.3 if screen.get("more", {}).get(part) else 0)


def _list(texts: Sequence[str], width: float, letters: int) -> float:
    """A list, or the sentence that stands in its place: one line of it across the page, two in half of it."""
    silent = (2 if width == HALF else 1) * SIZE * LEADING
    return (_whole([_cut(text, letters) for text in texts], width) if texts else silent) + LIST


def _whole(texts: Iterable[str], width: float, *, bold: bool = False) -> float:
    return sum(height(text, width, bold=bold) for text in texts)


def _text(words: str | None, letters: int) -> float:
    return height(_cut(words, letters), HALF + 12) + LIST if words else 2 * SIZE * 1.25


def _texts(screen: Mapping[str, Any], part: str) -> list[str]:
    return [row["text"] for row in screen[part]]


def _cut(words: str, letters: int) -> str:
    return shortened(words, letters)
