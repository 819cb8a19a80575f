"""Parts of a workbook page that ipywidgets has no sound form of; each has a static twin."""

from __future__ import annotations

from coprod_tools.workbook.elements.element import Element
from coprod_tools.workbook.elements.parts import Cards, Cell, Message, Table, Way, Words

__all__ = ["Cards", "Cell", "Element", "Message", "Table", "Way", "Words"]
