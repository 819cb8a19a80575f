"""The papermill engine `coprod`: each notebook runs in a child of a warm parent that lasts as long as this process.

`papermill --engine coprod in.ipynb out.ipynb`, or `papermill.execute_notebook(..., engine_name="coprod")`.
"""

from __future__ import annotations

import atexit
import os
import tempfile
from pathlib import Path
from typing import Any

import nbformat
from papermill.engines import Engine, NBClientEngine

from coprod_tools.batch.warm.pool import Pool, Task, can_fork
from coprod_tools.problems import RunFailed
from coprod_tools.words import say

_CELLS = "coprod_tools.batch.warm.tasks:cells"
_pool: list[Pool] = []


class ForkEngine(Engine):
    """Runs a notebook as stock papermill does, without starting a kernel.

    Where children can't be forked, or the notebook wants another kernel than this Python's, stock papermill runs it.
    """

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **named: Any) -> Any:
        """Run the cells; see `papermill.engines.NBClientEngine`."""
        if not can_fork() or kernel_name != "python3":
            return NBClientEngine.execute_managed_notebook(nb_man, kernel_name, **named)
        with tempfile.TemporaryDirectory(prefix="coprod-run-") as folder:
            source, saved = Path(folder) / "in.ipynb", Path(folder) / "out.ipynb"
            nbformat.write(nb_man.nb, source)
            given = {
                "source": str(source),
                "saved": str(saved),
                "output_path": nb_man.output_path,
                "folder": str(Path.cwd()),
                "timeout": named.get("execution_timeout") or named.get("timeout"),
                "log_output": bool(named.get("log_output")),
            }
            pool = _warm()
            pool.start(Task("notebook", _CELLS, given))
            ended = pool.wait()
            if saved.exists():
                nb_man.nb = nbformat.read(saved, as_version=4)
        if ended.killed:
            raise RunFailed(say("run.kernel-died", error=f"exit {ended.code}"))
        if ended.fault:
            raise RunFailed(f"{ended.fault}: {ended.words}")
        return nb_man.nb


def _warm() -> Pool:
    """Return this process's warm parent, started when it is first needed."""
    if not _pool or _pool[0].owner != os.getpid():
        _pool[:] = [Pool()]
        atexit.register(_pool[0].close)
    return _pool[0]
