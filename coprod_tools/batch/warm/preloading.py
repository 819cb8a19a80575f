"""Warm a parent: import what a plan imports, and rehearse one plan of a worked policy in plain calls.

What is learnt stays in the package's own caches: sentences, knowledge, compiled templates, widths of letters. They hold
frozen values, so a child's plan can't depend on which policy came before. Nothing of a user's is run here.
"""

from __future__ import annotations

import ast
import importlib
import io
from contextlib import redirect_stdout, suppress
from typing import Any

import nbformat

from coprod_tools.files.resources import shipped

SAMPLE = "worked:takai"
# Loaded late by the kernel and the page, so that no plan call in this process would bring them in.
_LATE = (
    "ipykernel.debugger", "ipykernel.ipkernel", "ipykernel.zmqshell", "nbclient", "papermill", "matplotlib.pyplot",
    "matplotlib.backends.backend_agg", "matplotlib.backends.backend_svg", "IPython.core.completer",
    "IPython.core.magics", "coprod_tools.batch.warm.tasks", "coprod_tools.render.page",
)  # fmt: skip


def preload() -> None:
    """Import and warm everything; what is missing costs only its time later."""
    for name in _LATE:
        with suppress(ImportError):
            importlib.import_module(name)
    rehearse()


def rehearse() -> None:
    """Run the plan notebook's cells on a worked policy as plain calls, and make a page of what they show."""
    from coprod_tools.render import page_of

    notebook = nbformat.read(shipped("notebooks/90_plan.ipynb"), as_version=4)
    names: dict[str, Any] = {"__name__": "rehearsal"}
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        cell.outputs = []
        with redirect_stdout(io.StringIO()):
            shown = _run(cell.source, names)
        if shown is not None:
            cell.outputs = [nbformat.v4.new_output("execute_result", data=shown, execution_count=1)]
        if "parameters" in cell.metadata.get("tags", ()):
            names["policy_file"] = SAMPLE
    page_of(notebook)


def _run(source: str, names: dict[str, Any]) -> dict[str, Any] | None:
    """Run a cell; return how its last value shows itself, as a notebook would ask for it."""
    tree = ast.parse(source)
    last = tree.body[-1] if tree.body else None
    body = tree.body[:-1] if isinstance(last, ast.Expr) else tree.body
    exec(compile(ast.Module(body, []), "rehearsal", "exec"), names)  # noqa: S102 - our own notebook
    if not isinstance(last, ast.Expr):
        return None
    value = eval(compile(ast.Expression(last.value), "rehearsal", "eval"), names)  # noqa: S307 - as above
    shows = getattr(value, "_repr_mimebundle_", None)
    found = shows() if shows else None
    bundle = found[0] if isinstance(found, tuple) else found
    return bundle if isinstance(bundle, dict) else None
