"""A notebook as one page that stands alone: no script, no outside request, light and dark, screen, phone and paper."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from nbconvert.exporters import TemplateExporter
from nbformat import NotebookNode

from coprod_tools.files.resources import shipped
from coprod_tools.render.outputs import shown
from coprod_tools.render.safe import prose
from coprod_tools.words import say

# Cells for those who run the notebook; papermill's own cell of parameters is one of them.
GUIDE = frozenset({"guide", "injected-parameters"})
STYLES = ("blocks.css", "page.css")
_SECOND_HEADING = re.compile(r"<h2[^>]*>(.*?)</h2>", re.DOTALL)
_ANY_HEADING = re.compile(r"<(/?)h[1-6][^>]*>")


class PageExporter(TemplateExporter):
    """Exports through the project's own template; `jupyter nbconvert --to coprod_tools.render.page.PageExporter`."""

    export_from_notebook = "coprod page"
    output_mimetype = "text/html"

    def _file_extension_default(self) -> str:
        return ".html"

    def _template_name_default(self) -> str:
        return "page"

    def get_template_names(self) -> list[str]:
        """Only the project's own template: nothing in the working directory or the user's folders can replace it."""
        return ["page"]

    def _create_environment(self) -> Environment:
        environment = Environment(loader=FileSystemLoader(shipped("templates/page")), autoescape=True, trim_blocks=True)
        environment.filters.update(shown=shown, prose=prose, aside=aside)
        environment.globals.update(say=say)
        return environment

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """Convert a notebook; what the page needs beside its cells is gathered here."""
        style = "".join(shipped(f"templates/page/{name}").read_text(encoding="utf-8") for name in STYLES)
        cells = [(f"cell-{number}", cell) for number, cell in enumerate(nb.cells)]
        page = {
            "style": Markup(style),  # noqa: S704 - our own files
            "style_hash": base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
            "contents": [(anchor, words) for anchor, cell in cells if (words := _heading(cell))],
            "cells": [(anchor, cell) for anchor, cell in cells if not _is_guide(cell)],
            "guide": [cell for _, cell in cells if _is_guide(cell)],
            "title": _title(nb),
            "lang": nb.metadata.get("lang") or "en",
        }
        return super().from_notebook_node(nb, {**(resources or {}), "page": page}, **kw)  # type: ignore[return-value]


def page_of(notebook: NotebookNode) -> str:
    """Return the notebook as one page of HTML; the same notebook gives the same bytes."""
    return PageExporter().from_notebook_node(notebook)[0]


def _is_guide(cell: NotebookNode) -> bool:
    """Readers of the page find these folded at its end."""
    return not GUIDE.isdisjoint(cell.metadata.get("tags", ()))


def _heading(cell: NotebookNode) -> str | None:
    """The words of the second heading a cell of prose opens with, for the list of contents."""
    if cell.cell_type != "markdown" or _is_guide(cell):
        return None
    found = _SECOND_HEADING.search(prose(cell.source))
    return Markup(found[1]).striptags() if found else None


def aside(markdown: str) -> Markup:
    """Return Markdown as harmless HTML whose headings do not count among the page's own."""
    return Markup(_ANY_HEADING.sub(r'<\1p class="heading">', prose(markdown)).replace('</p class="heading">', "</p>"))  # noqa: S704


def _title(nb: NotebookNode) -> str:
    """The page's name: what an output says it is, else the notebook's first heading."""
    for cell in nb.cells:
        for output in cell.get("outputs", ()):
            named = output.get("metadata", {}).get("coprod", {}).get("title")
            if named:
                return str(named)
    for cell in nb.cells:
        if cell.cell_type == "markdown" and cell.source.startswith("# "):
            return Markup(prose(cell.source.splitlines()[0])).striptags()
    return say("render.untitled")
