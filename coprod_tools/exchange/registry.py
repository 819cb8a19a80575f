"""The formats that can be read or written. To add one, write its module and name it in `formats`.

The module of a format that is read offers `recognise(path, head) -> bool`, which must be strict: a JSON file or a table
of something else is nobody's. A map's module offers `read_map(path) -> CausalMap` beside it, any other's
`read(path) -> Imported`. Modules are loaded when a file is at hand, not when formats are listed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from coprod_tools.exchange.causal_map import CausalMap
from coprod_tools.exchange.imported import Imported
from coprod_tools.problems import Fault, InvalidInput, UsageError
from coprod_tools.words import say

HEAD = 65_536
_IATI_ROOT = re.compile(rb"<iati-activities[\s>/]")


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file.

    Attributes
    ----------
    recognise : callable
        Takes a path and the file's first bytes; tells whether the file is of this kind.
    read, write : callable or None
        `read(path)` gives an `Imported`; `write` differs by format. None where it can't be done.
    carries, leaves : tuple of str
        What it can hold of a policy or brings to one, by the policy's field names; and what it can't.
    read_map : callable or None
        For a causal map, `read_map(path)` gives the map itself, before it becomes a policy.
    members : tuple of str
        For a format that is a folder, patterns of the names of the files it is made of.
    """

    name: str
    title: str
    recognise: Callable[[Path, bytes], bool]
    read: Callable[[Path], Imported] | None = None
    carries: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()
    write: Callable[..., Any] | None = None
    read_map: Callable[[Path], CausalMap] | None = None
    members: tuple[str, ...] = ()

    def files(self, path: Path) -> tuple[Path, ...]:
        """Return the file itself; for a format that is a folder, the files it is made of, by name."""
        if not self.members:
            return (path,)
        folder = path if path.is_dir() else path.parent
        found = {each for pattern in self.members for each in folder.glob(pattern) if each.is_file()}
        return tuple(sorted(found, key=lambda each: each.name))


def _module(name: str) -> ModuleType:
    return import_module(f"coprod_tools.exchange.{name}")


def _knows(module: str, path: Path, head: bytes) -> bool:
    return bool(_module(module).recognise(path, head))


def _read(module: str, path: Path) -> Imported:
    found: Imported = _module(module).read(path)
    return found


def _read_map(module: str, path: Path) -> CausalMap:
    found: CausalMap = _module(module).read_map(path)
    return found


def _read_as_policy(module: str, scheme: str, path: Path) -> Imported:
    from coprod_tools.exchange.map_policy import imported_of

    return imported_of(_read_map(module, path), scheme, path.name)


def _is_iati(path: Path, head: bytes) -> bool:
    return bool(_IATI_ROOT.search(head))


def _read_iati(path: Path) -> Imported:
    from coprod_tools.exchange.iati import read

    return read(path)


def _iati() -> Format:
    return Format(
        name="iati",
        title=say("exchange.iati"),
        recognise=_is_iati,
        read=_read_iati,
        carries=(
            "title", "summary", "owner", "currency", "as_at", "fixed", "problem.groups", "outcomes", "indicators",
            "actors", "activities", "claims", "contributions", "budgets", "power.resources", "external_ids",
        ),
        leaves=(
            "activities.parts", "outcomes.agreed_by", "claims.evidence", "contributions.consent", "treaty", "pilots",
        ),
    )  # fmt: skip


def _is_graphml(path: Path, head: bytes) -> bool:
    return b"http://graphml.graphdrawing.org/xmlns" in head


def _write_graphml(path: Path, chain: Any, assessment: Any | None = None) -> None:
    from coprod_tools.exchange.graphml import write_graphml

    write_graphml(path, chain, assessment)


def _graphml() -> Format:
    return Format(
        name="graphml",
        title=say("exchange.graphml"),
        recognise=_is_graphml,
        carries=("nodes", "edges", "verdicts"),
        leaves=("comments", "texts in several languages"),
        write=_write_graphml,
    )


