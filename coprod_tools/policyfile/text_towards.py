"""Bring a text to say what is wanted by as few small changes as will do, so that comments stay."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from coprod_tools.files.fields import Model, item_type, step_into
from coprod_tools.files.nodes import Plain
from coprod_tools.files.yaml_tree import parse
from coprod_tools.policyfile.merging_values import keyed, paired
from coprod_tools.policyfile.patching import patched
from coprod_tools.policyfile.values import REMOVE, Append
from coprod_tools.problems import CannotWrite, UsageError
from coprod_tools.words import say

Change = tuple[str, object]


def text_towards(model: Model, text: str, file: str, wanted: Plain) -> str:
    """Return the text changed so that it holds `wanted`.

    Raises
    ------
    CannotWrite
        When that can't be done safely.
    """
    for finely in (True, False):
        for path, change in _changes(model, "", parse(text, file).plain(), wanted, finely):
            with suppress(UsageError, CannotWrite):
                text = patched(model, text, file, path, change)
        if parse(text, file).plain() == wanted:
            return text
    raise CannotWrite(say("policyfile.cannot_patch", path=file))


def _changes(annotation: Any, path: str, old: Any, new: Any, finely: bool) -> Iterator[Change]:
    """Yield what leads from old to new; in coarse steps each field of the file is written whole."""
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict) and (finely or not path):
        yield from _of_fields(annotation, path, old, new, finely)
    elif isinstance(old, tuple) and isinstance(new, tuple) and old and finely:
        yield from _of_items(item_type(annotation), path, old, new)
    else:
        yield path, new


def _of_fields(annotation: Any, path: str, old: dict[str, Any], new: dict[str, Any], finely: bool) -> Iterator[Change]:
    for name in dict.fromkeys((*old, *new)):
        here = f"{path}.{name}" if path else name
        if name not in new:
            yield here, REMOVE
        elif name not in old:
            yield here, new[name]
        else:
            yield from _changes(step_into(annotation, name), here, old[name], new[name], finely)


def _of_items(inner: Any, path: str, old: tuple[Any, ...], new: tuple[Any, ...]) -> Iterator[Change]:
    before = keyed(inner, old)
    after = paired(before, keyed(inner, new))
    kept = [key for key in before if key in after]
    if not kept or list(after)[: len(kept)] != kept:
        yield path, new
        return
    places = {key: f"{path}[{number if key[0] == '=' else key}]" for number, key in enumerate(before, 1)}
    for key in kept:
        yield from _changes(inner, places[key], before[key], after[key], True)
    # From the end, so that the numbers of the others stay true.
    yield from ((places[key], REMOVE) for key in reversed(before) if key not in after)
    yield from ((path, Append(value)) for key, value in after.items() if key not in before)
