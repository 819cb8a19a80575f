"""The files JupyterLab sees: those of the folder, and the workbook's notebook, which nobody can change."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import pytest
from tornado.web import HTTPError

from coprod_tools.workbook.lab.app_notebook import SERVED_AS, notebook
from coprod_tools.workbook.lab.contents import WorkbookContents


@pytest.fixture
def contents(tmp_path: Path) -> WorkbookContents:
    """Over a folder with a file of the workbook's name and one of another."""
    (tmp_path / SERVED_AS).write_text("not ours", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    return WorkbookContents(root_dir=str(tmp_path))


def done(call: Coroutine[Any, Any, Any]) -> Any:
    """Wait for an answer."""
    return asyncio.run(call)


def test_the_workbook_stands_at_its_name_whatever_lies_there(contents: WorkbookContents) -> None:
    """With its hash, as JupyterLab asks, and not to be written."""
    found = done(contents.get(SERVED_AS, content=True, require_hash=True))
    assert found["content"] == notebook()
    assert found["writable"] is False
    assert len(found["hash"]) == 64


def test_saving_it_leaves_the_disk_alone(contents: WorkbookContents, tmp_path: Path) -> None:
    """JupyterLab saves by itself now and then; that is no error, and nothing is written."""
    done(contents.save({"type": "notebook", "content": notebook()}, SERVED_AS))
    done(contents.create_checkpoint(SERVED_AS))
    assert (tmp_path / SERVED_AS).read_text(encoding="utf-8") == "not ours"
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted([SERVED_AS, "notes.txt"])


def test_it_can_be_neither_deleted_nor_renamed_nor_replaced(contents: WorkbookContents, tmp_path: Path) -> None:
    """Each try is refused in words."""
    for call in (
        contents.delete_file(SERVED_AS),
        contents.rename_file(SERVED_AS, "other.ipynb"),
        contents.rename_file("notes.txt", SERVED_AS),
    ):
        with pytest.raises(HTTPError, match="can't be changed"):
            done(call)
    assert (tmp_path / "notes.txt").exists()


def test_other_files_are_served_as_ever(contents: WorkbookContents) -> None:
    """Read and written."""
    assert done(contents.get("notes.txt"))["content"] == "mine"
    done(contents.save({"type": "file", "format": "text", "content": "new"}, "notes.txt"))
    assert done(contents.get("notes.txt"))["content"] == "new"
