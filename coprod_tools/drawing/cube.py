"""The cube actor x stage x Co as a heat map: a row for each actor, a column for each stage, a tile for each Co."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby

from coprod_tools.assessment.marks import Assessment, Cell
from coprod_tools.chain import ValueChain
from coprod_tools.drawing.finding import finding, verdict_counts, verdicts_in_words
from coprod_tools.drawing.frame import INNER, MOST_BOXES, SIZE, SMALL, key_to, picture_of, sheet_of, small
from coprod_tools.drawing.lettering import paragraph, text_width
from coprod_tools.drawing.palette import COS, FAINT, GROUND, INK, LINE, QUIET, VERDICTS, tile
from coprod_tools.drawing.picture import Picture
from coprod_tools.drawing.shapes import Block, Path, Rect, Shape, Sheet, stacked
from coprod_tools.drawing.wording import count, paged, say

GROUPS = ("people", "own-authority", "organisation", "public-body", "unknown")
TILE = (13.0, 21.0)
ROW = 25.0
NAME = 150.0
Cells = dict[tuple[str, str, str], list[Cell]]


def draw_cube(chain: ValueChain, assessment: Assessment, page: int = 1) -> Picture:
    """Draw who has which part where: up to 40 actors, then pages.

    Each tile bears the letter of its Co and the sign of its verdict. Where an actor has several rows for one Co in one
    stage, the tile shows the first verdict in the order of the key and a plus; the table has them all.

    Parameters
    ----------
    page : int
        From 1; `pages_of_cube` says how many there are.
    """
    title = paged(say("cube-title", policy=chain.policy.title), page, pages_of_cube(chain))
    head = tuple(say(f"head-{column}") for column in ("actor", "group", "stage", "activity", "co", "verdict"))
    sheet = cube_sheet(chain, assessment, page)
    return picture_of(sheet, title, cube_alt(chain, assessment), head, _rows(chain, assessment))


def pages_of_cube(chain: ValueChain) -> int:
    """Return how many pictures the actors need."""
    return max(1, -(-len(chain.actors) // MOST_BOXES))


def cube_alt(chain: ValueChain, assessment: Assessment) -> str:
    """Return the finding of the cube in words, with the count of its marks."""
    size = say("cube-size", actors=count("actors", len(chain.actors)), marks=count("marks", len(assessment.cells)))
    shown = verdicts_in_words(assessment.cells)
    return f"{finding(chain, assessment)} {size}{': ' + shown if shown else ''}."


def cube_sheet(chain: ValueChain, assessment: Assessment, page: int = 1) -> Sheet:
    """Lay the picture out, before it is painted."""
    title = paged(say("cube-title", policy=chain.policy.title), page, pages_of_cube(chain))
    actors = grouped(chain, assessment)[(page - 1) * MOST_BOXES : page * MOST_BOXES]
    body = stacked([_header(chain), *_groups(chain, assessment, actors)])
    if not chain.actors:
        body = paragraph(say("no-actor"), SIZE, INNER, 1, ink=INK, italic=True)
    return sheet_of(title, cube_alt(chain, assessment), body, _key(assessment))


def group_of(chain: ValueChain, assessment: Assessment, actor: str) -> str:
    """Return which of `GROUPS` an actor is shown under."""
    kind = chain.actors[actor].kind
    known = assessment.knowledge.actor_kinds.get(kind or "")
    return known.counts_as if known else "unknown"


def grouped(chain: ValueChain, assessment: Assessment) -> list[tuple[str, str]]:
    """Return group and id of every actor, in the order of the groups."""
    pairs = [(group_of(chain, assessment, actor), actor) for actor in chain.actors]
    return sorted(pairs, key=lambda pair: GROUPS.index(pair[0]))


def _stage_width(chain: ValueChain) -> float:
    return (INNER - NAME) / len(chain.stages)


def _header(chain: ValueChain) -> Block:
    width = _stage_width(chain)
    words = [f"{stage.order} {stage.title}" for stage in chain.stages]
    longest = max(text_width(word, 1, True) for title in words for word in title.split())
    size = min(7.0, max((width - 4) / longest, 5.5))
    titles = [paragraph(title, size, width - 4, 5, ink=INK, bold=True) for title in words]
    height = max(block.height for block in titles)
    shapes: list[Shape] = []
    for place, block in enumerate(titles):
        shapes += block.at(NAME + place * width + 3, height - block.height)
    return Block(tuple(shapes), INNER, height + 3)


def _groups(chain: ValueChain, assessment: Assessment, actors: list[tuple[str, str]]) -> Iterator[Block]:
    cells: Cells = defaultdict(list)
    for cell in assessment.cells:
        cells[cell.actor, cell.stage, cell.co].append(cell)
    for group, members in groupby(actors, key=lambda pair: pair[0]):
        band = Rect(0, 0, INNER, 15, GROUND, role="lane")
        yield Block((band, *paragraph(say(f"group-{group}"), 8, INNER, 1, ink=INK, bold=True).at(4, 2)), INNER, 16)
        for _, actor in members:
            yield _actor_row(chain, cells, actor)


def _actor_row(chain: ValueChain, cells: Cells, actor: str) -> Block:
    width = _stage_width(chain)
    name = paragraph(str(chain.actors[actor].label), SMALL, NAME - 10, 2, ink=INK)
    shapes: list[Shape] = [*name.at(4, (ROW - name.height) / 2)]
    for place, stage in enumerate(chain.stages):
        left = NAME + place * width
        shapes.append(Path(((left, 0), (left, ROW)), LINE, 0.5))
        inset = (width - 4 * TILE[0] - 1.5) / 2
        for number, co in enumerate(COS):
            found = cells.get((actor, stage.id, co), ())
            if found:
                shapes += _tile(list(found), co).at(left + inset + number * (TILE[0] + 0.5), 2)
    shapes.append(Path(((0, ROW), (INNER, ROW)), FAINT, 0.6))
    return Block(tuple(shapes), INNER, ROW)


def _tile(cells: list[Cell], co: str) -> Block:
    verdicts = [verdict for verdict, _ in verdict_counts(cells)]
    return tile(verdicts[0], say(f"letter-{co}") + ("+" if len(verdicts) > 1 else ""), *TILE)


def _key(assessment: Assessment) -> Block:
    present = [verdict for verdict, _ in verdict_counts(assessment.cells)]
    shown = [verdict for verdict in VERDICTS if verdict in present]
    entries = [_key_tile(verdict) for verdict in shown]
    letters = ", ".join(f"{say(f'letter-{co}')} {say(f'co-{co}')}" for co in COS)
    lines = [small(say(name, letters=letters)) for name in ("key-letters", "key-plus", "key-blank")]
    return stacked([key_to(entries), *lines], gap=3)


def _key_tile(verdict: str) -> Block:
    block = tile(verdict, "", *TILE)
    words = small(say(f"verdict-{verdict}"), QUIET)
    top = (TILE[1] - words.height) / 2
    return Block((*block.shapes, *words.at(TILE[0] + 4, top)), TILE[0] + 4 + words.width, TILE[1])


def _rows(chain: ValueChain, assessment: Assessment) -> Iterator[tuple[str, ...]]:
    titles = {stage.id: str(stage.title) for stage in chain.stages}
    order = {actor: place for place, (_, actor) in enumerate(grouped(chain, assessment))}
    for cell in sorted(assessment.cells, key=lambda each: order.get(each.actor, len(order))):
        yield (
            str(chain.actors[cell.actor].label),
            say(f"group-{group_of(chain, assessment, cell.actor)}"),
            titles.get(cell.stage, say("unknown-stage")),
            str(chain.activities[cell.activity].label),
            say(f"co-{cell.co}"),
            say(f"verdict-{cell.verdict}"),
        )
