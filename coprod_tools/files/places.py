"""Field paths: `activities[ID].parts[ID].promise.level`, made from a place in a tree and found again in one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence as Steps
from dataclasses import dataclass
from typing import Any

from coprod_tools.files.fields import Model, item_type, model_in, name_in_file, step_into
from coprod_tools.files.nodes import Mapping, Node, Scalar, Sequence
from coprod_tools.files.yaml_tree import shown

Step = str | int
# What can stand in brackets without doubt; the id of a waiver may hold a field path, brackets and all.
_USABLE = re.compile(r"(?:[^\[\]]|\[[^\[\]]*\])+")
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the file a value lies or would lie.

    Attributes
    ----------
    node : Node
        The value itself, or what it would lie in when it is absent.
    path : str
        Its field path.
    annotation : object
        Its type, or None when the model knows none.
    found : bool
        False when the value is absent.
    """

    node: Node
    path: str
    annotation: Any
    found: bool


class Places:
    """Finds places in one tree, remembering what its list items are called.

    Parameters
    ----------
    model : type of pydantic.BaseModel
        The model of the whole tree; its lists tell by `key_fields` what the id of an item without one is made of.
    root : Node
        The tree.
    """

    # A tree never changes once it is read, and the same one is asked about hundreds of times in a row.
    _latest: tuple[Model, Node, dict[int, tuple[str, ...]]] | None = None

    def __init__(self, model: Model, root: Node) -> None:
        self.model, self.root = model, root
        held = Places._latest
        self._names = held[2] if held is not None and held[0] is model and held[1] is root else {}
        Places._latest = (model, root, self._names)

    def at(self, steps: Steps[Step]) -> Place:
        """Return the place that names and numbers lead to, as far as the tree reaches.

        A step that a short form leaves out (`size: 5` for `size: {mid: 5}`), or that neither the tree nor the model
        knows, is passed over.
        """
        node, path, annotation, found = self.root, "", self.model, True
        for step in steps:
            inner = step_into(annotation, step)
            inside = _inside(node, step) if found else None
            if isinstance(node, Scalar) or (inside is None and inner is None):
                annotation = inner or annotation
                continue
            path = self._longer(path, annotation, node, step)
            annotation = inner
            if inside is None:
                found = False
            else:
                node = inside
        return Place(node, path, annotation, found)

    def _longer(self, path: str, annotation: Any, node: Node, step: Step) -> str:
        if isinstance(step, str):
            return f"{path}.{shown(step)}" if path else shown(step)
        name = ""
        if isinstance(node, Sequence) and step < len(node.items):
            name = self.names(item_type(annotation), node)[step]
        return f"{path}[{name or step + 1}]"

    def names(self, annotation: Any, node: Sequence) -> tuple[str, ...]:
        """Return what the items of a list are called; empty for one that has only its number, counted from 1."""
        key = id(node)
        if key not in self._names:
            self._names[key] = item_names(annotation, node)
        return self._names[key]


def _inside(node: Node, step: Step) -> Node | None:
    if isinstance(node, Mapping):
        return node.entries.get(str(step))
    if isinstance(node, Sequence):
        return node.items[step] if isinstance(step, int) and step < len(node.items) else None
    return None


def item_names(annotation: Any, node: Sequence) -> tuple[str, ...]:
    """Return the ids of the items of a list as the model would give them; empty where an item has no usable one."""
    model = model_in(annotation)
    if model is None or "id" not in model.model_fields:
        return ("",) * len(node.items)
    given = {name for item in node.items if (name := given_id(item))}
    seen: Counter[str] = Counter()
    names = []
    for item in node.items:
        name = given_id(item)
        if not name and (name := _made_id(model, item)):
            seen[name] += 1
            if seen[name] > 1 or name in given:
                name = f"{name}.{max(seen[name], 2)}"
        names.append(name if _usable(name) else "")
    return tuple(names)


def _usable(name: str) -> bool:
    return 0 < len(name) <= _LONGEST and name.isprintable() and _USABLE.fullmatch(name) is not None


def given_id(item: Node) -> str:
    """Return the id written in an item, or nothing."""
    node = item.entries.get("id") if isinstance(item, Mapping) else None
    return (node.plain() or "").strip() if isinstance(node, Scalar) else ""  # type: ignore[union-attr]


def _made_id(model: Model, item: Node) -> str:
    """Return the id made from an item's key fields, or else from its whole content when that is sound."""
    if not isinstance(item, Mapping):
        return ""
    fields = [name_in_file(model, key) for key in getattr(model, "key_fields", ())]
    parts = [_text_of(item.entries.get(field)) for field in fields]
    if parts and all(parts):
        return ".".join(parts)
    try:
        return str(getattr(model.model_validate(item.plain(), by_alias=True, by_name=False), "key", ""))
    except ValueError:
        return ""


def _text_of(node: Node | None) -> str:
    text = node.plain() if isinstance(node, Scalar) else None
    return "" if text in (None, "unknown") else str(text).strip()
