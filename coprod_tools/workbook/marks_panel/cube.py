"""The cube actor x stage x Co as a table: a line for each actor, a column for each stage, buttons within."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import groupby

from coprod_tools.drawing.palette import COS
from coprod_tools.plan.decisions import Mark
from coprod_tools.plan.document import CellRow, StageRow
from coprod_tools.words import say
from coprod_tools.workbook.elements import Cell
from coprod_tools.workbook.marks_panel.entries import Entry, called_more, unsaid
from coprod_tools.workbook.marks_panel.names import cell_aloud, sign

TILE = "tile"
UNSAID = "unsaid"
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
    found = (each for each in entries if isinstance(each.mark, CellRow) and each.mark.actor == actor)
    return tuple(each for each in found if each.stage == stage and _behind(each.mark) == co)


def tile_of(cell: CellRow, stage: str | None) -> str:
    """Return the name of the tile behind which a mark stands."""
    return f"{TILE}:{cell.actor}:{stage}:{_behind(cell)}"


def _behind(mark: Mark) -> str:
    """The Co whose tile a mark stands behind; all of which nothing is said share one."""
    return UNSAID if not isinstance(mark, CellRow) or (unsaid(mark) and not mark.decisions) else mark.co


def _by_place(entries: Iterable[Entry]) -> dict[Place, list[CellRow]]:
    found: dict[Place, list[CellRow]] = {}
    for each in entries:
        if isinstance(each.mark, CellRow) and each.stage is not None:
            found.setdefault((each.mark.actor, each.stage), []).append(each.mark)
    return found


def _tiles(cells: list[CellRow], stage: StageRow, current: Collection[str]) -> Cell:
    by_co = [(name, [cell for cell in cells if _behind(cell) == name]) for name in (*COS, UNSAID)]
    tiles = [_tile(found, stage, current) for _, found in by_co if found]
    return {"parts": tiles} if tiles else ""


def _tile(cells: list[CellRow], stage: StageRow, current: Collection[str]) -> Cell:
    silent = _behind(cells[0]) == UNSAID
    return {
        "action": tile_of(cells[0], stage.id),
        "text": sign("unknown") if silent else _text(cells),
        "label": _silence(cells, stage) if silent else _label(cells, stage),
        "look": cells[0].verdict,
        "current": any(cell.id in current for cell in cells),
    }


def _text(cells: list[CellRow]) -> str:
    """Letter and sign, a plus where marks differ here, and signs for a claim that is more and for what was decided."""
    parts = [say(f"drawing.letter-{cells[0].co}"), sign(cells[0].verdict)]
    parts += ["+"] if len({cell.verdict for cell in cells}) > 1 else []
    parts += [say("marks.sign-called")] if any(map(called_more, cells)) else []
    parts += [say("marks.sign-decided")] if any(cell.decisions for cell in cells) else []
    return "".join(parts)


def _label(cells: list[CellRow], stage: StageRow) -> str:
    label, more = cell_aloud(cells[0], stage.title), len(cells) - 1
    return say("marks.tile-more", label=label, n=more) if more else label


def _silence(cells: list[CellRow], stage: StageRow) -> str:
    silent = {cell.co for cell in cells}
    cos = ", ".join(say(f"drawing.co-{name}") for name in COS if name in silent)
    return say("marks.tile-unsaid", actor=cells[0].actor_label, stage=stage.title, cos=cos)
