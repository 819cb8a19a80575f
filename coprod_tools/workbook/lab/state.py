"""Where this computer keeps what the workbook remembers for the person who works at it; never in a policy's folder."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

HOME = "COPROD_STATE"


def state_folder(environment: Mapping[str, str] | None = None) -> Path:
    """Return the folder for remembered places; it need not exist yet. `COPROD_STATE` names another."""
    found = os.environ if environment is None else environment
    if found.get(HOME):
        return Path(found[HOME])
    if sys.platform == "win32":
        return Path(found.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "coprod-tools"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "coprod-tools"
    return Path(found.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "coprod-tools"
