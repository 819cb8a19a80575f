"""Stock papermill behaves as we promise: nothing unknown goes in, and only a finished notebook counts."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from coprod_tools.problems import CannotWrite, RunFailed, UsageError
from coprod_tools.run.notebook_run import execute, is_done, refuse_parameters

PARAMETERS = "policy_file: str = ''  # help\nout_dir: str = ''  # help"


def notebook(folder: Path, *sources: str) -> Path:
    """A small notebook in `folder`; its last cell says that it is done."""
    cells = [new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]})]
    cells += [new_code_cell(source) for source in (*sources, "print('Done: all')")]
    kernel = {"kernelspec": {"name": "python3", "language": "python", "display_name": "Python 3"}}
    path = folder / "small.ipynb"
    nbformat.write(new_notebook(cells=cells, metadata=kernel), path)
    return path


def test_an_unknown_parameter_is_refused_and_the_known_ones_are_named() -> None:
    """Papermill itself only warns."""
    with pytest.raises(UsageError, match=r"policy_fil \(it takes as_at, knowledge, out_dir, policy_file\)"):
        refuse_parameters({"policy_fil": "x"})


@pytest.mark.parametrize("value", [["a"], {"a": 1}, Path("x"), b"x"])
def test_a_parameter_that_is_no_plain_value_is_refused(value: object) -> None:
    """Lists and mappings reach the cell as code."""
    with pytest.raises(UsageError, match="out_dir"):
        refuse_parameters({"out_dir": value})


def test_a_notebook_that_ends_comes_back_and_braces_in_paths_stay(tmp_path: Path) -> None:
    """Papermill fills in `{name}` in paths, and would fail on an unknown one."""
    folder = tmp_path / "a {x} ā b"
    folder.mkdir()
    done = execute(notebook(folder, "policy_file"), folder / "out.ipynb", {"policy_file": "{y} ${HOME}"}, folder)
    assert is_done(done)
    assert "{y} ${HOME}" in done.cells[2].outputs[0].data["text/plain"]
    assert (folder / "out.ipynb").is_file()


def test_a_cell_that_fails_is_named_in_one_line(tmp_path: Path) -> None:
    """Whatever the error's own text looks like."""
    with pytest.raises(RunFailed, match=r"^cell 3 failed: ValueError: one two$"):
        execute(notebook(tmp_path, "raise ValueError('one\\ntwo')"), tmp_path / "out.ipynb", {"out_dir": ""}, tmp_path)


def test_leaving_early_without_an_error_does_not_count_as_done(tmp_path: Path) -> None:
    """Papermill takes sys.exit(0) for success."""
    with pytest.raises(RunFailed, match="before its last cell"):
        execute(
            notebook(tmp_path, "import sys, builtins\nbuiltins.print = lambda *a: None\nsys.exit(0)"),
            tmp_path / "out.ipynb",
            {"out_dir": ""},
            tmp_path,
        )


def test_a_cell_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    """The default of papermill is to wait for ever."""
    with pytest.raises(RunFailed, match="too long"):
        execute(notebook(tmp_path, "import time; time.sleep(60)"), tmp_path / "out.ipynb", {"out_dir": ""}, tmp_path, 2)


def test_a_kernel_that_dies_is_told_as_such(tmp_path: Path) -> None:
    """Not as a success, and not by hanging."""
    with pytest.raises(RunFailed, match="stopped by itself"):
        execute(notebook(tmp_path, "import os; os._exit(1)"), tmp_path / "out.ipynb", {"out_dir": ""}, tmp_path)


def test_a_full_disk_inside_the_notebook_is_told_as_such(tmp_path: Path) -> None:
    """The exit code differs, so the kind of error must come through."""
    source = "from coprod_tools.problems import CannotWrite\nraise CannotWrite('no space left')"
    with pytest.raises(CannotWrite, match="no space left"):
        execute(notebook(tmp_path, source), tmp_path / "out.ipynb", {"out_dir": ""}, tmp_path)
