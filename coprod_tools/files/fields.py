"""What a pydantic model says about a field: its name in the file, the model inside it, the words it allows."""

from __future__ import annotations

import types
from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

Model = type[BaseModel]


@cache
def fields_of(model: Model) -> dict[str, FieldInfo]:
    """Return the fields of `model` by the name the file uses for each."""
    return {info.alias or name: info for name, info in model.model_fields.items()}


@cache
def _names(model: Model) -> dict[str, str]:
    return {name: info.alias or name for name, info in model.model_fields.items()}


def name_in_file(model: Model, attribute: str) -> str:
    """Return the file's word for an attribute: `from` for a claim's `cause`."""
    return _names(model).get(attribute, attribute)


def whole_type(info: FieldInfo) -> Any:
    """Return the type of a field with the metadata that pydantic took out of it put back."""
    return Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation


def members(annotation: Any) -> Iterator[Any]:
    """Yield the types a value may have, unions and `Annotated` taken apart; None is left out."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from members(get_args(annotation)[0])
    elif origin in (Union, types.UnionType):
        for part in get_args(annotation):
            yield from members(part)
    elif annotation is not type(None):
        yield annotation


def marks(annotation: Any) -> Iterator[Any]:
    """Yield the metadata anywhere in a type: on it, inside unions and inside `Annotated`; not inside lists."""
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *metadata = get_args(annotation)
        yield from metadata
        yield from marks(inner)
    elif origin in (Union, types.UnionType):
        for part in get_args(annotation):
            yield from marks(part)


def model_in(annotation: Any) -> Model | None:
    """Return the model a value of this type is, or None."""
    for member in members(annotation):
        if isinstance(member, type) and issubclass(member, BaseModel):
            return member
    return None


def item_type(annotation: Any) -> Any:
    """Return the type of the items of a list, or None when it is no list."""
    for member in members(annotation):
        if get_origin(member) in (tuple, list):
            return get_args(member)[0]
    return None


def value_type(annotation: Any) -> Any:
    """Return the type of the values of a mapping with free names, or None when it is none."""
    for member in members(annotation):
        if get_origin(member) is dict:
            return get_args(member)[1]
    return None


def words_of(annotation: Any) -> tuple[str, ...]:
    """Return the words a value of this type is chosen from, or nothing when it is free."""
    return tuple(
        word for member in members(annotation) if get_origin(member) is Literal for word in map(str, get_args(member))
    )


def step_into(annotation: Any, step: str | int) -> Any:
    """Return the type found under one step of a place: a field's name or an item's number; None when unknown."""
    if isinstance(step, int):
        return item_type(annotation)
    model = model_in(annotation)
    if model is not None:
        info = fields_of(model).get(step)
        return whole_type(info) if info is not None else None
    return value_type(annotation)
