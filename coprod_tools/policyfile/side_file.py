"""The YAML files beside a policy, `joins.yaml` and `review.yaml`: read strictly, added to without losing a line."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol, TypeVar

from pydantic import BaseModel

from coprod_tools.files import decode, one_writer, read_bytes, write_atomic
from coprod_tools.files.nodes import Mapping, Node, Scalar, Sequence
from coprod_tools.files.places import given_id
from coprod_tools.files.shape import in_order, try_shape
from coprod_tools.files.yaml_tree import read_tree
from coprod_tools.policy.joins import Joins, Review
from coprod_tools.problems import Fault, InvalidInput
from coprod_tools.words import say

VERSION = 1
SideModel = TypeVar("SideModel", bound=Joins | Review)


class Judge(Protocol):
    """Yields what is unsound in a tree beyond its shape."""

    def __call__(self, tree: Node, file: str) -> Iterable[Fault]: ...  # noqa: D102


def from_text(model: type[SideModel], text: str, file: str, judge: Judge | None = None) -> SideModel:
    """Return what the text of a side file holds.

    Raises
    ------
    InvalidInput
        With every fault; a version this package can't read is told alone.
    """
    tree, faults = read_tree(text, file)
    if tree is None:
        raise InvalidInput(faults)
    _refuse_other_version(model.version_field, tree, file)
    value, misshapen = try_shape(model, tree, file)
    unsound = (*_twice(tree, file), *(judge(tree, file) if judge else ()))
    if faults or value is None or unsound:
        raise InvalidInput(in_order((*faults, *misshapen, *unsound)))
    return value


def read_side(model: type[SideModel], path: Path, file: str, judge: Judge | None = None) -> SideModel | None:
    """Return what a side file holds; None when there is none.

    Raises
    ------
    InvalidInput
        When it can't be used.
    """
    if not os.path.lexists(path):
        return None
    if path.is_symlink():
        raise InvalidInput([Fault(file, say("maps.map_is_link"))])
    return from_text(model, decode(read_bytes(path, file=file), file), file, judge)


def append_rows(
    model: type[SideModel], path: Path, file: str, rows: Iterable[BaseModel], head: str, judge: Judge | None = None
) -> SideModel:
    """Add rows at the end of a side file and return what it holds then; every line that was there stays.

    The file is read, checked with the rows and replaced while nobody else may, so that no row of another is lost.

    Raises
    ------
    InvalidInput
        When the file, or the file with the new rows, is not sound; nothing is written.
    CannotWrite
        When the disk stops the write; the file is as it was.
    """
    from coprod_tools.policyfile.patching import patched
    from coprod_tools.policyfile.values import Append

    with one_writer(path.parent):
        mark, text = b"", f"# {head}\n{model.version_field}: {VERSION}\n"
        if os.path.lexists(path):
            read_side(model, path, file, judge)
            data = read_bytes(path, file=file)
            mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
            text = decode(data, file)
        for row in rows:
            text = patched(model, text, file, "rows", Append(row))
        value = from_text(model, text, file, judge)
        write_atomic(path, mark + text.encode("utf-8"))
    return value


def _refuse_other_version(field: str, tree: Node, file: str) -> None:
    node = tree.entries.get(field) if isinstance(tree, Mapping) else None
    if node is None:
        raise InvalidInput([Fault(file, say("maps.no_version", field=field, known=VERSION), tree.line, tree.column)])
    sound = isinstance(node, Scalar) and node.value.isascii() and node.value.isdigit() and len(node.value) <= 9
    if not sound or not isinstance(node, Scalar):
        message = say("maps.no_version", field=field, known=VERSION)
    elif int(node.value) == VERSION:
        return
    else:
        kind = "newer" if int(node.value) > VERSION else "older"
        message = say(f"maps.{kind}", version=int(node.value), field=field, known=VERSION)
    raise InvalidInput([Fault(file, message, node.line, node.column, field)])


def _twice(tree: Node, file: str) -> Iterable[Fault]:
    """Yield a fault for each id that a row above has already."""
    rows = tree.entries.get("rows") if isinstance(tree, Mapping) else None
    first: dict[str, int] = {}
    for row in rows.items if isinstance(rows, Sequence) else ():
        name = given_id(row)
        if name and name in first:
            at = row.entries["id"] if isinstance(row, Mapping) else row
            yield Fault(file, say("policyfile.repeated_id", line=first[name]), at.line, at.column, f"rows[{name}].id")
        first.setdefault(name, row.line)
