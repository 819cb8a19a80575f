"""All policies of a folder at once, each read by itself; one that can't be read is named and the others stay."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from coprod_tools.files.folder_scan import OWN_FILE, policies_in
from coprod_tools.policyfile.loading import Loaded, load
from coprod_tools.problems import CoprodError


@dataclass(frozen=True, slots=True)
class Together:
    """What was read.

    Attributes
    ----------
    policies : tuple of Loaded
        In the order of their files.
    refused : tuple of (str, str)
        The file and why, for each that can't be read.
    """

    policies: tuple[Loaded, ...]
    refused: tuple[tuple[str, str], ...]


def load_together(path: Path | str, knowledge: Path | None = None) -> Together:
    """Read every policy of a folder; a policy's own file or folder, or `worked:NAME`, gives that one alone.

    Parameters
    ----------
    knowledge : Path, optional
        A folder whose lifecycles add to the shipped ones.

    Raises
    ------
    InvalidInput
        When the folder can't be listed, or the one policy that is named can't be read.
    """
    place = Path(path)
    if not place.is_dir() or (place / OWN_FILE).exists():
        return Together((load(path, knowledge),), ())
    found, refused = [], []
    for each in policies_in(place):
        try:
            found.append(load(each, knowledge))
        except CoprodError as error:
            refused.append((str(each), str(error)))
    return Together(tuple(found), tuple(refused))
