"""Who puts in what: a row for each actor, a column for each kind; each amount in its own unit, nothing stacked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from coprod_tools.drawing.frame import SIZE, SMALL, key_to, picture_of, sheet_of, small
from coprod_tools.drawing.grid import PAD, column_width, head_row, row
from coprod_tools.drawing.lettering import paragraph
from coprod_tools.drawing.palette import INK, LINE, LOOKS, QUIET
from coprod_tools.drawing.picture import Picture
from coprod_tools.drawing.shapes import Block, Rect, Sheet, stacked
from coprod_tools.drawing.wording import count, listed, say

KINDS = ("money", "time", "assets", "knowledge", "relationships", "mandate")
MOST_ROWS = 14
_BAR = 6.0
Row = Mapping[str, Any]
# An amount, its unit, and what it is.
Given = tuple[Decimal | None, str, str]


def draw_who_gives(plan: Mapping[str, Any]) -> Picture:
    """Draw what each actor puts in, by kind; the table holds every line.

    Parameters
    ----------
    plan : mapping
        The plan as plain values, as its `plan.json` holds it.
    """
    title = say("gives-title", policy=plan["policy"]["title"])
    head = tuple(say(f"head-gives-{name}") for name in ("actor", "kind", "amount", "what"))
    return picture_of(gives_sheet(plan), title, gives_alt(plan), head, _rows(plan))


def gives_alt(plan: Mapping[str, Any]) -> str:
    """Return the finding in words: how many give, and how many lines have no price."""
    lines = _lines(plan)
    if not lines:
        return say("gives-nothing")
    actors = list(dict.fromkeys(line["actor"] for line in lines))
    unpriced = [line for line in lines if line["replacement"]["money"] is None]
    kinds = listed(say(f"kind-{kind}") for kind in KINDS if any(line["kind"] == kind for line in lines))
    return say("gives-alt", actors=count("givers", len(actors)), kinds=kinds, lines=len(lines), unpriced=len(unpriced))


def gives_sheet(plan: Mapping[str, Any]) -> Sheet:
    """Lay the picture out, before it is painted."""
    found = _by_actor(plan)
    kinds = [kind for kind in KINDS if any(kind in given for given in found.values())]
    width = column_width(len(kinds)) - 2 * PAD
    scales = {kind: _scale(found, kind) for kind in kinds}
    names = {line["actor"]: str(line["actor_label"]) for line in _lines(plan)}
    rows = [head_row([say(f"kind-{kind}") for kind in kinds])] if kinds else []
    for actor, given in list(found.items())[:MOST_ROWS]:
        cells = [_cell(given.get(kind, []), width, scales[kind]) for kind in kinds]
        rows.append(row(names[actor], "", cells))
    if len(found) > MOST_ROWS:
        rows.append(small(say("gives-more", n=len(found) - MOST_ROWS)))
    if not rows:
        rows.append(small(say("gives-nothing")))
    words = [small(say("gives-key-bar")), small(say("gives-key-blank"))] if kinds else []
    return sheet_of(say("gives-title", policy=plan["policy"]["title"]), gives_alt(plan), stacked(rows), key_to(words))


def _lines(plan: Mapping[str, Any]) -> list[Row]:
    return [line for line in plan["accountability"]["ledger"] if line.get("counted", True) and "replacement" in line]


def _by_actor(plan: Mapping[str, Any]) -> dict[str, dict[str, list[Given]]]:
    """Gather what each actor gives by kind; those who give most kinds come first, then by name."""
    found: dict[str, dict[str, list[Given]]] = {}
    for line in _lines(plan):
        kind = line["kind"] if line["kind"] in KINDS else None
        # What is the same as another row stands in the table; a bar of its own would look like more money.
        if kind is not None and not line.get("told_again"):
            found.setdefault(line["actor"], {}).setdefault(kind, []).append(_given(line))
    return dict(sorted(found.items(), key=lambda each: (-len(each[1]), each[0])))


def _given(line: Row) -> Given:
    money = line["replacement"]["money"] if line["kind"] == "money" else None
    if money:
        return Decimal(money["amount"]), str(money["currency"]), str(line["what"] or "")
    amount = Decimal(line["quantity"]) if line["quantity"] is not None else None
    return amount, str(line["unit"] or ""), str(line["what"] or "")


def _sums(given: Sequence[Given]) -> dict[str, Decimal]:
    """Add amounts of one unit; those of different units stay apart."""
    sums: dict[str, Decimal] = {}
    for amount, unit, _ in given:
        if amount is not None:
            sums[unit] = sums.get(unit, Decimal()) + amount
    return sums


def _scale(found: Mapping[str, Mapping[str, list[Given]]], kind: str) -> tuple[str, Decimal]:
    """Return the unit most actors use for a kind, and the largest amount in it; bars are drawn for no other unit."""
    sums = [_sums(given.get(kind, [])) for given in found.values()]
    used = Counter(unit for each in sums for unit in each)
    if not used:
        return "", Decimal()
    unit = min(used, key=lambda name: (-used[name], name))
    return unit, max((each.get(unit, Decimal()) for each in sums), default=Decimal())


def _cell(given: Sequence[Given], width: float, scale: tuple[str, Decimal]) -> Block | None:
    if not given:
        return None
    parts = []
    for unit, amount in sorted(_sums(given).items()):
        parts.append(paragraph(f"{amount:,f} {unit}".strip(), SIZE, width, 2, ink=INK, bold=True))
        if unit == scale[0] and scale[1] > 0 and amount > 0:
            parts.append(_bar(width, amount / scale[1]))
    unsaid = [what for amount, _, what in given if amount is None]
    if unsaid:
        words = unsaid[0] if len(unsaid) == 1 and unsaid[0] else say("gives-unsaid", n=len(unsaid))
        parts.append(paragraph(words, SMALL, width, 4, ink=QUIET))
    return stacked(parts, gap=2)


def _bar(width: float, part: Decimal) -> Block:
    look = LOOKS["partnership"]
    shapes = (
        Rect(0, 0, width, _BAR, "none", LINE, 0.4),
        Rect(0, 0, max(width * float(part), 1.0), _BAR, look.ground, look.ink, 0.8),
    )
    return Block(shapes, width, _BAR)


def _rows(plan: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    for line in _lines(plan):
        amount, unit, what = _given(line)
        told = say("gives-not-said") if amount is None else f"{amount:,f} {unit}".strip()
        kind = say(f"kind-{line['kind']}") if line["kind"] in KINDS else say("gives-no-kind")
        if line.get("told_again"):
            what = say("gives-told-again", what=what).strip()
        yield (str(line["actor_label"]), kind, told, what)
