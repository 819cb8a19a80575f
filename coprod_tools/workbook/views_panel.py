"""A panel of several views over one plan, one open at a time; a notebook that is read shows them all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import ipywidgets

from coprod_tools.words import say
from coprod_tools.workbook.editing import Editing
from coprod_tools.workbook.elements import Way
from coprod_tools.workbook.page_block import PageBlock
from coprod_tools.workbook.reckoning_panel import ReckoningPanel
from coprod_tools.workbook.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class View:
    """One view: its id, which `views.<panel>-<id>` names, and the parts of a page it shows of what was reckoned."""

    id: str
    parts: Callable[[Any], Sequence[Any]]


class ViewsPanel(ReckoningPanel):
    """A panel of views; `forms` adds places to type under names of their own.

    Parameters
    ----------
    name : str
        The panel's name in the catalogue `views`.
    """

    def __init__(self, editing: Editing, name: str, views: Sequence[View]) -> None:
        super().__init__(editing)
        self.name, self.views = name, tuple(views)
        self._makers: dict[str, Callable[[], ipywidgets.Widget]] = {}
        self.forms: dict[str, ipywidgets.Widget] = {}
        self.open_view = self.views[0].id
        self.found: Any = None
        self.way = Way(say(f"views.{name}-way"))
        self.way.on_action(self.guarded(self.go))
        self.page = PageBlock()
        self.place = ipywidgets.VBox((self.page,))
        self.children = (self.way, self.notice, self.progress, self.place)
        self._mark()

    def add_form(self, id: str, made: Callable[[], ipywidgets.Widget]) -> None:
        """Offer a place to type beside the views; it is made when it is first opened."""
        self._makers[id] = made
        self._mark()

    def kept(self) -> Any:
        """Return the plan where it was drawn up already."""
        return self.editing.__dict__.get("plan")

    def reckon(self) -> Any:
        """Return the plan as it is now."""
        return Snapshot(self.editing).plan

    def go(self, id: str) -> None:
        """Open one view or form."""
        self.open_view = id
        self._mark()
        self._fill()

    def show(self, found: Any) -> None:
        """Show what was reckoned in the view that is open."""
        self.found = found
        self._fill()

    def twin(self) -> str:
        """Return every view, one after the other, as HTML that needs neither script nor kernel."""
        self.settled()
        if self.found is None:
            return self.progress.twin()
        return "".join(PageBlock(*view.parts(self.found)).twin() for view in self.views)

    def _fill(self) -> None:
        if self.open_view in self._makers:
            if self.open_view not in self.forms:
                self.forms[self.open_view] = self._makers[self.open_view]()
            self.place.children = (self.forms[self.open_view],)
            return
        view = next(each for each in self.views if each.id == self.open_view)
        if self.found is not None:
            self.page.fill(*view.parts(self.found))
        self.place.children = (self.page,)

    def _mark(self) -> None:
        names = [*(view.id for view in self.views), *self._makers]
        self.way.fill(
            {"id": each, "label": say(f"views.{self.name}-{each}"), "current": each == self.open_view} for each in names
        )
