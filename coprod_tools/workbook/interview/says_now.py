"""What the plan says now, in short, and what an answer changed in it; told in words, never as a score."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from coprod_tools.assessment import Assessment
from coprod_tools.knowledge import Knowledge
from coprod_tools.plan.names import Names, names_of
from coprod_tools.plan.screen import FirstScreen
from coprod_tools.render.block import shortened
from coprod_tools.words import say

# The lists of the first screen in its order; each holds parts with a `text`.
_LISTS = (
    "fixed",
    "open",
    "promises",
    "real",
    "claimed",
    "unknown",
    "missing_people",
    "asks",
    "not_here",
    "in_the_way",
    "this_week",
)
MOST_CHANGES = 3
_ROOM = {"what": 90, "who": 50, "by_when": 20}
Screen = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Mark:
    """The verdict on one part of the policy, in words."""

    stage: str
    actor: str
    activity: str
    co: str
    verdict: str
    shown: str
    why: str


Marks = Mapping[str, Mark]


def screen_lines(screen: FirstScreen) -> Screen:
    """Return the lines of the first screen by part, those with nothing to say left out."""
    wanted, link, crown = screen.decision_wanted, screen.decisive_link, screen.crown_maori
    told = {"what": wanted.what, "who": wanted.who, "by_when": wanted.by_when}
    # The date comes last and must not be cut off.
    words = {name: shortened(value or say("interview.not-said"), _ROOM[name]) for name, value in told.items()}
    decision = say("interview.decision-line", **words) if any(told.values()) else say("interview.no-decision")
    crown_lines = [each for each in (crown.text, *crown.not_settled) if each]
    found = {
        "decision": (decision, *filter(None, [wanted.caution])),
        **{name: tuple(each.text for each in getattr(screen, name)) for name in _LISTS},
        "crown_maori": tuple(crown_lines),
        "decisive_link": (link.text,) if link.text else (),
    }
    return {name: lines for name, lines in found.items() if lines}


def marks_of(assessment: Assessment, knowledge: Knowledge) -> Marks:
    """Return the marks on parts that somebody wrote down, by part and Co."""
    names = names_of(assessment.chain.policy)
    return {cell.id: _mark(cell, names, knowledge) for cell in assessment.cells if cell.part is not None}


def _mark(cell: object, names: Names, knowledge: Knowledge) -> Mark:
    told = {name: str(getattr(cell, name)) for name in ("stage", "actor", "activity", "co", "verdict")}
    reasons, shown = getattr(cell, "reasons", ()), str(getattr(cell, "shown_as", ""))
    return Mark(
        told["stage"],
        names.get(told["actor"], told["actor"]),
        names.get(told["activity"], told["activity"]),
        knowledge.cos[told["co"]].title,
        told["verdict"],
        shown[:1].upper() + shown[1:],
        reasons[-1].text if reasons else "",
    )


def at_stage(marks: Marks, stage: str) -> tuple[Mark, ...]:
    """Return the marks of one stage."""
    return tuple(mark for mark in marks.values() if mark.stage == stage)


def what_changed(before: tuple[Screen, Marks], after: tuple[Screen, Marks]) -> tuple[str, ...]:
    """Return what an answer changed, in words; marks first, then lines that came and lines that went."""
    (old_screen, old_marks), (new_screen, new_marks) = before, after
    told = [*_marks_changed(old_marks, new_marks), *_came(old_screen, new_screen), *_went(old_screen, new_screen)]
    left = len(told) - 2 * MOST_CHANGES
    return (*told[: 2 * MOST_CHANGES], *([say("interview.more-changed", n=left)] if left > 0 else []))


def _marks_changed(old: Marks, new: Marks) -> Iterable[str]:
    for key, mark in new.items():
        was = old.get(key)
        words = {"actor": mark.actor, "activity": mark.activity, "co": mark.co, "now": mark.shown}
        if was is None:
            yield say("interview.mark-new", **words)
        elif was.verdict != mark.verdict:
            yield say("interview.mark-changed", was=was.shown, **words)
    for key, mark in old.items():
        if key not in new:
            yield say("interview.mark-gone", actor=mark.actor, activity=mark.activity, co=mark.co)


def _came(old: Screen, new: Screen) -> list[str]:
    return _lines(new, old, "interview.line-new")


def _went(old: Screen, new: Screen) -> list[str]:
    return _lines(old, new, "interview.line-gone")


def _lines(these: Screen, those: Screen, sentence: str) -> list[str]:
    found = [
        say(sentence, part=say(f"interview.part-{part}"), line=line)
        for part, lines in these.items()
        for line in lines
        if line not in those.get(part, ())
    ]
    return found[:MOST_CHANGES]
