"""The panel of the scorecard: shows the three questions and what left its path as the plan has them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from coprod_tools.render import account_blocks, blocks
from coprod_tools.render.names import names_of
from coprod_tools.workbook.editing import Editing
from coprod_tools.workbook.scorecard_panel.measured_values import MeasuredValues
from coprod_tools.workbook.views_panel import View, ViewsPanel


class ScorecardPanel(ViewsPanel):
    """Three questions, each state by group, what left its path, what is counted beside what creates value."""

    def __init__(self, editing: Editing) -> None:
        super().__init__(editing, "scorecard", _views(editing))
        self.add_form("add", lambda: MeasuredValues(editing).box)


def _views(editing: Editing) -> Sequence[View]:
    """The views; groups and indicators go by the policy's names for them."""

    def questions(plan: Any) -> Sequence[Any]:
        return (blocks.accountability(plan, names_of(editing.policy), level=4, parts=("scorecard",)),)

    def control(plan: Any) -> Sequence[Any]:
        return (account_blocks.accounts(plan, ("control",), level=4),)

    return View("questions", questions), View("control", control)
