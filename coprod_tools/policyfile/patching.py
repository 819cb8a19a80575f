"""Change the text of a policy in one place, so that every other line stays as it is."""

from __future__ import annotations

from coprod_tools.files.fields import Model
from coprod_tools.files.nodes import Plain
from coprod_tools.files.yaml_tree import parse
from coprod_tools.policyfile.edits import replace, smallest
from coprod_tools.policyfile.paths import Route, route
from coprod_tools.policyfile.values import REMOVE
from coprod_tools.policyfile.wanted import value_at, wanted_after
from coprod_tools.problems import CannotWrite, InvalidInput
from coprod_tools.words import say


def patched(model: Model, text: str, file: str, path: str, change: object) -> str:
    """Return `text` with one change made at a field path.

    The result is read again and compared: it holds what it held before, with that one change.

    Parameters
    ----------
    change : object
        A new value, `REMOVE`, or `Append(item)`.

    Raises
    ------
    UsageError
        When the path leads nowhere it can.
    CannotWrite
        When the text is written in a way that this can't change safely; never seen, but never guessed either.
    """
    root = parse(text, file)
    way = route(model, root, path)
    wanted = wanted_after(root.plain(), way, path, change)
    if wanted == root.plain():
        return text
    for levels_up in range(len(way.steps) + 1):
        result = _edited(text, way, change, wanted, levels_up)
        if _reads_as(result, file, wanted):
            return result
    raise CannotWrite(say("policyfile.cannot_patch", path=path))


def _edited(text: str, way: Route, change: object, wanted: Plain, levels_up: int) -> str:
    """Return the text with the smallest edit, or with what lies some levels further up written anew."""
    if levels_up == 0:
        return smallest(text, way, change, None if change is REMOVE else value_at(wanted, way.steps)).on(text)
    depth = len(way.steps) - levels_up + (change is not REMOVE)
    return replace(text, way, depth, value_at(wanted, way.steps[:depth])).on(text)


def _reads_as(text: str, file: str, wanted: Plain) -> bool:
    try:
        return parse(text, file).plain() == wanted
    except InvalidInput:
        return False