def _map(name: str, module: str = "", *, members: tuple[str, ...] = ()) -> Format:
    module = module or name
    return Format(
        name=name,
        title=say(f"exchange.{module}"),
        recognise=partial(_knows, module),
        read=partial(_read_as_policy, module, name),
        carries=("title", "summary", "as_at", "concepts", "claims", "associations", "external_ids"),
        leaves=("claims.held_by", "outcomes", "activities", "actors", "owner"),
        read_map=partial(_read_map, module),
        members=members,
    )


def _polis() -> Format:
    return Format(
        name="polis",
        title=say("exchange.polis"),
        recognise=partial(_knows, "polis"),
        read=partial(_read, "polis"),
        carries=("title", "conversations", "external_ids"),
        leaves=("claims", "concepts", "outcomes", "activities", "actors"),
        members=("comments.csv", "participants-votes.csv", "summary.csv"),
    )


def _pabulib() -> Format:
    return Format(
        name="pabulib",
        title=say("exchange.pabulib"),
        recognise=partial(_knows, "pabulib"),
        read=partial(_read, "pabulib"),
        carries=("title", "summary", "currency", "ballots", "external_ids"),
        leaves=("activities.parts", "actors", "outcomes", "contributions", "claims"),
    )


def _indigo() -> Format:
    return Format(
        name="indigo",
        title=say("indigo.title"),
        recognise=partial(_knows, "indigo"),
        read=partial(_read, "indigo"),
        carries=(
            "title", "summary", "problem", "indicators", "actors", "activities", "contributions", "budgets",
            "external_ids",
        ),
        leaves=("activities.parts", "outcomes", "claims", "contributions.consent", "owner", "currency"),
        members=("organisations.csv", "projects.csv", "projects_*.csv"),
    )  # fmt: skip


@cache
def formats() -> dict[str, Format]:
    """Return every known format by its name; of those that know a file, the first one reads it."""
    maps = (
        _map("kumu"),
        _map("prsm"),
        _map("mentalmodeler", "mental_modeler"),
        _map("fcm"),
        _map("ppi", members=("data_*.csv", "raw_*.csv")),
    )
    tables = (_map("edges"), _map("matrix"))
    return {entry.name: entry for entry in (_iati(), _graphml(), *maps, _polis(), _pabulib(), _indigo(), *tables)}


def format_named(name: str) -> Format:
    """Return the format called `name`.

    Raises
    ------
    UsageError
        When there is none, naming those there are.
    """
    known = formats()
    if name not in known:
        near = get_close_matches(name, known, n=3) or sorted(known)
        raise UsageError(say("exchange.no_format", name=name, nearest=", ".join(near)))
    return known[name]


def recognise(path: Path | str) -> Format | None:
    """Return the format of a file or folder that can be read, by its content; None when no format knows it."""
    path = Path(path)
    try:
        if path.is_dir():
            head = b""
        elif path.is_file():
            with path.open("rb") as stream:
                head = stream.read(HEAD)
        else:
            return None
        wanted = [entry for entry in formats().values() if entry.read and (entry.members or not path.is_dir())]
        return next((entry for entry in wanted if entry.recognise(path, head)), None)
    except OSError:
        return None


def read_map(path: Path | str, format_name: str | None = None) -> CausalMap:
    """Return the causal map that a file or folder holds, before it becomes a policy.

    Parameters
    ----------
    format_name : str, optional
        The map's format; recognised from its content when absent.

    Raises
    ------
    UsageError
        When `format_name` is no format of maps.
    InvalidInput
        When the file can't be used, or no format of maps knows it.
    """
    path = Path(path)
    chosen = format_named(format_name) if format_name else recognise(path)
    if format_name and chosen and chosen.read_map is None:
        raise UsageError(say("exchange.no_map_format", name=format_name, names=", ".join(map_formats())))
    if chosen is None or chosen.read_map is None:
        raise InvalidInput([Fault(path.name, say("exchange.no_map", names=", ".join(map_formats())))])
    return chosen.read_map(path)


def map_formats() -> tuple[str, ...]:
    """Return the names of the formats that hold a causal map."""
    return tuple(sorted(name for name, entry in formats().items() if entry.read_map))
