"""Names that may mean the same: a person decides, with a reason, and the decision is kept either way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import ipywidgets

from coprod_tools.policyfile import Beside
from coprod_tools.policyfile.joining_names import join_names, keep_apart
from coprod_tools.problems import UsageError
from coprod_tools.words import say
from coprod_tools.workbook.elements import Table, Words
from coprod_tools.workbook.maps_panel.asking import area, choice, refuse_bad_day, who_and_when, words_for
from coprod_tools.workbook.whole_plan import WholePlan

if TYPE_CHECKING:
    from coprod_tools.workbook.maps_panel.panel import MapsPanel

SAME, APART = "same", "apart"
MOST = 20


class SameNames:
    """Pairs to ask about, the form for one decision, and what was decided so far."""

    def __init__(self, panel: MapsPanel) -> None:
        self.panel = panel
        self.pair: tuple[str, str] | None = None
        self.pairs: tuple[Mapping[str, Any], ...] = ()
        head = (say("views.maps-pair"), say("views.maps-pair-why"))
        self.table = Table(say("views.maps-pairs"), head, nothing=say("views.maps-no-pairs"))
        self.table.on_action(panel.guarded(self._picked))
        self.head = Words()
        self.kind = choice("maps-decide", words_for("maps-decide", ("", SAME, APART)))
        self.by, self.on = who_and_when(panel.editing)
        self.reason = area("maps-decide-why")
        self.button = ipywidgets.Button(description=say("views.maps-record"), disabled=panel.editing.read_only)
        self.button.on_click(panel.guarded(lambda _: self.record()))
        self.form = ipywidgets.VBox()
        columns = [say(f"views.maps-join-{name}") for name in ("names", "said", "why", "by", "on")]
        self.joins = Table(say("views.maps-joins"), columns, nothing=say("views.maps-no-joins"))
        about = Words(("p", say("views.maps-names-about")))
        self.box = ipywidgets.VBox((about, self.table, self.form, self.joins))

    def draw_suggestions(self, found: WholePlan) -> None:
        """Show the pairs that are written alike."""
        self.pairs = found.plan.cause_effect.suggestions
        self.table.fill(
            (
                {
                    "text": " – ".join(row["names"]),
                    "action": str(place),
                    "label": say("views.maps-decide-on", one=row["names"][0], other=row["names"][1]),
                    "current": tuple(row["names"]) == self.pair,
                },
                row["text"],
            )
            for place, row in enumerate(self.pairs[:MOST])
        )

    def draw_joins(self, beside: Beside) -> None:
        """Show what was decided so far."""
        self.joins.fill(
            (
                " – ".join(each.names),
                say(f"views.maps-join-{APART if each.undone_on else SAME}"),
                str(each.undone_why or each.reason),
                str(each.by),
                str(each.undone_on or each.on),
            )
            for each in beside.joins
        )

    def record(self) -> None:
        """Keep the decision.

        Raises
        ------
        UsageError
            When something is missing; what was typed stays.
        """
        if self.pair is None or not self.kind.value:
            raise UsageError(say("views.maps-need-decision"))
        for field, key in ((self.reason, "maps-need-why"), (self.by, "maps-need-by"), (self.on, "maps-need-on")):
            if not field.value.strip():
                raise UsageError(say(f"views.{key}"))
        refuse_bad_day(self.on.value)
        write = join_names if self.kind.value == SAME else keep_apart
        by, on = self.by.value.strip(), self.on.value.strip()
        write(self.panel.editing.path, self.pair, self.reason.value.strip(), by, on)
        done = say(f"views.maps-decided-{self.kind.value}")
        self.pair, self.kind.value, self.reason.value, self.form.children = None, "", "", ()
        self.panel.changed(done)

    def _picked(self, action: str) -> None:
        one, other = self.pairs[int(action)]["names"]
        if self.pair != (one, other):
            self.pair, self.kind.value = (one, other), ""
        self.head.fill(("h4", say("views.maps-decide-on", one=one, other=other)))
        self.form.children = (self.head, self.kind, self.reason, self.by, self.on, self.button)
        self.head.focus()
