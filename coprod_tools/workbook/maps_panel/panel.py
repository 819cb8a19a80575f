"""The panel of partners' maps: five places, each map kept apart, nothing said on another's behalf."""

from __future__ import annotations

from typing import Any

import ipywidgets

from coprod_tools.render import consensus_blocks
from coprod_tools.words import say
from coprod_tools.workbook.editing import Editing
from coprod_tools.workbook.elements import Message, Way
from coprod_tools.workbook.maps_panel.bring_file import BringFile
from coprod_tools.workbook.maps_panel.one_map import OneMap
from coprod_tools.workbook.maps_panel.same_names import SameNames
from coprod_tools.workbook.maps_panel.together import Together
from coprod_tools.workbook.maps_panel.told import Told
from coprod_tools.workbook.maps_panel.write_links import WriteLinks
from coprod_tools.workbook.reckoning_panel import ReckoningPanel
from coprod_tools.workbook.whole_plan import WholePlan, kept_plan, whole_plan

PLACES = ("told", "file", "write", "names", "together")
# What a notebook that is read shows; what to talk about and test next stays with the team.
IN_PRINT = ("told", "agreed", "dissent", "only_one")


class MapsPanel(ReckoningPanel):
    """Whose maps there are and how each stands; a new one; names to join; what is agreed, contested, to do next."""

    def __init__(self, editing: Editing) -> None:
        super().__init__(editing)
        self.open_place = PLACES[0]
        self.found: WholePlan | None = None
        self.way = Way(say("views.maps-way"))
        self.way.on_action(self.guarded(self.go))
        self.one = OneMap(self)
        self.told = Told(self, self.one)
        self.file = BringFile(self)
        self.write = WriteLinks(self)
        self.names = SameNames(self)
        self.together = Together(self)
        self.looking = Message()
        if editing.read_only:
            self.looking.say(say("views.read-only"))
        self.place = ipywidgets.VBox()
        self.children = (self.way, self.looking, self.notice, self.progress, self.place)
        self.go(self.open_place)

    def go(self, place: str) -> None:
        """Open one of the places."""
        self.open_place = place
        self.notice.clear()
        self.way.fill({"id": each, "label": say(f"views.maps-{each}"), "current": each == place} for each in PLACES)
        self.place.children = (getattr(self, place).box,)

    def kept(self) -> Any:
        """Return the consensus when it is at hand; what needs none is drawn in any case."""
        beside = self.editing.beside
        self.told.draw(beside)
        self.one.draw(beside)
        self.names.draw_joins(beside)
        return kept_plan(self.editing, beside)

    def reckon(self) -> Any:
        """Return the plan with what all maps say together."""
        return whole_plan(self.editing)

    def show(self, found: Any) -> None:
        """Show what the maps say together."""
        self.found = found
        self.one.picture(found)
        self.names.draw_suggestions(found)
        self.together.draw(found)

    def changed(self, done: str) -> None:
        """Say what was done to a file beside the policy, and look at everything again."""
        self.editing.look_again()
        self.refresh()
        self.notice.say(done, "saved")

    def twin(self) -> str:
        """Return what the maps say, as it may be printed: nobody is named who did not agree to it."""
        self.settled()
        if self.found is None:
            return self.progress.twin()
        return consensus_blocks.consensus(self.found.plan, IN_PRINT, level=4, for_team=False).html
