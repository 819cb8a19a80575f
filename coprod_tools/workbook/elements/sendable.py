"""What goes to the browser must be text; a file's name in an old archive need not be, and one such stops a message."""

from __future__ import annotations

import json
from typing import Any


def sendable(value: Any) -> Any:
    """Return a value, plain as JSON has them, with a question mark for every half character in its words."""
    try:
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        return _mended(value)
    return value


def _mended(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {_mended(name): _mended(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_mended(each) for each in value]
    return value
