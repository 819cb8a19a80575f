"""Many policies to their plans, one after the other; a bad one never stops, slows or changes the others."""

from coprod_tools.batch.making import BatchResult, BatchRow, batch

__all__ = ["BatchResult", "BatchRow", "batch"]
