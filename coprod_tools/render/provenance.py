"""What a plan was made from: files and their hashes, versions, parameters; never a path of this computer."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path, PurePath

from coprod_tools.consensus.holders import SHOWN_TO
from coprod_tools.files import read_bytes
from coprod_tools.plan.document import Record
from coprod_tools.policy import Policy
from coprod_tools.policyfile import Loaded
from coprod_tools.words import say

PACKAGES = ("coprod-tools", "networkx", "pydantic", "matplotlib", "papermill", "nbconvert")
_BESIDE = ("joins.yaml", "review.yaml")


def record_of(loaded: Loaded, as_at: str = "", knowledge: str = "") -> Record:
    """Return the record of a plan made from this policy.

    Parameters
    ----------
    as_at, knowledge : str
        As they were given to the run; of a knowledge folder only its name is kept.
    """
    return Record(
        inputs=tuple({"path": name, "sha256": digest} for name, digest in _inputs(loaded)),
        versions={"python": platform.python_version()} | dict(_versions()),
        parameters={"policy": loaded.policy.id, "as_at": as_at or None, "knowledge": PurePath(knowledge).name or None},
    )


def _inputs(loaded: Loaded) -> Iterator[tuple[str, str]]:
    """Names as seen from the policy's folder, so that a record reads the same on every computer."""
    yield loaded.path.name, _digest(loaded.path)
    if loaded.folder is None:
        return
    beside = [loaded.folder / name for name in _BESIDE]
    for path in beside:
        if path.is_file() and not path.is_symlink():
            yield path.name, _digest(path)
    yield from _maps(loaded)


def _maps(loaded: Loaded) -> Iterator[tuple[str, str]]:
    """Partners' maps; one of a partner that has not agreed to be named is counted, in the order of its digest."""
    folder = loaded.folder or Path()
    maps = [path for path in sorted(folder.glob("maps/*.csv")) if path.is_file() and not path.is_symlink()]
    willing = _willing(loaded.policy)
    for path in maps:
        if path.name.split(".")[0] in willing:
            yield path.relative_to(folder).as_posix(), _digest(path)
    unnamed = sorted(_digest(path) for path in maps if path.name.split(".")[0] not in willing)
    for number, digest in enumerate(unnamed, start=1):
        yield f"maps/({say('render.name-withheld', number=number)})", digest


def _willing(policy: Policy) -> frozenset[str]:
    """The partners that have agreed, for each of their maps, to be named; nobody else is, listed or not."""
    records = policy.maps or ()
    unwilling = {each.actor for each in records if each.visible_to not in SHOWN_TO}
    return frozenset({record.actor for record in records} - unwilling)


def _digest(path: Path) -> str:
    return hashlib.sha256(read_bytes(path)).hexdigest()


def _versions() -> Iterator[tuple[str, str]]:
    for package in PACKAGES:
        try:
            yield package, version(package)
        except PackageNotFoundError:  # run from a source tree that was never installed
            continue
