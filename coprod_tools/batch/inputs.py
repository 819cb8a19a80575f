"""What a batch is asked to make: every named file, folder and importable file becomes one input for each policy."""

from __future__ import annotations

import os
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from coprod_tools import policyfile
from coprod_tools.exchange import Format, ImportedPolicy, recognise
from coprod_tools.exchange.importing import policy_text
from coprod_tools.files import decode, policies_in, read_bytes, write_atomic
from coprod_tools.files.folder_scan import OWN_FILE
from coprod_tools.policy.ids import is_id
from coprod_tools.policyfile.sources import WORKED
from coprod_tools.problems import CoprodError
from coprod_tools.words import say

_ID_LINE = re.compile(r"""^["']?id["']?[ \t]*:[ \t]*(['"]?)([^'"#\s]+)\1[ \t]*(?:#.*)?\r?$""", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Input:
    """One policy to be made into a plan.

    Attributes
    ----------
    name : str
        As the user named it; for one record of an importable file `FILE#foreign-id`.
    id : str or None
        None where nothing could be read.
    path : str
        Where the policy lies; a record of an importable file is written out first.
    refused : str or None
        Why it can't be run.
    """

    name: str
    id: str | None = None
    path: str = ""
    refused: str | None = None


def inputs_of(paths: Iterable[str | Path], knowledge: Path | None, beside: Path) -> tuple[Input, ...]:
    """Return one input for each policy that `paths` name, in their order; ids that clash are all refused.

    A policy is opened only as far as its id; whether it is sound is known when its plan is made.

    Parameters
    ----------
    beside : Path
        An empty folder into which the records of importable files are written, one file each.
    """
    seen: set[str] = set()
    found = [one for path in paths for one in _from(str(path), knowledge, beside) if _first_time(one, seen)]
    return without_clashes(found)


def without_clashes(found: Iterable[Input]) -> tuple[Input, ...]:
    """Refuse every input whose id another one has too, as file systems compare names: NFC, whatever the case."""
    inputs = tuple(found)
    same: dict[str, list[Input]] = defaultdict(list)
    for one in inputs:
        if one.id is not None:
            same[unicodedata.normalize("NFC", one.id).casefold()].append(one)
    clashing = {key: group for key, group in same.items() if len(group) > 1}
    return tuple(_refused_as_clashing(one, clashing) for one in inputs)


def _refused_as_clashing(one: Input, clashing: dict[str, list[Input]]) -> Input:
    group = clashing.get(unicodedata.normalize("NFC", one.id).casefold()) if one.id is not None else None
    if group is None:
        return one
    names = ", ".join(each.name for each in group)
    return replace(one, refused=say("run.batch.clash", id=one.id, count=len(group), inputs=names))


def _first_time(one: Input, seen: set[str]) -> bool:
    """A file named twice, by itself and by its folder, is one input."""
    place = str(Path(one.path).resolve()) if one.path == one.name and not one.name.startswith(WORKED) else one.name
    return place not in seen and not seen.add(place)  # type: ignore[func-returns-value]


def _from(path: str, knowledge: Path | None, beside: Path) -> Iterator[Input]:
    if path.startswith(WORKED):
        yield _policy(path, knowledge)
        return
    place = Path(path)
    own = os.path.isdir(place) and os.path.exists(place / OWN_FILE)
    if not own and (known := recognise(place)):
        yield from _records(path, known, beside)
    elif os.path.isdir(place) and not own:
        yield from _folder(path, knowledge)
    else:
        yield _policy(path, knowledge)


def _folder(path: str, knowledge: Path | None) -> Iterator[Input]:
    try:
        inside = policies_in(path)
    except CoprodError as error:
        yield Input(path, refused=str(error))
        return
    if not inside:
        yield Input(path, refused=say("run.batch.no-policy", path=path))
    for each in inside:
        yield _policy(str(each), knowledge)


def _policy(path: str, knowledge: Path | None) -> Input:
    try:
        return Input(path, _id_of(path) or policyfile.load(path, knowledge).policy.id, path)
    except CoprodError as error:
        return Input(path, path=path, refused=str(error))


def _id_of(path: str) -> str | None:
    """Return the id where the file says it in one plain line; the whole file is read where it does not."""
    source = policyfile.find(path)
    found = _ID_LINE.findall(decode(read_bytes(source.path, file=source.file), source.file))
    return str(found[0][1]) if len(found) == 1 and is_id(found[0][1]) else None


def _records(path: str, known: Format, beside: Path) -> Iterator[Input]:
    """One input for each record of somebody else's file."""
    try:
        imported = known.read(Path(path))  # type: ignore[misc]  # recognise gives only what can be read
    except CoprodError as error:
        yield Input(path, refused=str(error))
        return
    for one in imported.policies:
        yield _record(path, one, beside)
    for bad in imported.refused:
        yield Input(f"{path}#{bad.foreign_id}", refused="\n".join(map(str, bad.faults)))


def _record(path: str, one: ImportedPolicy, beside: Path) -> Input:
    name = f"{path}#{one.foreign_id}"
    text = policy_text(one)
    if text is None:
        return Input(name, one.policy.id, refused=say("exchange.not_read_back", id=one.policy.id))
    written = beside / f"{one.policy.id}.yaml"
    if not written.exists():  # two records of one id clash, and neither of them is run
        write_atomic(written, text)
    return Input(name, one.policy.id, str(written))
