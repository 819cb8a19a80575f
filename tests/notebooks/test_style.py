"""The rules for notebooks that a machine can check; the house style says why each of them stands."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from statistics import median

import nbformat
import pytest
from nbformat import NotebookNode

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
PARAMETERS = {"policy_file": "'worked:takai'", "out_dir": "''", "as_at": "''", "knowledge": "''"}
# The notebooks on consensus, contributions and value show a policy that has these.
WITH_MAPS = {**PARAMETERS, "policy_file": "'worked:falls-at-home'"}
# The form papermill 2.7 can read: no `|` in the type, no second `=` even in the comment.
PARAMETER_LINE = re.compile(r"(\w+): str = ('[^'=]*')  # [^=]+")
FORBIDDEN = re.compile(r"^\s*[!%]|\binput\(|\bnow\(|\btoday\(|autoreload|https?://|['\"]/|[A-Z]:\\", re.MULTILINE)


def read(path: Path) -> NotebookNode:
    """The notebook at `path`."""
    return nbformat.read(path, as_version=4)


def code(notebook: NotebookNode) -> list[NotebookNode]:
    """Its cells of code."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def prose(notebook: NotebookNode) -> list[NotebookNode]:
    """Its cells of prose."""
    return [cell for cell in notebook.cells if cell.cell_type == "markdown"]


def tags(cell: NotebookNode) -> list[str]:
    """The cell's tags."""
    return list(cell.metadata.get("tags", []))


every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def test_numbers_are_unique_and_reserved() -> None:
    """Reading order is the file order, and numbers never shift."""
    numbers = [path.name[:2] for path in NOTEBOOKS]
    assert len(set(numbers)) == len(numbers)
    reserved = "00 10 11 20 21 22 30 31 32 33 40 41 42 43 44 60 61 70 90"
    assert set(reserved.split()) <= set(numbers)
    assert all(re.fullmatch(r"\d\d_[a-z]+(_[a-z0-9]+)*\.ipynb", path.name) for path in NOTEBOOKS)


@every_notebook
def test_it_opens_with_one_heading_and_what_to_do_need_and_leave_with(path: Path) -> None:
    """A reader can enter anywhere."""
    notebook = read(path)
    headings = [line for cell in prose(notebook) for line in cell.source.splitlines() if line.startswith("# ")]
    first = notebook.cells[0]
    assert first.cell_type == "markdown"
    assert first.source.startswith("# ")
    assert len(headings) == 1
    assert all(word in first.source for word in ("What you will do.", "What you need.", "What you leave with."))


@every_notebook
def test_it_ends_with_a_link_to_a_notebook_that_exists(path: Path) -> None:
    """And every other link to a notebook leads to one as well."""
    cells = prose(read(path))
    links = [re.findall(r"\]\(([^)]+\.ipynb)\)", cell.source) for cell in cells]
    assert links[-1]
    assert all((path.parent / name).is_file() for found in links for name in found)


@every_notebook
def test_it_has_one_cell_of_parameters_that_papermill_can_read(path: Path) -> None:
    """Name, type, value and help on each line; the same four in every notebook."""
    cells = [cell for cell in code(read(path)) if "parameters" in tags(cell)]
    assert len(cells) == 1
    lines = [PARAMETER_LINE.fullmatch(line) for line in cells[0].source.splitlines()]
    assert all(lines)
    expected = WITH_MAPS if path.name[0] in "347" else PARAMETERS
    assert {line[1]: line[2] for line in lines if line} == expected


@every_notebook
def test_papermill_finds_the_same_parameters(path: Path) -> None:
    """The proof of the rule above, by papermill itself."""
    from papermill import inspect_notebook

    assert set(inspect_notebook(str(path))) == set(PARAMETERS)


@every_notebook
def test_all_imports_stand_in_one_cell(path: Path) -> None:
    """What a notebook leans on is seen at once."""
    importing = [
        cell
        for cell in code(read(path))
        if any(isinstance(node, ast.Import | ast.ImportFrom) for node in ast.walk(ast.parse(cell.source)))
    ]
    assert len(importing) == 1


@every_notebook
def test_it_is_short_and_mostly_prose(path: Path) -> None:
    """10 to 30 cells, at most 12 lines of code a cell and 4 in the median, 40 % prose, no long runs of code."""
    notebook = read(path)
    lengths = [len(cell.source.splitlines()) for cell in code(notebook)]
    kinds = "".join("c" if cell.cell_type == "code" else "p" for cell in notebook.cells)
    words = sum(len(cell.source) for cell in prose(notebook))
    assert 10 <= len(notebook.cells) <= 30
    assert max(lengths) <= 12
    assert median(lengths) <= 4
    assert words >= 0.4 * (words + sum(len(cell.source) for cell in code(notebook)))
    assert "ccc" not in kinds


@every_notebook
def test_it_explains_and_the_package_computes(path: Path) -> None:
    """No function or class of its own, no shell, clock, network, question or absolute path."""
    for cell in code(read(path)):
        tree = ast.parse(cell.source)
        assert not any(isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda) for node in ast.walk(tree))
        assert not FORBIDDEN.search(cell.source)
        assert "raises-exception" not in tags(cell)


@every_notebook
def test_it_is_stored_stripped_with_steady_ids(path: Path) -> None:
    """No outputs, counts null, no widget state; the same file after each build."""
    notebook = read(path)
    assert all(cell.outputs == [] and cell.execution_count is None for cell in code(notebook))
    assert "widgets" not in notebook.metadata
    assert notebook.metadata.kernelspec.name == "python3"
    assert [cell.id for cell in notebook.cells] == [
        f"nb{path.name[:2]}-{n:02d}" for n in range(1, len(notebook.cells) + 1)
    ]
    assert path.read_text(encoding="utf-8") == nbformat.writes(notebook) + "\n"


@every_notebook
def test_one_cell_checks_what_holds_for_every_policy(path: Path) -> None:
    """Users run it on their own policies, so it holds nothing but plain asserts and what they need."""
    cells = [cell for cell in code(read(path)) if "check" in tags(cell)]
    assert len(cells) == 1
    statements = ast.parse(cells[0].source).body
    assert sum(isinstance(node, ast.Assert) for node in statements) >= 2
    assert all(isinstance(node, ast.Assert | ast.Assign) for node in statements)


@every_notebook
def test_the_last_cell_saves_and_says_it_came_to_its_end(path: Path) -> None:
    """The runner counts a notebook as run only by this line."""
    last = read(path).cells[-1]
    assert last.cell_type == "code"
    assert "print(save(" in last.source


@every_notebook
def test_a_cell_that_draws_ends_with_the_picture(path: Path) -> None:
    """A plot cell ends in an assignment or the figure."""
    for cell in code(read(path)):
        if "draw_" in cell.source and "import" not in cell.source:
            assert isinstance(ast.parse(cell.source).body[-1], ast.Expr | ast.Assign)
