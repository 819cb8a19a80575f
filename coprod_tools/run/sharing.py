"""Make an executed notebook fit to share: no path of this computer in it, no widget state, failures easy to find."""

from __future__ import annotations

import json
import site
import sys
import tempfile
from collections.abc import Iterable, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from coprod_tools.words import say

BANNER = "run-failed"


def shareable(
    notebook: NotebookNode, parameters: Mapping[str, Any], input_name: str, places: Iterable[Path | str]
) -> NotebookNode:
    """Return a copy of an executed notebook that says nothing about the computer it ran on.

    Parameters
    ----------
    parameters : mapping
        The parameters as they may be shown, in place of those the kernel was given.
    input_name : str
        The name of the notebook that was run.
    places : iterable of Path or str
        Folders and files of this run whose paths may stand in an error's traceback.
    """
    copy: NotebookNode = deepcopy(notebook)
    copy.metadata.pop("widgets", None)
    run = copy.metadata.setdefault("papermill", NotebookNode())
    run.update(parameters=dict(parameters), input_path=input_name, output_path="plan.ipynb", environment_variables={})
    hidden = _hidden(places)
    for cell in copy.cells:
        if "injected-parameters" in cell.metadata.get("tags", ()):
            cell.source = "\n".join(
                ["# Parameters", *(f"{key} = {_literal(value)}" for key, value in parameters.items())]
            )
        if "outputs" in cell:
            cell.outputs = [_without_paths(output, hidden) for output in cell.outputs]
        cell.metadata.get("papermill", {}).pop("duration", None)
    return copy


def without_places(text: str, places: Iterable[Path | str]) -> str:
    """Return what Python or the system says without the paths of this computer."""
    return _cut(text, _hidden(places))


def marked_as_failed(notebook: NotebookNode, why: str) -> NotebookNode:
    """Return the notebook with a banner at its top and the cell that stopped marked; papermill's own go."""
    cells = [cell for cell in notebook.cells if "papermill-error-cell-tag" not in cell.metadata.get("tags", ())]
    stopped = _stopped_at(cells)
    if stopped is not None:
        cells[stopped].metadata["tags"] = [tag for tag in cells[stopped].metadata.get("tags", ()) if tag != "guide"]
    banner = _note(f"# {say('run.banner')}\n\n{_escaped(why)}", "banner")
    here = [_note(f"**{say('run.stopped-here')}**", "here")] if stopped is not None else []
    notebook.cells = [banner, *cells[:stopped], *here, *(cells[stopped:] if stopped is not None else ())]
    return notebook


def _note(words: str, name: str) -> NotebookNode:
    cell: NotebookNode = nbformat.v4.new_markdown_cell(words, metadata={"tags": [BANNER]})
    cell.id = f"{BANNER}-{name}"
    return cell


def _stopped_at(cells: list[NotebookNode]) -> int | None:
    """The cell with an error in it, else the last one that papermill began."""
    for number, cell in enumerate(cells):
        if any(output.output_type == "error" for output in cell.get("outputs", ())):
            return number
    begun = [n for n, cell in enumerate(cells) if cell.metadata.get("papermill", {}).get("start_time")]
    code = [n for n in begun if cells[n].cell_type == "code"]
    return code[-1] if code else None


def _escaped(words: str) -> str:
    """The words of an error may hold the policy's own; as Markdown they must stay words."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]()<>#+-.!|&$~" else sign for sign in words)


def _literal(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)


def _hidden(places: Iterable[Path | str]) -> list[str]:
    """Paths to cut from tracebacks, the longest first."""
    own = [Path(__file__).parents[2], sys.prefix, sys.base_prefix, tempfile.gettempdir(), Path.home(), Path.cwd()]
    paths = {str(path) for path in [*places, *own, *site.getsitepackages()]}
    real = paths | {str(Path(path).resolve()) for path in paths}
    return sorted((path for path in real if len(Path(path).parts) > 1), key=len, reverse=True)


def _without_paths(output: NotebookNode, hidden: list[str]) -> NotebookNode:
    """What is shown of the policy stays as it is; what Python says of itself loses this computer's paths."""
    if output.output_type == "error":
        output.traceback = [_cut(line, hidden) for line in output.traceback]
        output.evalue = _cut(output.evalue, hidden)
    elif output.output_type == "stream":
        output.text = _cut(output.text, hidden)
    return output


def _cut(text: str, hidden: list[str]) -> str:
    for path in hidden:
        text = text.replace(path, "…")
    return text
