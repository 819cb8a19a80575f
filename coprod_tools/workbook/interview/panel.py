"""The guided interview as a panel: the way through, one question at a time, and what the plan says now."""

from __future__ import annotations

from typing import Any

import ipywidgets

from coprod_tools.words import say
from coprod_tools.workbook.editing import Editing
from coprod_tools.workbook.elements import Words
from coprod_tools.workbook.interview.answers import counts
from coprod_tools.workbook.interview.asked import STAGE, Asked
from coprod_tools.workbook.interview.interviewing import Interviewing
from coprod_tools.workbook.interview.look import WayThrough
from coprod_tools.workbook.interview.question_box import (
    BACK,
    NEXT,
    NONE,
    PARTS,
    SKIP,
    TAKE_BACK,
    UNKNOWN,
    QuestionBox,
)
from coprod_tools.workbook.interview.says_box import SaysBox
from coprod_tools.workbook.interview.twin import interview_twin
from coprod_tools.workbook.interview.way_through import Section, progress
from coprod_tools.workbook.outcome import Outcome
from coprod_tools.workbook.panel import Panel
from coprod_tools.workbook.reviewing import places


class InterviewPanel(Panel):
    """The interview of one policy."""

    def __init__(self, editing: Editing) -> None:
        super().__init__(editing)
        self.interviewing = Interviewing(editing)
        self.here_title = Words()
        self.here = WayThrough(say("interview.here"), upright=True)
        self.way = WayThrough(say("interview.way"), upright=True)
        self.question = QuestionBox(self.interviewing, self.guarded(self.act), self.guarded(self._settled))
        self.says = SaysBox(editing)
        self.here.on_action(self.guarded(self.go))
        self.way.on_action(self.guarded(self.go))
        title = Words(("h4", say("interview.way-title")))
        left = ipywidgets.VBox([self.here_title, self.here, title, self.way])
        left.add_class("coprod-way-through")
        middle = ipywidgets.VBox([self.notice, self.question])
        middle.add_class("coprod-middle")
        # The question comes first for the keyboard and on a narrow page; the style sheet puts the way beside it.
        row = ipywidgets.HBox([middle, self.says, left])
        row.add_class("coprod-interview")
        self.children = (row,)

    def refresh(self) -> None:
        """Show the interview for the policy as it is now; one stays at the question one is at."""
        broken = self.interviewing.faults
        self.interviewing.look()
        if faults := self.interviewing.faults:
            self.notice.say(say("marks.review-broken"), "error", lines=places(faults))
        elif broken:
            self.notice.clear()
        self._show()
        self.says.refresh(self._stage)

    def show_field(self, path: str) -> bool:
        """Go to the question at which a field is answered."""
        found = self.interviewing.go_to_field(path)
        if found:
            self._moved()
        return found

    def go(self, name: str) -> None:
        """Go to a section or a question by its id."""
        if self.interviewing.go(name):
            self._moved()

    def act(self, name: str) -> None:
        """Do what the button of that name does."""
        talk = self.interviewing
        if name == PARTS:
            self.way.focus(talk.here.section)
        elif name in (BACK, NEXT):
            self._leave(talk.step(1 if name == NEXT else -1))
        elif name == SKIP:
            after = talk.next_open()
            self._leave(after is not None and talk.go(after.id))
        else:
            answer = {UNKNOWN: talk.say_unknown, NONE: talk.say_none, TAKE_BACK: talk.take_back}[name]
            self._ended(answer())

    def twin(self) -> str:
        """Return all questions with their answers as a list that needs neither script nor kernel."""
        return interview_twin(self.editing)

    def _settled(self, outcome: Outcome, pointing: list[str]) -> None:
        """Tell how a guess was settled; what still points at something that was to go is named."""
        if pointing:
            self.notice.say(say("interview.still-named"), "error", lines=pointing)
        else:
            self._ended(outcome)

    def _ended(self, outcome: Outcome) -> None:
        self.tell(outcome, outcome.message)
        self._show()
        self.question.focus()

    def _leave(self, moved: bool) -> None:
        if moved:
            self._moved()

    def _moved(self) -> None:
        self.notice.clear()
        self._show()
        self.says.moved(self._stage)
        self.question.focus()

    def _show(self) -> None:
        talk = self.interviewing
        self.here_title.fill(("h4", talk.section.title))
        self.here.fill(self._item(each) for each in talk.section.asked)
        self.way.fill(self._section(each) for each in talk.sections)
        self.question.refresh()

    @property
    def _stage(self) -> str | None:
        kind, _, stage = self.interviewing.here.section.partition(":")
        return stage if kind == STAGE else None

    def _section(self, section: Section) -> dict[str, Any]:
        note = progress(counts(section.asked, self.interviewing.state))
        return {
            "id": section.id,
            "label": section.title,
            "note": note,
            "current": section.id == self.interviewing.here.section,
        }

    def _item(self, asked: Asked) -> dict[str, Any]:
        state = self.interviewing.state(asked)
        return {
            "id": asked.id,
            "label": asked.short,
            "note": "" if state == "open" else say(f"interview.mark-{state}"),
            "current": asked.id == self.interviewing.here.id,
        }
