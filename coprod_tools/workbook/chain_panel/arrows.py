"""What an arrow means: which edit makes it, and which takes it back."""

from __future__ import annotations

from typing import cast

from coprod_tools.chain import ValueChain
from coprod_tools.drawing.chain_lanes import OUTCOMES
from coprod_tools.workbook.chain_panel import edits
from coprod_tools.workbook.chain_panel.details import kind_of
from coprod_tools.workbook.chain_panel.edits import Edit, Link

LINKS = ("needs", "needed-by", "feeds-back", "outcome")


def connection(chain: ValueChain, activity: str, link: str, other: str) -> Edit:
    """Return the edit that makes one of the four links that can be chosen."""
    if link == "needed-by":
        return edits.connect(chain, "needs", other, activity)
    return edits.connect(chain, cast("Link", link), activity, other)


def drawn(chain: ValueChain, source: str, target: str) -> Edit | None:
    """Return the edit that an arrow drawn from one box to another means; None where it means nothing."""
    name = target.partition(":")[2]
    match kind_of(target):
        case "activity":
            return edits.connect(chain, "needs", target, source)
        case "outcome":
            return edits.connect(chain, "outcome", source, name)
        case "stage":
            return edits.connect(chain, "feeds-back", source, name) if name not in ("", OUTCOMES) else None
    return None


def taken_back(chain: ValueChain, chosen: str, link: str, other: str) -> Edit:
    """Return the edit that takes back one of the four links."""
    if link == "needed-by":
        return edits.disconnect(chain, "needs", other, chosen)
    return edits.disconnect(chain, cast("Link", link), chosen, other)
