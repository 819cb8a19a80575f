"""What a forked child can be asked to do: run the cells of a notebook, or make a whole plan, in its own process."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import matplotlib.pyplot  # noqa: F401 - for the parent to have it loaded
import nbformat
from papermill.engines import Engine, NotebookExecutionManager, papermill_engines

from coprod_tools.batch.warm.client import InProcessClient

IN_PROCESS = "coprod-in-process"


class InProcessEngine(Engine):
    """Runs a notebook's cells in this process; only for a process that ends afterwards."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, log_output: bool = False, **named: Any) -> Any:
        """Run the cells; see `papermill.engines.NBClientEngine`."""
        timeout = named.get("execution_timeout") or named.get("timeout")
        client = InProcessClient(nb_man, kernel_name=kernel_name, log_output=log_output, timeout=timeout)
        if named.get("progress_file"):
            client.tell_progress(Path(named["progress_file"]))
        return client.execute()


papermill_engines.register(IN_PROCESS, InProcessEngine)


def cells(source: str, saved: str, output_path: str | None, folder: str, timeout: int | None, log_output: bool) -> str:
    """Run the cells of a notebook that papermill has prepared.

    Parameters
    ----------
    source, saved : str
        Where it lies, and where it goes with its outputs.
    output_path : str, optional
        Where papermill saves it after each cell.
    """
    manager = NotebookExecutionManager(
        nbformat.read(source, as_version=4), output_path=output_path, log_output=log_output, progress_bar=False
    )
    manager.set_timer()
    try:
        InProcessClient(manager, kernel_name="python3", log_output=log_output, timeout=timeout).execute()
    finally:
        nbformat.write(manager.nb, Path(saved))
    return "done"


def plan(policy: str, out: str, as_at: str | None, knowledge: str | None, timeout: int) -> dict[str, Any]:
    """Make one plan; see `coprod_tools.run.run_plan`."""
    from coprod_tools.run import run_plan

    made = run_plan(policy, out, as_at, knowledge, timeout, engine=IN_PROCESS)
    return {"id": made.id, "seconds": made.seconds}
