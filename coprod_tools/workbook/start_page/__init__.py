"""The first page of the workbook: the policies of a folder, and the ways to begin one."""

from __future__ import annotations

from coprod_tools.workbook.start_page.page import StartPage

__all__ = ["StartPage"]
