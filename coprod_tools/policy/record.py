"""The base of every part of a policy: frozen, strict, unknown fields refused, list items given their ids.

Modules with models do without `from __future__ import annotations`: pydantic would compile every annotation from its
text, which made reading the first policy a quarter slower.
"""

import types
import typing
from collections import Counter
from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, model_validator

from coprod_tools.policy.ids import Id, content_id
from coprod_tools.policy.vocabulary import Audience


def _holds_items(annotation: Any) -> bool:
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        return any(_holds_items(part) for part in typing.get_args(annotation))
    if typing.get_origin(annotation) is tuple:
        inner = typing.get_args(annotation)[0]
        inner = typing.get_args(inner)[0] if typing.get_origin(inner) is typing.Annotated else inner
        return isinstance(inner, type) and issubclass(inner, Item)
    return False


class Record(BaseModel):
    """A part of a policy.

    An absent field, an empty one and one that says `unknown` all read as None: nobody knows yet.
    """

    model_config = ConfigDict(
        frozen=True,
        strict=True,
        extra="forbid",
        allow_inf_nan=False,
        hide_input_in_errors=True,
        populate_by_name=True,
        defer_build=True,
        str_strip_whitespace=True,
    )
    # Fields for which the word `unknown` is itself a value.
    keeps_unknown: ClassVar[frozenset[str]] = frozenset()
    # A record that may be written as one plain value: the field that value goes to.
    short_form: ClassVar[str | None] = None
    _item_fields: ClassVar[tuple[str, ...]] = ()
    _known: ClassVar[frozenset[str]] = frozenset()

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        names = {alias for field in cls.model_fields.values() if (alias := field.alias)}
        cls._known = frozenset(names | cls.model_fields.keys())
        cls._item_fields = tuple(name for name, field in cls.model_fields.items() if _holds_items(field.annotation))

    @model_validator(mode="before")
    @classmethod
    def _absent_or_unknown(cls, data: Any) -> Any:
        if isinstance(data, dict):
            keeps, known = cls.keeps_unknown, cls._known
            # A field nobody knows is kept even when it is empty, so that it is refused.
            return {
                key: tuple(value) if type(value) is list else value
                for key, value in data.items()
                if key not in known or not (value is None or value == "" or (value == "unknown" and key not in keeps))
            }
        if cls.short_form is not None and not isinstance(data, (list, tuple, BaseModel)):
            return {cls.short_form: data}
        return data

    @model_validator(mode="after")
    def _give_items_ids(self) -> Self:
        for name in self._item_fields:
            items = getattr(self, name)
            if items and any(item.id is None for item in items):
                self.__dict__[name] = with_ids(items)
        return self


class Item(Record):
    """A part of a policy that stands in a list: it has an id, unique within its list."""

    id: Id | None = None
    visible_to: Audience | None = None
    key_fields: ClassVar[tuple[str, ...]] = ()

    @property
    def key(self) -> str:
        """The id it is known by; never None once it stands in a list."""
        return self.id or self.made_id()

    def made_id(self) -> str:
        """Make an id from the key fields, or where one is missing from the whole content."""
        parts = [getattr(self, name) for name in self.key_fields]
        if parts and all(parts):
            return ".".join(str(part) for part in parts)
        return content_id(self.model_dump_json(exclude={"id"}, exclude_none=True))


def with_ids(items: tuple[Any, ...]) -> tuple[Any, ...]:
    """Give every item without an id the one made from its key; equal ones are numbered from 2."""
    taken = {item.id for item in items if item.id is not None}
    seen: Counter[str] = Counter()
    given = []
    for item in items:
        if item.id is None:
            made = item.made_id()
            seen[made] += 1
            name = made if seen[made] == 1 and made not in taken else f"{made}.{max(seen[made], 2)}"
            item = item.model_copy(update={"id": name})
        given.append(item)
    return tuple(given)
