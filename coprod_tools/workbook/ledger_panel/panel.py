"""The panel of who gives: shows the ledger's parts as the plan has them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import ipywidgets

from coprod_tools.render import account_blocks, blocks
from coprod_tools.render.names import names_of
from coprod_tools.workbook.editing import Editing
from coprod_tools.workbook.views_panel import View, ViewsPanel

# What an adviser knows first of what somebody gives.
FIRST_ASKED = ("actor", "kind", "what", "activity", "quantity", "unit", "unit_value", "paid", "consent")


class LedgerPanel(ViewsPanel):
    """Who puts in what, the two views of money, shares and rewards, what is asked of people, who answers."""

    def __init__(self, editing: Editing) -> None:
        super().__init__(editing, "ledger", _views(editing))
        self.add_form("add", self._contributions)

    def _contributions(self) -> ipywidgets.Widget:
        """The list of what is put in, to add to and to change."""
        from coprod_tools.workbook.forms import ItemList

        return ItemList(self.editing, "contributions", main=FIRST_ASKED, adding_open=False)

    def show_field(self, path: str) -> bool:
        """Open the list where a contribution is what is asked about."""
        if not path.startswith("contributions"):
            return False
        self.go("add")
        return True


def _money(plan: Any) -> Sequence[Any]:
    return (account_blocks.accounts(plan, ("invested", "costs", "twice"), level=4),)


def _returns(plan: Any) -> Sequence[Any]:
    return (account_blocks.accounts(plan, ("shares", "rewards"), level=4),)


def _answers(plan: Any) -> Sequence[Any]:
    return (account_blocks.accounts(plan, ("answers",), level=4),)


def _views(editing: Editing) -> Sequence[View]:
    """The views; whoever the plan gives no label goes by the policy's name for it."""

    def gives(plan: Any) -> Sequence[Any]:
        from coprod_tools.drawing import draw_who_gives

        rows = blocks.accountability(plan, names_of(editing.policy), level=4, parts=("ledger",))
        return draw_who_gives(plan.as_json()), rows

    def asked(plan: Any) -> Sequence[Any]:
        rows = blocks.accountability(plan, names_of(editing.policy), level=4, parts=("asked",))
        return rows, account_blocks.accounts(plan, ("burden",), level=4)

    first = View("gives", gives), View("asked", asked)
    return (*first, View("money", _money), View("returns", _returns), View("answers", _answers))
