"""Read a JSON file from outside: bounded in size and depth, every key once, plain numbers only."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Never

from coprod_tools.files import decode, read_bytes
from coprod_tools.problems import Fault, InvalidInput
from coprod_tools.words import say

MAX_DEPTH = 100
# Longest number as written, and largest power of ten: those a program can write for an ordinary (double) number.
MAX_DIGITS, MAX_POWER = 60, 308
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')
_SURROGATE = re.compile("[\ud800-\udfff]")
_MODULE = re.compile(r"\s*export\s+default\b")


class _Unfit(ValueError):
    """A number, constant or key that is refused; `wanted` is how it stands in the text."""

    def __init__(self, message_id: str, wanted: str) -> None:
        super().__init__(message_id)
        self.message_id, self.wanted = message_id, wanted


def read_json(path: Path | str) -> Any:
    """Return what a JSON file holds; numbers are int or Decimal, lone halves of characters become U+FFFD.

    A file that wraps its JSON as a script's `export default {...};` is read as well.

    Raises
    ------
    InvalidInput
        When the file can't be read, is no JSON (with line and column), is deeper than 100 levels, gives a key twice
        in one object, or holds a number that is not finite, or too large or small to be one of a map.
    """
    name = Path(path).name
    return parse_json(decode(read_bytes(path, file=name), name), name)


def parse_json(text: str, file: str) -> Any:
    """Return what JSON text holds; see `read_json`."""
    text = _unwrapped(text)
    try:
        value = json.loads(
            text, object_pairs_hook=_once, parse_int=_whole, parse_float=_decimal, parse_constant=_constant
        )
    except json.JSONDecodeError as error:
        message = say("exchange.malformed_json", why=error.msg)
        raise InvalidInput([Fault(file, message, error.lineno, error.colno)]) from None
    except RecursionError:
        raise InvalidInput([Fault(file, say("exchange.too_deep", limit=MAX_DEPTH))]) from None
    except _Unfit as error:
        raise InvalidInput([Fault(file, say(error.message_id), *_place(text, error))]) from None
    return _checked(value, file)


def _unwrapped(text: str) -> str:
    """Blank out what makes a script of the JSON, so that lines and columns stay."""
    start = _MODULE.match(text)
    if start is None:
        return text
    blank = re.sub(r"[^\n]", " ", start.group())
    return blank + text[start.end() :].rstrip().removesuffix(";")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise _Unfit("exchange.key_twice", twice)
    return found


def _whole(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise _Unfit("exchange.number_size", digits)
    return int(digits)


def _decimal(digits: str) -> Decimal:
    try:
        number = Decimal(digits) if len(digits) <= MAX_DIGITS else None
    except InvalidOperation:
        number = None
    if number is None or abs(number.adjusted()) > MAX_POWER:
        raise _Unfit("exchange.number_size", digits)
    return number


def _constant(word: str) -> Never:
    raise _Unfit("exchange.not_finite", word)


def _place(text: str, error: _Unfit) -> tuple[int | None, int | None]:
    """Return line and column of what was refused."""
    found = _second_keys(text, error.wanted) if error.message_id == "exchange.key_twice" else _numbers(text, error)
    start = next(found, None)
    if start is None:
        return None, None
    return text.count("\n", 0, start) + 1, start - (text.rfind("\n", 0, start) + 1) + 1


def _numbers(text: str, error: _Unfit) -> Iterator[int]:
    return (token.start() for token in _TOKEN.finditer(text) if token.group() == error.wanted)


def _second_keys(text: str, key: str) -> Iterator[int]:
    """Yield where `key` stands for the second time in one object."""
    seen: list[int] = []
    before: re.Match[str] | None = None
    for token in _TOKEN.finditer(text):
        sign = token.group()
        if sign in "{[":
            seen.append(0)
        elif sign in "}]" and seen:
            seen.pop()
        elif sign == ":" and before and seen and _means(before.group(), key):
            seen[-1] += 1
            if seen[-1] > 1:
                yield before.start()
        before = token


def _means(token: str, key: str) -> bool:
    try:
        return bool(token[:1] == '"' and json.loads(token) == key)
    except ValueError:
        return False


def _checked(value: Any, file: str) -> Any:
    """Return the value with lone surrogates replaced, refusing one that is too deep; without recursion."""
    top = [value]
    waiting: list[tuple[Any, int]] = [(top, 0)]
    while waiting:
        holder, depth = waiting.pop()
        if depth > MAX_DEPTH:
            raise InvalidInput([Fault(file, say("exchange.too_deep", limit=MAX_DEPTH))])
        if isinstance(holder, dict) and any(_SURROGATE.search(key) for key in holder):
            whole = {_SURROGATE.sub("�", key): part for key, part in holder.items()}
            holder.clear()
            holder.update(whole)
        for key, part in list(holder.items() if isinstance(holder, dict) else enumerate(holder)):
            if isinstance(part, str) and _SURROGATE.search(part):
                holder[key] = _SURROGATE.sub("�", part)
            elif isinstance(part, (dict, list)):
                waiting.append((part, depth + 1))
    return top[0]
