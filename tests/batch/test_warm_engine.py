"""The papermill engine `coprod` leaves the same notebook as stock papermill, cell for cell."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import nbformat
import papermill
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from coprod_tools.batch.warm.pool import can_fork

pytestmark = pytest.mark.skipif(not can_fork(), reason="children can't be forked here")
AWKWARD = {
    "two prints": "print('a'); print('b')",
    "both streams": "import sys\nprint('out'); print('err', file=sys.stderr); print('out2')",
    "a result": "1 + 1",
    "displays": "from IPython.display import HTML, display\ndisplay(HTML('<b>x</b>')); display('y')",
    "a display updated": "shown = display('first', display_id='d1')\nshown.update('second')",
    "one updated from a later cell": "shown.update('third')",
    "output cleared": "from IPython.display import clear_output\nprint('gone'); clear_output(); print('stays')",
    "cleared when the next comes": "print('gone'); clear_output(wait=True); print('stays')",
    "another program": "import subprocess\nsubprocess.run(['echo', 'from a child'], check=True)",
    "a shell line": "!echo shell",
    "written to the descriptor": "import os\n_ = os.write(1, b'raw\\n')",
    "a system call": "_ = os.system('echo sys')",
    "a thread": "import threading\nt = threading.Thread(target=lambda: print('thread')); t.start(); t.join()",
    "a progress bar": "from tqdm import tqdm\nfor _ in tqdm('abc', mininterval=99, bar_format='{l_bar}{bar}|'): pass",
    "await": "import asyncio\nawait asyncio.sleep(0.01)\n'awaited'",
    "tasks": "async def f():\n    await asyncio.sleep(0.01); print('in a task')\nawait asyncio.gather(f(), f())",
    "captured": "%%capture kept\nprint('hidden'); display('hid')",
    "what was captured": "kept.show(); len(kept.stdout)",
    "a figure": "import matplotlib.pyplot as plt\nplt.plot([1, 2]); plt.title('t')",
    "a figure shown": "fig, ax = plt.subplots(figsize=(1, 1)); ax.plot([1, 2]); plt.show()",
    "a warning": "import warnings\nwarnings.warn('careful')",
    "a log line": "import logging\nlogging.warning('logged')",
    "history": "In[1][:5], type(Out).__name__, _",
    "much text": "print('x' * 200_000)",
    "slow prints": "import time\nprint('a'); time.sleep(0.5); print('b')",
    "a carriage return": "print('10%\\r', end=''); print('20%')",
    "rich": "class R:\n    def _repr_html_(self): return '<p>r</p>'\n    def __repr__(self): return 'R'\nR()",
    "json": "from IPython.display import JSON\nJSON({'a': 1})",
    "a widget": "import ipywidgets\nipywidgets.IntSlider()",
    "prints into a widget": "o = ipywidgets.Output()\nwith o:\n    print('in a widget')\no",
    "the shell": "type(get_ipython()).__name__",
    "a question": "try:\n    input('?')\nexcept Exception as e: print(type(e).__name__)",
    "who handles an interrupt": "import signal\ntype(signal.getsignal(signal.SIGINT)).__name__",
    "its name": "__name__, '__file__' in globals()",
    "random numbers": "import random\nlen({random.random() for _ in range(5)})",
    "an error that is meant": "1/0",
    "after it": "'after'",
    "an error": "def g(): raise ValueError('bad')\ng()",
    "never run": "print('never')",
}
MEANT = "an error that is meant"


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Any]:
    """The same notebook run by stock papermill and by the engine."""
    folder = tmp_path_factory.mktemp("engines")
    notebook = new_notebook(
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    )
    for name, source in AWKWARD.items():
        cell = new_code_cell(source, id=name.replace(" ", "-"))
        cell.metadata["tags"] = ["raises-exception"] if name == MEANT else []
        notebook.cells.append(cell)
    nbformat.write(notebook, folder / "in.ipynb")
    # Under pytest ipykernel leaves the descriptors alone; here they are to be seen.
    named = os.environ.pop("PYTEST_CURRENT_TEST", "")
    made = []
    for engine in (None, "coprod"):
        with pytest.raises(papermill.PapermillExecutionError):
            papermill.execute_notebook(
                folder / "in.ipynb", folder / f"{engine}.ipynb", engine_name=engine, progress_bar=False, cwd=folder
            )
        made.append(nbformat.read(folder / f"{engine}.ipynb", as_version=4))
    os.environ["PYTEST_CURRENT_TEST"] = named
    return made[0], made[1]


def settled(value: Any) -> Any:
    """A part of a notebook without what differs between two runs of stock papermill: addresses, numbers, ids."""
    if isinstance(value, dict):
        return {key: settled(each) for key, each in value.items()}
    if isinstance(value, list):
        return [settled(each) for each in value]
    if not isinstance(value, str):
        return value
    for pattern in (r"ipykernel_\d+/\d+", r"0x[0-9a-f]+", r"[0-9a-f]{32}"):
        value = re.sub(pattern, "N", value)
    return value


@pytest.mark.parametrize("name", AWKWARD)
def test_a_cell_leaves_what_stock_papermill_leaves(both: tuple[Any, Any], name: str) -> None:
    """Outputs in their order, execution counts, tags, and whether it failed."""
    cells = [next(each for each in one.cells if each.get("id") == name.replace(" ", "-")) for one in both]
    stock, ours = ({**cell, "metadata": _of_papermill(cell)} for cell in cells)
    assert _joined(settled(ours)) == _joined(settled(stock))


def _joined(cell: Any) -> Any:
    """What was printed in one go: where stock papermill cuts it in two depends on the moment."""
    outputs: list[Any] = []
    for each in cell["outputs"]:
        if outputs and each.get("name") and each["name"] == outputs[-1].get("name"):
            outputs[-1] = {**each, "text": outputs[-1]["text"] + each["text"]}
        else:
            outputs.append(each)
    return {**cell, "outputs": outputs}


def _of_papermill(cell: Any) -> dict[str, Any]:
    told = {key: cell.metadata.papermill[key] for key in ("status", "exception")}
    return {"tags": cell.metadata.get("tags"), **told, "timed": sorted(cell.metadata.get("execution", ()))}


def test_the_failure_is_marked_as_stock_papermill_marks_it(both: tuple[Any, Any]) -> None:
    """A banner on top and an anchor before the cell that failed."""
    stock, ours = ([each.source for each in one.cells if each.cell_type == "markdown"] for one in both)
    assert ours == stock
    assert len(ours) == 2


def test_the_notebook_bears_the_same_metadata(both: tuple[Any, Any]) -> None:
    """Language, kernel, widget state."""
    stock, ours = (one.metadata for one in both)
    assert ours.language_info == stock.language_info
    assert sorted(ours) == sorted(stock)
    assert len(ours.widgets["application/vnd.jupyter.widget-state+json"]["state"]) == len(
        stock.widgets["application/vnd.jupyter.widget-state+json"]["state"]
    )


def test_a_cell_that_takes_too_long_is_interrupted_and_marked(tmp_path: Path) -> None:
    """Stock papermill leaves a notebook that says completed; here the cell bears the error."""
    cells = [new_code_cell("print('before')"), new_code_cell("import time\nwhile True: time.sleep(0.01)")]
    nbformat.write(new_notebook(cells=cells), tmp_path / "in.ipynb")
    with pytest.raises(papermill.PapermillExecutionError, match="longer than 1 second"):
        papermill.execute_notebook(
            tmp_path / "in.ipynb", tmp_path / "out.ipynb", engine_name="coprod", kernel_name="python3",
            progress_bar=False, execution_timeout=1,
        )  # fmt: skip
    saved = nbformat.read(tmp_path / "out.ipynb", as_version=4)
    late = next(cell for cell in saved.cells if cell.source.startswith("import time"))
    assert late.outputs[-1].ename == "CellTimeout"
    assert late.metadata.papermill.status == "failed"
