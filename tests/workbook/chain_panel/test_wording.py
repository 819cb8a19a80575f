"""The chain calls things as every form does."""

from __future__ import annotations

from pathlib import Path

from coprod_tools.workbook.chain_panel.wording import kinds_of_actor
from coprod_tools.workbook.editing import Editing


def test_kinds_of_actors_are_called_as_in_every_form(tmp_path: Path) -> None:
    """With their macrons and as the knowledge names them, not as the file writes them."""
    (tmp_path / "p.yaml").write_text("coprod: 1\nid: p\ntitle: A policy\n", encoding="utf-8")
    kinds = {value: label for label, value in kinds_of_actor(Editing(tmp_path / "p.yaml", drafts=tmp_path / "d"))}
    assert kinds["community"] == "Community"
    assert kinds["hapu"] == "Treaty partner (hapū)"
    assert kinds["people-who-use-it"] == "People who use it"
