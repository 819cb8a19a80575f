"""From a sheet to SVG: matplotlib draws, then the SVG is made fit to stand in a page beside others.

Every id begins with a mark made from the picture's content, styles become plain attributes (so that no style of one
picture reaches the page or is stopped by its Content-Security-Policy), and the dates and names of programs go.
"""

from __future__ import annotations

import hashlib
import io
import warnings
from typing import Any
from xml.etree import ElementTree

import matplotlib.style
from matplotlib.artist import Artist
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.patches import Circle, FancyBboxPatch, PathPatch, Polygon, Rectangle
from matplotlib.path import Path as Route
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Transform

from coprod_tools.drawing.lettering import FAMILY
from coprod_tools.drawing.shapes import Disc, Label, Path, Point, Rect, Shape, Sheet

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
FALLBACKS = (
    f"'{FAMILY}', Verdana, 'Noto Sans', 'Segoe UI', 'Noto Sans CJK SC', 'Noto Sans Arabic', "
    "'Noto Color Emoji', 'Segoe UI Emoji', sans-serif"
)
_SETTINGS = {
    "svg.fonttype": "none",
    "svg.hashsalt": "coprod",
    "text.parse_math": False,
    "text.usetex": False,
    "path.simplify": False,
    "lines.scale_dashes": False,
    "font.family": FAMILY,
}
_HEAD = 5.0
_DASHES = {"-": "-", "--": (0, (3.2, 2.2)), ":": (0, (1.2, 1.8)), "-.": (0, (6, 2, 1.2, 2))}


def figure(sheet: Sheet) -> Figure:
    """Return the sheet as a matplotlib figure of the same size in points, with no canvas but its own."""
    drawn = Figure(figsize=(sheet.width / 72, sheet.height / 72), dpi=72)
    FigureCanvasSVG(drawn)
    down = Affine2D().scale(1, -1).translate(0, sheet.height)
    for place, shape in enumerate(sheet.shapes):
        for artist in _artists(shape, down):
            artist.set_zorder(place)
            drawn.add_artist(artist)
    return drawn


def svg_of(sheet: Sheet, title: str, alt: str) -> str:
    """Return the sheet as SVG with a title and a description; the same sheet gives the same bytes."""
    buffer = io.StringIO()
    with matplotlib.style.context(["default", _SETTINGS]), warnings.catch_warnings():
        # Glyphs the font lacks are reported by `missing_glyphs`; the reader's own fonts draw them.
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        figure(sheet).canvas.print_figure(buffer, format="svg", metadata={"Date": None})
    return _dressed(buffer.getvalue(), title, alt)


def _artists(shape: Shape, down: Transform) -> list[Artist]:
    match shape:
        case Rect():
            return _rect(shape, down)
        case Label():
            return [_label(shape, down)]
        case Disc():
            look = {"facecolor": shape.fill, "edgecolor": shape.ink, "linewidth": shape.line}
            return [Circle((shape.x, shape.y), shape.radius, linestyle=_DASHES[shape.dash], transform=down, **look)]
        case Path():
            return _path(shape, down)


def _rect(rect: Rect, down: Transform) -> list[Artist]:
    look = {"facecolor": rect.fill, "edgecolor": rect.stroke, "linewidth": rect.line, "linestyle": _DASHES[rect.dash]}
    drawn: list[Artist] = [_outline(rect, down, look)]
    if rect.hatch:
        hatched = {"facecolor": "none", "edgecolor": rect.hatch_ink, "linewidth": 0.0, "hatch": rect.hatch}
        drawn.append(_outline(rect, down, hatched))
    return drawn


def _outline(rect: Rect, down: Transform, look: dict[str, Any]) -> Artist:
    if not rect.round:
        return Rectangle((rect.x, rect.y), rect.width, rect.height, transform=down, **look)
    corner = f"round,pad=0,rounding_size={rect.round}"
    return FancyBboxPatch((rect.x, rect.y), rect.width, rect.height, boxstyle=corner, transform=down, **look)


