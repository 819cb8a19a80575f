"""Every guess of a draft to look through, section by section of the interview."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets

from coprod_tools.words import say
from coprod_tools.workbook.elements import Way, Words
from coprod_tools.workbook.forms.fields import field_at
from coprod_tools.workbook.forms.form import Form
from coprod_tools.workbook.forms.nodes import node_of
from coprod_tools.workbook.interview.answering import answering
from coprod_tools.workbook.interview.guess_box import Ended, GuessBox
from coprod_tools.workbook.interview.guesses import Guessed, about_called, fields_of_guess, together
from coprod_tools.workbook.interview.interviewing import Interviewing


class GuessReview(ipywidgets.VBox):
    """The guesses that wait, a table for each section; one at a time can be changed in a form above them.

    Parameters
    ----------
    ended : callable
        Told how settling a guess ended.
    """

    def __init__(self, interviewing: Interviewing, ended: Ended, guarded: Callable[..., Callable[..., None]]) -> None:
        super().__init__()
        self.interviewing, self._ended, self._guarded = interviewing, ended, guarded
        self.heading = Words()
        self.form: Form | None = None
        self._changing = Words()
        self.done = Way(say("interview.changing"))
        self.done.on_action(guarded(lambda name: self._finish()))
        self._boxes: dict[str, GuessBox] = {}

    def refresh(self) -> None:
        """Show what still waits."""
        talk = self.interviewing
        waiting = self._by_section()
        n = len(together(talk.guesses.values()))
        self.heading.fill(("h3", say("interview.guesses-heading")), ("p", say("interview.guesses-left", n=n)))
        for section in talk.sections:
            if section.id in waiting and section.id not in self._boxes:
                change = self._guarded(self.change)
                self._boxes[section.id] = GuessBox(talk.editing, section.title, self._ended, change)
        for section_id, box in self._boxes.items():
            box.fill(waiting.get(section_id, ()))
        form = (self._changing, self.form, self.done) if self.form is not None else ()
        self.children = (self.heading, *form, *(self._boxes[each] for each in waiting))

    def change(self, about: str, paths: list[str]) -> None:
        """Open the fields of guesses, to put something else there."""
        self._shut()
        editing = self.interviewing.editing
        self._changing.fill(("h3", say("interview.changing-heading", what=about_called(editing, about))))
        self.done.fill([{"id": "done", "label": say("interview.changing-done")}])
        fields = dict.fromkeys(fields_of_guess(path) for path in paths)
        self.form = Form(editing, [node_of(field_at(path), path) for path in fields])
        self.refresh()
        self.form.focus()

    def _finish(self) -> None:
        self._shut()
        self.refresh()
        self.heading.focus()

    def _shut(self) -> None:
        if self.form is not None:
            self.form.close()
            self.form = None

    def _by_section(self) -> dict[str, list[Guessed]]:
        """Return the guesses by section, in the order of the way; those no question asks for stand with the last."""
        talk = self.interviewing
        found: dict[str, list[Guessed]] = {section.id: [] for section in talk.sections}
        for guess in talk.guesses.values():
            at = answering(talk.asked, guess.path, talk.told.said)
            found[at.section if at else talk.sections[-1].id].append(guess)
        return {section: guesses for section, guesses in found.items() if guesses}

    def close(self) -> None:
        """Stop following the policy and go."""
        self._shut()
        super().close()
