"""The way through the interview: its sections, how far each has got in words, and what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from coprod_tools.lifecycle import Lifecycle
from coprod_tools.words import say
from coprod_tools.workbook.interview.answers import Counts
from coprod_tools.workbook.interview.asked import STAGE, Asked


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the way: a heading and the questions below it."""

    id: str
    title: str
    asked: tuple[Asked, ...]


def sections_of(asked: Sequence[Asked], lifecycle: Lifecycle) -> tuple[Section, ...]:
    """Return the sections in the order of the way."""
    return tuple(
        Section(section, _title(section, lifecycle), tuple(group))
        for section, group in groupby(asked, key=lambda each: each.section)
    )


def _title(section: str, lifecycle: Lifecycle) -> str:
    kind, _, stage = section.partition(":")
    return lifecycle.stage(stage).title if kind == STAGE else say(f"interview.section-{section}")


def progress(counts: Counts) -> str:
    """Return how far a section has got, in words and without any score."""
    total = sum(counts.values())
    done = counts["answered"] + counts["unknown"]
    extra = [
        say(f"interview.count-{state}", n=counts[state]) for state in ("partly", "unknown", "guess") if counts[state]
    ]
    if done == total:
        return ", ".join((say("interview.all-answered"), *extra))
    answered = [say("interview.some-answered", done=done, total=total)] if done else []
    return ", ".join([*answered, *extra]) or say("interview.none-answered", total=total)


def step(asked: Sequence[Asked], here: str, by: int) -> Asked | None:
    """Return the question `by` places on, or back where negative; None at the end of the way.

    Where `here` is no question any more, the first one is the next.
    """
    at = place(asked, here)
    to = at + by if at is not None else 0
    return asked[to] if 0 <= to < len(asked) else None


def place(asked: Sequence[Asked], here: str) -> int | None:
    """Return the place of a question on the way; None where it is not on it."""
    return next((at for at, each in enumerate(asked) if each.id == here), None)


def still_here(asked: Sequence[Asked], here: str, before: Sequence[Asked] = ()) -> Asked:
    """Return the question one was at; where it is gone, the nearest one before it that is still asked."""
    known = {each.id: each for each in asked}
    if here in known:
        return known[here]
    at = place(before, here)
    kept = [known[each.id] for each in before[: at or 0] if each.id in known]
    return kept[-1] if kept else asked[0]
