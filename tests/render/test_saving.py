"""The last step of a notebook."""

from __future__ import annotations

from pathlib import Path

import pytest

from coprod_tools.problems import CannotWrite
from coprod_tools.render.saving import DONE, save


def test_without_a_folder_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And the notebook still says that it came to its end."""
    monkeypatch.chdir(tmp_path)
    assert save({"a.txt": "words"}, "", "takai").startswith(DONE)
    assert list(tmp_path.iterdir()) == []


def test_with_a_folder_each_file_lies_in_the_policys_own(tmp_path: Path) -> None:
    """Text as UTF-8, bytes as they are."""
    line = save({"a.txt": "whānau", "b.bin": b"\x00"}, str(tmp_path / "out"), "takai")
    assert line.startswith(DONE)
    assert (tmp_path / "out/takai/a.txt").read_text(encoding="utf-8") == "whānau"
    assert (tmp_path / "out/takai/b.bin").read_bytes() == b"\x00"


def test_a_file_in_the_way_is_our_error(tmp_path: Path) -> None:
    """The folder can't be made where a file stands."""
    (tmp_path / "out").write_text("", encoding="utf-8")
    with pytest.raises(CannotWrite):
        save({"a.txt": "words"}, str(tmp_path / "out"), "takai")
