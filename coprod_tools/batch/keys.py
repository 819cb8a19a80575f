"""The key of a plan: a digest of all that it is made from. Equal keys give equal plans, run records aside."""

from __future__ import annotations

import hashlib
import os
import platform
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from coprod_tools.files import read_bytes
from coprod_tools.files.resources import shipped
from coprod_tools.policyfile import find
from coprod_tools.policyfile.beside import map_files
from coprod_tools.policyfile.sources import SOURCE_FILES

NOTEBOOK = "notebooks/90_plan.ipynb"
# What the making of a plan depends on beside the package itself.
_PACKAGES = ("networkx", "numpy", "scipy", "pydantic", "matplotlib", "papermill", "nbconvert", "jinja2", "nh3")


@dataclass(frozen=True, slots=True)
class Common:
    """What all plans of a batch share: the package with its notebook and templates, knowledge, parameters."""

    digest: str

    def key(self, policy: str) -> str:
        """Return the key of one policy's plan.

        Raises
        ------
        CoprodError
            When a file of the policy can't be read.
        """
        told = hashlib.sha256(self.digest.encode())
        for name, digest in _files(policy):
            told.update(f"\n{digest}  {name}".encode())
        return told.hexdigest()


def common(as_at: str | None, knowledge: str | Path | None) -> Common:
    """Return what plans made with these parameters share."""
    told = hashlib.sha256()
    for part in (_package(), platform.python_version(), as_at or "", *(f"{p} {_version(p)}" for p in _PACKAGES)):
        told.update(part.encode() + b"\0")
    if knowledge:
        for path in _all_files(Path(knowledge)):
            told.update(path.relative_to(knowledge).as_posix().encode() + b"\0" + read_bytes(path) + b"\0")
    return Common(told.hexdigest())


def _files(policy: str) -> Iterator[tuple[str, str]]:
    source = find(policy)
    yield source.path.name, hashlib.sha256(read_bytes(source.path, file=source.file)).hexdigest()
    if source.folder is None:
        return
    beside = [source.folder / name for name in (*SOURCE_FILES[1:], "review.yaml")]
    for path in (*beside, *map_files(source.folder / "maps")):
        if path.is_file() and not path.is_symlink():
            yield path.relative_to(source.folder).as_posix(), hashlib.sha256(read_bytes(path)).hexdigest()


@cache
def _package() -> str:
    """Digest of the package's own files: code, sentences, knowledge, templates and the plan notebook."""
    told = hashlib.sha256()
    roots = [Path(__file__).parents[1], shipped("templates/page")]
    for root in roots:
        for path in _all_files(root):
            told.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    told.update(shipped(NOTEBOOK).read_bytes())
    return told.hexdigest()


def _all_files(root: Path) -> list[Path]:
    found = (Path(top) / name for top, _, names in os.walk(root) for name in names)
    return sorted(path for path in found if path.suffix != ".pyc" and "_shipped" not in path.parts and path.is_file())


@cache
def _version(package: str) -> str:
    return version(package)
