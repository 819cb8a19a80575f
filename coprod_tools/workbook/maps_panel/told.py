"""Whose maps there are and how each stands: a list for the team, which needs the names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ipywidgets

from coprod_tools.policy.conversations import MapRecord
from coprod_tools.policyfile import Beside
from coprod_tools.policyfile.reading_back import names_of
from coprod_tools.policyfile.review_file import reading_of
from coprod_tools.words import say
from coprod_tools.workbook.elements import Cell, Table, Words

if TYPE_CHECKING:
    from coprod_tools.workbook.maps_panel.one_map import OneMap
    from coprod_tools.workbook.maps_panel.panel import MapsPanel


class Told:
    """The list of maps, and below it the one that was picked."""

    def __init__(self, panel: MapsPanel, one: OneMap) -> None:
        self.panel, self.one = panel, one
        head = tuple(say(f"views.maps-col-{name}") for name in ("who", "telling", "links", "stands", "named", "on"))
        self.table = Table(say("views.maps-list"), head, nothing=say("views.maps-none"))
        self.table.on_action(panel.guarded(self._picked))
        self.silent = Words()
        self.box = ipywidgets.VBox((Words(("quiet", say("views.maps-team"))), self.table, self.silent, one.box))

    def draw(self, beside: Beside) -> None:
        """Show the maps as they lie there now."""
        policy = self.panel.editing.policy
        names, records = names_of(policy), records_of(policy.maps)
        rows: list[list[Cell]] = []
        for each in beside.maps:
            label = names.get(each.actor, each.actor)
            record = records.get((each.actor, each.round))
            picked = {
                "text": label,
                "action": f"{each.actor} {each.round}",
                "label": say("views.maps-read", who=label, number=each.round),
                "current": self.one.chosen == (each.actor, each.round),
            }
            stands = say(f"views.maps-stands-{reading_of(each, beside.review)}")
            named = say(f"views.maps-named-short-{(record and record.visible_to) or 'none'}")
            day = str(record.gathered_on) if record and record.gathered_on else say("views.maps-day-unknown")
            rows.append([picked, str(each.round), str(len(each.statements)), stands, named, day])
        self.table.fill(rows)
        self._name_silent(beside)

    def _picked(self, action: str) -> None:
        actor, _, number = action.rpartition(" ")
        self.one.open(actor, int(number))
        self.draw(self.panel.editing.beside)

    def _name_silent(self, beside: Beside) -> None:
        told = {each.actor for each in beside.maps}
        actors = self.panel.editing.policy.actors or ()
        silent = [str(each.label) for each in actors if each.key not in told]
        lines = [("p", say("views.maps-silent")), *(("li", label) for label in silent)] if silent else []
        self.silent.fill(*lines)


def records_of(maps: tuple[MapRecord, ...] | None) -> dict[tuple[str, int], MapRecord]:
    """Return the policy's own records of maps, by actor and telling."""
    return {(each.actor, each.round or 1): each for each in maps or ()}
