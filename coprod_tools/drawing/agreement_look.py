"""How agreement is drawn: each state has a line, a sign and a word of its own, so that none rests on its colour."""

from __future__ import annotations

from dataclasses import dataclass

from coprod_tools.consensus.values import Agreement, State
from coprod_tools.drawing.frame import small
from coprod_tools.drawing.palette import PAPER, with_words
from coprod_tools.drawing.shapes import Block, Disc, Label, Path, Shape
from coprod_tools.drawing.wording import count, listed, say

STATES: tuple[State, ...] = ("agreed", "contested", "one-view", "not-known")
RADIUS = 3.3


@dataclass(frozen=True, slots=True)
class Look:
    """The ink, the dash and the width of a line, in points."""

    ink: str
    dash: str
    line: float


LOOKS: dict[str, Look] = {
    "agreed": Look("#14532d", "-", 1.5),
    "contested": Look("#a33b00", "--", 1.5),
    "one-view": Look("#0b4377", "-.", 1.1),
    "not-known": Look("#595959", ":", 1.1),
}


def state_sign(state: str, x: float, y: float, radius: float = RADIUS) -> tuple[Shape, ...]:
    """Return the sign of a state about its centre: a tick, a cross, a 1 and a question mark, each on a disc."""
    ink, r = LOOKS[state].ink, radius
    match state:
        case "agreed":
            tick = ((x - r * 0.5, y), (x - r * 0.1, y + r * 0.42), (x + r * 0.55, y - r * 0.45))
            return (Disc(x, y, r, ink, ink), Path(tick, PAPER, 1.0))
        case "contested":
            d = r * 0.45
            cross = (Path(((x - d, y - d), (x + d, y + d)), ink, 1.1), Path(((x - d, y + d), (x + d, y - d)), ink, 1.1))
            return (Disc(x, y, r, PAPER, ink, 1.0), *cross)
    letter = "1" if state == "one-view" else "?"
    return (Disc(x, y, r, PAPER, ink, 1.0), Label(x, y + r * 0.68, letter, r * 1.85, ink, bold=True, anchor="center"))


def state_key(state: str) -> Block:
    """Set the line, the sign and the word of a state."""
    look, words = LOOKS[state], small(say(f"state-{state}"))
    middle = words.height / 2
    sign = with_words(state_sign(state, 0, 0), words, RADIUS)
    line = Path(((0, middle), (22, middle)), look.ink, look.line, look.dash, arrow=True)
    return Block((line, *sign.at(26, 0)), 26 + sign.width, sign.height)


def said_in_words(agreement: Agreement) -> str:
    """Return how many say what of a link: `2 say more, 1 says less, 1 contests it`."""
    told = [
        count(f"say-{name}", len(getattr(agreement, field)))
        for name, field in (("more", "plus"), ("less", "minus"), ("unsure", "unsure"), ("contest", "contests"))
        if getattr(agreement, field)
    ]
    return listed(told) or say("say-nothing")


def direction(agreement: Agreement) -> str:
    """Return `+` or `−` where all who say a direction say the same, `±` where they differ, `?` where nobody does."""
    if agreement.plus and agreement.minus:
        return "±"
    return "+" if agreement.plus else "−" if agreement.minus else "?"
