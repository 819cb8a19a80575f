"""Any widget of a panel as HTML for those who read a notebook and don't run it."""

from __future__ import annotations

from typing import Any

import ipywidgets
from markupsafe import Markup


def twin_of(widget: Any) -> str:
    """Return a widget as HTML that needs neither script nor kernel.

    Elements, page blocks and panels know their own; of boxes what is in them; of a field that was filled in its label
    and its words. Buttons and empty fields are for those who can press and type, so nothing stands for them.
    """
    own = getattr(widget, "twin", None)
    if callable(own):
        return str(own())
    if isinstance(widget, ipywidgets.Box):
        return "".join(map(twin_of, widget.children))
    words = _said(widget)
    if not words:
        return ""
    return str(Markup('<p><strong>{}</strong> <span dir="auto">{}</span></p>').format(widget.description, words))


def _said(widget: Any) -> str:
    """What a field says, in the words its reader sees; empty for whatever is no filled-in field."""
    if isinstance(widget, ipywidgets.Button | ipywidgets.FileUpload) or not getattr(widget, "description", ""):
        return ""
    if isinstance(widget, ipywidgets.Checkbox):
        return "✓" if widget.value else ""
    chosen = getattr(widget, "label", None)
    words = chosen if isinstance(chosen, str) else getattr(widget, "value", "")
    return " ".join(words.split()) if isinstance(words, str) else ""
