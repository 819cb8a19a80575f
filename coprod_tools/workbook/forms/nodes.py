"""A form's fields with the places they answer for; a record's own fields lie inside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from coprod_tools.files.fields import Model, name_in_file
from coprod_tools.workbook.forms.fields import Field, fields_in, is_item
from coprod_tools.workbook.forms.said import joined

# An item's id is made for it and never asked for; the policy's own stays what its folder is named by.
_NEVER_ASKED = frozenset({"id", "coprod"})
_LAST = ("external_ids", "visible_to")


@dataclass(frozen=True)
class Node:
    """One field at one place of the policy, with the fields inside it.

    Attributes
    ----------
    path : str
        The field path it answers for.
    inside : tuple of Node
        The fields of the record that stands there, its lists of records apart.
    """

    field: Field
    path: str
    inside: tuple[Node, ...] = ()

    def all(self) -> Iterator[Node]:
        """Yield this and everything inside it."""
        yield self
        for node in self.inside:
            yield from node.all()


def asked(model: Model) -> tuple[Field, ...]:
    """Return the fields of a model that a person is asked for, what is seldom needed last."""
    found = [field for field in fields_in(model) if field.name not in _NEVER_ASKED]
    return tuple(sorted(found, key=lambda field: _LAST.index(field.name) + 1 if field.name in _LAST else 0))


def needed(model: Model) -> tuple[Field, ...]:
    """Return what a new item is asked for: what it can't be without, its name, and what it is known by."""
    keys = {name_in_file(model, name) for name in getattr(model, "key_fields", ())} | (
        {"label"} if is_item(model) else set()
    )
    found = [field for field in asked(model) if field.required or field.name in keys]
    return tuple(found) or asked(model)[:1]


def node_of(field: Field, path: str) -> Node:
    """Return the node of a field at a path, with its inside."""
    if field.model is None or field.kind == "records":
        return Node(field, path)
    inner = [each for each in asked(field.model) if each.kind != "records"]
    if field.short_form is not None:
        inner.sort(key=lambda each: each.name != field.short_form)
    return Node(field, path, tuple(node_of(each, joined(path, each.name)) for each in inner))


def nodes_of(fields: Iterable[Field], record: str) -> tuple[Node, ...]:
    """Return the nodes of some fields of the record at a path, lists of records left out."""
    return tuple(node_of(field, joined(record, field.name)) for field in fields if field.kind != "records")


def lists_in(fields: Iterable[Field], record: str) -> tuple[Node, ...]:
    """Return the lists of records among some fields of a record, those inside its records with them."""
    found: list[Node] = []
    for field in fields:
        path = joined(record, field.name)
        if field.kind == "records":
            found.append(Node(field, path))
        elif field.model is not None:
            found += lists_in(asked(field.model), path)
    return tuple(found)
