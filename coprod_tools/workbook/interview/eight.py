"""The eight questions of the ten-minute way: those whose answers change the first screen most, while they are open.

Which come first is data (`ten` in `knowledge/interview.yaml`); `benchmarks/eight_questions.py` measures it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from coprod_tools.workbook.interview.answers import State
from coprod_tools.workbook.interview.asked import STAGE, Asked

EIGHT = 8
_DELIVERY = 7
_OPEN: tuple[State, ...] = ("open", "partly", "guess")


def next_of_eight(asked: Sequence[Asked], state: Callable[[Asked], State], done: Sequence[Asked]) -> Asked | None:
    """Return the next of the eight questions; None when eight were asked or none is left.

    One question of each place is asked; of several, the one about the same work and people as the last.

    Parameters
    ----------
    done : sequence of Asked
        The questions that were asked before, in their order.
    """
    if len(done) >= EIGHT:
        return None
    places = {each.question.ten for each in done}
    open_now = [each for each in asked if each.question.ten and each.question.ten not in places]
    wanted = [each for each in _worth_asking(open_now, asked) if state(each) in _OPEN]
    return min(wanted, key=lambda each: (each.question.ten or 0, _far(each, done)), default=None)


def _worth_asking(open_now: Iterable[Asked], asked: Sequence[Asked]) -> Iterable[Asked]:
    """Leave out "what is done here" once anything is; before that it is asked at one stage, delivery where there is."""
    working = any(each.question.each == "activity" for each in asked)
    stages = [each for each in asked if each.question.adds == "activities"]
    at = next((each for each in stages if str(_DELIVERY) in each.subject.also), stages[-1] if stages else None)
    for each in open_now:
        if each.question.each != STAGE or (each is at and not working):
            yield each


def _far(asked: Asked, done: Sequence[Asked]) -> int:
    """Return 0 for what is about the part or activity that was asked about last, 1 for the rest."""
    last = next((each.subject.path for each in reversed(done) if each.subject.path.startswith("activities[")), "")
    here = asked.subject.path
    return 0 if not last or here.startswith(last) or last.startswith(here or "-") else 1
