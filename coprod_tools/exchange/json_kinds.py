"""Tell of which tool a JSON file is, by its shape; nothing is judged by its name."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from coprod_tools.exchange.json_source import read_json
from coprod_tools.problems import InvalidInput

_STARTS = (b"{", b"export")


def root_of(path: Path, head: bytes) -> dict[str, Any]:
    """Return the outermost object of a JSON file; an empty one for every other file."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start.startswith(_STARTS):
        return {}
    found = path.stat()
    return _root(path, found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=1)
def _root(path: Path, changed: int, size: int) -> dict[str, Any]:
    """Several formats ask for the same file in turn."""
    try:
        root = read_json(path)
    except InvalidInput:
        return {}
    return root if isinstance(root, dict) else {}


def objects_with(value: Any, *keys: str) -> bool:
    """Tell whether `value` is a list of objects of which each has all of `keys`; an empty list has them."""
    return isinstance(value, list) and all(isinstance(item, dict) and item.keys() >= set(keys) for item in value)
