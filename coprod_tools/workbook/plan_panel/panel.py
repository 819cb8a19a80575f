"""The panel of the plan: the first screen as it would be printed now, what is unknown, and the plan made to share."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import ipywidgets

from coprod_tools.render import blocks
from coprod_tools.words import say
from coprod_tools.workbook.editing import Editing
from coprod_tools.workbook.elements import Cell, Table, Words
from coprod_tools.workbook.page_block import PageBlock
from coprod_tools.workbook.plan_panel.making import Ended, Making
from coprod_tools.workbook.plan_panel.plans_folder import (
    link_to,
    made_plans,
    next_folder,
    plans_folder,
    served_folder,
)
from coprod_tools.workbook.reckoning_panel import ReckoningPanel
from coprod_tools.workbook.whole_plan import WholePlan, kept_plan, whole_plan

MAKE, CANCEL = "make", "cancel"
FIRST_ROWS = 12


class PlanPanel(ReckoningPanel):
    """The first screen live, what nobody has said yet, and the whole plan made into a folder of its own."""

    def __init__(self, editing: Editing) -> None:
        super().__init__(editing)
        self._alone = self.go_to
        self.making: Making | None = None
        self._all_rows = False
        self._out: Path | None = None
        self._found: WholePlan | None = None
        self.button = ipywidgets.Button(description=say("views.plan-make"))
        self.button.on_click(self.guarded(lambda _: self.make()))
        self.notice.on_action(self.guarded(self._pressed))
        head = (say("views.plan-when"), say("views.plan-page"))
        self.made = Table(say("views.plan-made-table"), head, nothing=say("views.plan-none-made"))
        self.screen = PageBlock()
        head = (say("views.plan-question"), say("views.plan-why"))
        self.unknown = Table(say("views.plan-unknown"), head, nothing=say("views.plan-all-known"))
        self.unknown.on_action(self.guarded(self._asked))
        self.children = (
            Words(("p", say("views.plan-about"))),
            self.button,
            self.notice,
            self.made,
            self.progress,
            self.screen,
            self.unknown,
        )

    def kept(self) -> Any:
        """Return the whole plan when it is at hand."""
        self._list_made()
        return kept_plan(self.editing)

    def reckon(self) -> Any:
        """Return the plan with what partners' maps say, as the printed one has it."""
        return whole_plan(self.editing)

    def show(self, found: Any) -> None:
        """Show the first screen and what is unknown."""
        self._found = found
        titles = getattr(self.editing.policy.title, "languages", None)
        self.screen.fill(blocks.first_screen(found.plan, level=3, titles=titles))
        self._list_unknown()

    def make(self) -> None:
        """Begin to make the whole plan; it ends by itself and says so."""
        if self.making is not None and self.making.going_on:
            return
        plans = plans_folder(self.editing, served_folder())
        out = self._out = next_folder(plans, self.editing.policy.id, self.editing.today)
        cancel = {"text": say("views.plan-cancel"), "action": CANCEL}
        self.notice.say(say("views.plan-going-on"), "busy", progress=-1, actions=[cancel])
        policy = str(self.editing.path)
        self.making = Making(policy, out, str(self.editing.knowledge_folder or ""), self.guarded(self._ended))

    def twin(self) -> str:
        """Return first screen and unknowns as HTML that needs neither script nor kernel."""
        self.settled()
        return self.screen.twin() + self.unknown.twin() if self._found else self.progress.twin()

    def _pressed(self, action: str) -> None:
        if action == CANCEL and self.making is not None:
            self.notice.say(say("views.plan-cancelling"), "busy", progress=-1)
            self.making.cancel()

    def _ended(self, how: Ended) -> None:
        if self._out is not None and how.folder is None:
            with suppress(OSError):  # one that holds anything stays
                self._out.rmdir()
        if how.folder is not None:
            where = link_to(how.folder, served_folder()) or str(how.folder)
            self.notice.say(say("views.plan-made", where=where), "saved")
        elif how.problem == "cancelled":
            self.notice.say(say("views.plan-cancelled"))
        else:
            self.notice.say(say(f"views.plan-not-{how.problem}"), "error", lines=how.message.splitlines())
        self._list_made()

    def _list_made(self) -> None:
        served = served_folder()
        rows = made_plans(plans_folder(self.editing, served), self.editing.policy.id, served)
        self.made.fill([each.when, _page(each.link, str(each.folder))] for each in rows)

    def _list_unknown(self) -> None:
        rows = self._found.plan.unknowns if self._found else ()
        shown = rows if self._all_rows else rows[:FIRST_ROWS]
        lines: list[list[Cell]] = [[self._question(each), each.why_it_matters] for each in shown]
        if len(shown) < len(rows):
            lines.append([{"text": say("views.plan-all-unknown", count=len(rows)), "action": "all"}, ""])
        caption = say("views.plan-unknown-count", count=len(rows)) if rows else say("views.plan-unknown")
        self.unknown.fill(lines, caption)

    def _question(self, row: Any) -> Cell:
        """The question; where the workbook has a way to it, as a button."""
        words = str(row.question or row.field)
        return words if self.go_to is self._alone else {"text": words, "action": f"to:{row.field}"}

    def _asked(self, action: str) -> None:
        if action == "all":
            self._all_rows = True
            self._list_unknown()
        else:
            self.go_to(action.removeprefix("to:"))


def _page(link: str | None, folder: str) -> Cell:
    return {"text": say("views.plan-open"), "file": link} if link else folder
