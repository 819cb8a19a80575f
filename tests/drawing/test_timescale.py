"""Dates become places on a line, as exact as they were written."""

from __future__ import annotations

import datetime
from itertools import pairwise

import pytest

from coprod_tools.drawing.bars import Bar, bar_shapes
from coprod_tools.drawing.shapes import Rect
from coprod_tools.drawing.timescale import Moment, TimeScale, scale_for

YEAR = TimeScale(datetime.date(2026, 1, 1), datetime.date(2027, 1, 1), 0.0, 365.0)


def bar(start: str | None, finish: str | None) -> Bar:
    """Make a bar on a scale of one point a day."""
    return Bar.of(Moment.read(start), Moment.read(finish), YEAR, 10.0, critical=False)


def test_exact_dates_make_a_bar_that_is_sure_from_end_to_end() -> None:
    """2 to 11 January: from the beginning of day 1 to the end of day 10."""
    found = bar("2026-01-02", "2026-01-11")
    assert (found.left, found.right, found.sure_left, found.sure_right) == (1, 11, 1, 11)
    assert len(bar_shapes(found)) == 1


def test_months_make_a_bar_that_is_sure_only_between_them() -> None:
    """February to April 2026: it may run from day 31 to day 120, and surely runs from 28 February to 1 April."""
    found = bar("2026-02", "2026-04")
    assert (found.left, found.right) == (31, 120)
    assert (found.sure_left, found.sure_right) == (58, 91)
    outline, sure = bar_shapes(found)
    assert isinstance(outline, Rect)
    assert isinstance(sure, Rect)
    assert outline.dash == "--"


def test_a_year_alone_is_sure_of_nothing() -> None:
    """It may begin on any day and end on any day of the year."""
    found = bar("2026", "2026")
    assert found.sure_left >= found.sure_right
    assert (found.left, found.right) == (0, 365)


@pytest.mark.parametrize(("start", "finish"), [("2026-03-01", None), (None, "2026-03-01")])
def test_a_missing_end_is_left_open(start: str | None, finish: str | None) -> None:
    """The side nobody knows is dashed."""
    found = bar(start, finish)
    assert found.open_right is (finish is None)
    assert found.open_left is (start is None)
    assert any(isinstance(shape, Rect) and shape.dash == "--" for shape in bar_shapes(found))


def test_a_bar_needs_a_date() -> None:
    """Without one there is nowhere to draw it."""
    with pytest.raises(ValueError, match="start or a finish"):
        bar(None, None)


@pytest.mark.parametrize(
    ("first", "last", "some"),
    [("2026-01-10", "2026-04-02", "2026-02"), ("2026-01-10", "2029-04-02", "2027-01"), ("1950", "2150", "2000")],
)
def test_ticks_have_room_for_their_words(first: str, last: str, some: str) -> None:
    """At least 40 points apart, over a few months as over two centuries."""
    days = [datetime.date.fromisoformat(f"{d}-01-01"[:10]) for d in (first, last)]
    ticks = scale_for(days, 0, 480).ticks()
    gaps = [b[0] - a[0] for a, b in pairwise(ticks)]
    assert some in [word for _, word in ticks]
    assert all(gap >= 40 for gap in gaps)
