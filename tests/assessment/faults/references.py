"""Which ids a policy refers to, and which of them it does not hold."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from functools import cache
from typing import Any

from coprod_tools.policy import Policy
from coprod_tools.policy.ids import Ref

from .readings import stages


def dangling(policy: Policy, plain: dict[str, Any]) -> list[str]:
    """Name every reference to something that is not there, as `field: id`."""
    held = _held(policy, plain)
    return [
        f"{field}: {name}"
        for field, kinds, name in _references(policy)
        if not any(name in held.get(kind, ()) for kind in kinds)
    ]


def _held(policy: Policy, plain: dict[str, Any]) -> dict[str, set[str]]:
    names = ("actors", "outcomes", "activities", "indicators", "pilots", "claims", "options", "concepts")
    held = {name: {item.key for item in getattr(policy, name) or ()} for name in names}
    outputs = {(one.id, output.key) for one in policy.activities or () for output in one.outputs or ()}
    held["outputs"] = {key for _, key in outputs} | {f"{one}/{key}" for one, key in outputs}
    held["groups"] = {group.key for group in policy.groups}
    held["stages"] = set(stages(plain))
    return held


def _references(record: Any) -> Iterator[tuple[str, tuple[str, ...], str]]:
    for name, kinds in _fields(type(record)):
        value = getattr(record, name)
        values = value if isinstance(value, tuple) else () if value is None else (value,)
        for one in values:
            if kinds:
                yield f"{type(record).__name__}.{name}", kinds, str(one)
            elif hasattr(type(one), "model_fields"):
                yield from _references(one)


@cache
def _fields(model: type[Any]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each field of a model with the kinds of thing it names."""
    fields = model.model_fields.items()
    return tuple((name, _kinds(field.annotation) or _kinds_in(field.metadata)) for name, field in fields)


def _kinds(annotation: Any) -> tuple[str, ...]:
    found = _kinds_in(getattr(annotation, "__metadata__", ()))
    return found or next((kinds for kinds in map(_kinds, typing.get_args(annotation)) if kinds), ())


def _kinds_in(metadata: Any) -> tuple[str, ...]:
    return next((mark.kinds for mark in metadata if isinstance(mark, Ref)), ())
