"""Execute one of our notebooks with stock papermill, in the running interpreter's own kernel."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from subprocess import DEVNULL
from typing import Any

import nbformat
from ipykernel.kernelspec import get_kernel_dict
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbformat import NotebookNode

from coprod_tools.problems import CannotWrite, RunFailed, UsageError
from coprod_tools.render.saving import DONE
from coprod_tools.words import say

PARAMETERS = frozenset({"policy_file", "out_dir", "as_at", "knowledge"})
TIMEOUT = 600
PROGRESS = "running.cell"
Parameter = str | int | float | bool | None


class _ThisPython(KernelSpecManager):
    """Finds the kernel `python3` in the running interpreter, whatever is or is not installed elsewhere."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        return KernelSpec(**get_kernel_dict())


class _Kernel(AsyncKernelManager):
    """A kernel of the running interpreter; what it says while it is stopped is no word for the user."""

    async def start_kernel(self, **kw: Any) -> None:  # type: ignore[override]
        """Start it with nothing to print to: outputs come through its messages."""
        await super().start_kernel(**{**kw, "stdout": DEVNULL, "stderr": DEVNULL})

    def _kernel_spec_manager_default(self) -> KernelSpecManager:
        return _ThisPython(parent=self)

    def _transport_encryption_default(self) -> str:
        """What kernel and runner say to each other is encrypted where the installed Jupyter can do that."""
        return "auto"


def execute(
    notebook: Path,
    saved: Path,
    parameters: Mapping[str, Parameter],
    folder: Path,
    timeout: int = TIMEOUT,
    engine: str | None = None,
) -> NotebookNode:
    """Run `notebook` and return it with its outputs; papermill saves it at `saved` after each cell.

    Parameters
    ----------
    folder : Path
        The kernel's working directory.
    timeout : int
        Seconds that one cell may take.
    engine : str, optional
        The papermill engine that runs the cells; without one a kernel is started, as stock papermill does.

    Raises
    ------
    UsageError
        When a parameter is not one of `PARAMETERS`, or no plain value.
    RunFailed
        When a cell fails, takes too long, or the last one never ran; the notebook at `saved` shows where.
    CannotWrite
        When the disk stopped it.
    """
    refuse_parameters(parameters)
    _quiet_start()
    from papermill import PapermillExecutionError, execute_notebook

    try:
        done: NotebookNode = execute_notebook(
            # A notebook in hand, not its path: papermill would fill in braces in the path.
            nbformat.read(notebook, as_version=4),
            str(saved).replace("{", "{{").replace("}", "}}"),
            parameters=dict(parameters),
            kernel_name="python3",
            progress_bar=False,
            cwd=str(folder),
            execution_timeout=timeout,
            **(_in_process(engine, folder) if engine else {"kernel_manager_class": _Kernel}),
        )
    except PapermillExecutionError as error:
        raise _failure(error.ename, error.evalue, error.cell_index) from error
    except Exception as error:
        raise _stopped(error) from error
    if not is_done(done):
        raise RunFailed(say("run.not-finished"))
    return done


def _in_process(engine: str, folder: Path) -> dict[str, Any]:
    """What an engine in this process is told: one save at the end, and a file that says which cell runs.

    Saving after each cell cost as much as drawing the figures; a process that is killed leaves the number of its cell.
    """
    return {
        "engine_name": engine,
        "request_save_on_cell_execute": False,
        "autosave_cell_every": 0,
        "progress_file": str(folder / PROGRESS),
    }


def refuse_parameters(parameters: Mapping[str, Any]) -> None:
    """Refuse what stock papermill only warns of: an unknown name, or anything but a plain value.

    Raises
    ------
    UsageError
        Naming every parameter that is not taken.
    """
    unknown = sorted(set(parameters) - PARAMETERS)
    if unknown:
        raise UsageError(say("run.unknown-parameter", names=", ".join(unknown), known=", ".join(sorted(PARAMETERS))))
    rich = sorted(name for name, value in parameters.items() if type(value) not in (str, int, float, bool, type(None)))
    if rich:
        raise UsageError(say("run.rich-parameter", names=", ".join(rich)))


def is_done(notebook: NotebookNode) -> bool:
    """Tell whether the notebook's last code cell printed its mark; nothing else counts as a finished run."""
    last = next((cell for cell in reversed(notebook.cells) if cell.cell_type == "code"), None)
    outputs = [output for output in last.outputs if output.get("name") == "stdout"] if last else []
    return bool(outputs) and str(outputs[-1].text).startswith(DONE)


def _failure(name: str, value: str, cell: int) -> Exception:
    words = " ".join(f"{name}: {value}".split())[:300]
    if name == CannotWrite.__name__:
        return CannotWrite(str(value))
    return RunFailed(say("run.cell-failed", cell=cell + 1, error=words))


def _stopped(error: Exception) -> Exception:
    """Turn what nbclient or the system raised into one of our errors, in one line."""
    if isinstance(error, OSError) and error.errno is not None:
        return CannotWrite(say("run.cannot-write", why=error.strerror or str(error)))
    kind = "run.too-long" if isinstance(error, TimeoutError) else "run.kernel-died"
    return RunFailed(say(kind, error=type(error).__name__))


def _quiet_start() -> None:
    """Keep the frozen-modules note of the debugger out of the notebooks."""
    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")
