"""The workbook as a whole: the start page of a folder, and from there one policy at a time."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import ipywidgets

from coprod_tools.files.folder_scan import OWN_FILE
from coprod_tools.problems import CoprodError
from coprod_tools.words import say
from coprod_tools.workbook.desk import LARGE, Desk
from coprod_tools.workbook.editing import Editing
from coprod_tools.workbook.elements import Message, Words
from coprod_tools.workbook.start_page import StartPage

_LOG = logging.getLogger("coprod_tools")
LOOK_EVERY = 3.0
Place = dict[str, str]


class Workbook(ipywidgets.VBox):
    """The start page of a folder of policies, or one of its policies.

    Parameters
    ----------
    folder : Path
        Where the policies lie.
    open_first : str, optional
        A policy to open at once; `room` is the panel.
    remember : callable, optional
        Told where the reader is after each move: `{"policy": path, "room": id}`, both empty on the start page.
    now : callable, optional
        Returns date and time, ISO 8601, for the list of saved versions.
    """

    children: tuple[ipywidgets.Widget, ...]

    def __init__(
        self,
        folder: Path,
        *,
        open_first: str = "",
        room: str = "",
        read_only: bool = False,
        by: str = "",
        today: str = "",
        knowledge: Path | None = None,
        remember: Callable[[Place], None] | None = None,
        now: Callable[[], str] | None = None,
    ) -> None:
        super().__init__()
        self.add_class("coprod-workbook")
        self.folder, self.read_only, self.by, self.today = folder, read_only, by, today
        self.knowledge, self._now = knowledge, now
        self._remember = remember or (lambda place: None)
        self.desk: Desk | None = None
        self.notice = Message()
        self.by_keyboard = Words(("quiet", say("workbook.keys")))
        self.start_page = StartPage(folder, self.open_policy, read_only, by, today)
        if open_first:
            self.open_policy(open_first, room)
        else:
            self.show_start()

    def show_start(self) -> None:
        """Go to the start page."""
        left = self.desk
        if left is not None:
            left.close_desk()
            self.desk = None
        self.start_page.refresh()
        self.children = (self.notice, self.start_page, self.by_keyboard)
        if left is not None:
            self.start_page.heading.focus()
        self._remember({"policy": "", "room": ""})

    def open_policy(self, path: Path | str, room: str = "") -> None:
        """Open a policy; what stops that is told on the start page."""
        if _is_large(path):
            self.notice.say(say("workbook.working"), "busy", progress=-1)
        try:
            editing = self._editing(path)
        except CoprodError as problem:
            self.show_start()
            self.notice.say(say("workbook.cannot-open"), "error", lines=str(problem).splitlines())
            return
        self.notice.clear()
        moved = lambda name: self._remember({"policy": str(path), "room": name})  # noqa: E731
        self.desk = Desk(editing, self.show_start, moved)
        self.children = (self.notice, self.desk)
        self.desk.guarded(self.desk.go)(room)

    def look_again(self) -> None:
        """See whether somebody else changed the open policy."""
        if self.desk is not None:
            with suppress(CoprodError):
                self.desk.editing.look_again()

    def _editing(self, path: Path | str) -> Editing:
        by = getattr(self.start_page, "by", self.by)
        return Editing(path, knowledge=self.knowledge, read_only=self.read_only, by=by, today=self.today, now=self._now)


def _is_large(path: Path | str) -> bool:
    file = Path(path)
    with suppress(OSError):
        return (file / OWN_FILE if file.is_dir() else file).stat().st_size > LARGE
    return False


async def keep_looking(workbook: Workbook, every: float = LOOK_EVERY) -> None:
    """See every few seconds whether somebody else changed the open policy, for as long as the kernel runs."""
    import asyncio

    while True:
        await asyncio.sleep(every)
        try:
            workbook.look_again()
        except Exception:
            _LOG.exception("looking for changes failed")
