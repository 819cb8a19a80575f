"""What is kept of a plan whose process was killed: the notebook, with the cell marked at which it was."""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbformat import NotebookNode

from coprod_tools.files import read_text, write_atomic
from coprod_tools.files.resources import shipped
from coprod_tools.problems import CoprodError
from coprod_tools.render.plan_files import notebook_files
from coprod_tools.run.folders import put_in_place, sweep, working_folder
from coprod_tools.run.notebook_run import PROGRESS
from coprod_tools.run.plans import FAILED, NOTEBOOK, make_folder
from coprod_tools.run.sharing import marked_as_failed
from coprod_tools.words import say


def keep_killed(id: str, out: Path, why: str) -> None:
    """Leave in `out/failed/<id>/` the notebook of a plan whose process was killed, and clear what the process left.

    What its cells had shown went with the process; which cell it was at is known.

    Parameters
    ----------
    why : str
        What ended it, for a person.
    """
    notebook = nbformat.read(shipped(NOTEBOOK), as_version=4)
    at = _cell(id, out)
    if at is not None and at < len(notebook.cells):
        _mark(notebook.cells[at], why)
    with working_folder(out, f"{id}.kept") as work:
        kept = work / id
        make_folder(kept)
        for name, text in notebook_files(marked_as_failed(notebook, say("run.failed", id=id, why=why))).items():
            write_atomic(kept / name, text)
        make_folder(out / FAILED)
        put_in_place(kept, out / FAILED / id)
    sweep(out, id)


def _cell(id: str, out: Path) -> int | None:
    """The number of the cell that its process was at, from 0; None where it had not come so far."""
    for path in sorted(out.glob(f".{id}.*.part/{PROGRESS}")):
        try:
            return int(read_text(path))
        except (CoprodError, ValueError):
            continue
    return None


def _mark(cell: NotebookNode, why: str) -> None:
    if cell.cell_type == "code":
        cell.outputs = [nbformat.v4.new_output("error", ename="Stopped", evalue=why, traceback=[why])]
    cell.metadata["papermill"] = NotebookNode(status="failed", exception=True)
