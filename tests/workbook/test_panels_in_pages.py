"""Every panel in a notebook that was run: its content stands in the page, without script, hole or widget state."""

from __future__ import annotations

import re
import warnings
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbconvert import HTMLExporter
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from coprod_tools.render import page_of
from coprod_tools.render.saving import DONE
from coprod_tools.run import execute
from coprod_tools.run.sharing import shareable
from coprod_tools.words import say
from coprod_tools.workbook.rooms import ROOMS

# What a reader must find of each, in the words of the worked policy.
SHOWN = {
    "interview": "Falls at home",
    "chain": "Ask at eleven kitchen tables what the problem is",
    "marks": "The Kitchen Table: 34 people over 70",
    "maps": "Paid help at home",
    "ledger": "The hall by the river on Tuesdays and Thursdays",
    "scorecard": "People over 70 who were in hospital after a fall in the year",
    "choice": "An evening line that families run for each other",
    "plan": "Start home checks now, try the classes in three streets",
    "versions": "",
}


def notebook() -> NotebookNode:
    """A notebook in which each panel of the workbook is shown by itself."""
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    made: NotebookNode = new_notebook(cells=[new_markdown_cell("# All panels")], metadata={"kernelspec": kernel})
    made.cells.append(new_code_cell("policy_file = 'worked:falls-at-home'", metadata={"tags": ["parameters"]}))
    imports = "from coprod_tools.workbook.rooms import room\nfrom coprod_tools.workbook import Editing"
    made.cells.append(new_code_cell(f"{imports}\nediting = Editing(policy_file, read_only=True)"))
    for each in ROOMS:
        made.cells.append(new_markdown_cell(f"## {each.label}"))
        made.cells.append(new_code_cell(f"room('{each.id}').panel(editing)"))
    made.cells.append(new_code_cell(f"print({DONE!r})"))
    return made


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> NotebookNode:
    """The notebook as papermill leaves it."""
    folder = tmp_path_factory.mktemp("panels")
    path = folder / "panels.ipynb"
    nbformat.write(notebook(), path)
    return execute(path, folder / "ran.ipynb", {"policy_file": "worked:falls-at-home"}, folder)


@pytest.fixture(scope="module")
def shared(ran: NotebookNode) -> NotebookNode:
    """The same made fit to share, as our own runner does."""
    return shareable(ran, {"policy_file": "worked:falls-at-home"}, "panels.ipynb", ())


def part(page: str, id: str) -> str:
    """What stands under the heading of one panel."""
    places = [f">{each.label}</h2>".replace("'", "&#39;") for each in ROOMS]
    number = [each.id for each in ROOMS].index(id)
    plain = page.replace("'", "&#39;")
    end = plain.find(places[number + 1]) if number + 1 < len(places) else len(plain)
    return plain[plain.find(places[number]) : end]


def outputs(of: NotebookNode) -> list[Any]:
    """Every output that is a widget."""
    found = [output for cell in of.cells for output in cell.get("outputs", ())]
    return [each for each in found if "application/vnd.jupyter.widget-view+json" in each.get("data", {})]


@pytest.mark.parametrize("id", [each.id for each in ROOMS])
def test_each_panel_stands_in_our_page_with_its_content(ran: NotebookNode, id: str) -> None:
    """As a picture, a table or words, never as a hole; also when nobody stripped the notebook."""
    shown = part(page_of(ran), id)
    assert say("render.widget-left-out") not in shown
    words = re.sub(r"data:image/[^\"]*|<[^>]+>", " ", shown)
    assert len(words.split()) > 8
    assert SHOWN[id] in " ".join(shown.split())


def test_the_page_holds_no_script(ran: NotebookNode) -> None:
    """And nothing to fetch."""
    page = page_of(ran)
    assert "<script" not in page
    assert not re.search(r"(src|href)=\"https?:", page)


def test_what_our_runner_leaves_has_no_widget_state(ran: NotebookNode, shared: NotebookNode) -> None:
    """Stock papermill leaves it; it is as large as everything else together."""
    assert "widgets" in ran.metadata
    assert "widgets" not in shared.metadata


def test_stock_nbconvert_shows_no_hole_once_the_state_is_stripped(shared: NotebookNode) -> None:
    """Without a state it takes the next form, which is ours."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        page, _ = HTMLExporter().from_notebook_node(shared)
    assert len(outputs(shared)) == len(ROOMS)
    assert "application/vnd.jupyter.widget-view+json" not in page
    for id, words in SHOWN.items():
        assert words in " ".join(page.split()).replace("&#39;", "'"), id


def test_a_plan_notebook_shows_no_panel_and_grew_by_nothing(root: Path) -> None:
    """It is made for sharing; panels are for those who work on it."""
    plan = nbformat.read(root / "notebooks" / "90_plan.ipynb", as_version=4)
    assert not any("workbook" in cell.source for cell in plan.cells if cell.cell_type == "code")
