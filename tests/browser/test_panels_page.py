"""A page made of a notebook with every panel: nothing for axe, nothing asked of anybody outside."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest

from coprod_tools.render import page_of
from coprod_tools.run import execute
from tests.browser.jupyterlab import Heard, violations
from tests.workbook.test_panels_in_pages import notebook

pytestmark = pytest.mark.browser


def test_the_page_of_all_panels_is_clean_under_axe(page: Any, heard: Heard, tmp_path: Path) -> None:
    """Light and dark, at a laptop's size."""
    path = tmp_path / "panels.ipynb"
    nbformat.write(notebook(), path)
    ran = execute(path, tmp_path / "ran.ipynb", {"policy_file": "worked:falls-at-home"}, tmp_path)
    made = page_of(ran)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.set_content(made)
        assert violations(page, "main") == []
    assert heard.outside == []
    assert heard.errors == []
