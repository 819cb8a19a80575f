"""A notebook as one page that stands alone: no script, no outside request, light and dark, screen, phone and paper."""

from __future__ import annotations

import re
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from nbconvert.exporters import TemplateExporter
from nbformat import NotebookNode

from coprod_tools.files.resources import shipped
from coprod_tools.render.block import heard
from coprod_tools.render.look import look
from coprod_tools.render.outputs import shown
from coprod_tools.render.safe import prose
from coprod_tools.words import say

# Cells for those who run the notebook; papermill's own cell of parameters is one of them.
GUIDE = frozenset({"guide", "injected-parameters"})
_SECOND_HEADING = re.compile(r"<h2[^>]*>(.*?)</h2>", re.DOTALL)
_FIRST_PAGE = '<h2 class="heard" id="first-page">'
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
        environment.globals.update(say=say, heard=heard)
        return environment

    def from_notebook_node(  # type: ignore[override]  # as nbconvert's own exporters do
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """Convert a notebook; what the page needs beside its cells is gathered here."""
        style, digest = look()
        cells = [(f"cell-{number}", number, cell) for number, cell in enumerate(nb.cells)]
        page = {
            "style": style,
            "style_hash": digest,
            "contents": _first_page(nb) + [(anchor, words) for anchor, _, cell in cells if (words := _heading(cell))],
            "cells": [cell for cell in cells if not _is_guide(cell[-1])],
            "guide": [cell for cell in cells if _is_guide(cell[-1])],
            "title": _title(nb),
            "lang": nb.metadata.get("lang") or "en",
        }
        return super().from_notebook_node(nb, {**(resources or {}), "page": page}, **kw)


def page_of(notebook: NotebookNode) -> str:
    """Return the notebook as one page of HTML; the same notebook gives the same bytes."""
    exporter = PageExporter()  # type: ignore[no-untyped-call]
    return exporter.from_notebook_node(notebook)[0]


def _is_guide(cell: NotebookNode) -> bool:
    """Readers of the page find these folded at its end."""
    return not GUIDE.isdisjoint(cell.metadata.get("tags", ()))


def _first_page(nb: NotebookNode) -> list[tuple[str, str]]:
    """The first screen's place in the list of contents, where the notebook shows one at the top of its headings."""
    outputs = (output for cell in nb.cells for output in cell.get("outputs", ()))
    shows = any(_FIRST_PAGE in "".join(output.get("data", {}).get("text/html", "")) for output in outputs)
    return [("first-page", say("render.first-page"))] if shows else []


def _heading(cell: NotebookNode) -> str | None:
    """The words of the second heading a cell of prose opens with, for the list of contents."""
    if cell.cell_type != "markdown" or _is_guide(cell):
        return None
    found = _SECOND_HEADING.search(prose(cell.source))
    return Markup(found[1]).striptags() if found else None  # noqa: S704 - cleaned by prose


def aside(markdown: str) -> Markup:
    """Return Markdown as harmless HTML whose headings do not count among the page's own."""
    flat = _ANY_HEADING.sub(lambda tag: "</p>" if tag[1] else '<p class="heading">', prose(markdown))
    return Markup(flat)  # noqa: S704 - cleaned by prose


def _title(nb: NotebookNode) -> str:
    """The page's name: what an output says it is, else the notebook's first heading."""
    for cell in nb.cells:
        for output in cell.get("outputs", ()):
            named = output.get("metadata", {}).get("coprod", {}).get("title")
            if named:
                return str(named)
    for cell in nb.cells:
        if cell.cell_type == "markdown" and cell.source.startswith("# "):
            return prose(cell.source.splitlines()[0]).striptags()
    return say("render.untitled")
