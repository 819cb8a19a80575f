"""The cube actor x stage x Co as a table: a line for each actor, a column for each stage, buttons within."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import groupby

from coprod_tools.drawing.palette import COS
from coprod_tools.plan.document import CellRow, StageRow
from coprod_tools.words import say
from coprod_tools.workbook.elements import Cell
from coprod_tools.workbook.marks_panel.entries import Entry, called_more, unsaid
from coprod_tools.workbook.marks_panel.names import cell_aloud, sign

TILE = "tile"
EVERY = "every"
ACTORS_ON_A_PAGE = 12
Place = tuple[str, str]


def cube_head(stages: Iterable[StageRow]) -> list[str]:
    """Return the heads of the columns."""
    return [say("marks.column-actor"), *(say("marks.stage-numbered", order=s.order, title=s.title) for s in stages)]


def cube_rows(
    entries: Iterable[Entry],
    stages: Sequence[StageRow],
    actors: Sequence[tuple[str, str]],
    labels: dict[str, str],
    current: Collection[str] = (),
) -> list[list[Cell]]:
    """Return the rows, each group of actors under a head of its own.

    Parameters
    ----------
    actors : sequence of (group, actor id)
        In their order.
    current : collection of str
        Ids of the marks that are being looked at.
    """
    places = _by_place(entries)
    rows: list[list[Cell]] = []
    for group, members in groupby(actors, key=lambda pair: pair[0]):
        rows.append([{"text": say(f"drawing.group-{group}"), "across": len(stages) + 1}])
        for _, actor in members:
            tiles = (_tiles(places.get((actor, stage.id), []), stage, current) for stage in stages)
            rows.append([labels.get(actor, actor), *tiles])
    return rows


def here(entries: Iterable[Entry], action: str) -> tuple[Entry, ...]:
    """Return the marks behind a tile."""
    _, actor, stage, co = action.split(":")
    return tuple(
        each
        for each in entries
        if isinstance(each.mark, CellRow)
        and (each.mark.actor, each.stage) == (actor, stage)
        and co in (EVERY, each.mark.co)
    )


def _by_place(entries: Iterable[Entry]) -> dict[Place, list[CellRow]]:
    found: dict[Place, list[CellRow]] = {}
    for each in entries:
        if isinstance(each.mark, CellRow) and each.stage is not None:
            found.setdefault((each.mark.actor, each.stage), []).append(each.mark)
    return found


def _tiles(cells: list[CellRow], stage: StageRow, current: Collection[str]) -> Cell:
    if not cells:
        return ""
    if all(unsaid(cell) and not cell.decisions for cell in cells):
        return _nothing_said(cells, stage, current)
    by_co = [(name, [cell for cell in cells if cell.co == name]) for name in COS]
    return {"parts": [_tile(name, found, stage, current) for name, found in by_co if found]}


def _nothing_said(cells: list[CellRow], stage: StageRow, current: Collection[str]) -> Cell:
    """One button in place of four that say the same."""
    return {
        "action": f"{TILE}:{cells[0].actor}:{stage.id}:{EVERY}",
        "text": sign("unknown"),
        "label": say("marks.tile-unsaid", actor=cells[0].actor_label, stage=stage.title),
        "look": "unknown",
        "current": any(cell.id in current for cell in cells),
    }


def _tile(name: str, cells: list[CellRow], stage: StageRow, current: Collection[str]) -> Cell:
    shown = sorted(cells, key=unsaid)
    first, more = shown[0], len(shown) - 1
    marks = (say("marks.sign-called") if any(map(called_more, cells)) else "") + (
        say("marks.sign-decided") if any(cell.decisions for cell in cells) else ""
    )
    label = cell_aloud(first, stage.title)
    return {
        "action": f"{TILE}:{first.actor}:{stage.id}:{name}",
        "text": f"{say(f'drawing.letter-{name}')}{sign(first.verdict)}{'+' if more else ''}{marks}",
        "label": say("marks.tile-more", label=label, n=more) if more else label,
        "look": first.verdict,
        "current": any(cell.id in current for cell in cells),
    }
