"""The policy's own record of the day on which each partner's map was told."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from coprod_tools.policy.conversations import MapRecord
from coprod_tools.policy.values import PartialDate
from coprod_tools.policyfile.loading import load
from coprod_tools.policyfile.saving import save_all
from coprod_tools.policyfile.values import Append
from coprod_tools.words import say

ByMap = Mapping[tuple[str, int], str]


def record_days(path: Path | str, days: ByMap, *, dry_run: bool = False) -> dict[tuple[str, int], str]:
    """Write the day of each map into `maps` of the policy file, where it is not yet there.

    A day that the file gives already is kept. A map of somebody who is not among the policy's actors gets none, since
    the file names actors only.

    Parameters
    ----------
    days : mapping of (actor, round) to date
        YYYY, YYYY-MM or YYYY-MM-DD.

    Returns
    -------
    dict
        A sentence for each map on what was done, or would be; nothing for a day that stood there already.
    """
    if not days:
        return {}
    loaded = load(path)
    file = loaded.source.file
    known = {(record.actor, record.round or 1): record for record in loaded.policy.maps or ()}
    actors = {actor.key for actor in loaded.policy.actors or ()}
    notes, changes = {}, []
    for (actor, number), date in sorted(days.items()):
        record = known.get((actor, number))
        if actor not in actors:
            notes[(actor, number)] = say("maps.not_recorded", date=date, file=file, actor=actor)
        elif record is not None and record.gathered_on is not None:
            if record.gathered_on != date:
                notes[(actor, number)] = say("maps.kept_record", file=file, known=record.gathered_on, date=date)
        else:
            changes.append(_change(actor, number, date, record))
            notes[(actor, number)] = say("maps.would_record" if dry_run else "maps.recorded", date=date, file=file)
    if changes and not dry_run:
        save_all(loaded, changes)
    return notes


def _change(actor: str, number: int, date: str, record: MapRecord | None) -> dict[str, object]:
    if record is not None:
        return {f"maps[{record.key}].gathered_on": PartialDate.read(date)}
    return {"maps": Append(_record(actor, number, date))}


def _record(actor: str, number: int, date: str) -> dict[str, object]:
    return {"actor": actor, "round": number, "gathered_on": PartialDate.read(date), "how": "sheet"}
