"""The policies of the folder as cards, a handful at a time; the first can be opened while the rest are read."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import ipywidgets

from coprod_tools.words import say
from coprod_tools.workbook.elements import Cards, Message, Way
from coprod_tools.workbook.start_page.cards import OPEN, card_of
from coprod_tools.workbook.start_page.part import Open, Part
from coprod_tools.workbook.start_page.shelf import OnShelf, Shelf

SHOWN = 24
_AT_ONCE = 0.4
_STEP = 0.15
_MANY = 6


class PoliciesPart(Part):
    """Cards of the policies that are there, last changed first, and a field to find one by."""

    def __init__(self, folder: Path, open_policy: Open) -> None:
        super().__init__()
        self._shelf, self._open = Shelf(folder), open_policy
        self._files: list[Path] = []
        self._read: dict[Path, OnShelf] = {}
        self._shown = SHOWN
        self._reading: asyncio.Task[None] | None = None
        self.find = ipywidgets.Text(description=say("lab.find"), placeholder="")
        self.find.observe(self.guarded(lambda change: self._found()), "value")
        self.count = Message()
        self.cards = Cards(say("lab.cards"), nothing=say("lab.no-policies"))
        self.cards.on_action(self.guarded(self._act))
        self.more = Way(say("lab.more-way"))
        self.more.on_action(self.guarded(self._more))
        self.children = (self.notice, self.find, self.count, self.cards, self.more)

    def refresh(self) -> None:
        """Look at the folder again; only what changed is read again."""
        if self._reading is not None:
            self._reading.cancel()
        self._files = sorted(self._shelf.look(), key=_newest)
        self._read = {file: kept for file in self._files if (kept := self._shelf.known(file))}
        self._read_for(_AT_ONCE)
        if len(self._read) < len(self._files):
            self._go_on()
        self._draw()

    def _go_on(self) -> None:
        """Read the rest while the page is in use; where there is no loop to do so, at once."""
        try:
            self._reading = asyncio.get_running_loop().create_task(self._rest())
        except RuntimeError:
            self._read_for(float("inf"))

    async def _rest(self) -> None:
        while len(self._read) < len(self._files):
            self.guarded(self._read_for)(_STEP)
            self.guarded(self._draw)()
            await asyncio.sleep(0.01)

    def _read_for(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        for file in self._files:
            if file not in self._read:
                self._read[file] = self._shelf.read(file)
                if time.monotonic() > until:
                    return

    def _draw(self) -> None:
        wanted = " ".join(self.find.value.casefold().split())
        found = [(number, self._read[file]) for number, file in enumerate(self._files) if file in self._read]
        found = [(number, each) for number, each in found if wanted in _sought(each)]
        self.cards.fill(card_of(each, number) for number, each in found[: self._shown])
        left = len(found) - self._shown
        self.more.fill([{"id": "more", "label": say("lab.more", n=min(left, SHOWN), left=left)}] if left > 0 else [])
        self.find.layout.display = None if len(self._files) > _MANY else "none"
        self._count(len(found), bool(wanted))

    def _count(self, found: int, sought: bool) -> None:
        total, read = len(self._files), len(self._read)
        if read < total:
            self.count.say(say("lab.reading", read=read, total=total), "busy", progress=read / total)
        elif sought:
            self.count.say(say("lab.found", found=found, total=total))
        else:
            self.count.clear()

    def _found(self) -> None:
        self._shown = SHOWN
        self._draw()

    def _more(self, action: str) -> None:
        self._shown += SHOWN
        self._draw()

    def _act(self, action: str) -> None:
        name, _, number = action.partition(":")
        if name == OPEN:
            self._open(self._read[self._files[int(number)]].path)


def _newest(file: Path) -> tuple[float, str]:
    try:
        return -file.stat().st_mtime, str(file)
    except OSError:
        return 0.0, str(file)


def _sought(policy: OnShelf) -> str:
    return f"{policy.title} {policy.inside} {policy.path.name}".casefold()
