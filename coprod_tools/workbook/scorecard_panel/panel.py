"""The panel of the scorecard: shows the three questions and what left its path as the plan has them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from coprod_tools.render import account_blocks, blocks
from coprod_tools.workbook.editing import Editing
from coprod_tools.workbook.scorecard_panel.measured_values import MeasuredValues
from coprod_tools.workbook.views_panel import View, ViewsPanel


class ScorecardPanel(ViewsPanel):
    """Three questions, each state by group, what left its path, what is counted beside what creates value."""

    def __init__(self, editing: Editing) -> None:
        super().__init__(editing, "scorecard", VIEWS)
        self.add_form("add", lambda: MeasuredValues(editing).box)


def _questions(plan: Any) -> Sequence[Any]:
    return (blocks.accountability(plan, level=4, parts=("scorecard",)),)


def _control(plan: Any) -> Sequence[Any]:
    return (account_blocks.accounts(plan, ("control",), level=4),)


VIEWS = (View("questions", _questions), View("control", _control))
