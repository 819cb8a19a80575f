"""The panel of worth and choice: shows what the plan says, and how to begin where it can say nothing yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from coprod_tools.render import worth_blocks
from coprod_tools.render.block import Block
from coprod_tools.render.names import names_of
from coprod_tools.words import say
from coprod_tools.workbook.editing import Editing
from coprod_tools.workbook.elements import Words
from coprod_tools.workbook.views_panel import View, ViewsPanel


class ChoicePanel(ViewsPanel):
    """Worth by perspective, what fits the budgets, what each rule costs, what can be had together, segments, votes."""

    def __init__(self, editing: Editing) -> None:
        super().__init__(editing, "choice", tuple(_section(editing, *each) for each in SECTIONS))


def _section(editing: Editing, name: str, part: str) -> View:
    """One section of the page; where the policy tells nothing of it, how to begin."""

    def parts(plan: Any) -> Sequence[Any]:
        told = plan.as_json()["investment"].get(part)
        if not told:
            return (how_to_begin(name),)
        return (worth_blocks.worth(plan, (name,), level=4, names=names_of(editing.policy)),)

    return View(name, parts)


def how_to_begin(name: str) -> Block:
    """Return why there is nothing to show, and what to tell first."""
    lines = say(f"views.begin-{name}").strip().split("\n")
    return Block(Words(("h3", say(f"views.choice-{name}")), *(("p", line) for line in lines)).twin())


# Each section, and the part of the plan it shows.
SECTIONS = (
    ("worth", "worth"),
    ("choice", "choice"),
    ("rules", "prices_of_rules"),
    ("together", "frontier"),
    ("segments", "segments"),
    ("ballots", "ballots"),
)
