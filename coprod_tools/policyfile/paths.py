"""Field paths of a change, taken apart and followed through a tree."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from coprod_tools.files.fields import Model, item_type, model_in, step_into
from coprod_tools.files.nodes import Mapping, Node, Scalar, Sequence
from coprod_tools.files.places import Places, Step, given_id
from coprod_tools.problems import UsageError
from coprod_tools.words import say

# The id of a waiver may hold a field path, brackets and all.
_PART = re.compile(r"\.?(?P<name>[^.\[\]]+)|\[(?P<item>(?:[^\[\]]|\[[^\[\]]*\])+)\]")


@dataclass(frozen=True)
class Route:
    """The way a field path takes through a tree.

    Attributes
    ----------
    steps : tuple of str or int
        Names and item numbers as far as the tree reaches.
    rest : tuple of str
        Names below that, which are absent.
    nodes : tuple of Node
        The root, then the node after each step.
    annotation : object
        The type at the end of `steps`.
    """

    steps: tuple[Step, ...]
    rest: tuple[str, ...]
    nodes: tuple[Node, ...]
    annotation: Any

    @property
    def node(self) -> Node:
        """The last node found."""
        return self.nodes[-1]

    @property
    def short_form(self) -> str | None:
        """The field a plain value at the end of `steps` stands for."""
        model = model_in(self.annotation)
        return getattr(model, "short_form", None) if model is not None else None


def parts_of(path: str) -> tuple[tuple[str, bool], ...]:
    """Return the parts of a field path, each with True when it is an item in brackets.

    Raises
    ------
    UsageError
        When it is no field path.
    """
    found, at = [], 0
    while at < len(path):
        part = _PART.match(path, at)
        if part is None or (at == 0) == path[at].startswith((".", "[")):
            raise UsageError(say("policyfile.no_path", path=path[:80]))
        found.append((part["item"] or part["name"], part["item"] is not None))
        at = part.end()
    if not found:
        raise UsageError(say("policyfile.no_path", path=path[:80]))
    return tuple(found)


def route(model: Model, root: Node, path: str) -> Route:
    """Follow a field path through a tree.

    Raises
    ------
    UsageError
        When it is no field path, or names a list item that is not there.
    """
    places = Places(model, root)
    parts = parts_of(path)
    steps: list[Step] = []
    nodes, annotation = [root], model
    for number, (name, is_item) in enumerate(parts):
        step: Step = _item_number(places, nodes[-1], annotation, name, path) if is_item else name
        inside = _inside(nodes[-1], step)
        if inside is None:
            rest = parts[number:]
            if any(bracketed for _, bracketed in rest):
                raise UsageError(say("policyfile.no_such_item", path=path[:80]))
            return Route(tuple(steps), tuple(name for name, _ in rest), tuple(nodes), annotation)
        annotation = step_into(annotation, step)
        steps.append(step)
        nodes.append(inside)
    return Route(tuple(steps), (), tuple(nodes), annotation)


def _item_number(places: Places, node: Node, annotation: Any, name: str, path: str) -> int:
    if isinstance(node, Sequence):
        names = places.names(item_type(annotation), node)
        if name in names:
            return names.index(name)
        # An item without an id of its own may also be named by its number; one with an id never is.
        number = int(name) - 1 if name.isascii() and name.isdigit() and len(name) <= 9 else -1
        if 0 <= number < len(names) and not given_id(node.items[number]):
            return number
    raise UsageError(say("policyfile.no_such_item", path=path[:80]))


def _inside(node: Node, step: Step) -> Node | None:
    if isinstance(node, Mapping) and isinstance(step, str):
        return node.entries.get(step)
    if isinstance(node, Sequence) and isinstance(step, int):
        return node.items[step]
    if isinstance(node, Scalar | Mapping):
        return None
    raise UsageError(say("policyfile.list_needs_item", step=str(step)[:80]))
