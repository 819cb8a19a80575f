"""An IPython kernel inside this process: ipykernel's own, with a list in the place of its sockets."""

from __future__ import annotations

import logging
import sys
import threading
from types import SimpleNamespace
from typing import Any

from ipykernel.ipkernel import IPythonKernel
from ipykernel.zmqshell import ZMQInteractiveShell
from traitlets import Any as AnyTrait
from traitlets import Instance, Type, default
from traitlets.config import Config

from coprod_tools.batch.warm.outbox import ANSWERED, PUBLISHED, Outbox
from coprod_tools.batch.warm.streams import take_over


class Kernel(IPythonKernel):
    """ipykernel's kernel, whose messages go to an `Outbox`."""

    shell_class = Type(ZMQInteractiveShell)
    session = Instance(Outbox)
    iopub_socket = AnyTrait()
    debugger_class = AnyTrait(lambda *values, **named: None)
    stopping = False

    @default("log")
    def _quiet_log(self) -> logging.Logger:
        return logging.getLogger("coprod_tools")

    def _abort_queues(self, subshell_id: str | None = None) -> None:
        """Nothing waits behind the cell that failed."""


class Running:
    """A kernel with its streams, ready for cells.

    Only one can live in a process: IPython's shell is one for all.
    """

    def __init__(self) -> None:
        self.outbox = Outbox()
        # Notebooks that run side by side would lock one another's history.
        settings = Config({"HistoryManager": {"enabled": False}, "ZMQInteractiveShell": {"history_length": 0}})
        self.out, self.err = take_over(self.outbox)
        self.kernel = Kernel.instance(
            session=self.outbox,
            iopub_socket=PUBLISHED,
            config=settings,
            shell_channel_thread=SimpleNamespace(parent_thread=threading.current_thread()),
        )
        assert self.kernel.shell is not None  # noqa: S101 - it was made one line above
        self.kernel.shell.displayhook.get_execution_count = lambda: self.kernel.execution_count
        self.kernel.shell.exit_now = False

    async def execute(self, code: str, store_history: bool, stop_on_error: bool) -> str:
        """Run a cell to its end and return the id of its request; what it sent waits in the outbox."""
        content = {
            "code": code,
            "silent": False,
            "store_history": store_history,
            "user_expressions": {},
            "allow_stdin": False,
            "stop_on_error": stop_on_error,
        }
        request = self.outbox.msg("execute_request", content)
        kernel: Any = self.kernel
        self.outbox.answer = None
        kernel.set_parent([], request)
        for stream in (self.out, self.err):
            stream.set_parent(request)
        kernel._publish_status("busy", "shell", request)
        await kernel.execute_request(ANSWERED, [], request)
        self._settle()
        kernel._publish_status("idle", "shell", request)
        return str(request["header"]["msg_id"])

    def _settle(self) -> None:
        sys.stdout.flush()
        sys.stderr.flush()
        for stream in (self.out, self.err):
            stream.flush()
