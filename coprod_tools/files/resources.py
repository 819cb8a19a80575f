"""Where the notebooks and templates lie that come with the package, in a checkout and in an installed wheel."""

from __future__ import annotations

import importlib.resources
from pathlib import Path

PACKED = "_shipped"


def shipped(path: str) -> Path:
    """Return the file or folder that comes with the package, such as `notebooks/90_plan.ipynb`.

    A wheel carries them inside the package; an editable install reads the checkout's own top-level folders.

    Raises
    ------
    FileNotFoundError
        When nothing of that name is shipped, or `path` points outside what is shipped.
    """
    package = Path(str(importlib.resources.files("coprod_tools")))
    for root in (package / PACKED, package.parent):
        found = root / path
        if found.exists() and _within(found, root):
            return found
    raise FileNotFoundError(f"not shipped with coprod-tools: {path}")


def _within(path: Path, root: Path) -> bool:
    """Tell whether `path` stays in the notebooks or templates of `root`, links and `..` followed."""
    real = path.resolve()
    return any(real.is_relative_to((root / kind).resolve()) for kind in ("notebooks", "templates"))
