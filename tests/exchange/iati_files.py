"""Small IATI files for tests, made of the piece under test and a bare rest."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from coprod_tools.exchange import Imported
from coprod_tools.exchange.iati import read

BARE = """<iati-identifier>AA-1</iati-identifier>
<reporting-org ref="AA" type="10"><narrative>Donor</narrative></reporting-org>
<title><narrative>Wells</narrative></title>"""


def iati(inner: str, *, bare: str = BARE, activity: str = 'xml:lang="en"', root: str = 'version="2.03"') -> str:
    """Return an IATI file of one activity."""
    return f"<iati-activities {root}><iati-activity {activity}>{bare}{inner}</iati-activity></iati-activities>"


def imported(folder: Path, text: str | bytes) -> Imported:
    """Write a file and read it as IATI."""
    path = folder / "donor.xml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read(path)


def raw(folder: Path, text: str) -> dict[str, Any]:
    """Return the plain policy data of the file's only activity."""
    (one,) = imported(folder, text).policies
    return one.raw


def lost(found: Imported) -> dict[str, int]:
    """Return how often each field was lost."""
    counts: dict[str, int] = {}
    for row in found.lost:
        counts[row.field] = counts.get(row.field, 0) + row.count
    return counts
