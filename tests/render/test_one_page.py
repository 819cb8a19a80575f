"""The room each item gets on the first screen."""

from __future__ import annotations

from coprod_tools.render.one_page import MOST_LINES, SHEET, Room, lines_taken, room_for
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
    assert (room.across, room.beside, room.halved) == (MOST_LINES,) * 3


def test_long_items_get_less_and_the_sheet_is_kept() -> None:
    """Or the least there is."""
    document = plan()
    for length in (60, 150, 300, 2000):
        screen = grown(LONG[:length])
        room = room_for(document["policy"], screen)
        assert room == Room() or lines_taken(document["policy"], screen, room) <= SHEET


def test_longer_items_never_get_more_room() -> None:
    """Room only shrinks as texts grow."""
    document = plan()
    sizes = [sum(vars_of(room_for(document["policy"], grown(LONG[:length])))) for length in (60, 150, 300, 600, 1800)]
    assert sizes == sorted(sizes, reverse=True)


def vars_of(room: Room) -> tuple[int, int, int]:
    """The three numbers of a room."""
    return room.across, room.beside, room.halved
