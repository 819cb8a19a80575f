"""One widget for whatever `render` and `drawing` make: cleaned again, drawings as pictures, nothing in it runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol, runtime_checkable

import anywidget
import traitlets

from coprod_tools.files.resources import shipped

_HERE = Path(__file__).parent


@runtime_checkable
class _Page(Protocol):
    html: str


def _look() -> str:
    """The look of a plan's page, and what a page inside JupyterLab needs beside it."""
    page = shipped("templates/page/blocks.css").read_text(encoding="utf-8")
    return page + (_HERE / "page_block.css").read_text(encoding="utf-8")


class PageBlock(anywidget.AnyWidget):
    """Blocks of `render`, pictures and albums of `drawing`, one after the other.

    Parameters
    ----------
    parts : Block, Picture or Album
        What is shown; empty until something is put in.
    """

    _esm = _HERE / "page_block.js"
    _css = _look()
    html = traitlets.Unicode("").tag(sync=True)

    def __init__(self, *parts: Any) -> None:
        super().__init__()
        self.fill(*parts)

    def fill(self, *parts: Any) -> None:
        """Show other parts; what lies folded open in the browser stays open."""
        from coprod_tools.render.outputs import shown_html

        self.html = "".join(str(shown_html(_html_of(part))) for part in parts)

    def twin(self) -> str:
        """Return the same as HTML that needs neither script nor kernel."""
        return self.html

    def _repr_mimebundle_(self, **named: Any) -> Any:
        found = super()._repr_mimebundle_(**named)
        bundle, metadata = found if isinstance(found, tuple) else (found or {}, {})
        return {**bundle, "text/html": self.twin()}, metadata


def _html_of(part: Any) -> str:
    """A block holds its HTML; pictures and albums make it when asked."""
    found = part.html if isinstance(part, _Page) else ""
    return str(found() if callable(found) else found)
