"""The one mapper of forms: what a field of the policy takes, read off the models of `policy/` alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, Literal, get_origin

from coprod_tools.files.fields import Model, fields_of, item_type, marks, members, model_in, whole_type, words_of
from coprod_tools.policy import Policy
from coprod_tools.policy.ids import Ref
from coprod_tools.policy.numbers import Money, Quantity
from coprod_tools.policy.record import Item
from coprod_tools.policy.values import MAX_LINE, MAX_TEXT, PartialDate, Text
from coprod_tools.policyfile.paths import parts_of
from coprod_tools.problems import UsageError
from coprod_tools.words import say

Kind = Literal[
    "line",
    "text",
    "choice",
    "yes-no",
    "whole",
    "number",
    "date",
    "amount",
    "money",
    "reference",
    "list",
    "names",
    "record",
    "records",
]
# What a value of each plain type is; a mapping with free names is told apart by its origin.
_TYPES: tuple[tuple[type, Kind], ...] = (
    (bool, "yes-no"),
    (int, "whole"),
    (Decimal, "number"),
    (PartialDate, "date"),
    (Text, "text"),
    (str, "line"),
)
_NUMBER_MODELS: dict[Model, Kind] = {Quantity: "amount", Money: "money"}
UNKNOWN = "unknown"


@dataclass(frozen=True)
class Field:
    """What one field of the policy takes.

    Attributes
    ----------
    owner : type of pydantic.BaseModel
        The model it is a field of.
    name : str
        Its name in the file; empty for an item of a list.
    kind : str
        `list` is a list of what `item` takes; `records` a list of `model`; `record`, `amount` and `money` are one
        `model`; `names` are pairs of a name and its value.
    limit : int or None
        The most characters it takes.
    words : tuple of str
        The words to choose from, as the file writes them.
    points_to : tuple of str
        The lists it points into (`actors`, `groups`, ...); `stages` means the lifecycle's.
    keeps_unknown : bool
        Whether the word `unknown` is itself one of its values.
    short_form : str or None
        The field of `model` that a plain value stands for.
    """

    owner: Model
    name: str
    kind: Kind
    required: bool = False
    limit: int | None = None
    pattern: str | None = None
    words: tuple[str, ...] = ()
    points_to: tuple[str, ...] = ()
    keeps_unknown: bool = False
    short_form: str | None = None
    model: Model | None = None
    item: Field | None = None

    @property
    def plain(self) -> bool:
        """Whether it is one value and not a record or a list of records."""
        return self.kind not in ("record", "records", "amount", "money")


def fields_in(model: Model) -> tuple[Field, ...]:
    """Return the fields of a model, in the model's order."""
    return tuple(_fields(model).values())


def field_in(model: Model, name: str) -> Field:
    """Return one field of a model by its name in the file.

    Raises
    ------
    UsageError
        When the model has no such field.
    """
    try:
        return _fields(model)[name]
    except KeyError:
        raise UsageError(say("fields.no-such-field", name=name)) from None


def field_at(path: str) -> Field:
    """Return the field at a field path, with or without the items it goes through.

    `activities[design].parts[parents.design].promise.level` and `activities.parts.promise.level` are the same.

    Raises
    ------
    UsageError
        When the policy has no such field.
    """
    model: Model | None = Policy
    found: Field | None = None
    for name, is_item in parts_of(path):
        if is_item:
            found = _item_of(found, path)
            continue
        if model is None:
            raise UsageError(say("fields.no-such-field", name=path))
        found = field_in(model, name)
        model = found.model
    if found is None:
        raise UsageError(say("fields.no-such-field", name=path))
    return found


def models() -> tuple[Model, ...]:
    """Return every model a policy is made of, the policy first, in the order they are met."""
    return tuple(_reached(Policy, {}))


def _reached(model: Model, seen: dict[Model, None]) -> Iterator[Model]:
    if model in seen:
        return
    seen[model] = None
    yield model
    for field in fields_in(model):
        if field.model is not None:
            yield from _reached(field.model, seen)


def _item_of(field: Field | None, path: str) -> Field:
    if field is not None and field.kind == "list" and field.item is not None:
        return field.item
    if field is not None and field.kind == "records":
        return Field(field.owner, field.name, "record", required=True, model=field.model)
    raise UsageError(say("fields.no-such-field", name=path))


@cache
def _fields(model: Model) -> dict[str, Field]:
    keeps: frozenset[str] = getattr(model, "keeps_unknown", frozenset())
    return {
        name: _field(model, name, whole_type(info), required=info.is_required(), keeps_unknown=name in keeps)
        for name, info in fields_of(model).items()
    }


def _field(owner: Model, name: str, annotation: Any, *, required: bool, keeps_unknown: bool = False) -> Field:
    inner = item_type(annotation)
    model = model_in(inner if inner is not None else annotation)
    item = _field(owner, "", inner, required=True) if inner is not None and model is None else None
    kind = _kind(annotation)
    return Field(
        owner,
        name,
        kind,
        required=required,
        limit=_limit(annotation, kind),
        pattern=_pattern(annotation),
        words=words_of(annotation),
        points_to=next((mark.kinds for mark in marks(annotation) if isinstance(mark, Ref)), ()),
        keeps_unknown=keeps_unknown,
        short_form=getattr(model, "short_form", None),
        model=model,
        item=item,
    )


def _kind(annotation: Any) -> Kind:
    inner = item_type(annotation)
    if inner is not None:
        return "list" if model_in(inner) is None else "records"
    model = model_in(annotation)
    if model is not None:
        return _NUMBER_MODELS.get(model, "record")
    if words_of(annotation):
        return "choice"
    if any(isinstance(mark, Ref) for mark in marks(annotation)):
        return "reference"
    return _plain_kind(annotation)


def _plain_kind(annotation: Any) -> Kind:
    for member in members(annotation):
        if get_origin(member) is dict:
            return "names"
        for known, kind in _TYPES:
            if isinstance(member, type) and issubclass(member, known):
                return kind
    raise TypeError(f"forms know no field of type {annotation!r}")


def _limit(annotation: Any, kind: Kind) -> int | None:
    if kind == "text":
        return MAX_TEXT
    if kind != "line":
        return None
    for mark in _all_marks(annotation):
        if isinstance(limit := getattr(mark, "max_length", None), int):
            return limit
    return MAX_LINE


def _pattern(annotation: Any) -> str | None:
    for mark in _all_marks(annotation):
        schema = getattr(mark, "json_schema", None)
        if isinstance(schema, dict) and "pattern" in schema:
            return str(schema["pattern"])
    return None


def _all_marks(annotation: Any) -> Iterator[Any]:
    """Yield the marks of a type, those inside a pydantic field of it among them."""
    for mark in marks(annotation):
        yield mark
        yield from getattr(mark, "metadata", ())


def is_item(model: Model) -> bool:
    """Tell whether a model stands in lists and has an id of its own."""
    return issubclass(model, Item)
