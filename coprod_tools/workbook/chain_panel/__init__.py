"""The value chain, live: a picture and a table in which the chain can be looked through and changed."""

from __future__ import annotations

from coprod_tools.workbook.chain_panel.panel import ChainPanel

__all__ = ["ChainPanel"]
