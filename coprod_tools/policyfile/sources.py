"""Where a policy lies: one YAML file, a folder with policy.yaml, or a worked policy that comes with the package."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from coprod_tools.files import read_bytes
from coprod_tools.files.folder_scan import OWN_FILE
from coprod_tools.files.resources import shipped
from coprod_tools.files.shape import nearest
from coprod_tools.policy.ids import is_id
from coprod_tools.problems import Fault, InvalidInput, UsageError
from coprod_tools.words import say

WORKED = "worked:"
# What the policy's digest covers, beside the sheets in maps/.
SOURCE_FILES = (OWN_FILE, "joins.yaml")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a policy lies.

    Attributes
    ----------
    file : str
        How messages name its YAML file: as the user wrote it.
    path : Path
        The YAML file.
    folder : Path or None
        The policy's own folder; None for a policy that is a single file.
    shipped : bool
        True for a worked policy, which is never written to.
    """

    file: str
    path: Path
    folder: Path | None = None
    shipped: bool = False


def find(path: Path | str) -> Source:
    """Return where the policy named by `path` lies.

    Parameters
    ----------
    path : Path or str
        A YAML file, a policy's folder, its `policy.yaml`, or `worked:NAME`.

    Raises
    ------
    InvalidInput
        When a folder holds no `policy.yaml`, or a file has become one.
    UsageError
        When no worked policy has that name.
    """
    if isinstance(path, str) and path.startswith(WORKED):
        return _worked_source(path)
    named = Path(path)
    if os.path.isdir(named):
        if not os.path.exists(named / OWN_FILE):
            raise InvalidInput([Fault(str(path), say("policyfile.no_policy_in_folder"))])
        return Source(str(named / OWN_FILE), named / OWN_FILE, named)
    # Behind a link the file it leads to was moved, and its folder lies there.
    folder = (Path(os.path.realpath(named)) if named.is_symlink() else named).with_suffix("")
    if named.suffix in (".yaml", ".yml") and not os.path.exists(named) and os.path.exists(folder / OWN_FILE):
        raise InvalidInput([Fault(str(path), say("policyfile.now_a_folder", folder=folder))])
    if named.is_symlink() and (real := Path(os.path.realpath(named))).name == OWN_FILE:
        return Source(str(path), named, real.parent)
    return Source(str(path), named, named.parent if named.name == OWN_FILE else None)


def _worked_source(name: str) -> Source:
    policies = worked()
    wanted = name.removeprefix(WORKED)
    if wanted not in policies:
        known = tuple(policies)
        near = nearest(wanted, known) if len(wanted) <= 80 else None
        raise UsageError(say("policyfile.no_worked", near=near or ", ".join(known) or "-"))
    path = policies[wanted]
    return Source(name, path, path.parent if path.name == OWN_FILE else None, shipped=True)


def worked() -> dict[str, Path]:
    """Return the worked policies that come with the package, by id."""
    try:
        folder = shipped("templates/worked")
    except FileNotFoundError:
        return {}
    found = {path.stem: path for path in folder.glob("*.yaml")} | {
        path.parent.name: path for path in folder.glob(f"*/{OWN_FILE}")
    }
    return {name: found[name] for name in sorted(found) if is_id(name)}


def source_sha256(source: Source, own: bytes) -> str:
    """Return the digest of everything a policy is made of.

    For a policy that is one file, the SHA-256 of its bytes. Where there are a `joins.yaml` or sheets in `maps/`, the
    SHA-256 of the lines `sha256sum` would print for all of them, sorted by name.

    Parameters
    ----------
    own : bytes
        The bytes of its YAML file as they were read.
    """
    beside = sorted(_side_files(source.folder)) if source.folder else []
    if not beside:
        return hashlib.sha256(own).hexdigest()
    digests = {OWN_FILE: hashlib.sha256(own).hexdigest()}
    digests |= {name: hashlib.sha256(read_bytes(path)).hexdigest() for name, path in beside}
    lines = "".join(f"{digests[name]}  {name}\n" for name in sorted(digests))
    return hashlib.sha256(lines.encode("utf-8", "surrogateescape")).hexdigest()


def _side_files(folder: Path) -> Iterator[tuple[str, Path]]:
    for name in SOURCE_FILES[1:]:
        if _is_ordinary(folder / name):
            yield name, folder / name
    maps = folder / "maps"
    if maps.is_dir() and not maps.is_symlink():
        for path in maps.iterdir():
            if path.suffix.lower() == ".csv" and _is_ordinary(path):
                yield f"maps/{path.name}", path


def _is_ordinary(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()
