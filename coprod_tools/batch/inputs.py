"""What a batch is asked to make: every named file, folder and importable file becomes one input for each policy."""

from __future__ import annotations

import os
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from coprod_tools import policyfile
from coprod_tools.exchange import Format, ImportedPolicy, recognise
from coprod_tools.exchange.importing import policy_text
from coprod_tools.files import policies_in
from coprod_tools.files.folder_scan import OWN_FILE
from coprod_tools.policyfile.sources import WORKED
from coprod_tools.problems import CoprodError
from coprod_tools.words import say


@dataclass(frozen=True, slots=True)
class Input:
    """One policy to be made into a plan.

    Attributes
    ----------
    name : str
        As the user named it; for one record of an importable file `FILE#foreign-id`.
    id : str or None
        None where nothing could be read.
    text : str or None
        The policy file's text, when it comes from an importable file and lies nowhere yet.
    refused : str or None
        Why it can't be run.
    """

    name: str
    id: str | None = None
    text: str | None = None
    refused: str | None = None


def inputs_of(paths: Iterable[str | Path], knowledge: Path | None = None) -> tuple[Input, ...]:
    """Return one input for each policy that `paths` name, in their order; ids that clash are all refused."""
    seen: set[str] = set()
    found = [one for path in paths for one in _from(str(path), knowledge) if _first_time(one, seen)]
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
    lies_nowhere = one.text is not None or one.name.startswith(WORKED)
    place = one.name if lies_nowhere else str(Path(one.name).resolve())
    return place not in seen and not seen.add(place)  # type: ignore[func-returns-value]


def _from(path: str, knowledge: Path | None) -> Iterator[Input]:
    if path.startswith(WORKED):
        yield _policy(path, knowledge)
        return
    place = Path(path)
    own = os.path.isdir(place) and os.path.exists(place / OWN_FILE)
    if not own and (known := recognise(place)):
        yield from _records(path, known)
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
        return Input(path, policyfile.load(path, knowledge).policy.id)
    except CoprodError as error:
        return Input(path, refused=str(error))


def _records(path: str, known: Format) -> Iterator[Input]:
    """One input for each record of somebody else's file."""
    try:
        imported = known.read(Path(path))  # type: ignore[misc]  # recognise gives only what can be read
    except CoprodError as error:
        yield Input(path, refused=str(error))
        return
    for one in imported.policies:
        yield _record(path, known, one)
    for bad in imported.refused:
        yield Input(f"{path}#{bad.foreign_id}", text="", refused="\n".join(map(str, bad.faults)))


def _record(path: str, known: Format, one: ImportedPolicy) -> Input:
    name = f"{path}#{one.foreign_id}"
    text = policy_text(one)
    if text is None:
        return Input(name, one.policy.id, "", say("exchange.not_read_back", id=one.policy.id))
    return Input(name, one.policy.id, text)
