"""One policy on the desk: its name and state on top, a way to its panels, undo and redo, and the panel that is open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import ipywidgets

from coprod_tools.words import say
from coprod_tools.workbook.editing import Editing
from coprod_tools.workbook.elements import Way, Words
from coprod_tools.workbook.panel import Panel
from coprod_tools.workbook.rooms import ANSWERS, ROOMS, room
from coprod_tools.workbook.versions_panel import SettlePanel

UNDO, REDO, BACK = "undo", "redo", "back"
# Characters from which on a panel of a policy can take more than a second to draw.
LARGE = 60_000


class Desk(Panel):
    """A policy with all its panels; one is open at a time, and each is made when it is first opened.

    Parameters
    ----------
    leave : callable
        Called when the reader wants to go back to the start page.
    moved : callable
        Told the id of the panel that was opened.
    """

    def __init__(self, editing: Editing, leave: Callable[[], None], moved: Callable[[str], None]) -> None:
        super().__init__(editing)
        self._leave, self._moved = leave, moved
        self._panels: dict[str, Panel] = {}
        self.open_room = ""
        self.title = Words()
        self.steps = Way(say("workbook.steps"))
        self.way = Way(say("workbook.way"))
        self.heading = Words()
        self.place = ipywidgets.VBox()
        self.top = ipywidgets.Box([self.title, self.steps])
        self.top.add_class("coprod-top")
        self.steps.on_action(self.guarded(self._step))
        self.way.on_action(self.guarded(self.go))
        self.settling = SettlePanel(editing, self.notice)
        self.children = (self.top, self.way, self.settling, self.notice, self.heading, self.place)
        self._stop = editing.listen(self._changed)
        self._draw_top()

    def close_desk(self) -> None:
        """Stop listening to the policy."""
        self._stop()

    def go(self, name: str, focus: bool = True) -> None:
        """Open the panel of that id."""
        with self._working():
            self._open(name)
        if focus:
            self.heading.focus()

    def _open(self, name: str) -> None:
        found = room(name)
        panel = self._panels.get(found.id)
        if panel is None:
            panel = found.panel(self.editing)
            panel.go_to = self.guarded(self.show_field)
            self._panels[found.id] = panel
        self.open_room = found.id
        self.heading.fill(("h3", found.label), ("quiet", say(f"workbook.about-{found.id}")))
        self.place.children = (panel,)
        self._draw_top()
        panel.refresh()
        self._moved(found.id)

    @contextmanager
    def _working(self) -> Iterator[None]:
        """Say that a large policy takes its time; what was said before stands there again afterwards."""
        if len(self.editing.loaded.text) < LARGE:
            yield
            return
        before = self.notice.content
        self.notice.say(say("workbook.working"), "busy", progress=-1)
        told = self.notice.content
        try:
            yield
        finally:
            if self.notice.content == told:
                self.notice.content = before

    def show_field(self, path: str) -> bool:
        """Open the place where a field is answered."""
        self.go(ANSWERS, focus=False)
        return self._panels[ANSWERS].show_field(path)

    def refresh(self) -> None:
        """Draw the open panel anew."""
        self._changed()

    def _step(self, action: str) -> None:
        if action == BACK:
            self._leave()
        elif action in (UNDO, REDO):
            outcome = self.editing.undo() if action == UNDO else self.editing.redo()
            self.tell(outcome, outcome.message)

    def _changed(self) -> None:
        self._draw_top()
        self.guarded(self.settling.refresh)()
        panel = self._panels.get(self.open_room)
        if panel is not None:
            with self._working():
                self.guarded(panel.refresh)()

    def _draw_top(self) -> None:
        editing = self.editing
        lines: list[tuple[str, str]] = [("h2", str(editing.policy.title))]
        if editing.loaded.source.shipped:
            lines.append(("quiet", say("workbook.worked")))
        elif editing.read_only:
            lines.append(("quiet", say("workbook.looking")))
        self.title.fill(*lines)
        self.steps.fill(self._steps())
        self.way.fill({"id": each.id, "label": each.label, "current": each.id == self.open_room} for each in ROOMS)

    def _steps(self) -> list[dict[str, Any]]:
        back = {"id": BACK, "label": say("workbook.back")}
        if self.editing.read_only:
            return [back]
        undo, redo = self.editing.can_undo, self.editing.can_redo
        return [
            back,
            {
                "id": UNDO,
                "label": say("workbook.undo", what=undo) if undo else say("workbook.no-undo"),
                "off": not undo,
            },
            {
                "id": REDO,
                "label": say("workbook.redo", what=redo) if redo else say("workbook.no-redo"),
                "off": not redo,
            },
        ]
