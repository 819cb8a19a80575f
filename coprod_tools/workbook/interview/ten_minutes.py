"""The ten-minute way: paste a brief, look through what was read, answer eight questions, see the first screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import ipywidgets

from coprod_tools.words import say
from coprod_tools.workbook.drafts import Drafts
from coprod_tools.workbook.editing import Editing
from coprod_tools.workbook.elements import Message, Way, Words
from coprod_tools.workbook.guarding import guarded
from coprod_tools.workbook.in_plain_words import in_plain_words
from coprod_tools.workbook.interview.asked import Asked
from coprod_tools.workbook.interview.drafting import BRIEF, draft_from, pasted
from coprod_tools.workbook.interview.eight import EIGHT, next_of_eight
from coprod_tools.workbook.interview.guess_review import GuessReview
from coprod_tools.workbook.interview.interviewing import Interviewing
from coprod_tools.workbook.interview.question_box import BACK, NEXT, NONE, SKIP, TAKE_BACK, UNKNOWN, QuestionBox
from coprod_tools.workbook.interview.says_box import SaysBox
from coprod_tools.workbook.outcome import Outcome

PASTE, GUESSES, QUESTIONS, SCREEN = "paste", "guesses", "eight", "screen"
STEPS = (PASTE, GUESSES, QUESTIONS, SCREEN)
FULL = "full"


class TenMinutes(ipywidgets.VBox):
    """The ten-minute way over a folder of policies; what was pasted is kept until a policy is made of it.

    Parameters
    ----------
    open_policy : callable
        Called with the policy's path when its reader goes on with the full way.
    drafts : Path, optional
        Where drafts lie; the user's state folder when absent.
    """

    def __init__(
        self,
        folder: Path,
        by: str,
        today: str,
        open_policy: Callable[[Path], Any],
        *,
        knowledge: Path | None = None,
        drafts: Path | None = None,
    ) -> None:
        super().__init__()
        self.folder, self.by, self.today, self.knowledge = folder, by, today, knowledge
        self._open, self._drafts_folder = open_policy, drafts
        self.drafts: Drafts = pasted(folder, drafts)
        self.notice = Message()
        self.step = PASTE
        self.steps = Way(say("interview.ten-steps"))
        self.steps.on_action(self.guarded(self.go))
        self.place = ipywidgets.VBox()
        self.brief = ipywidgets.Textarea(
            value=self.drafts.kept(BRIEF) or "", description=say("interview.brief"), continuous_update=False, rows=12
        )
        self.brief.observe(self.guarded(lambda change: self.drafts.keep(BRIEF, self.brief.value)), "value")
        self.read = ipywidgets.Button(description=say("interview.read-brief"))
        self.read.on_click(self.guarded(lambda button: self.make()))
        self.done: list[Asked] = []
        self.not_understood: tuple[str, ...] = ()
        self.editing: Editing | None = None
        self.add_class("coprod-ten-minutes")
        self.children = (self.steps, self.notice, self.place)
        self._paste()

    def guarded(self, call: Callable[..., Any]) -> Callable[..., None]:
        """Return `call` as a handler whose faults are told here; what was typed stays."""
        return guarded(self.notice, call)

    def make(self) -> None:
        """Make a draft of what was pasted, and show what was read."""
        text = self.brief.value
        if not text.strip():
            self.notice.say(say("brief.empty"), "error")
            return
        self.drafts.keep(BRIEF, text)
        self.notice.say(say("interview.reading-brief"), "busy", progress=-1)
        drafted = draft_from(text, self.folder, self.by, self.today)
        self._take(
            Editing(drafted.path, knowledge=self.knowledge, by=self.by, today=self.today, drafts=self._drafts_folder)
        )
        self.not_understood = tuple(str(each) for each in drafted.draft.not_understood)
        self.drafts.drop(BRIEF)
        self.go(GUESSES)
        if drafted.draft.said:
            self.notice.say(drafted.draft.said[0], "note", lines=drafted.draft.said[1:])

    def _take(self, editing: Editing) -> None:
        self.editing, self.done = editing, []
        self.talk = Interviewing(editing)
        self.review = GuessReview(self.talk, self.guarded(self._settled), self.guarded)
        self.question = QuestionBox(self.talk, self.guarded(self.act), self.guarded(self._settled))
        self.says = SaysBox(editing)
        self.onward = Way(say("interview.onward"))
        self.onward.on_action(self.guarded(self.go))
        self.left = Words()
        editing.listen(self.refresh)

    def go(self, step: str) -> None:
        """Go to a step: `paste`, `guesses`, `eight` or `screen`; `full` goes on with the full way."""
        self.notice.clear()
        if step == FULL and self.editing is not None:
            self._open(self.editing.loaded.folder or self.editing.loaded.path)
        elif self.editing is None or step == PASTE:
            self._paste()
        else:
            self.step = step
            {GUESSES: self._guesses, QUESTIONS: self._questions, SCREEN: self._screen}[step]()
        self._steps()

    def refresh(self) -> None:
        """Show the step at hand for the policy as it is now."""
        self.talk.look()
        if self.step == GUESSES:
            self.review.refresh()
        elif self.step == QUESTIONS:
            self._show_question()
            self.says.refresh(None)
        elif self.step == SCREEN:
            self.says.refresh(None)

    def act(self, name: str) -> None:
        """Do what a button of the question does."""
        if name in (NEXT, SKIP):
            self._next()
        elif name == BACK:
            self._back()
        else:
            answer = {UNKNOWN: self.talk.say_unknown, NONE: self.talk.say_none, TAKE_BACK: self.talk.take_back}[name]
            self._settled(answer(), [])

    def _settled(self, outcome: Outcome, pointing: list[str]) -> None:
        if pointing:
            self.notice.say(say("interview.still-named"), "error", lines=pointing)
        elif outcome.kept:
            self.notice.say(outcome.message or say("workbook.saved"), "saved")
        else:
            lines = [in_plain_words(fault.message) for fault in outcome.faults]
            self.notice.say(outcome.message or say(f"workbook.{outcome.kind}"), "error", lines=lines)
        self.refresh()

    def _paste(self) -> None:
        self.step = PASTE
        about = Words(
            ("h3", say("interview.ten-title")),
            ("p", say("interview.ten-about")),
            ("quiet", say("interview.brief-help")),
        )
        self.place.children = (about, self.brief, self.read)
        self._steps()

    def _guesses(self) -> None:
        self.review.refresh()
        self.left.fill(*self._left_words())
        self.onward.fill([{"id": QUESTIONS, "label": say("interview.go-eight")}])
        self.place.children = (self.review, self.left, self.onward)
        self.review.heading.focus()

    def _left_words(self) -> list[tuple[str, str]]:
        if not self.not_understood:
            return []
        lines = [("li", each) for each in self.not_understood]
        return [("h4", say("interview.not-understood")), ("quiet", say("interview.not-understood-about")), *lines]

    def _questions(self) -> None:
        self.place.children = ()
        if not self.done:
            self._next()
        else:
            self._at(self.done[-1])

    def _next(self) -> None:
        at = self._place_of_here()
        if at is not None and at + 1 < len(self.done):
            self._at(self.done[at + 1])
            return
        found = next_of_eight(self.talk.asked, self.talk.state, self.done)
        if found is None:
            self.go(SCREEN)
            return
        self.done.append(found)
        self._at(found)

    def _back(self) -> None:
        at = self._place_of_here()
        if at:
            self._at(self.done[at - 1])
        else:
            self.go(GUESSES)

    def _place_of_here(self) -> int | None:
        return next((at for at, each in enumerate(self.done) if each.id == self.talk.here.id), None)

    def _at(self, asked: Asked) -> None:
        self.talk.go(asked.id)
        self._show_question()
        self.says.moved(None)
        row = ipywidgets.HBox([self.question, self.says])
        row.add_class("coprod-interview")
        self.place.children = (row,)
        self.question.focus()

    def _show_question(self) -> None:
        at = self._place_of_here()
        self.question.refresh()
        where = say("interview.ten-where", at=(at or 0) + 1, of=EIGHT)
        self.question.heading.fill(("quiet", where), ("h3", self.talk.here.ask))
        self.question.onward.fill(
            [{"id": BACK, "label": say("interview.back")}, {"id": NEXT, "label": say("interview.next")}]
        )

    def _screen(self) -> None:
        self.says.moved(None)
        self.onward.fill(
            [{"id": FULL, "label": say("interview.go-full")}, {"id": QUESTIONS, "label": say("interview.back-eight")}]
        )
        about = Words(("quiet", say("interview.screen-about")))
        self.place.children = (self.says, about, self.onward)
        self.says.heading.focus()

    def _steps(self) -> None:
        self.steps.fill(
            {
                "id": each,
                "label": say(f"interview.step-{each}"),
                "current": each == self.step,
                "off": each != PASTE and self.editing is None,
            }
            for each in STEPS
        )
