"""The room each item gets on the first screen."""

from __future__ import annotations

from coprod_tools.render.one_page import MOST_LINES, SHEET, WHERE, Room, height_of, room_for, shared
from tests.render.sample import plan

LONG = "whānau who use the service and those who run it " * 40


def grown(text: str) -> dict[str, object]:
    """A first screen with three of everything, each as long as `text`."""
    screen = plan()["first_screen"]
    for part, rows in screen.items():
        if isinstance(rows, list):
            screen[part] = [{**rows[0], "text": text, "first_move": text, "to_ask": text, "owner": text}] * 3
    return screen


def test_short_items_get_all_the_room_there_is() -> None:
    """Nothing is cut for nothing."""
    document = plan()
    room = room_for(document["policy"], document["first_screen"])
    assert all(room.given[part] == MOST_LINES for part in WHERE)


def test_long_items_get_less_and_the_sheet_is_kept() -> None:
    """Or the least there is."""
    document = plan()
    for length in (60, 150, 300, 2000):
        screen = grown(LONG[:length])
        room = room_for(document["policy"], screen)
        assert room == Room() or height_of(document["policy"], screen, room) <= SHEET


def test_longer_items_never_get_more_room() -> None:
    """The room as a whole only shrinks as texts grow."""
    document = plan()
    sizes = [sum(room_for(document["policy"], grown(LONG[:length])).given.values()) for length in (60, 300, 1800)]
    assert sizes == sorted(sizes, reverse=True)


def test_later_lists_are_shortened_before_what_is_decided() -> None:
    """The decision, the Treaty partner and what is asked of people keep more than what can be looked up."""
    document = plan()
    room = room_for(document["policy"], grown(LONG[:200]))
    assert room.given.get("decision", 1) >= room.given.get("asks", 1) >= room.given.get("not_here", 1)
    assert room.given["decision"] > 1


def test_one_owner_of_all_tasks_is_named_once() -> None:
    """Repeating the name would cost the room of other words."""
    rows = [{"owner": "The council"}, {"owner": "The council"}]
    assert shared(rows, "owner") == "The council"
    assert shared([*rows, {"owner": None}], "owner") is None
    assert shared(rows[:1], "owner") is None
