"""What stands in an empty place: what is not said is a question, and is never read as no."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coprod_tools.words import say


def silence_of(document: Mapping[str, Any]) -> dict[str, str]:
    """Return, for places of the first screen whose emptiness could mislead, what may be said there."""
    counts = {"real": 0, "led_outside": 0, "claimed": 0, "unknown": 0, "unknowns": len(document["unknowns"])}
    counts |= document["first_screen"].get("counts") or {}
    stated = any(cell["verdict"] != "unknown" for stage in document["stages"] for cell in stage["cells"])
    return {
        "real": _real(counts, stated),
        "claimed": _claimed(counts, stated),
        "unknown": _open("unknown", counts["unknowns"]),
        "asks": _asks(counts, stated),
    }


def _real(counts: Mapping[str, int], stated: bool) -> str:
    if counts["unknown"]:
        return say("render.empty.real", count=counts["unknown"])
    return say("render.empty.real-none" if stated else "render.empty.real-nothing")


def _claimed(counts: Mapping[str, int], stated: bool) -> str:
    if counts["unknown"]:
        return say("render.empty.claimed-open", count=counts["unknown"])
    return say("render.empty.claimed" if stated else "render.empty.claimed-nothing")


def _open(part: str, count: int) -> str:
    return say(f"render.empty.{part}-listed", count=count) if count else say(f"render.empty.{part}")


def _asks(counts: Mapping[str, int], stated: bool) -> str:
    if counts["led_outside"]:
        return say("render.empty.asks-led")
    return say("render.empty.asks" if stated else "render.empty.asks-nothing")
