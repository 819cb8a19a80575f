"""What `coprod lab` tells the workbook it starts: which folder, which policy, who works, and whether they may write."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

FOLDER, OPEN, READ_ONLY, BY = "COPROD_LAB_FOLDER", "COPROD_LAB_OPEN", "COPROD_LAB_READ_ONLY", "COPROD_LAB_BY"
WORKSHOP = "COPROD_LAB_WORKSHOP"


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a workbook works.

    Attributes
    ----------
    folder : Path
        The folder of policies, absolute.
    open_first : Path or None
        The policy to open at once instead of the start page.
    workshop : bool
        Whether several people use the page at once, each with a name of their own and at a place of their own.
    """

    folder: Path
    open_first: Path | None = None
    read_only: bool = False
    by: str = ""
    workshop: bool = False

    def as_environment(self) -> dict[str, str]:
        """Return the setting as environment variables."""
        return {
            FOLDER: str(self.folder),
            OPEN: str(self.open_first or ""),
            READ_ONLY: "1" if self.read_only else "",
            BY: self.by,
            WORKSHOP: "1" if self.workshop else "",
        }


def from_environment(environment: Mapping[str, str] | None = None) -> Setting:
    """Return the setting that `coprod lab` left in the environment; without one, the working directory's."""
    found = os.environ if environment is None else environment
    policy = found.get(OPEN, "")
    return Setting(
        folder=Path(found.get(FOLDER) or Path.cwd()).absolute(),
        open_first=Path(policy) if policy else None,
        read_only=bool(found.get(READ_ONLY)),
        by=found.get(BY, ""),
        workshop=bool(found.get(WORKSHOP)),
    )
