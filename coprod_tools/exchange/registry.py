"""The formats that can be read or written. To add one, write its module and name it in `formats`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from coprod_tools.exchange.imported import Imported
from coprod_tools.problems import UsageError
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
    """

    name: str
    title: str
    recognise: Callable[[Path, bytes], bool]
    read: Callable[[Path], Imported] | None = None
    carries: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()
    write: Callable[..., Any] | None = None


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


@cache
def formats() -> dict[str, Format]:
    """Return every known format by its name."""
    return {entry.name: entry for entry in (_iati(), _graphml())}


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
    """Return the format of a file that can be read, by its first bytes; None when no format knows it."""
    path = Path(path)
    try:
        if not path.is_file():
            return None
        with path.open("rb") as stream:
            head = stream.read(HEAD)
    except OSError:
        return None
    return next((entry for entry in formats().values() if entry.read and entry.recognise(path, head)), None)
