"""Write a policy as readable YAML: blocks, short records on one line, long words folded, nothing left to guess."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

WIDTH = 100
# Words that other YAML readers take for yes, no or nothing; here every value is text, but quotes keep it so elsewhere.
_SPOKEN_FOR = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null", "none", "~", "nan", "inf"})
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?")
_PLAIN = re.compile(r"[^\W_](?:[\w ./+()%;'-]|:(?=[\w/]))*", re.ASCII)
_MACRONS = str.maketrans("āēīōūĀĒĪŌŪ", "aeiouAEIOU")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def dump_yaml(data: Mapping[str, Any], comments: Iterable[str] = ()) -> str:
    """Return `data` as YAML that reads back to the same values.

    Parameters
    ----------
    data : mapping
        Text, numbers (int, Decimal), yes or no (bool), lists and mappings of these. A field that is None is left out.
    comments : iterable of str
        Lines written above, each behind `#`.

    Raises
    ------
    TypeError
        When a value is of another kind.
    """
    above = [f"# {' '.join(line.split())}".rstrip() for line in comments]
    return "\n".join([*above, *_mapping(data, 0)]) + "\n"


def _mapping(data: Mapping[str, Any], indent: int) -> list[str]:
    lines: list[str] = []
    for key, value in data.items():
        if value is not None:
            lines += _entry(" " * indent + _on_one_line(key) + ":", value, indent)
    return lines or [" " * indent + "{}"]


def _sequence(items: Iterable[Any], indent: int) -> list[str]:
    lines: list[str] = []
    for item in items:
        lines += _item(item, indent)
    return lines


def _entry(head: str, value: Any, indent: int) -> list[str]:
    if _is_scalar(value):
        return _with_scalar(head, value, indent)
    short = _flow(value)
    if short is not None and len(head) + len(short) < WIDTH:
        return [f"{head} {short}"]
    inner = _mapping(value, indent + 2) if isinstance(value, Mapping) else _sequence(value, indent + 2)
    return [head, *inner]


def _item(value: Any, indent: int) -> list[str]:
    head = " " * indent + "-"
    if _is_scalar(value):
        return _with_scalar(head, value, indent)
    short = _flow(value)
    if short is not None and len(head) + len(short) < WIDTH:
        return [f"{head} {short}"]
    inner = _mapping(value, indent + 2) if isinstance(value, Mapping) else _sequence(value, indent + 2)
    return [head + " " + inner[0].lstrip(" "), *inner[1:]]


def _with_scalar(head: str, value: Any, indent: int) -> list[str]:
    if isinstance(value, str) and _may_be_block(value):
        margin = " " * (indent + 2)
        if "\n" in value:
            return [f"{head} |-", *(margin + line if line else "" for line in value.split("\n"))]
        if len(head) + len(value) > WIDTH and "  " not in value:
            return [f"{head} >-", *_folded(value, margin)]
    return [f"{head} {_on_one_line(value)}"]


def _may_be_block(text: str) -> bool:
    lines = text.split("\n")
    return (
        all(line.isprintable() and line == line.rstrip(" ") for line in lines)
        and lines[0][:1] not in {"", " "}
        and bool(lines[-1])
    )


def _folded(text: str, margin: str) -> list[str]:
    lines, line = [], ""
    for word in text.split(" "):
        if line and len(margin) + len(line) + 1 + len(word) > WIDTH:
            lines.append(margin + line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, margin + line]


def _flow(value: Any) -> str | None:
    """Return a flat record or list on one line; None when it holds something that is not flat."""
    if isinstance(value, Mapping):
        given = {key: part for key, part in value.items() if part is not None}
        if not all(_is_scalar(part) for part in given.values()):
            return None
        return "{" + ", ".join(f"{_in_flow(key)}: {_in_flow(part)}" for key, part in given.items()) + "}"
    if all(_is_scalar(part) for part in value):
        return "[" + ", ".join(_in_flow(part) for part in value) + "]"
    return None


def _is_scalar(value: Any) -> bool:
    if isinstance(value, (str, bool, int, Decimal)):
        return True
    if isinstance(value, (Mapping, list, tuple)):
        return False
    raise TypeError(f"a policy file can't hold {type(value).__name__}")


def _in_flow(value: Any) -> str:
    text = _on_one_line(value)
    return _quoted(text) if ":" in text and not text.startswith('"') else text


def _on_one_line(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, Decimal)):
        return format(value, "f") if isinstance(value, Decimal) else str(value)
    return value if _is_plain(value) else _quoted(value)


def _is_plain(text: str) -> bool:
    if text.lower() in _SPOKEN_FOR or not _PLAIN.fullmatch(text.translate(_MACRONS)) or text[-1] == " ":
        return False
    return not text[0].isdigit() or bool(_DATE.fullmatch(text)) or any(letter.isalpha() for letter in text[:2])


def _quoted(text: str) -> str:
    return '"' + "".join(_ESCAPES.get(c) or (c if c.isprintable() else _escaped(c)) for c in text) + '"'


def _escaped(character: str) -> str:
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02X}"
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"
