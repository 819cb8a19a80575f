"""coprod-tools: plan a policy through its whole life with the people it is for.

The way through: `read` a policy folder, `build_chain`, `assess` it, `draw_up` a plan, `render` its pages.
Names load when first used, so that reading a policy loads neither Jupyter nor matplotlib.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coprod_tools.assessment import assess
    from coprod_tools.chain import build_chain
    from coprod_tools.knowledge import load_knowledge
    from coprod_tools.plan import draw_up
    from coprod_tools.policyfile import read
    from coprod_tools.render import render

__all__ = ["assess", "build_chain", "draw_up", "load_knowledge", "read", "render"]
__version__ = "0.1.0"
_HOMES = {
    "assess": "assessment",
    "build_chain": "chain",
    "draw_up": "plan",
    "load_knowledge": "knowledge",
    "read": "policyfile",
    "render": "render",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"coprod_tools.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
