"""The warm parent: a clean process with everything imported, which forks one child for each task and outlives them all.

It is started anew with `exec`, stays single-threaded (looked at before each fork), opens nothing that a child should
not have, and runs nothing of a task itself.

Standards: fork without exec is safe only in a process with one thread (POSIX.1-2024, `fork`, RATIONALE).
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import resource
import selectors
import signal
import socket
import sys
import time
import traceback
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coprod_tools.batch.warm.preloading import preload


@dataclass
class _Child:
    key: str
    pid: int
    ended: int
    answer: int
    deadline: float | None
    started: float
    late: bool = False
    heard: bytearray = field(default_factory=bytearray)


class Parent:
    """Forks children for the requests that arrive on a socket, one JSON object a line."""

    def __init__(self, control: socket.socket) -> None:
        self.control = control
        self.watched = selectors.DefaultSelector()
        self.watched.register(control, selectors.EVENT_READ)
        self.children: dict[int, _Child] = {}
        self._rest = b""

    def serve(self) -> None:
        """Serve until the other side closes the socket; then end every child."""
        try:
            while self._turn():
                pass
        finally:
            for child in tuple(self.children.values()):
                _end(child.pid)

    def _turn(self) -> bool:
        for found, _ in self.watched.select(self._patience()):
            if found.fileobj is self.control:
                if not self._requests():
                    return False
            else:
                self._hear(self.children[found.data[0]], found.data[1])
        self._end_the_late()
        return True

    def _patience(self) -> float | None:
        deadlines = [child.deadline for child in self.children.values() if child.deadline and not child.late]
        return max(0.0, min(deadlines) - time.monotonic()) if deadlines else None

    def _requests(self) -> bool:
        piece = self.control.recv(65536)
        if not piece:
            return False
        *lines, self._rest = (self._rest + piece).split(b"\n")
        for line in lines:
            self._start(json.loads(line))
        return True

    def _start(self, request: dict[str, Any]) -> None:
        if threads() != 1:
            raise RuntimeError("a parent with more than one thread must not fork")
        reading, writing = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(reading)
            self._leave()
            _child(request, writing)
        os.close(writing)
        deadline = time.monotonic() + request["seconds"] if request.get("seconds") else None
        child = _Child(request["key"], pid, os.pidfd_open(pid), reading, deadline, time.monotonic())
        self.children[pid] = child
        self.watched.register(child.ended, selectors.EVENT_READ, (pid, "ended"))
        self.watched.register(child.answer, selectors.EVENT_READ, (pid, "answer"))

    def _leave(self) -> None:
        """Let a child go of all that is the parent's."""
        self.watched.close()
        self.control.close()
        for child in self.children.values():
            os.close(child.ended)
            os.close(child.answer)

    def _hear(self, child: _Child, what: str) -> None:
        if what == "answer":
            piece = os.read(child.answer, 65536)
            child.heard += piece
            if not piece:
                self.watched.unregister(child.answer)
            return
        _, status, used = os.wait4(child.pid, 0)
        _end(child.pid)
        os.set_blocking(child.answer, False)
        with suppress(BlockingIOError):
            while piece := os.read(child.answer, 65536):
                child.heard += piece
        self._forget(child)
        self._tell(child, status, used)

    def _forget(self, child: _Child) -> None:
        self.watched.unregister(child.ended)
        with suppress(KeyError):
            self.watched.unregister(child.answer)
        os.close(child.ended)
        os.close(child.answer)
        del self.children[child.pid]

    def _tell(self, child: _Child, status: int, used: resource.struct_rusage) -> None:
        code = os.waitstatus_to_exitcode(status)
        told = {
            "key": child.key,
            "code": code,
            "late": child.late,
            "seconds": time.monotonic() - child.started,
            "cpu": used.ru_utime + used.ru_stime,
            "memory": used.ru_maxrss * 1024,
            "answer": _whole(bytes(child.heard)),
        }
        self.control.sendall(json.dumps(told).encode() + b"\n")

    def _end_the_late(self) -> None:
        now = time.monotonic()
        for child in self.children.values():
            if child.deadline and now >= child.deadline and not child.late:
                child.late = True
                _end(child.pid)


def threads() -> int:
    """Return how many threads this process has, those of libraries too."""
    tasks = Path("/proc/self/task")
    return sum(1 for _ in tasks.iterdir()) if tasks.is_dir() else 1


def _whole(heard: bytes) -> Any:
    try:
        return json.loads(heard)
    except ValueError:
        return None


def _end(pid: int) -> None:
    """Kill a child with all that it started."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def _child(request: dict[str, Any], writing: int) -> None:
    """Do one task and end; nothing of it comes back into the parent."""
    answer: dict[str, Any] = {}
    try:
        os.setsid()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        _bound(request.get("memory"))
        _reseed()
        gc.unfreeze()
        module, _, name = request["call"].partition(":")
        answer = {"value": getattr(importlib.import_module(module), name)(**request["arguments"])}
    except BaseException as fault:
        answer = {"fault": type(fault).__name__, "words": str(fault)[:2000], "trace": traceback.format_exc()[-4000:]}
    finally:
        with suppress(BaseException):
            data = memoryview(json.dumps(answer).encode())
            while data:
                data = data[os.write(writing, data) :]
        os._exit(0 if "value" in answer else 1)


def _bound(memory: int | None) -> None:
    if memory:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _reseed() -> None:
    """Children of one parent must not draw the same random numbers."""
    import random

    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()


def main() -> None:
    """Import, freeze what is there, say that it is ready, and serve."""
    control = socket.socket(fileno=int(sys.argv[1]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    preload()
    gc.collect()
    gc.freeze()
    control.sendall(json.dumps({"ready": os.getpid(), "threads": threads()}).encode() + b"\n")
    Parent(control).serve()


if __name__ == "__main__":
    main()
