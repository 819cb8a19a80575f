"""What a sheet must satisfy whatever is on it, worked out from its shapes alone."""

from __future__ import annotations

from itertools import combinations

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextToPath

from coprod_tools.drawing.lettering import missing_glyphs
from coprod_tools.drawing.shapes import Label, Path, Rect, Sheet

SLACK = 0.6


def _overlap(a: Rect, b: Rect) -> bool:
    across = min(a.x + a.width, b.x + b.width) - max(a.x, b.x)
    down = min(a.y + a.height, b.y + b.height) - max(a.y, b.y)
    return across > SLACK and down > SLACK


def overlapping_boxes(sheet: Sheet) -> list[tuple[Rect, Rect]]:
    """Return every two boxes, or two tiles, that cover each other."""
    found = []
    for role in ("box", "tile"):
        found += [pair for pair in combinations(sheet.rects(role), 2) if _overlap(*pair)]  # type: ignore[arg-type]
    return found


def extent(label: Label) -> Rect:
    """Return the room of a line of text as matplotlib itself measures it."""
    prop = FontProperties(family="DejaVu Sans", size=label.size, weight="bold" if label.bold else "normal")
    # A character the font lacks would be measured as the box that stands for it; the reader's font draws one em.
    shown = "".join("\N{EM DASH}" if missing_glyphs([character]) else character for character in label.text)
    width, _, _ = TextToPath().get_text_width_height_descent(shown, prop, ismath=False)
    left = {"left": label.x, "center": label.x - width / 2, "right": label.x - width}[label.anchor]
    return Rect(left, label.y - label.size * 0.75, width, label.size * 0.95)


def texts_outside(sheet: Sheet) -> list[Label]:
    """Return every line that leaves the sheet, or the box that it begins in."""
    found = []
    for label in sheet.labels():
        room = extent(label)
        holders = [box for box in sheet.rects("box") if _inside(room.x, room.y, box)]
        for holder in holders or [Rect(0, 0, sheet.width, sheet.height)]:
            if not (_inside(room.x, room.y, holder) and _inside(room.x + room.width, room.y + room.height, holder)):
                found.append(label)
    return found


def overlapping_texts(sheet: Sheet) -> list[tuple[Label, Label]]:
    """Return every two lines of text that cover each other."""
    rooms = [(label, extent(label)) for label in sheet.labels()]
    return [(a[0], b[0]) for a, b in combinations(rooms, 2) if _overlap(a[1], b[1])]


def lines_through_boxes(sheet: Sheet) -> list[tuple[Path, Rect]]:
    """Return every arrow that crosses the inside of a box."""
    found = []
    for path in sheet.shapes:
        if isinstance(path, Path) and path.arrow:
            for (x0, y0), (x1, y1) in zip(path.points, path.points[1:], strict=False):
                run = Rect(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0))
                found += [(path, box) for box in sheet.rects("box") if _crosses(run, box)]
    return found


def _crosses(run: Rect, box: Rect) -> bool:
    within_x = run.x < box.x + box.width - SLACK and run.x + run.width > box.x + SLACK
    within_y = run.y < box.y + box.height - SLACK and run.y + run.height > box.y + SLACK
    return within_x and within_y


def _inside(x: float, y: float, box: Rect) -> bool:
    return box.x - SLACK <= x <= box.x + box.width + SLACK and box.y - SLACK <= y <= box.y + box.height + SLACK