def _label(label: Label, down: Transform) -> Artist:
    return Text(
        label.x,
        label.y,
        label.text,
        color=label.ink,
        fontsize=label.size,
        fontweight="bold" if label.bold else "normal",
        fontstyle="italic" if label.italic else "normal",
        horizontalalignment=label.anchor,
        verticalalignment="baseline",
        parse_math=False,
        transform=down,
    )


def _path(path: Path, down: Transform) -> list[Artist]:
    if path.closed:
        look = {"facecolor": path.fill, "edgecolor": path.ink, "linewidth": path.line}
        return [Polygon(path.points, closed=True, linestyle=_DASHES[path.dash], transform=down, **look)]
    points = path.points
    heads: list[Artist] = []
    if path.arrow:
        head, points = _head(points)
        heads = [Polygon(head, closed=True, facecolor=path.ink, edgecolor="none", transform=down)]
    look = {"facecolor": "none", "edgecolor": path.ink, "linewidth": path.line, "linestyle": _DASHES[path.dash]}
    return [PathPatch(Route(points), transform=down, capstyle="butt", joinstyle="round", **look), *heads]


def _head(points: tuple[Point, ...]) -> tuple[tuple[Point, ...], tuple[Point, ...]]:
    """Return the head of an arrow and its line, shortened to end inside the head."""
    (x0, y0), (x1, y1) = points[-2:]
    length = max(((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5, 1e-9)
    ux, uy = (x1 - x0) / length, (y1 - y0) / length
    bx, by = x1 - ux * _HEAD, y1 - uy * _HEAD
    wing = _HEAD * 0.48
    head = ((x1, y1), (bx - uy * wing, by + ux * wing), (bx + uy * wing, by - ux * wing))
    return head, (*points[:-1], (x1 - ux * _HEAD * 0.8, y1 - uy * _HEAD * 0.8))


def _dressed(raw: str, title: str, alt: str) -> str:
    mark = "p" + hashlib.sha256(f"{raw}\0{title}\0{alt}".encode()).hexdigest()[:10] + "-"
    root = ElementTree.fromstring(raw)  # noqa: S314 - matplotlib wrote it a moment ago
    root.remove(root[0])  # the metadata
    root.remove(root[0])  # a style for every element of the page it would stand in
    root.attrib |= {
        "role": "img",
        "aria-labelledby": f"{mark}title {mark}desc",
        "font-family": FALLBACKS,
        "stroke-linejoin": "round",
    }
    _plain_attributes(root, mark)
    for place, (tag, words) in enumerate((("title", title), ("desc", alt))):
        told = ElementTree.Element(f"{{{SVG}}}{tag}", {"id": f"{mark}{tag}"})
        told.text = words
        root.insert(place, told)
    ElementTree.register_namespace("", SVG)
    ElementTree.register_namespace("xlink", XLINK)
    return ElementTree.tostring(root, encoding="unicode") + "\n"


def _plain_attributes(root: ElementTree.Element, mark: str) -> None:
    """Turn styles into attributes, put the mark before ids that are used, drop the others."""
    kept = {f"{{{SVG}}}pattern", f"{{{SVG}}}clipPath"}
    for element in root.iter():
        name = element.attrib.pop("id", None)
        if name and element.tag in kept:
            element.set("id", mark + name)
        for entry in element.attrib.pop("style", "").split(";"):
            key, _, value = entry.partition(":")
            if key.strip() and key.strip() != "font-family":
                element.set(key.strip(), value.strip().replace("url(#", f"url(#{mark}"))
        if element.get("transform", "").startswith("rotate(-0 "):
            del element.attrib["transform"]
        if element.tag == f"{{{SVG}}}path":
            element.set("d", " ".join(element.get("d", "").split()))
            element.tail = None
        if element.tag == f"{{{SVG}}}g":
            element.text = element.tail = None
