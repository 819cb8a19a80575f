"""Bring partners' maps beside the policy: whole or not at all, nothing overwritten, nothing guessed, all of it said."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from coprod_tools.exchange.gathered import GatherAction, Gathered, GatheredMap
from coprod_tools.exchange.map_remarks import against_before, of_taken_back, remarks, taken_back
from coprod_tools.exchange.map_sources import told_in
from coprod_tools.exchange.told import Told
from coprod_tools.exchange.whose import Actors
from coprod_tools.files import one_writer, write_atomic
from coprod_tools.policy.ids import is_id
from coprod_tools.policy.partner_maps import PartnerMap
from coprod_tools.policyfile.beside import MAPS, map_files, map_name, named_by, read_partner_map
from coprod_tools.policyfile.folders import as_folder, folder_for
from coprod_tools.policyfile.loading import Loaded, load
from coprod_tools.policyfile.map_csv import write_map
from coprod_tools.policyfile.map_records import record_days
from coprod_tools.policyfile.review_file import NAME as REVIEW
from coprod_tools.policyfile.review_file import read_review
from coprod_tools.problems import CannotWrite, Fault, InvalidInput, UsageError
from coprod_tools.words import say

_NAMED_ROUND = re.compile(r"(?P<actor>.+)\.(?P<round>[1-9][0-9]{0,3})")
# The template's own name says nothing of who filled it in, however often it was downloaded.
_NOBODY = re.compile(r"partner[-_ ]map([-_ ]*\(?\d*\)?| - copy.*)?", re.IGNORECASE)


@dataclass
class _Found:
    """A map on its way: what was told, whose it is, what is to happen."""

    source: str
    told: Told | None = None
    actor: str | None = None
    round: int | None = None
    text: str = ""
    action: GatherAction = "set-aside"
    path: Path | None = None
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    hidden: bool = False


def gather(
    policy_path: Path | str,
    sources: Iterable[Path | str],
    *,
    dry_run: bool = False,
    round: int | None = None,
    actor: str | None = None,
) -> Gathered:
    """Write `maps/<actor>[.<round>].csv` for each map in `sources`.

    Parameters
    ----------
    sources : iterable of Path or str
        Partners' sheets (.xlsx, .csv), maps of the tools the registry knows, or folders of these.
    dry_run : bool
        Say what would be done and write nothing.
    round : int, optional
        The round of all maps; else the sheet's, else the file name's, else 1.
    actor : str, optional
        Whose map it is; for sources that hold one map.

    Raises
    ------
    InvalidInput
        When the policy can't be read.
    UsageError
        When the policy comes with the package, `actor` is no id or there is more than one map for it.
    CannotWrite
        When the disk stops a write; each map that was written is whole, and gathering again does the rest.
    """
    loaded = load(policy_path)
    if loaded.source.shipped:
        raise UsageError(say("maps.shipped"))
    if actor is not None and not is_id(actor):
        raise UsageError(say("maps.who_bad"))
    found, left_out = _find(sources)
    if actor is not None and sum(each.told is not None for each in found) > 1:
        raise UsageError(say("maps.who_one", count=sum(each.told is not None for each in found)))
    actors = Actors.of(loaded.policy)
    for each in found:
        _name(each, actors, round, actor)
    _one_of_each(found)
    folder = loaded.folder or folder_for(policy_path)
    _hold_against(found, folder)
    _name_taken_back(found, folder)
    moved = "" if dry_run else _write(found, loaded, policy_path)
    home = folder if moved else policy_path
    for (name, number), note in record_days(home, _days(found), dry_run=dry_run).items():
        next(each for each in _usable(found) if (each.actor, each.round) == (name, number)).notes.append(note)
    rows = tuple(_row(each) for each in found if not each.hidden)
    return Gathered(rows, folder, dry_run, moved, tuple(left_out))


def _find(sources: Iterable[Path | str]) -> tuple[list[_Found], list[str]]:
    found, left_out = [], []
    for source in sources:
        for each in told_in(source):
            if isinstance(each, str):
                left_out.append(each)
            elif isinstance(each, InvalidInput):
                found.append(_Found(each.faults[0].file if each.faults else str(source), faults=list(each.faults)))
            else:
                found.append(_Found(each.source, each, faults=list(each.faults), notes=list(each.notes)))
    return found, left_out


def _name(each: _Found, actors: Actors, round: int | None, actor: str | None) -> None:
    """Find out whose map it is and of which round; a map without both, or without a link, is set aside."""
    told = each.told
    if told is None:
        return
    if not told.statements:
        each.faults.append(Fault(told.source, say("maps.src_empty_sheet" if told.empty else "maps.src_empty_rows")))
    match = _NAMED_ROUND.fullmatch(told.stem)
    stem, outside = (match["actor"], int(match["round"])) if match else (told.stem, None)
    said = actor or told.who or ("" if _NOBODY.fullmatch(stem) else stem)
    if not said:
        each.faults.append(Fault(told.who_at or told.source, say("maps.who_missing")))
        return
    each.actor, notes = actors.whose(said)
    if round is None and told.round == 0:
        each.faults.append(Fault(told.source, say("maps.round_zero")))
    elif round is None and told.round and outside and told.round != outside:
        message = say("maps.round_two", inside=told.round, outside=outside)
        each.faults.append(Fault(told.source, message))
    elif told.statements:
        each.round = round or told.round or outside or 1
        each.text, each.action = write_map(told.statements), "added"
        each.notes += (*notes, *remarks(told))


def _usable(found: list[_Found]) -> list[_Found]:
    return [each for each in found if each.action in ("added", "unchanged")]


def _one_of_each(found: list[_Found]) -> None:
    """Use the same map of one partner and round once; different ones are all set aside, since none is surely right."""
    same: dict[tuple[str | None, int | None], list[_Found]] = defaultdict(list)
    for each in _usable(found):
        same[(each.actor, each.round)].append(each)
    for (name, number), group in same.items():
        if len(group) == 1:
            continue
        if len({each.text for each in group}) == 1:
            others = ", ".join(each.source for each in group[1:])
            group[0].notes.append(say("maps.twice_same", sources=others))
            for each in group[1:]:
                each.action, each.hidden = "set-aside", True
            continue
        sources = ", ".join(each.source for each in group)
        message = say("maps.twice", actor=name, round=number, sources=sources, next=(number or 1) + 1)
        for each in group:
            each.action = "set-aside"
            each.faults.append(Fault(each.source, message))


def _hold_against(found: list[_Found], folder: Path) -> None:
    """Compare each map with what lies in the folder: the same stays, another one is never overwritten."""
    there = {named: path for path in map_files(folder / MAPS) if (named := named_by(path.name))}
    for each in _usable(found):
        name, number = str(each.actor), each.round or 1
        each.path = there.get((name, number), folder / MAPS / map_name(name, number))
        if (name, number) in there:
            _compare(each, each.path)
        before = max((old for who, old in there if who == name and old < number), default=None)
        known = _readable(there[(name, before)]) if before else None
        if each.action == "added" and known and each.told:
            each.notes.append(against_before(known, each.told.statements))


def _compare(each: _Found, path: Path) -> None:
    known = _readable(path)
    if known and write_map(known.statements) == each.text:
        each.action = "unchanged"
        return
    number = each.round or 1
    kind = "exists_other" if known else "exists_broken"
    each.action = "refused"
    each.faults.append(
        Fault(each.source, say(f"maps.{kind}", path=path, actor=each.actor, round=number, next=number + 1))
    )


def _name_taken_back(found: list[_Found], folder: Path) -> None:
    back = taken_back(map(_readable, map_files(folder / MAPS)), read_review(folder / REVIEW))
    for each in _usable(found):
        each.notes += of_taken_back(back, each.actor, each.round)


def _readable(path: Path) -> PartnerMap | None:
    try:
        return read_partner_map(path)
    except InvalidInput:
        return None


def _write(found: list[_Found], loaded: Loaded, policy_path: Path | str) -> str:
    """Write what is to be added; return what is to be said when the policy got a folder of its own."""
    new = [each for each in found if each.action == "added" and each.path]
    if not new:
        return ""
    folder = as_folder(policy_path)
    try:
        (folder / MAPS).mkdir(exist_ok=True)
    except OSError as error:
        raise CannotWrite(say("files.cannot_write", file=folder / MAPS, why=error.strerror or str(error))) from error
    with one_writer(folder):
        # Somebody else may have gathered since.
        _hold_against(new, folder)
        for each in new:
            if each.action == "added" and each.path:
                write_atomic(each.path, each.text)
    if loaded.folder is not None:
        return ""
    return say("maps.moved", old=loaded.source.file, new=folder / "policy.yaml")


def _days(found: list[_Found]) -> dict[tuple[str, int], str]:
    return {
        (str(each.actor), each.round or 1): each.told.date for each in _usable(found) if each.told and each.told.date
    }


def _row(each: _Found) -> GatheredMap:
    told = each.told
    return GatheredMap(
        each.source,
        each.actor,
        each.round,
        each.path,
        each.action,
        len(told.statements) if told else 0,
        told.date if told else None,
        tuple(dict.fromkeys(each.faults)),
        tuple(dict.fromkeys(each.notes)),
    )
