"""The one notebook that is run by itself: it comes with the package and is on nobody's disk."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

# A name that nobody gives a file of their own. A file that bears it all the same is neither shown nor run.
SERVED_AS = "Policy workbook ~coprod~.ipynb"
FILE = Path(__file__).with_name("workbook.ipynb")


@cache
def _text() -> str:
    return FILE.read_text(encoding="utf-8")


def notebook() -> dict[str, Any]:
    """Return the notebook, each time anew."""
    return dict(json.loads(_text()))


def is_app(path: str) -> bool:
    """Tell whether a path below the served folder is the workbook's."""
    return path.strip("/") == SERVED_AS
