"""A small policy open for editing, for the tests of forms."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from coprod_tools.workbook import Editing

TEXT = """\
# Our policy
coprod: 1
id: a   # never changes
title: A policy

actors:
  - id: parents   # asked twice
    label: Parents
  - id: ministry
    label: The ministry
activities:
  - id: design
    label: Design
    lead: ministry
"""


@pytest.fixture
def opened(tmp_path: Path) -> Callable[..., Editing]:
    """Open a policy with this text; a second call with the same name opens it again, as after a restart."""

    def open_one(text: str = TEXT, name: str = "a", **options: object) -> Editing:
        folder = tmp_path / name
        if not folder.exists():
            folder.mkdir()
            (folder / "policy.yaml").write_text(text, encoding="utf-8")
        return Editing(folder, drafts=tmp_path / "drafts", today="2026-07-01", **options)  # type: ignore[arg-type]

    return open_one


@pytest.fixture
def editing(opened: Callable[..., Editing]) -> Editing:
    """Return the small policy, open."""
    return opened()
