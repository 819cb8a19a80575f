"""An executed notebook that can be shared."""

from __future__ import annotations

from pathlib import Path

from nbformat.v4 import new_code_cell, new_notebook, new_output

from coprod_tools.run.sharing import marked_as_failed, shareable


def executed() -> object:
    """A notebook as papermill leaves it, with a path in its error and the same words in the policy's text."""
    shown = new_output("execute_result", data={"text/plain": "the road to /srv/plans/secret"}, execution_count=1)
    error = new_output(
        "error", ename="OSError", evalue="no /srv/plans/secret/a.yaml", traceback=["File /srv/plans/secret/a.yaml"]
    )
    cells = [
        new_code_cell("policy_file = '/srv/plans/secret/a.yaml'", metadata={"tags": ["injected-parameters"]}),
        new_code_cell("show", outputs=[shown], metadata={"papermill": {"duration": 1.5, "status": "completed"}}),
        new_code_cell("fail", outputs=[error]),
    ]
    run = {
        "parameters": {"policy_file": "/srv/plans/secret/a.yaml"},
        "output_path": "/srv/x.ipynb",
        "input_path": "/srv/90.ipynb",
    }
    return new_notebook(cells=cells, metadata={"papermill": run, "widgets": {"state": 1}})


def test_paths_go_from_parameters_metadata_and_tracebacks() -> None:
    """What is shown of the policy stays to the letter, even where it looks like a path."""
    shared = shareable(executed(), {"policy_file": "a.yaml"}, "90_plan.ipynb", [Path("/srv/plans/secret")])
    assert shared.cells[0].source == '# Parameters\npolicy_file = "a.yaml"'
    assert shared.metadata.papermill.parameters == {"policy_file": "a.yaml"}
    assert "/srv" not in str(shared.metadata)
    assert "/srv" not in str(shared.cells[2])
    assert shared.cells[1].outputs[0].data["text/plain"] == "the road to /srv/plans/secret"


def test_widget_state_goes_and_the_original_stays() -> None:
    """435 KB of it in a notebook with a map."""
    before = executed()
    shared = shareable(before, {}, "90_plan.ipynb", [])
    assert "widgets" not in shared.metadata
    assert "widgets" in before.metadata  # type: ignore[attr-defined]


def test_a_failed_notebook_has_a_banner_and_its_cell_marked() -> None:
    """Words of the error stay words, whatever Markdown they hold."""
    failed = marked_as_failed(executed(), "no [link](javascript:x) <b>")
    assert failed.cells[0].cell_type == "markdown"
    assert "\\[link\\]\\(javascript:x\\) \\<b\\>" in failed.cells[0].source
    marked = next(number for number, cell in enumerate(failed.cells) if "next cell" in cell.source)
    assert failed.cells[marked + 1].source == "fail"


def test_the_cell_that_failed_shows_on_the_page_even_where_it_would_be_folded() -> None:
    """A guide cell lies at the page's end otherwise, away from its mark."""
    notebook = executed()
    notebook.cells[2].metadata["tags"] = ["guide", "check"]  # type: ignore[attr-defined]
    failed = marked_as_failed(notebook, "why")
    assert failed.cells[-1].metadata["tags"] == ["check"]
