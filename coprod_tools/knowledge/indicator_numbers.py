"""Numbers by which indicators are judged: what is a small group, what is chance, when to look again."""

from __future__ import annotations

from coprod_tools.knowledge.entry import Entry, Words


class IndicatorNumber(Entry):
    """A number that judges an indicator."""

    value: float
    what: Words
