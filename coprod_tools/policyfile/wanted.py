"""What a policy must hold after a change, as plain values: the measure that the patched text is held against."""

from __future__ import annotations

from typing import Any, cast

from coprod_tools.files.nodes import Plain
from coprod_tools.files.places import Step
from coprod_tools.policyfile.paths import Route
from coprod_tools.policyfile.values import REMOVE, Append, Bare, plain_value
from coprod_tools.problems import UsageError
from coprod_tools.words import say


def value_at(plain: Plain, steps: tuple[Step, ...]) -> Plain:
    """Return what lies at `steps` in plain nested values."""
    found: Any = plain
    for step in steps:
        found = found[step]
    return cast("Plain", found)


def wanted_after(plain: Plain, way: Route, path: str, change: object) -> Plain:
    """Return the whole policy as plain values, with one change made.

    Raises
    ------
    UsageError
        When an item is appended to what is no list, or a field is added below plain text.
    """
    if change is REMOVE:
        if way.rest or not way.steps:
            return plain
        return _with(plain, way.steps[:-1], _without(value_at(plain, way.steps[:-1]), way.steps[-1]))
    return _with(plain, way.steps, end_value(value_at(plain, way.steps), way, path, change))


def end_value(old: Plain, way: Route, path: str, change: object) -> Plain:
    """Return what stands at the last step found: the new value, or the old one with absent fields added."""
    new = _appended(old, way, path, change) if isinstance(change, Append) else plain_value(change)
    if not way.rest:
        return new
    for name in reversed(way.rest[1:]):
        new = {name: new}
    return {**_as_fields(old, way, path), way.rest[0]: new}


def _appended(old: Plain, way: Route, path: str, change: Append) -> Plain:
    present = () if way.rest or old in (None, "unknown") else old
    if not isinstance(present, tuple):
        raise UsageError(say("policyfile.not_a_list", path=path))
    return (*present, plain_value(change.item))


def _as_fields(old: Plain, way: Route, path: str) -> dict[str, Plain]:
    if isinstance(old, dict):
        return old
    if old in (None, "", "unknown"):
        return {}
    if way.short_form is not None and isinstance(old, str):
        return {way.short_form: Bare(old)}
    raise UsageError(say("policyfile.text_has_no_fields", path=path))


def _with(plain: Plain, steps: tuple[Step, ...], value: Plain) -> Plain:
    if not steps:
        return value
    step, rest = steps[0], steps[1:]
    if isinstance(plain, dict):
        name = str(step)
        return {**plain, name: _with(plain[name], rest, value)}
    items, number = cast("tuple[Plain, ...]", plain), int(step)
    return (*items[:number], _with(items[number], rest, value), *items[number + 1 :])


def _without(plain: Plain, step: Step) -> Plain:
    if isinstance(plain, dict):
        return {name: value for name, value in plain.items() if name != step}
    items, number = cast("tuple[Plain, ...]", plain), int(step)
    return items[:number] + items[number + 1 :]
