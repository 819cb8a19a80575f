"""Decisions and comments added to the review beside an open policy, and taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from coprod_tools.policy.joins import ReviewRow
from coprod_tools.policyfile.loading import load_from
from coprod_tools.policyfile.review_file import NAME, add_rows, read_review, remove_rows
from coprod_tools.problems import CannotWrite, Fault, InvalidInput, UsageError
from coprod_tools.words import say
from coprod_tools.workbook.outcome import Outcome
from coprod_tools.workbook.undoing import Step

if TYPE_CHECKING:
    from coprod_tools.workbook.editing import Editing


def rows_beside(editing: Editing) -> tuple[tuple[ReviewRow, ...], tuple[Fault, ...]]:
    """Return the rows of the review, or none and why it can't be read: the rest of the workbook goes on without."""
    if editing.loaded.folder is None:
        return (), ()
    try:
        return read_review(editing.loaded.folder / NAME), ()
    except InvalidInput as broken:
        return (), broken.faults


def places(faults: tuple[Fault, ...]) -> list[str]:
    """Return what is wrong with a file, the first eight places, each with its line."""
    return [
        say("history.fault-line", line=each.line, what=each.message) if each.line else each.message
        for each in faults[:8]
    ]


def add(editing: Editing, rows: tuple[ReviewRow, ...], label: str) -> Outcome:
    """Add rows as a new step."""
    return _changed(editing, lambda path: add_rows(path, rows), lambda: editing.steps.reviewed(label, rows))


def turn(editing: Editing, step: Step, *, back: bool) -> Outcome:
    """Take the rows of a step out of the review, or bring them back."""

    def change(path: Path) -> object:
        return remove_rows(path, step.rows) if back else add_rows(path, step.rows)

    return _changed(editing, change, lambda: editing.steps.moved(step))


def _changed(editing: Editing, change: Callable[[Path], object], done: Callable[[], None]) -> Outcome:
    moved = editing.loaded.folder is None
    try:
        source = editing.keeping.own_folder()
        if source != editing.loaded.source:
            editing.loaded = load_from(source, editing.knowledge_folder)
        change(source.path.parent / NAME)
    except InvalidInput as refused:
        return Outcome("refused", say("history.refused_review"), refused.faults)
    except (CannotWrite, UsageError, OSError) as stopped:
        return Outcome("cannot-write", say("history.stopped", why=stopped))
    done()
    editing.took(replace(editing.loaded, source=source))
    return Outcome("saved", say("history.moved", folder=source.path.parent) if moved else "")
