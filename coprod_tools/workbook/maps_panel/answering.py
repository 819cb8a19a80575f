"""What a partner says of its map when it is read back: yes, not so, or take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import ipywidgets

from coprod_tools.policy.joins import ReviewKind
from coprod_tools.policyfile.reading_back import answer
from coprod_tools.problems import UsageError
from coprod_tools.words import say
from coprod_tools.workbook.elements import Words
from coprod_tools.workbook.maps_panel.asking import area, choice, refuse_bad_day, who_and_when, words_for

if TYPE_CHECKING:
    from coprod_tools.workbook.maps_panel.panel import MapsPanel

KINDS = ("", "accept", "disagree", "decline")


class Answering:
    """The form for one partner's answer; each answer is kept with who gave it and when."""

    def __init__(self, panel: MapsPanel) -> None:
        self.panel = panel
        self.map: tuple[str, int] = ("", 1)
        self.kind = choice("maps-said", words_for("maps-said", KINDS))
        self.by, self.on = who_and_when(panel.editing)
        self.reason = area("maps-reason")
        self.button = ipywidgets.Button(description=say("views.maps-record"), disabled=panel.editing.read_only)
        self.button.on_click(panel.guarded(lambda _: self.record()))
        head = Words(("h4", say("views.maps-answer")), ("quiet", say("views.maps-answer-about")))
        self.box = ipywidgets.VBox((head, self.kind, self.by, self.on, self.reason, self.button))

    def open(self, actor: str, round: int) -> None:
        """Begin an answer on one map."""
        if self.map != (actor, round):
            self.map = (actor, round)
            self.kind.value, self.reason.value = "", ""

    def record(self) -> None:
        """Keep the answer.

        Raises
        ------
        UsageError
            When something is missing; what was typed stays.
        """
        for field, key in ((self.kind, "maps-need-said"), (self.by, "maps-need-by"), (self.on, "maps-need-on")):
            if not field.value.strip():
                raise UsageError(say(f"views.{key}"))
        kind = cast("ReviewKind", self.kind.value)
        if kind == "disagree" and not self.reason.value.strip():
            raise UsageError(say("views.maps-need-reason"))
        refuse_bad_day(self.on.value)
        (actor, number), reason = self.map, self.reason.value.strip() or None
        path, by, on = self.panel.editing.path, self.by.value.strip(), self.on.value.strip()
        rows = answer(path, actor, kind, by, on, reason=reason, round=number, dry_run=True)
        outcome = self.panel.editing.review(rows, say(f"views.maps-said-{kind}"))
        if outcome.kept:
            self.kind.value, self.reason.value = "", ""
            self.panel.refresh()
        self.panel.tell(outcome, say(f"views.maps-done-{kind}"))
