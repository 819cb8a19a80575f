"""The file `review.yaml`: what people decided and said, and what it means for a partner's map."""

from __future__ import annotations

import codecs
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from coprod_tools.files import decode, one_writer, read_bytes, write_atomic
from coprod_tools.policy.joins import Review, ReviewRow
from coprod_tools.policy.partner_maps import PartnerMap
from coprod_tools.policyfile.side_file import append_rows, from_text, read_side
from coprod_tools.words import say

NAME = "review.yaml"
MapReading = Literal["confirmed", "changed-since", "not-read-back", "withdrawn", "disagreed"]
_ON_MAPS = ("accept", "disagree", "decline")


def review_from_text(text: str, file: str = NAME) -> tuple[ReviewRow, ...]:
    """Return the rows that the text of a `review.yaml` holds.

    Raises
    ------
    InvalidInput
        With every fault.
    """
    return from_text(Review, text, file).rows or ()


def read_review(path: Path, file: str | None = None) -> tuple[ReviewRow, ...]:
    """Return the rows of a file; none when there is no file.

    Raises
    ------
    InvalidInput
        When the file can't be used.
    """
    found = read_side(Review, path, file or str(path))
    return (found.rows if found else None) or ()


def add_rows(path: Path, rows: Iterable[ReviewRow]) -> tuple[ReviewRow, ...]:
    """Add rows at the end of the file at `path`, and return all it holds then; see `append_rows`."""
    return append_rows(Review, path, str(path), rows, say("maps.review_head")).rows or ()


def subject_of(actor: str, round: int) -> str:
    """Return how a review names a partner's map: `maps[ACTOR]`, from the second round on `maps[ACTOR.ROUND]`."""
    return f"maps[{actor}]" if round == 1 else f"maps[{actor}.{round}]"


def reading_of(partner_map: PartnerMap, review: Iterable[ReviewRow]) -> MapReading:
    """Return how a partner's map stands: what was last said of it, for its file as it is now.

    A row given for another state of the file counts as `changed-since`. A withdrawal holds until the partner surely
    later says otherwise: where dates leave it open which came first, it holds.

    Returns
    -------
    str
        `confirmed`, `disagreed` or `withdrawn`; `changed-since` when the file is no longer what was read back;
        `not-read-back` when nobody has said anything of it.
    """
    names = {subject_of(partner_map.actor, partner_map.round), f"maps[{partner_map.actor}.{partner_map.round}]"}
    said = [row for row in review if row.subject in names and row.kind in _ON_MAPS]
    if not said:
        return "not-read-back"
    places = {id(row): place for place, row in enumerate(said)}
    last = max(said, key=lambda row: (row.on.last, places[id(row)]))
    if any(row.kind == "decline" and not _surely_later(row, last, places) for row in said):
        return "withdrawn"
    if last.of_sha256 != partner_map.sha256:
        return "changed-since"
    return "confirmed" if last.kind == "accept" else "disagreed"


def _surely_later(row: ReviewRow, last: ReviewRow, places: dict[int, int]) -> bool:
    """Tell whether `last` was surely said after `row`; of two full dates that are equal, the later row counts."""
    same_day = row.on == last.on and len(row.on) == len("2026-01-01")
    return row.on.surely_before(last.on) or (same_day and places[id(row)] < places[id(last)])


def remove_rows(path: Path, rows: Iterable[ReviewRow]) -> int:
    """Take rows out of the file at `path` again, the last one that is alike for each; return how many were there.

    Raises
    ------
    InvalidInput
        When the file can't be used.
    CannotWrite
        When the disk stops the write; the file is as it was.
    """
    from coprod_tools.policyfile.patching import patched
    from coprod_tools.policyfile.values import REMOVE

    with one_writer(path.parent):
        data = read_bytes(path)
        text, gone = decode(data, str(path)), 0
        for row in rows:
            alike = [here.key for here in review_from_text(text, str(path)) if _without_id(here) == _without_id(row)]
            if alike:
                text, gone = patched(Review, text, str(path), f"rows[{alike[-1]}]", REMOVE), gone + 1
        mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
        write_atomic(path, mark + text.encode("utf-8"))
    return gone


def _without_id(row: ReviewRow) -> ReviewRow:
    return row.model_copy(update={"id": None})
