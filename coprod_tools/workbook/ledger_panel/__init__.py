"""Who gives: what each puts in, on whose terms, what is asked of people, and who answers for what."""

from __future__ import annotations

from coprod_tools.workbook.ledger_panel.panel import LedgerPanel

__all__ = ["LedgerPanel"]
