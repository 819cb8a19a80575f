"""A plan as files: what is published for machines, the pictures, and the notebook with its page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from coprod_tools.exchange.graphml import graphml_text
from coprod_tools.plan import dumps

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from coprod_tools.assessment import Assessment
    from coprod_tools.chain import ValueChain
    from coprod_tools.drawing.picture import Picture
    from coprod_tools.plan import Plan

PLAN_FILES = ("plan.ipynb", "plan.html", "plan.json", "chain.graphml", "chain.svg")


def render(
    plan: Plan,
    chain: ValueChain,
    assessment: Assessment,
    pictures: Mapping[str, Picture],
    notebook: NotebookNode | None = None,
) -> dict[str, bytes]:
    """Return the files of a plan by name; nothing is written.

    Parameters
    ----------
    pictures : mapping
        Pictures by name; each becomes `<name>.svg`.
    notebook : NotebookNode, optional
        The executed plan notebook; with it come `plan.ipynb` and `plan.html`.
    """
    files = {
        "plan.json": dumps(plan),
        "chain.graphml": graphml_text(chain, assessment),
        **{f"{name}.svg": picture.svg for name, picture in pictures.items()},
    }
    if notebook is not None:
        files |= notebook_files(notebook)
    return {name: text.encode() for name, text in files.items()}


def notebook_files(notebook: NotebookNode) -> dict[str, str]:
    """Return an executed notebook and its page, as text by file name."""
    import nbformat

    from coprod_tools.render.page import page_of

    return {"plan.ipynb": nbformat.writes(notebook) + "\n", "plan.html": page_of(notebook)}
