"""A grid of rows and columns with words in its cells, as several pictures use it."""

from __future__ import annotations

from collections.abc import Sequence

from coprod_tools.drawing.frame import INNER, SIZE, SMALL
from coprod_tools.drawing.lettering import paragraph
from coprod_tools.drawing.palette import FAINT, GROUND, INK, LINE, QUIET
from coprod_tools.drawing.shapes import Block, Path, Rect, Shape, stacked

PAD = 5.0
NAME = 190.0
Cells = Sequence[Block | None]


def column_width(columns: int) -> float:
    """Return the room of a column beside the names of the rows."""
    return (INNER - NAME) / max(columns, 1)


def head_row(names: Sequence[str]) -> Block:
    """Set the heads of the columns."""
    width = column_width(len(names))
    heads = [paragraph(name, SMALL, width - 2 * PAD, 4, ink=INK, bold=True) for name in names]
    height = max((head.height for head in heads), default=0) + 2 * PAD
    shapes: list[Shape] = []
    for place, head in enumerate(heads):
        shapes += head.at(NAME + place * width + PAD, height - PAD - head.height)
    shapes.append(Path(((0, height), (INNER, height)), LINE, 1.0))
    return Block(tuple(shapes), INNER, height)


def row(name: str, note: str, cells: Cells) -> Block:
    """Set one row: its name with a note below, then its cells, each from the top of its column."""
    width = column_width(len(cells))
    parts = [paragraph(name, SIZE, NAME - 2 * PAD, 3, ink=INK, bold=True)]
    if note:
        parts.append(paragraph(note, SMALL, NAME - 2 * PAD, 2, ink=QUIET))
    label = stacked(parts, gap=1)
    height = max([label.height, *(cell.height for cell in cells if cell)]) + 2 * PAD
    shapes: list[Shape] = [*label.at(PAD, PAD)]
    for place, cell in enumerate(cells):
        if cell:
            shapes += cell.at(NAME + place * width + PAD, PAD)
    shapes.append(Path(((0, height), (INNER, height)), FAINT, 0.7))
    return Block(tuple(shapes), INNER, height)


def band(words: str) -> Block:
    """Set the name of a group of rows on a ground of its own."""
    name = paragraph(words, SMALL, INNER - 2 * PAD, 1, ink=INK, bold=True)
    height = name.height + PAD
    ground = Rect(0, 0, INNER, height, GROUND, role="lane")
    return Block((ground, *name.at(PAD, PAD / 2)), INNER, height)
