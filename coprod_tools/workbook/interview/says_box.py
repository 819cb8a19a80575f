"""What the plan says now, beside the question: what an answer changed, the marks at hand, the first screen in short."""

from __future__ import annotations

import time

import ipywidgets

from coprod_tools.plan.first_screen import first_screen
from coprod_tools.render.block import shortened
from coprod_tools.words import say
from coprod_tools.workbook.editing import Editing
from coprod_tools.workbook.elements import Message, Table, Words
from coprod_tools.workbook.interview.says_now import Marks, Screen, at_stage, marks_of, screen_lines, what_changed

LONGEST = 170
NAME = 50
# Of each part of the first screen, as many as stand on the page itself; compared is the whole, so that a line which
# only makes room for a weightier one is not told as gone.
SHOWN, ALL = 3, 100_000
SLOW = 0.7
MANY_PARTS = 150


class SaysBox(ipywidgets.VBox):
    """The plan as it is now, in short."""

    def __init__(self, editing: Editing) -> None:
        super().__init__()
        self.editing = editing
        self.heading = Words(("h3", say("interview.says-now")))
        self.changed = Message()
        self.marks = Table(say("interview.marks-here"), [say("interview.who"), say("interview.mark")])
        self.screen = Words()
        self.known: tuple[Screen, Marks] | None = None
        self._took = SLOW if _parts(editing) > MANY_PARTS else 0.0
        self.children = (self.heading, self.changed, self.marks, self.screen)
        self.add_class("coprod-says-now")

    def refresh(self, stage: str | None) -> None:
        """Reckon anew and tell what changed; `stage` is the one at hand, whose marks are shown."""
        if self._took >= SLOW:
            self.changed.say(say("interview.reckoning"), "busy", progress=-1)
        began = time.monotonic()
        editing = self.editing
        screen = screen_lines(first_screen(editing.chain, editing.assessment, editing.knowledge, most=ALL))
        now = screen, marks_of(editing.assessment, editing.knowledge)
        self._took = time.monotonic() - began
        before, self.known = self.known, now
        if before is not None and before != now:
            lines = [shortened(line, LONGEST) for line in what_changed(before, now)]
            self.changed.say(say("interview.changed"), "saved", lines=lines)
        elif "progress" in self.changed.content:
            self.changed.clear()
        self._fill(*now, stage)

    def moved(self, stage: str | None) -> None:
        """Show the marks of the stage one moved to; what changed before is told no longer."""
        self.changed.clear()
        if self.known is None:
            self.refresh(stage)
        else:
            self._fill(*self.known, stage)

    def _fill(self, screen: Screen, marks: Marks, stage: str | None) -> None:
        here = at_stage(marks, stage) if stage else ()
        self.marks.fill(
            [
                say(
                    "interview.who-in",
                    actor=shortened(mark.actor, NAME),
                    activity=shortened(mark.activity, NAME),
                    co=mark.co,
                ),
                {"parts": [{"text": mark.shown, "look": mark.verdict}, f" {shortened(mark.why, LONGEST)}"]},
            ]
            for mark in here
        )
        shown = (self.heading, self.changed, *((self.marks,) if here else ()), self.screen)
        if self.children != shown:
            self.children = shown
        blocks = []
        for part, lines in screen.items():
            blocks.append(("h4", say(f"interview.part-{part}")))
            blocks += [("li", shortened(line, LONGEST)) for line in lines[:SHOWN]]
        self.screen.fill(*blocks)


def _parts(editing: Editing) -> int:
    return sum(len(activity.parts or ()) for activity in editing.policy.activities or ())
