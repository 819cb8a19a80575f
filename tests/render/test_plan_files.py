"""A plan as files, and what it says of its making."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import nbformat
from nbformat.v4 import new_markdown_cell, new_notebook

import coprod_tools
from coprod_tools import assess, build_chain, draw_up
from coprod_tools.drawing import Picture
from coprod_tools.policyfile import load
from coprod_tools.render import record_of, render

PICTURE = Picture("<svg/>", "Chain", "Nobody yet", ("a",), (("b",),))


def test_render_gives_each_file_by_name_and_writes_none(tmp_path: Path) -> None:
    """The notebook and its page come only with a notebook."""
    marks = assess(build_chain(load("worked:nearly-empty").policy))
    plan = draw_up(marks)
    assert set(render(plan, marks.chain, marks, {"chain": PICTURE})) == {"plan.json", "chain.graphml", "chain.svg"}
    notebook = new_notebook(cells=[new_markdown_cell("# Title")])
    files = render(plan, marks.chain, marks, {"chain": PICTURE}, notebook)
    assert set(files) == {"plan.json", "chain.graphml", "chain.svg", "plan.ipynb", "plan.html"}
    assert json.loads(files["plan.json"])["policy"]["id"] == "nearly-empty"
    assert nbformat.reads(files["plan.ipynb"].decode(), as_version=4).cells[0].source == "# Title"
    assert not list(tmp_path.iterdir())


def test_the_front_door_and_the_room_are_both_called_render() -> None:
    """Whichever of the two a name finds, it can be called."""
    from coprod_tools import render as door

    assert callable(door)
    assert callable(coprod_tools.render)


def test_the_record_names_files_by_hash_and_no_path_of_this_computer(tmp_path: Path) -> None:
    """The digest is worked out here from the bytes."""
    text = b"coprod: 1\nid: small\ntitle: Small\n"
    (tmp_path / "small.yaml").write_bytes(text)
    record = record_of(load(tmp_path / "small.yaml"), as_at="2026-07", knowledge=str(tmp_path / "ours"))
    assert record.inputs == ({"path": "small.yaml", "sha256": hashlib.sha256(text).hexdigest()},)
    assert record.parameters == {"policy": "small", "as_at": "2026-07", "knowledge": "ours"}
    assert str(tmp_path) not in record.model_dump_json()


def test_side_files_of_a_policys_folder_are_in_the_record(tmp_path: Path) -> None:
    """joins, review and the partners' maps, named as seen from the folder; who did not agree to it is not named."""
    folder = tmp_path / "small"
    (folder / "maps").mkdir(parents=True)
    known = "actors: [{id: parents, label: Parents}]\nmaps: [{actor: parents, visible_to: public}]\n"
    (folder / "policy.yaml").write_text(f"coprod: 1\nid: small\ntitle: Small\n{known}", encoding="utf-8")
    (folder / "review.yaml").write_text("coprod-review: 1\n", encoding="utf-8")
    for partner in ("parents", "somebody"):
        (folder / "maps" / f"{partner}.csv").write_text("from,to\n", encoding="utf-8")
    (folder / "history").mkdir()
    (folder / "history" / "old.yaml").write_text("x", encoding="utf-8")
    paths = [row["path"] for row in record_of(load(folder)).inputs]
    assert paths[:3] == ["policy.yaml", "review.yaml", "maps/parents.csv"]
    assert len(paths) == 4 and "somebody" not in paths[3]
