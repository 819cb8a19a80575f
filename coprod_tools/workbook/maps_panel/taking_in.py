"""Maps on their way beside the policy: first what would happen, and only when that was seen, the thing itself."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import ipywidgets

from coprod_tools.exchange.gathered import Gathered, GatheredMap
from coprod_tools.exchange.gathering import gather
from coprod_tools.policyfile.reading_back import names_of
from coprod_tools.words import say
from coprod_tools.workbook.elements import Table, Words
from coprod_tools.workbook.maps_panel.asking import on_a_page
from coprod_tools.workbook.sent_file import keepable

if TYPE_CHECKING:
    from coprod_tools.workbook.maps_panel.panel import MapsPanel


class TakingIn:
    """What a file holds and what would become of it, and the button that takes it in; `taken` is called after that."""

    def __init__(self, panel: MapsPanel, taken: Callable[[], None] = lambda: None) -> None:
        self.panel, self._taken = panel, taken
        self.source: Path | None = None
        self.actor, self.round = "", ""
        head = tuple(say(f"views.maps-col-{name}") for name in ("who", "telling", "links", "happens"))
        self.table = Table(say("views.maps-would"), head)
        self.remarks = Words()
        self.button = ipywidgets.Button(description=say("views.maps-take-in"))
        self.button.on_click(panel.guarded(lambda _: self.take_in()))
        self.box = ipywidgets.VBox()

    def look(self, name: str, content: bytes, actor: str, round: str) -> Gathered:
        """Say what would happen with a file of that name; nothing is written beside the policy."""
        self.forget()
        folder = Path(tempfile.mkdtemp(prefix="coprod-map-"))
        self.source = folder / keepable(name)
        self.source.write_bytes(content)
        self.actor, self.round = actor, round
        done = self._gather(dry_run=True)
        self._show(done)
        new = any(row.action == "added" for row in done.rows)
        self.panel.notice.say(say("views.maps-looked" if new else "views.maps-looked-none"))
        return done

    def take_in(self) -> tuple[GatheredMap, ...]:
        """Write the maps beside the policy, and return those that are there now."""
        if self.source is None:
            return ()
        done = self._gather(dry_run=False)
        self.forget()
        added = [row for row in done.rows if row.action == "added"]
        self.panel.editing.look_again()
        if added:
            self._taken()
        words = say("views.maps-taken-in", count=len(added))
        self.panel.changed(f"{words} {done.moved}".strip() if added else say("views.maps-nothing-new"))
        return tuple(added)

    def forget(self) -> None:
        """Let go of the file that was looked at."""
        if self.source is not None:
            shutil.rmtree(self.source.parent, ignore_errors=True)
        self.source = None
        self.box.children = ()

    def _gather(self, *, dry_run: bool) -> Gathered:
        number = int(self.round) if self.round else None
        sources = [self.source] if self.source else []
        return gather(self.panel.editing.path, sources, dry_run=dry_run, round=number, actor=self.actor or None)

    def _show(self, done: Gathered) -> None:
        names = names_of(self.panel.editing.policy)
        nobody = say("views.maps-whose-unknown")
        self.table.fill(
            (
                names.get(row.actor, row.actor) if row.actor else nobody,
                str(row.round or ""),
                str(row.links),
                say(f"views.maps-would-{row.action}"),
            )
            for row in done.rows
        )
        self.remarks.fill(*self._remarks(done))
        new = any(row.action == "added" for row in done.rows)
        self.box.children = (self.table, self.remarks, self.button) if new else (self.table, self.remarks)

    def _remarks(self, done: Gathered) -> Iterator[tuple[str, str]]:
        """What was set aside and what should be known, each place named as the file has it."""
        places = (self.source.parent if self.source else done.folder, done.folder)
        said = [*map(str, done.faults), *(note for row in done.rows for note in row.notes), *done.left_out]
        for words in dict.fromkeys(said):
            for place in places:
                words = words.replace(f"{place}{os.sep}", "")
            yield "li", on_a_page(words)
