"""Who answers for what: a row for each outcome, duty, service and harm, a column for each who answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from coprod_tools.drawing.frame import INNER, SIGN, SMALL, barrier_key, key_to, picture_of, sheet_of, small
from coprod_tools.drawing.grid import band, column_width, head_row, row
from coprod_tools.drawing.lettering import paragraph
from coprod_tools.drawing.palette import INK, LOOKS, QUIET, with_words
from coprod_tools.drawing.picture import Picture
from coprod_tools.drawing.shapes import Block, Disc, Path, Shape, Sheet, stacked
from coprod_tools.drawing.wording import count, listed, paged, say

KINDS = ("outcome", "statutory-duty", "performance", "harm")
MOST_COLUMNS, MOST_ROWS = 6, 24
Row = Mapping[str, Any]


def draw_accountability(plan: Mapping[str, Any], page: int = 1) -> Picture:
    """Draw who answers for what; the table holds every row, also where the picture is one of several pages.

    Parameters
    ----------
    plan : mapping
        The plan as plain values, as its `plan.json` holds it.
    page : int
        From 1 to `pages_of_accountability`.
    """
    pages = pages_of_accountability(plan)
    if not 1 <= page <= pages:
        raise ValueError(f"page {page} is not there; there are {pages}")
    title = paged(say("answers-title", policy=plan["policy"]["title"]), page, pages)
    head = tuple(say(f"head-answers-{name}") for name in ("what", "kind", "who", "open"))
    return picture_of(answers_sheet(plan, page), title, answers_alt(plan), head, _rows(plan))


def pages_of_accountability(plan: Mapping[str, Any]) -> int:
    """Return on how many pages everything finds room."""
    return max(1, -(-len(_duties(plan)) // MOST_ROWS))


def answers_alt(plan: Mapping[str, Any]) -> str:
    """Return the finding in words: what nobody answers for, and who answers for most."""
    duties = _duties(plan)
    if not duties:
        return say("answers-nothing")
    nobody = [str(duty["text"]) for duty in duties if not duty["held_by"]]
    alone = [str(duty["text"]) for duty in duties if duty["kind"] == "outcome" and len(duty["held_by"]) == 1]
    told = [say("answers-alt", rows=len(duties), actors=count("answering", len(_actors(duties))))]
    told.append(say("answers-nobody", names=listed(nobody[:4]), n=len(nobody)) if nobody else say("answers-all"))
    if alone:
        told.append(say("answers-alone", names=listed(alone[:4])))
    return " ".join(told)


def answers_sheet(plan: Mapping[str, Any], page: int = 1) -> Sheet:
    """Lay the picture out, before it is painted."""
    duties = _duties(plan)
    actors = _actors(duties)
    shown = actors[:MOST_COLUMNS]
    others = len(actors) > len(shown)
    here = duties[(page - 1) * MOST_ROWS : page * MOST_ROWS]
    rows: list[Block] = []
    if here:
        rows.append(head_row([*shown, *([say("answers-others")] if others else [])]))
    for kind in KINDS:
        mine = [duty for duty in here if duty["kind"] == kind]
        if mine:
            rows.append(band(say(f"answers-{kind}")))
            rows += [_row(duty, shown, others=others) for duty in mine]
    if not rows:
        rows.append(small(say("answers-nothing")))
    keys = [_key("outcome"), _key("performance"), barrier_key(say("answers-open"))] if here else []
    title = paged(say("answers-title", policy=plan["policy"]["title"]), page, pages_of_accountability(plan))
    return sheet_of(title, answers_alt(plan), stacked(rows), key_to(keys))


def _duties(plan: Mapping[str, Any]) -> list[Row]:
    duties = [duty for duty in plan["accountability"]["duties"] if duty["kind"] in KINDS]
    return sorted(duties, key=lambda duty: KINDS.index(duty["kind"]))


def _actors(duties: list[Row]) -> list[str]:
    """Return who answers, whoever answers for most first."""
    held = Counter(who for duty in duties for who in duty["held_by"])
    return sorted(held, key=lambda who: (-held[who], who))


def _row(duty: Row, shown: list[str], *, others: bool) -> Block:
    columns = len(shown) + others
    width = column_width(columns)
    cells: list[Block | None] = [_sign(duty["kind"], width) if who in duty["held_by"] else None for who in shown]
    if others:
        rest = sum(1 for who in duty["held_by"] if who not in shown)
        cells.append(paragraph(f"+{rest}", SMALL, width, 1, ink=QUIET) if rest else None)
    note = "" if duty["held_by"] else say("answers-nobody-named")
    if duty["kind"] == "statutory-duty":
        note = say(f"answers-delegable-{duty.get('delegable') or 'unknown'}")
    found = row(str(duty["text"]), note, cells)
    if duty["held_by"]:
        return found
    return Block((*found.shapes, *barrier_key("").at(INNER - 14, 5)), found.width, found.height)


def _sign(kind: str, width: float) -> Block:
    shapes = tuple(shape.moved(SIGN, SIGN + 2) for shape in _mark(kind))
    return Block(shapes, width, 2 * SIGN + 4)


def _mark(kind: str) -> tuple[Shape, ...]:
    """A disc where one of many answers, a square where one leads or holds the duty."""
    ink = LOOKS["partnership"].ink if kind == "outcome" else INK
    if kind == "outcome":
        return (Disc(0, 0, SIGN, ink, ink),)
    r = SIGN * 0.9
    return (Path(((-r, -r), (r, -r), (r, r), (-r, r)), ink, closed=True, fill=ink),)


def _key(kind: str) -> Block:
    return with_words(_mark(kind), small(say(f"answers-key-{kind}")), SIGN)


def _rows(plan: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    for duty in _duties(plan):
        who = listed(duty["held_by"]) or say("answers-nobody-named")
        yield (str(duty["text"]), say(f"answers-{duty['kind']}"), who, " ".join(duty.get("gaps", ())))
