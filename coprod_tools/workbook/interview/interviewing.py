"""The interview of one open policy: where one is, what is answered, and the answers "none" and "not known"."""

from __future__ import annotations

from collections.abc import Sequence

from coprod_tools.files.nodes import Plain
from coprod_tools.lifecycle import lifecycle_of
from coprod_tools.policy.joins import ReviewRow
from coprod_tools.policy.values import PartialDate, Text
from coprod_tools.policyfile import REMOVE
from coprod_tools.problems import Fault
from coprod_tools.words import say
from coprod_tools.workbook.editing import Editing
from coprod_tools.workbook.forms.said import parent_of
from coprod_tools.workbook.interview.answering import answering
from coprod_tools.workbook.interview.answers import (
    ASK_HERE,
    NONE_HERE,
    UNKNOWN,
    State,
    Told,
    items_of,
    notes_of,
    state_of,
)
from coprod_tools.workbook.interview.as_written import AsWritten
from coprod_tools.workbook.interview.asked import Asked
from coprod_tools.workbook.interview.asking import questions_for
from coprod_tools.workbook.interview.guesses import Guessed, guesses_in
from coprod_tools.workbook.interview.way_through import Section, place, sections_of, step, still_here
from coprod_tools.workbook.outcome import Outcome
from coprod_tools.workbook.reviewing import rows_beside

PLACE = "interview:place"


class Interviewing:
    """Where somebody is in the interview of a policy.

    Attributes
    ----------
    asked : tuple of Asked
        Every question, in the order of the way, for the policy as it is now.
    here : Asked
        The question one is at; kept with the policy's drafts, so that one comes back to it.
    faults : tuple of Fault
        Why the review beside the policy can't be read; the interview then goes on without it.
    """

    def __init__(self, editing: Editing) -> None:
        self.editing = editing
        self.asked: tuple[Asked, ...] = ()
        self.rows: tuple[ReviewRow, ...] = ()
        self.faults: tuple[Fault, ...] = ()
        self.look()
        self.here = still_here(self.asked, editing.drafts.kept(PLACE) or "")

    def look(self) -> None:
        """Look at the policy and its review anew; one stays at the same question where it is still asked."""
        editing, before = self.editing, self.asked
        self.asked = questions_for(editing.policy, editing.knowledge, editing.knowledge_folder)
        self.rows, self.faults = rows_beside(editing)
        self.guesses: dict[str, Guessed] = guesses_in(self.rows, editing.loaded.tree)
        self._written = AsWritten(editing)
        self._states: dict[str, State] = {}
        self.told = Told(self.said, notes_of(self.rows), tuple(self.guesses))
        if before:
            self.here = still_here(self.asked, self.here.id, before)

    def said(self, path: str) -> Plain:
        """Return what the policy's file says at a field path."""
        return self._written.said(path)

    def state(self, asked: Asked | None = None) -> State:
        """Return what has become of a question; of the one at hand where none is named."""
        asked = asked or self.here
        if asked.id not in self._states:
            self._states[asked.id] = state_of(asked, self.told)
        return self._states[asked.id]

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections of the way."""
        policy = self.editing.policy
        return sections_of(self.asked, lifecycle_of(policy.lifecycle, self.editing.knowledge_folder))

    @property
    def section(self) -> Section:
        """The section one is in."""
        return next(each for each in self.sections if each.id == self.here.section)

    def go(self, name: str) -> bool:
        """Go to the question of that id, or the first of the section of that id; False where there is none."""
        found = next((each for each in self.asked if name in (each.id, each.section)), None)
        if found is None:
            return False
        self.here = found
        self.editing.drafts.keep(PLACE, found.id)
        return True

    def go_to_field(self, path: str) -> bool:
        """Go to the question at which a field is answered; False where no question asks for it."""
        found = answering(self.asked, path, self.told.said)
        return found is not None and self.go(found.id)

    def step(self, by: int) -> bool:
        """Go on or back by so many questions; False at the end of the way."""
        found = step(self.asked, self.here.id, by)
        return found is not None and self.go(found.id)

    def next_open(self) -> Asked | None:
        """Return the next question that is open, in part or a guess, from here on and then from the beginning."""
        at = place(self.asked, self.here.id) or 0
        around: Sequence[Asked] = (*self.asked[at + 1 :], *self.asked[:at])
        return next((each for each in around if self.state(each) in ("open", "guess", "partly")), None)

    @property
    def may_be_none(self) -> bool:
        """Whether "none" is an answer to the question at hand as things are."""
        return bool(self.here.question.none) and not items_of(self.here, self.told.said)

    @property
    def may_be_unknown(self) -> bool:
        """Whether "we don't know yet" says something that no field at hand says by itself: of a list, of several."""
        if self.here.adds:
            return not items_of(self.here, self.told.said) and self.state() != UNKNOWN
        return sum(self.said(path) is None for path in self.here.fills) > 1

    @property
    def may_be_taken_back(self) -> bool:
        """Whether "none" or "we don't know yet" stands in the policy's file for the question at hand."""
        paths = [self.here.adds] if self.here.adds else self.here.fills
        return any(path and self.said(path) in (UNKNOWN, ()) for path in paths)

    def say_none(self) -> Outcome:
        """Answer the question at hand with "none"."""
        if self.here.noted_at is None:
            return self.editing.change({self.here.adds or "": ()}, say("interview.said-none", what=self.here.short))
        return self._note(NONE_HERE, str(self.here.question.none))

    def say_unknown(self) -> Outcome:
        """Answer the question at hand with "we don't know yet", leaving what is said already."""
        label = say("interview.said-unknown", what=self.here.short)
        if self.here.noted_at is not None:
            return self._note(ASK_HERE, say("interview.nobody-knows", question=self.here.ask))
        paths = [self.here.adds] if self.here.adds else [p for p in self.here.fills if self.said(p) is None]
        outcome = self.editing.change_all([{path: UNKNOWN} for path in paths if path], label)
        if outcome.kind != "refused":
            return outcome
        # A record that can't be without one of its fields is unknown as a whole.
        wholes = dict.fromkeys(parent_of(path) for path in paths if path and self.said(parent_of(path)) is None)
        return self.editing.change_all([{path: UNKNOWN} for path in wholes if path], label) if wholes else outcome

    def take_back(self) -> Outcome:
        """Take back "none" or "we don't know yet" of the question at hand."""
        label = say("interview.took-back", what=self.here.short)
        paths = [self.here.adds] if self.here.adds else list(self.here.fills)
        steps = [{path: REMOVE} for path in paths if path and self.said(path) in (UNKNOWN, ())]
        return self.editing.change_all(steps, label) if steps else Outcome("nothing")

    def _note(self, kind: str, reason: str) -> Outcome:
        row = ReviewRow.model_validate(
            {
                "subject": self.here.noted_at,
                "kind": kind,
                "reason": Text(reason),
                "by": Text(self.editing.by or say("interview.somebody")),
                "on": PartialDate(self.editing.today),
            }
        )
        return self.editing.review([row], say("interview.noted", what=self.here.short))
