"""How far a batch has come: a bar with rate and time left on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from coprod_tools.words import say

if TYPE_CHECKING:
    from coprod_tools.batch import BatchRow

# Elsewhere than on a terminal: a line after so many seconds, and not more often.
EVERY = 10.0
Told = Callable[["BatchRow", int], None]


@contextmanager
def shown() -> Iterator[Told]:
    """Yield what is told each row as it is known."""
    if sys.stderr.isatty():
        with _bar() as told:
            yield told
    else:
        yield _lines()


@contextmanager
def _bar() -> Iterator[Told]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn(say("cli.batch-bar")), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None, rate="")
        started = time.monotonic()

        def told(row: BatchRow, count: int) -> None:
            done = progress.tasks[0].completed + 1
            rate = done / max(time.monotonic() - started, 0.001)
            progress.update(task, total=count, completed=done, rate=say("cli.batch-rate", rate=f"{rate:.1f}"))

        yield told


def _lines() -> Told:
    started = last = time.monotonic()
    seen = 0

    def told(row: BatchRow, count: int) -> None:
        nonlocal last, seen
        seen += 1
        now = time.monotonic()
        if now - last < EVERY:
            return
        last = now
        rate = seen / (now - started)
        left = round((count - seen) / rate)
        print(say("cli.batch-line", done=seen, all=count, rate=f"{rate:.1f}", left=left), file=sys.stderr, flush=True)

    return told
