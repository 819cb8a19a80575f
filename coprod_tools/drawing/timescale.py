"""Dates on a line: from partial dates to points, with ticks that have room for their words."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from coprod_tools.policy.values import PartialDate

STEPS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400)
ROOM = 48.0
DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as written, and the first and last day it may mean."""

    written: str
    first: datetime.date
    last: datetime.date

    @classmethod
    def read(cls, text: str | None) -> Moment | None:
        """Read a date of a plan; None stays None."""
        if text is None:
            return None
        date = PartialDate(text)
        return cls(text, date.first, date.last)


@dataclass(frozen=True, slots=True)
class TimeScale:
    """Days mapped to points from `left` over `width`."""

    start: datetime.date
    end: datetime.date
    left: float
    width: float

    def x(self, day: datetime.date) -> float:
        """Return where a day begins."""
        whole = max((self.end - self.start).days, 1)
        return self.left + self.width * (day - self.start).days / whole

    def ticks(self) -> tuple[tuple[float, str], ...]:
        """Return where months or years begin, as many as have room, and their words: YYYY or YYYY-MM."""
        months = (self.end.year - self.start.year) * 12 + self.end.month - self.start.month + 1
        step = next((step for step in STEPS if self.width / (months / step) >= ROOM), STEPS[-1])
        first = self.start.year * 12 + self.start.month - 1
        first += -first % step
        found = []
        for month in range(first, self.end.year * 12 + self.end.month + 1, step):
            day = datetime.date(month // 12, month % 12 + 1, 1)
            if self.start <= day <= self.end:
                found.append((self.x(day), f"{day.year}" if step >= 12 else f"{day.year}-{day.month:02}"))
        return tuple(found)


def scale_for(days: list[datetime.date], left: float, width: float) -> TimeScale:
    """Return a scale from the month of the first day to the end of the month of the last."""
    start, end = min(days).replace(day=1), max(days)
    after = end.year * 12 + end.month
    return TimeScale(start, datetime.date(after // 12, after % 12 + 1, 1), left, width)
