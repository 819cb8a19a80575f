"""What lies beside a policy in its folder: partners' maps, joins and reviews, read whole and strictly."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from coprod_tools.files import decode, read_bytes
from coprod_tools.policy.ids import is_id
from coprod_tools.policy.joins import Join, ReviewRow
from coprod_tools.policy.partner_maps import PartnerMap
from coprod_tools.policyfile import joins_file, review_file
from coprod_tools.policyfile.map_csv import read_map
from coprod_tools.problems import Fault, InvalidInput
from coprod_tools.words import say

if TYPE_CHECKING:
    from coprod_tools.policyfile.loading import Loaded

MAPS = "maps"
ENDING = ".csv"
_NAME = re.compile(r"(?P<actor>[^.]+)(?:\.(?P<round>[1-9][0-9]{0,3}))?")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Beside:
    """The side files of one policy; empty for a policy that is a single file.

    Attributes
    ----------
    maps : tuple of PartnerMap
        Sorted by actor and round.
    joins, review : tuple
        In the order of their files.
    """

    maps: tuple[PartnerMap, ...] = ()
    joins: tuple[Join, ...] = ()
    review: tuple[ReviewRow, ...] = ()


def read_beside(loaded: Loaded) -> Beside:
    """Return what lies beside a policy.

    Raises
    ------
    InvalidInput
        With every fault of every side file.
    """
    if loaded.folder is None:
        return Beside()
    shown = loaded.source.file if loaded.source.shipped else str(loaded.folder)
    faults: list[Fault] = []
    maps = tuple(_maps(loaded.folder / MAPS, f"{shown}/{MAPS}", faults))
    joins = _gathered(joins_file.read_joins, loaded.folder / joins_file.NAME, f"{shown}/{joins_file.NAME}", faults)
    review = _gathered(review_file.read_review, loaded.folder / review_file.NAME, f"{shown}/{review_file.NAME}", faults)
    if faults:
        raise InvalidInput(faults)
    return Beside(maps, joins, review)


def _gathered(reads: Callable[[Path, str], tuple[T, ...]], path: Path, file: str, faults: list[Fault]) -> tuple[T, ...]:
    try:
        return reads(path, file)
    except InvalidInput as refused:
        faults += refused.faults
        return ()


def _maps(folder: Path, shown: str, faults: list[Fault]) -> Iterator[PartnerMap]:
    seen: dict[tuple[str, int], str] = {}
    found = []
    for path in map_files(folder):
        file = f"{shown}/{path.name}"
        named = named_by(path.name)
        if named is None:
            faults.append(Fault(file, say("maps.map_name")))
        elif named in seen:
            faults.append(Fault(file, say("maps.same_round", other=seen[named])))
        else:
            seen[named] = path.name
            try:
                found.append(read_partner_map(path, file))
            except InvalidInput as refused:
                faults += refused.faults
    return iter(sorted(found, key=lambda each: (each.actor, each.round)))


def map_files(folder: Path) -> list[Path]:
    """Return the CSV files of a policy's `maps` folder, sorted; hidden ones and other kinds are left out."""
    if not folder.is_dir() or folder.is_symlink():
        return []
    paths = [path for path in folder.iterdir() if path.suffix.lower() == ENDING and not path.name.startswith(".")]
    return sorted(path for path in paths if not path.is_dir())


def named_by(name: str) -> tuple[str, int] | None:
    """Return actor and round that a map's file name tells; None when it is no such name."""
    match = _NAME.fullmatch(Path(name).stem)
    if match is None or not is_id(match["actor"]):
        return None
    return match["actor"], int(match["round"] or 1)


def map_name(actor: str, round: int) -> str:
    """Return the name of the file of a partner's map."""
    return f"{actor}{ENDING}" if round == 1 else f"{actor}.{round}{ENDING}"


def read_partner_map(path: Path, file: str | None = None) -> PartnerMap:
    """Return the partner's map at `path`, whose name is a map's name.

    Raises
    ------
    InvalidInput
        With every fault of the file.
    """
    file = file or str(path)
    named = named_by(path.name)
    if named is None:
        raise InvalidInput([Fault(file, say("maps.map_name"))])
    if path.is_symlink():
        raise InvalidInput([Fault(file, say("maps.map_is_link"))])
    data = read_bytes(path, file=file)
    statements, faults = read_map(decode(data, file), file)
    if faults:
        raise InvalidInput(faults)
    return PartnerMap(*named, statements, f"{MAPS}/{path.name}", hashlib.sha256(data).hexdigest())
