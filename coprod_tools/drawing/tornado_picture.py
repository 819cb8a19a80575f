"""What could overturn a result: a bar for each assumption, from its lowest to its highest, the largest swing first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from coprod_tools.drawing.frame import INNER, SIZE, SMALL, key_to, picture_of, sheet_of, small
from coprod_tools.drawing.grid import NAME, PAD
from coprod_tools.drawing.lettering import paragraph, text_width
from coprod_tools.drawing.palette import FAINT, INK, LINE, LOOKS, QUIET, with_words
from coprod_tools.drawing.picture import Picture
from coprod_tools.drawing.shapes import Block, Label, Path, Rect, Shape, Sheet, stacked
from coprod_tools.drawing.wording import say

MOST = 10
_HEIGHT = 12.0
# Room left at both ends of the bars for the amounts beside them.
_BESIDE = 62.0
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Scale:
    low: float
    high: float

    def x(self, value: float) -> float:
        left, right = NAME + _BESIDE, INNER - _BESIDE
        return left + (right - left) * (value - self.low) / (self.high - self.low)


def draw_tornado(plan: Mapping[str, Any], perspective: str = "society", account: int = 0) -> Picture:
    """Draw which assumption moves a net value most, and which turns it round; the table holds them all.

    Parameters
    ----------
    plan : mapping
        The plan as plain values, as its `plan.json` holds it.
    perspective : str
        Whose net value, such as `people` or `society`.
    account : int
        Which of the moneys the policy is reckoned in; they are never added.
    """
    title = say("tornado-title", policy=plan["policy"]["title"])
    head = tuple(say(f"head-tornado-{name}") for name in ("what", "low", "high", "turns"))
    return picture_of(tornado_sheet(plan, perspective, account), title, tornado_alt(plan, perspective, account), head,
                      _rows(_swings(_found(plan, perspective, account))))  # fmt: skip


def tornado_alt(plan: Mapping[str, Any], perspective: str = "society", account: int = 0) -> str:
    """Return the finding in words: the result at both rates, and what could overturn it."""
    row = _found(plan, perspective, account)
    if row is None or not row["tornado"]:
        return say("tornado-nothing")
    return " ".join([row["text"], *row["overturns"]]) or say("tornado-nothing")


def tornado_sheet(plan: Mapping[str, Any], perspective: str = "society", account: int = 0) -> Sheet:
    """Lay the picture out, before it is painted."""
    row = _found(plan, perspective, account)
    swings = _swings(row)
    title, alt = say("tornado-title", policy=plan["policy"]["title"]), tornado_alt(plan, perspective, account)
    if row is None or not swings:
        return sheet_of(title, alt, small(say("tornado-nothing")), key_to(()))
    net = float(row["tornado"]["net"]["amount"])
    ends = [net, 0.0, *(float(swing[end]["amount"]) for swing in swings[:MOST] for end in ("at_low", "at_high"))]
    scale = _Scale(min(ends), max(ends)) if min(ends) < max(ends) else _Scale(min(ends) - 1, max(ends) + 1)
    bars = [_bar(swing, scale) for swing in swings[:MOST]]
    body = stacked(bars, gap=3)
    lines: list[Shape] = [
        Path(((scale.x(0), 0), (scale.x(0), body.height)), INK, 1.0),
        Path(((scale.x(net), 0), (scale.x(net), body.height)), LINE, 0.9, "--"),
    ]
    whole = stacked([_axis(scale, net, row), Block((*lines, *body.shapes), INNER, body.height)], gap=3)
    if len(swings) > MOST:
        whole = stacked([whole, small(say("tornado-more", n=len(swings) - MOST))], gap=4)
    return sheet_of(title, alt, whole, key_to([_key(turns=False), _key(turns=True)]))


def _found(plan: Mapping[str, Any], perspective: str, account: int) -> Row | None:
    worth = plan["investment"].get("worth")
    accounts: Sequence[Row] = worth["accounts"] if worth else ()
    rows = accounts[account]["rows"] if account < len(accounts) else ()
    return next((row for row in rows if row["id"] == perspective), None)


def _swings(row: Row | None) -> Sequence[Row]:
    return row["tornado"]["swings"] if row and row["tornado"] else ()


def _axis(scale: _Scale, net: float, row: Row) -> Block:
    """Name the two upright lines above the bars; one line each, so that near ones don't cover each other."""
    currency = row["tornado"]["net"]["currency"]
    told = ((0.0, say("tornado-zero")), (net, say("tornado-net", amount=f"{net:,.0f}", currency=currency)))
    shapes: list[Shape] = []
    height = SMALL * 1.4
    for line, (value, words) in enumerate(told):
        x = min(max(scale.x(value), text_width(words, SMALL) / 2), INNER - text_width(words, SMALL) / 2)
        shapes.append(Label(x, height * (line + 1) - 2, words, SMALL, QUIET, anchor="center"))
    return Block(tuple(shapes), INNER, 2 * height)


def _look(*, turns: bool) -> tuple[str, str, str]:
    look = LOOKS["handed-over-work" if turns else "partnership"]
    return look.ground, look.ink, "////" if turns else ""


def _bar(swing: Row, scale: _Scale) -> Block:
    name = paragraph(swing["label"], SIZE, NAME - 2 * PAD, 3, ink=INK)
    height = max(name.height, _HEIGHT) + 4
    one, other = (float(swing[end]["amount"]) for end in ("at_low", "at_high"))
    left, right = min(one, other), max(one, other)
    ground, ink, hatch = _look(turns=swing["turns"])
    top = (height - _HEIGHT) / 2
    width = max(scale.x(right) - scale.x(left), 1.5)
    shapes: list[Shape] = [*name.at(PAD, (height - name.height) / 2)]
    shapes.append(Rect(scale.x(left), top, width, _HEIGHT, ground, ink, 0.8, "-", hatch, "#f3cbad"))
    base = top + _HEIGHT / 2 + SMALL * 0.36
    shapes.append(Label(scale.x(left) - 4, base, f"{left:,.0f}", SMALL, ink, anchor="right"))
    shapes.append(Label(scale.x(left) + width + 4, base, f"{right:,.0f}", SMALL, ink))
    shapes.append(Path(((0, height), (INNER, height)), FAINT, 0.5))
    return Block(tuple(shapes), INNER, height)


def _key(*, turns: bool) -> Block:
    ground, ink, hatch = _look(turns=turns)
    sign = (Rect(-6, -4, 12, 8, ground, ink, 0.8, "-", hatch, "#f3cbad"),)
    return with_words(sign, small(say("tornado-key-turns" if turns else "tornado-key")), 6)


def _rows(swings: Sequence[Row]) -> Iterator[tuple[str, ...]]:
    for swing in swings:
        ends = (f"{float(swing[end]['amount']):,.0f} {swing[end]['currency']}" for end in ("at_low", "at_high"))
        yield (str(swing["label"]), *ends, say("tornado-yes" if swing["turns"] else "tornado-no"))
