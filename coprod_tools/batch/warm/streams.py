"""What a cell prints: by Python, by threads, and by programs it starts that write to the process's own output."""

from __future__ import annotations

import io
import os
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

from coprod_tools.batch.warm.outbox import PUBLISHED, Outbox

# ipykernel's own: what is printed within this many seconds is one message.
TOGETHER = 0.2


class CellStream(io.TextIOBase):
    """`sys.stdout` or `sys.stderr` of a cell; each piece becomes a message of the cell that runs."""

    encoding = "UTF-8"
    errors = "strict"

    def __init__(self, outbox: Outbox, name: str, number: int) -> None:
        self.outbox, self.name, self.number = outbox, name, number
        self.parent: dict[str, Any] = {}
        self.settle: Callable[[], None] = lambda: None
        self._process = os.getpid()
        self._kept: list[str] = []
        self._since = 0.0
        self._lock = threading.RLock()

    def write(self, text: str) -> int:
        """Take a piece of text."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        if os.getpid() != self._process:  # a process that the cell forked: its words come back through the pipe
            os.write(self.number, text.encode())
            return len(text)
        with self._lock:
            if self._kept and time.monotonic() - self._since > TOGETHER:
                self._send()
            if not self._kept:
                self._since = time.monotonic()
            if text:
                self._kept.append(text)
        return len(text)

    def flush(self) -> None:
        """Send what was printed, by other programs too."""
        if os.getpid() == self._process:
            self.settle()
            self._send()

    def _send(self) -> None:
        with self._lock:
            text, self._kept = "".join(self._kept), []
            if text:
                content = {"name": self.name, "text": text}
                self.outbox.send(PUBLISHED, "stream", content, parent=self.parent)

    def writable(self) -> bool:
        """It can be written to."""
        return True

    def isatty(self) -> bool:
        """It is no terminal."""
        return False

    def set_parent(self, parent: dict[str, Any]) -> None:
        """From now on what is printed belongs to this cell."""
        with self._lock:
            self.parent = parent


class WatchedOutput:
    """Puts a pipe in the place of the process's own output, so that what other programs write there is seen too."""

    def __init__(self, number: int, stream: CellStream) -> None:
        self._stream = stream
        self._reading, writing = os.pipe()
        os.set_blocking(self._reading, True)
        os.dup2(writing, number)
        os.close(writing)
        os.set_inheritable(number, True)
        self._number = number
        self._asked, self._drained = 0, threading.Condition()
        threading.Thread(target=self._read, daemon=True).start()

    def settle(self) -> None:
        """Wait until all that was written so far has been read."""
        with self._drained:
            self._asked += 1
            mark = self._mark(self._asked)
            os.write(self._number, mark)
            self._drained.wait_for(lambda: self._asked == 0, timeout=5)

    def _mark(self, count: int) -> bytes:
        return b"\x00\x1ecoprod-%d\x1e\x00" % count

    def _read(self) -> None:
        rest = b""
        while piece := os.read(self._reading, 65536):
            rest += piece
            mark = self._mark(self._asked) if self._asked else None
            if mark and mark in rest:
                rest = rest.replace(mark, b"")
                self._say(rest)
                rest = b""
                with self._drained:
                    self._asked = 0
                    self._drained.notify_all()
            elif not mark or b"\x00\x1e" not in rest:
                self._say(rest)
                rest = b""

    def _say(self, piece: bytes) -> None:
        if piece:
            self._stream.write(piece.decode(errors="replace"))


def take_over(outbox: Outbox) -> tuple[CellStream, CellStream]:
    """Put cell streams in the place of this process's output and return them."""
    out, err = CellStream(outbox, "stdout", 1), CellStream(outbox, "stderr", 2)
    for stream in (out, err):
        stream.settle = WatchedOutput(stream.number, stream).settle
    sys.stdout, sys.stderr = out, err
    return out, err
