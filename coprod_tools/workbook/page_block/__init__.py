"""A piece of a page inside a panel: the same tables and pictures that the printed plan shows."""

from __future__ import annotations

from coprod_tools.workbook.page_block.page_block import PageBlock

__all__ = ["PageBlock"]
