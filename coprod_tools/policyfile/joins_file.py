"""The file `joins.yaml`: which names mean one concept, each for a recorded reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from coprod_tools.files.nodes import Mapping, Node, Sequence
from coprod_tools.policy.joins import Join, Joins
from coprod_tools.policyfile.side_file import append_rows, from_text, read_side
from coprod_tools.problems import Fault
from coprod_tools.words import say

NAME = "joins.yaml"


def joins_from_text(text: str, file: str = NAME) -> tuple[Join, ...]:
    """Return the joins that the text of a `joins.yaml` holds, undone ones among them.

    Raises
    ------
    InvalidInput
        With every fault.
    """
    return from_text(Joins, text, file, _too_few_names).rows or ()


def read_joins(path: Path, file: str | None = None) -> tuple[Join, ...]:
    """Return the joins of a file, undone ones among them; none when there is no file.

    Raises
    ------
    InvalidInput
        When the file can't be used.
    """
    found = read_side(Joins, path, file or str(path), _too_few_names)
    return (found.rows if found else None) or ()


def add_joins(path: Path, joins: Iterable[Join]) -> tuple[Join, ...]:
    """Add joins at the end of the file at `path`, and return all it holds then; see `append_rows`."""
    return append_rows(Joins, path, str(path), joins, say("maps.joins_head"), _too_few_names).rows or ()


def _too_few_names(tree: Node, file: str) -> Iterator[Fault]:
    rows = tree.entries.get("rows") if isinstance(tree, Mapping) else None
    for number, row in enumerate(rows.items if isinstance(rows, Sequence) else ()):
        names = row.entries.get("names") if isinstance(row, Mapping) else None
        if isinstance(names, Sequence) and len(names.items) < 2:
            yield Fault(file, say("maps.too_few_names"), names.line, names.column, f"rows[{number + 1}].names")
