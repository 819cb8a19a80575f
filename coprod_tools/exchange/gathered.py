"""What gathering partners' maps did, or would do: one row for each map found, and everything that was set aside."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from coprod_tools.problems import Fault

GatherAction = Literal["added", "unchanged", "refused", "set-aside"]


@dataclass(frozen=True, slots=True)
class GatheredMap:
    """What happened, or would happen, to one map.

    Attributes
    ----------
    source : str
        Where it was found.
    actor, round : str and int, or None
        Whose it is; None when that is not known.
    path : Path or None
        The map's file in the policy's folder.
    action : {'added', 'unchanged', 'refused', 'set-aside'}
        `refused` leaves another map of the same partner and round as it is; `set-aside` could not be used.
    links : int
        Statements in it that can be used.
    date : str or None
        The day it was told, as the sheet says.
    faults : tuple of Fault
        Cells and rows that were set aside; for one that was set aside as a whole, why.
    notes : tuple of str
        What was kept or done in a way that should be known.
    """

    source: str
    actor: str | None
    round: int | None
    path: Path | None
    action: GatherAction
    links: int = 0
    date: str | None = None
    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gathered:
    """The whole of one gathering, in the order in which the sources were named.

    Attributes
    ----------
    moved : str
        Says that a single file became a folder; empty when it did not.
    left_out : tuple of str
        Files in a folder that are neither sheets nor maps.
    """

    rows: tuple[GatheredMap, ...]
    folder: Path
    dry_run: bool
    moved: str = ""
    left_out: tuple[str, ...] = ()

    @property
    def used(self) -> tuple[GatheredMap, ...]:
        """The maps that are now beside the policy, or were there already."""
        return tuple(row for row in self.rows if row.action in ("added", "unchanged"))

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Everything that was set aside, in order."""
        return tuple(fault for row in self.rows for fault in row.faults)

    @property
    def exit_code(self) -> int:
        """0 all used; 1 something was set aside or refused; 2 nothing could be used."""
        if not self.used:
            return 2
        return 1 if self.faults or len(self.used) < len(self.rows) else 0
