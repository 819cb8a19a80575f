"""Partners' maps: whose there are and how each stands, another one, what means the same, what they say together."""

from __future__ import annotations

from coprod_tools.workbook.maps_panel.panel import MapsPanel

__all__ = ["MapsPanel"]
