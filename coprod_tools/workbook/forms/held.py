"""What was typed and could not be saved: kept with the policy's drafts, so that a restart does not lose it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coprod_tools.workbook.editing import Editing

Answer = Any


def hold(editing: Editing, path: str, answer: Answer) -> None:
    """Keep what was typed for the field at a path."""
    editing.drafts.keep(path, json.dumps(answer))


def held(editing: Editing, path: str) -> tuple[bool, Answer]:
    """Return whether something is kept for the field at a path, and what."""
    kept = editing.drafts.kept(path)
    if not kept:
        return False, None
    try:
        return True, json.loads(kept)
    except ValueError:
        return True, kept


def let_go(editing: Editing, path: str) -> None:
    """Drop what is kept for the field at a path."""
    if editing.drafts.kept(path):
        editing.drafts.drop(path)
