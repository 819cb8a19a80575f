"""Values as plain text and as YAML: what a saved change is written with."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any, Final

from pydantic import BaseModel

from coprod_tools.files.nodes import NOTHING, Plain
from coprod_tools.policy.ids import is_id
from coprod_tools.policy.record import Item
from coprod_tools.policy.values import PartialDate, Text


class _Remove(Enum):
    REMOVE = "remove"


REMOVE: Final = _Remove.REMOVE
"""Given as a field's new value, takes the field or list item out."""


@dataclass(frozen=True)
class Append:
    """Given as a list's new value, adds one item at its end; a list that is absent is begun."""

    item: Any


class Bare(str):
    """Text that is written without quotes although it looks like a number, a date, yes or no."""


_INDENT = 2
_PLAIN = re.compile(r"\w(?:[^\n\t#:]|:(?=[^\s])|(?<=\S)#)*", re.UNICODE)
_FLOW_MARKS = re.compile(r"[,\[\]{}:#\"']")
# What other YAML programs would take for something else than text.
_TEMPTING = re.compile(
    r"(?i)yes|no|y|n|on|off|true|false|null|[-+]?[\d_.,:]+(e[-+]?\d+)?|0x[0-9a-f_]+|0o?[0-7_]+|[-+]?\.(inf|nan)"
    r"|\d{4}-\d{1,2}-\d{1,2}.*"
)


def plain_value(value: Any) -> Plain:
    """Return `value` as a file would hold it: nested dict, tuple, text and None.

    Parameters
    ----------
    value : object
        A part of a policy, text, number, bool, None, or lists and dicts of these. Ids that were made, not given, are
        left out, since reading makes the same again.

    Raises
    ------
    TypeError
        For a value of another type.
    """
    if value is None or isinstance(value, Bare):
        return value
    if isinstance(value, bool):
        return Bare("yes" if value else "no")
    if isinstance(value, (int, Decimal)):
        return Bare(format(value, "f") if isinstance(value, Decimal) else str(value))
    if isinstance(value, float):
        return Bare(format(Decimal(repr(value)), "f"))
    if isinstance(value, PartialDate):
        return Bare(str(value))
    if isinstance(value, Text) and value.languages:
        return dict(value.languages)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, BaseModel):
        return _plain_record(value)
    if isinstance(value, Mapping):
        return {str(name): plain_value(inner) for name, inner in value.items()}
    if isinstance(value, Sequence):
        return tuple(plain_value(inner) for inner in value)
    raise TypeError(f"a policy cannot hold a {type(value).__name__}")


def _plain_record(record: BaseModel) -> Plain:
    fields = {}
    for name, info in type(record).model_fields.items():
        value = getattr(record, name)
        made = name == "id" and isinstance(record, Item) and not is_id(str(value))
        if value is not None and not made:
            fields[info.alias or name] = plain_value(value)
    short: str | None = getattr(type(record), "short_form", None)
    # Alone, `unknown` would read as nothing at all.
    if short is not None and set(fields) == {short} and isinstance(fields[short], str) and fields[short] != "unknown":
        return fields[short]
    return fields


def scalar(value: str | None, *, flow: bool = False, key: bool = False) -> str:
    """Return text as YAML on one line, in quotes only where it needs them."""
    if value is None:
        return "null"
    sound = value.isprintable() and _PLAIN.fullmatch(value) and value == value.strip() and value not in NOTHING
    tempting = not isinstance(value, Bare) and not key and _TEMPTING.fullmatch(value)
    if sound and not tempting and not ((flow or key) and _FLOW_MARKS.search(value)):
        return value
    if isinstance(value, Bare) and re.fullmatch(r"[-+]?[\d.]+", value):
        return value
    return _quoted(value)


def _quoted(value: str) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return "".join(c if c.isprintable() or c == " " else _escaped(c) for c in text)


def _escaped(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"


def inline(value: Plain) -> str:
    """Return a value as YAML on one line, lists and fields in brackets."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{scalar(name, flow=True, key=True)}: {inline(v)}" for name, v in value.items()) + "}"
    if isinstance(value, tuple):
        return "[" + ", ".join(inline(item) for item in value) + "]"
    return scalar(value, flow=True)


def block(value: Plain, indent: int) -> list[str]:
    """Return the lines of a value in block style, each indented by `indent` columns.

    An empty value and a scalar take one line.
    """
    pad = " " * indent
    if isinstance(value, dict) and value:
        return [line for name, inner in value.items() for line in _entry(name, inner, indent)]
    if isinstance(value, tuple) and value:
        return [line for item in value for line in _item(item, indent)]
    return [pad + (inline(value) if value in ({}, ()) else scalar(value))]  # type: ignore[arg-type]


def _entry(name: str, value: Plain, indent: int) -> list[str]:
    head = " " * indent + scalar(name, key=True) + ":"
    if isinstance(value, (dict, tuple)) and value:
        return [head, *block(value, indent + _INDENT)]
    return _with_scalar(head, value, indent)


def _item(value: Plain, indent: int) -> list[str]:
    head = " " * indent + "-"
    if isinstance(value, dict) and value:
        first, *rest = block(value, indent + _INDENT)
        return [head + " " + first[indent + _INDENT :], *rest]
    if isinstance(value, tuple) and value:
        return [head, *block(value, indent + _INDENT)]
    return _with_scalar(head, value, indent)


def _with_scalar(head: str, value: Plain, indent: int) -> list[str]:
    if value is None:
        return [head]
    if isinstance(value, (dict, tuple)):
        return [f"{head} {inline(value)}"]
    if fits_literal(value):
        return [f"{head} |-", *(" " * (indent + _INDENT) + line if line else "" for line in value.split("\n"))]
    return [f"{head} {scalar(value)}"]


def fits_literal(value: str) -> bool:
    """Tell whether text of several lines can stand as a block after `|-` and be read back the same."""
    lines = value.split("\n")
    return (
        len(lines) > 1
        and bool(lines[0] and lines[-1])
        and all(line.isprintable() and not line.startswith((" ", "\t")) for line in lines)
    )
