"""The panels of a policy in the order in which they are offered, each loaded when it is first opened."""

from __future__ import annotations

import importlib
from dataclasses import dataclass

from coprod_tools.words import say
from coprod_tools.workbook.editing import Editing
from coprod_tools.workbook.panel import Panel


@dataclass(frozen=True, slots=True)
class Room:
    """One panel: its id, and the class that makes it, `module:name` below the workbook."""

    id: str
    home: str

    @property
    def label(self) -> str:
        """What it is called."""
        return say(f"workbook.room-{self.id}")

    def panel(self, editing: Editing) -> Panel:
        """Make the panel for one policy."""
        module, _, name = self.home.partition(":")
        made = getattr(importlib.import_module(f"coprod_tools.workbook.{module}"), name)(editing)
        assert isinstance(made, Panel)  # noqa: S101 - a slip of ours, not of an input
        return made


ROOMS = (
    Room("interview", "interview:InterviewPanel"),
    Room("chain", "chain_panel:ChainPanel"),
    Room("marks", "marks_panel:MarksPanel"),
    Room("maps", "maps_panel:MapsPanel"),
    Room("ledger", "ledger_panel:LedgerPanel"),
    Room("scorecard", "scorecard_panel:ScorecardPanel"),
    Room("choice", "choice_panel:ChoicePanel"),
    Room("plan", "plan_panel:PlanPanel"),
    Room("versions", "versions_panel:VersionsPanel"),
)
FIRST = ROOMS[0].id
ANSWERS = "interview"


def room(name: str) -> Room:
    """Return the room of that id; the first where there is none."""
    return next((each for each in ROOMS if each.id == name), ROOMS[0])
