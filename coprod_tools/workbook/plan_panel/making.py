"""A plan being made in a process of its own: it can be stopped, and the page stays usable meanwhile."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

# Seconds in which a process that was asked to stop may put away what it half made.
PATIENCE = 5.0


@dataclass(frozen=True, slots=True)
class Ended:
    """How the making of a plan ended.

    Attributes
    ----------
    folder : Path or None
        Where the plan lies; None when none was made.
    problem : str
        `in-use`, `disk`, `policy`, `stopped`, `cancelled` or `died`; empty when the plan was made.
    message : str
        What was said of it.
    """

    folder: Path | None = None
    problem: str = ""
    message: str = ""


class Making:
    """Makes one plan; `told` is called with how it ended, from a thread of its own.

    Parameters
    ----------
    policy : str
        The policy's path, or `worked:NAME`.
    out : Path
        The plan comes into a folder below it.
    """

    def __init__(self, policy: str, out: Path, knowledge: str, told: Callable[[Ended], None]) -> None:
        self._cancelled = False
        self._told = told
        self._process = subprocess.Popen(  # noqa: S603 - our own module, no shell
            _command(policy, out, knowledge),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            start_new_session=True,
        )
        self._waiter = threading.Thread(target=self._wait, daemon=True)
        self._waiter.start()

    @property
    def going_on(self) -> bool:
        """Whether it is still being made."""
        return self._waiter.is_alive()

    def cancel(self) -> None:
        """Stop it; nothing half made is left, and no earlier plan is touched."""
        self._cancelled = True
        with suppress(OSError):
            self._process.send_signal(signal.SIGTERM)
        threading.Timer(PATIENCE, self._end).start()

    def wait(self) -> None:
        """Wait until it has ended and that was told."""
        self._waiter.join()

    def _end(self) -> None:
        if self._process.poll() is None:
            self._process.kill()

    def _wait(self) -> None:
        stream: IO[str] | None = self._process.stdout
        said = stream.read() if stream else ""
        self._process.wait()
        if stream:
            stream.close()
        self._told(Ended(problem="cancelled") if self._cancelled else _ended(said))


def _command(policy: str, out: Path, knowledge: str) -> Sequence[str]:
    # Without -P, modules that lie in the working directory, such as the policy's own folder, would come first.
    return (sys.executable, "-P", "-m", f"{__package__}.child", policy, str(out), knowledge)


def _ended(said: str) -> Ended:
    """Read the process's last line; what was printed before it is no word of ours."""
    try:
        told = json.loads(said.strip().splitlines()[-1])
        if "folder" in told:
            return Ended(folder=Path(told["folder"]))
        return Ended(problem=str(told["problem"]), message=str(told["message"]))
    except (IndexError, ValueError, KeyError, TypeError):
        return Ended(problem="died")
