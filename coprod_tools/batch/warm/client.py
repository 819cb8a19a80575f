"""Papermill's own client of a notebook, on a kernel in this process: all it does with outputs stays as it is."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from jupyter_core.utils import run_sync
from nbclient.client import timestamp
from nbclient.exceptions import CellExecutionComplete, CellTimeoutError
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient

from coprod_tools.batch.warm.kernel import Running


class _Channel:
    """What papermill's client asks of a kernel's client, answered by the kernel in this process."""

    def __init__(self, running: Running) -> None:
        self.running = running
        self.session = running.outbox
        self.shell_channel = self

    def send(self, message: dict[str, Any]) -> None:
        """Take a message of a widget that the client plays the screen for."""
        kernel = self.running.kernel
        handler = kernel.shell_handlers.get(message["header"]["msg_type"])
        if handler is not None:
            handler(None, [], {"buffers": [], **message})

    async def execute(self, code: str, store_history: bool = True, stop_on_error: bool = True) -> str:
        return await self.running.execute(code, store_history, stop_on_error)


class CellTimeout(BaseException):
    """Raised inside a cell that takes too long; no `except Exception` of the cell holds it up."""


@contextmanager
def _alarm(seconds: float | None) -> Iterator[list[bool]]:
    """Raise `CellTimeout` in this process when the time is over; the list tells whether it was."""
    rang: list[bool] = []

    def ring(number: int, frame: FrameType | None) -> None:
        rang.append(True)
        raise CellTimeout(f"the cell took longer than {seconds:g} seconds")

    if not seconds:
        yield rang
        return
    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield rang
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


class InProcessClient(PapermillNotebookClient):
    """Runs the cells of a notebook in this process, one after the other."""

    def execute(self, **named: Any) -> NotebookNode:
        """Run all cells; stops at the first that fails, as papermill does."""
        self.reset_execution_trackers()
        running = Running()
        self.kc = _Channel(running)
        self.papermill_execute_cells()
        self.nb.metadata["language_info"] = dict(running.kernel.language_info)
        self.set_widgets_metadata()
        done: NotebookNode = self.nb
        return done

    def tell_progress(self, path: Path) -> None:
        """Keep in a file the number of the cell that runs, from 0."""

        def tell(cell: NotebookNode, cell_index: int) -> None:
            path.write_text(str(cell_index), encoding="ascii")

        self.on_cell_start = tell

    async def async_execute_cell(self, cell: NotebookNode, cell_index: int, *rest: Any, **named: Any) -> NotebookNode:
        """Run one cell, and interrupt it when its time is over."""
        seconds = self._get_timeout(cell)
        with _alarm(seconds) as rang:
            done: NotebookNode = await super().async_execute_cell(cell, cell_index, *rest, **named)
        if rang:
            raise CellTimeoutError.error_from_timeout_and_cell("Cell execution timed out", seconds, cell)
        return done

    execute_cell = run_sync(async_execute_cell)

    async def _async_poll_kernel_alive(self) -> None:
        """The kernel lives as long as this process."""

    async def _async_poll_output_msg(self, parent_msg_id: str, cell: NotebookNode, cell_index: int) -> None:
        published = self.kc.running.outbox.published
        while published:
            message = published.popleft()
            try:
                self.process_message(message, cell, cell_index)
            except CellExecutionComplete:
                return

    async def _async_poll_for_reply(
        self,
        msg_id: str,
        cell: NotebookNode,
        timeout: int | None,
        task_poll_output_msg: Any,
        task_poll_kernel_alive: Any,
    ) -> dict[str, Any] | None:
        await task_poll_output_msg
        answer: dict[str, Any] | None = self.kc.running.outbox.answer
        if answer is not None and self.record_timing:
            cell["metadata"]["execution"]["shell.execute_reply"] = timestamp(answer)
        return answer
