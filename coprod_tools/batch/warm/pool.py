"""A pool over one warm parent: tasks go in, and each comes back once, done, failed, late or killed."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from coprod_tools.problems import RunFailed
from coprod_tools.words import say

_PARENT = "coprod_tools.batch.warm.parent"
# One thread for each library that would start more: the parent must not have a second one when it forks.
ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS"), "1")
_QUIET = {"PYDEVD_DISABLE_FILE_VALIDATION": "1", "MPLBACKEND": "module://matplotlib_inline.backend_inline"}


@dataclass(frozen=True, slots=True)
class Task:
    """Something for a child to do: `call`, `module:function`, with plain arguments.

    Attributes
    ----------
    seconds : float or None
        After so long the child and all it started are killed.
    memory : int or None
        Bytes of address space it may take.
    """

    key: str
    call: str
    arguments: Mapping[str, Any]
    seconds: float | None = None
    memory: int | None = None


@dataclass(frozen=True, slots=True)
class Ended:
    """How a task ended.

    Attributes
    ----------
    value : object
        What the call returned; None where it did not.
    fault, words : str
        The kind of what it raised, and its message; empty where it raised nothing.
    code : int
        The child's exit code; below 0 the signal that killed it.
    seconds, cpu : float
        Wall clock and processor time; `memory` is the most it held, in bytes.
    """

    key: str
    value: Any = None
    fault: str = ""
    words: str = ""
    code: int = 0
    late: bool = False
    seconds: float = 0.0
    cpu: float = 0.0
    memory: int = 0

    @property
    def killed(self) -> bool:
        """Whether it ended before it could say how."""
        return self.value is None and not self.fault


def can_fork() -> bool:
    """Tell whether this system can fork children and watch them: Linux with Python's own process handles."""
    return hasattr(os, "fork") and hasattr(os, "pidfd_open")


class Pool:
    """One warm parent for as long as the `with` lasts; closing it ends every child."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        self._socket = ours
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-m", _PARENT, str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            env={**os.environ, **ONE_THREAD, **_QUIET},
            stdin=subprocess.DEVNULL,
        )
        theirs.close()
        self._lines = ours.makefile("rb")
        self.pid = int(self._next()["ready"])
        self.busy = 0
        self.owner = os.getpid()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End the parent and every child it has."""
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._lines.close()
        self._socket.close()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def start(self, task: Task) -> None:
        """Have a child begin a task."""
        request = {
            "key": task.key,
            "call": task.call,
            "arguments": dict(task.arguments),
            "seconds": task.seconds,
            "memory": task.memory,
        }
        self._socket.sendall(json.dumps(request).encode() + b"\n")
        self.busy += 1

    def wait(self) -> Ended:
        """Return how the next task to end ended.

        Raises
        ------
        RunFailed
            When the parent itself has gone.
        """
        told = self._next()
        self.busy -= 1
        answer = told["answer"] or {}
        return Ended(
            told["key"],
            answer.get("value"),
            answer.get("fault", ""),
            answer.get("words", ""),
            told["code"],
            told["late"],
            told["seconds"],
            told["cpu"],
            told["memory"],
        )

    def results(self, tasks: Iterator[Task], workers: int) -> Iterator[Ended]:
        """Yield how each task ended, as they end; at most `workers` run at a time, drawn as there is room."""
        for task in tasks:
            if self.busy >= workers:
                yield self.wait()
            self.start(task)
        while self.busy:
            yield self.wait()

    def _next(self) -> dict[str, Any]:
        line = self._lines.readline()
        if not line:
            raise RunFailed(say("run.warm-parent-gone"))
        told: dict[str, Any] = json.loads(line)
        return told
