"""The actions of a plan in time: what waits for what, what the end hangs on, and what has no date yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from coprod_tools.drawing.bars import Bar, bar_shapes, diamond, need_line
from coprod_tools.drawing.chain_key import line_key
from coprod_tools.drawing.frame import INNER, MOST_BOXES, SIZE, SMALL, key_to, picture_of, sheet_of, small
from coprod_tools.drawing.lettering import paragraph
from coprod_tools.drawing.palette import FAINT, GROUND, INK, NEED, QUIET
from coprod_tools.drawing.picture import Picture
from coprod_tools.drawing.shapes import Block, Label, Path, Rect, Shape, Sheet, flowed, stacked
from coprod_tools.drawing.timescale import Moment, TimeScale, scale_for
from coprod_tools.drawing.wording import count, listed, paged, say

NAMES = 262.0
MOST_NEEDS = 60
NAMED = 6


@dataclass(frozen=True, slots=True)
class Action:
    """An action of the plan with its number and its dates."""

    number: int
    row: Mapping[str, Any]
    start: Moment | None
    finish: Moment | None

    @property
    def dated(self) -> bool:
        """True when it has a start or a finish."""
        return self.start is not None or self.finish is not None


def draw_timeline(plan: Mapping[str, Any], page: int = 1) -> Picture:
    """Draw the actions of a plan (`Plan.as_json()`) in time: up to 40 with dates, then pages.

    The critical path is dark, has a thick edge, and its rows say so in words. A date given as a year or a month is
    drawn from the first to the last day it may mean, dashed. Actions without any date stand in a list below.

    Parameters
    ----------
    page : int
        From 1; `pages_of_timeline` says how many there are.
    """
    title = paged(say("timeline-title", policy=plan["policy"]["title"]), page, pages_of_timeline(plan))
    head = tuple(say(f"head-{column}") for column in HEAD)
    return picture_of(timeline_sheet(plan, page), title, timeline_alt(plan), head, _rows(plan))


HEAD = ("number", "action", "stage", "owner", "start", "finish", "needs", "critical", "gate")


def actions_of(plan: Mapping[str, Any]) -> list[Action]:
    """Return the actions, those with dates first by date, numbered from 1."""
    rows = [(row, Moment.read(row["start"]), Moment.read(row["finish"])) for row in plan["actions"]]
    far = "9999"

    def when(entry: tuple[Mapping[str, Any], Moment | None, Moment | None]) -> tuple[str, str, str]:
        _, start, finish = entry
        known = start or finish
        return (known.first.isoformat() if known else far, finish.last.isoformat() if finish else far, entry[0]["id"])

    return [Action(number, *entry) for number, entry in enumerate(sorted(rows, key=when), start=1)]


def pages_of_timeline(plan: Mapping[str, Any]) -> int:
    """Return how many pictures the dated actions need."""
    dated = sum(row["start"] is not None or row["finish"] is not None for row in plan["actions"])
    return max(1, -(-dated // MOST_BOXES))


def timeline_alt(plan: Mapping[str, Any]) -> str:
    """Return the finding of the timeline in words."""
    actions = actions_of(plan)
    if not actions:
        return say("no-action-yet")
    dated = [action for action in actions if action.dated]
    critical = [action for action in actions if action.row["critical"]]
    gates = sum(bool(action.row["gate"]) for action in actions)
    days = [moment for action in dated for moment in (action.start, action.finish) if moment]
    sentences = [say("timeline-dated", n=len(dated), all=count("actions", len(actions)))]
    if days:
        first, last = min(days, key=lambda each: each.first), max(days, key=lambda each: each.last)
        sentences.append(say("timeline-span", first=first.written, last=last.written))
    if critical:
        more = [say("and-more", n=len(critical) - NAMED)] if len(critical) > NAMED else []
        names = listed([*(str(action.row["title"]) for action in critical[:NAMED]), *more])
        sentences.append(say("timeline-critical", actions=count("actions", len(critical)), names=names))
    else:
        sentences.append(say("timeline-no-critical"))
    if gates:
        sentences.append(say("timeline-gates-one") if gates == 1 else say("timeline-gates-many", n=gates))
    return " ".join(sentences)


def timeline_sheet(plan: Mapping[str, Any], page: int = 1) -> Sheet:
    """Lay the picture out, before it is painted."""
    title = paged(say("timeline-title", policy=plan["policy"]["title"]), page, pages_of_timeline(plan))
    actions = actions_of(plan)
    dated = [action for action in actions if action.dated]
    shown = dated[(page - 1) * MOST_BOXES : page * MOST_BOXES]
    parts = [_chart(shown, actions)] if shown else []
    if page == pages_of_timeline(plan):
        parts += _undated(plan, [action for action in actions if not action.dated], MOST_BOXES - len(shown))
    if not actions:
        parts = [paragraph(say("no-action"), SIZE, INNER, 1, ink=INK, italic=True)]
    return sheet_of(title, timeline_alt(plan), stacked(parts, gap=10), _key(shown))


def _chart(shown: Sequence[Action], actions: Sequence[Action]) -> Block:
    days = [day for a in shown for moment in (a.start, a.finish) if moment for day in (moment.first, moment.last)]
    scale = scale_for(days, NAMES + 8, INNER - NAMES - 40)
    names = [_name(action) for action in shown]
    heights = [max(block.height + 7, 24.0) for block in names]
    top = 16.0
    tops = [top + sum(heights[:place]) for place in range(len(shown))]
    bottom = top + sum(heights)
    shapes: list[Shape] = []
    for place, (y, height) in enumerate(zip(tops, heights, strict=True)):
        if place % 2 == 0:
            shapes.append(Rect(0, y, INNER, height, GROUND, role="lane"))
    for x, word in scale.ticks():
        shapes += (Path(((x, top - 2), (x, bottom)), FAINT, 0.6), Label(x, top - 5, word, 7, QUIET, anchor="center"))
    bars = {a.row["id"]: _bar(a, scale, y + h / 2) for a, y, h in zip(shown, tops, heights, strict=True)}
    shapes += _need_lines(shown, bars)
    for action, block, y in zip(shown, names, tops, strict=True):
        shapes += (*block.at(4, y + 3), *bar_shapes(bars[action.row["id"]]))
        shapes += _signs(action, bars[action.row["id"]])
    return Block(tuple(shapes), INNER, bottom)


def _name(action: Action, stage: str | None = None) -> Block:
    row = action.row
    who = say("owner", owner=row["owner"]) if row["owner"] else say("to-ask", whom=row["to_ask"] or say("nobody"))
    if action.dated:
        who = say("span-line", span=_span(row["start"], row["finish"]), who=who)
    elif stage is not None:
        who = say("span-line", span=stage, who=who)
    title = paragraph(f"{action.number}  {row['title']}", SIZE, NAMES - 10, 2, ink=INK, bold=bool(row["critical"]))
    lines = [title, paragraph(who, SMALL, NAMES - 10, 2, ink=QUIET)]
    if row["critical"]:
        lines.append(paragraph(say("critical"), SMALL, NAMES - 10, 1, ink=INK))
    if row["gate"]:
        lines.append(paragraph(say("gate", gate=row["gate"]), SMALL, NAMES - 10, 2, ink=INK, italic=True))
    return stacked(lines)


def _span(start: str | None, finish: str | None) -> str:
    if start is None:
        return say("span-open-start", finish=finish)
    if finish is None:
        return say("span-open-end", start=start)
    return start if start == finish else say("span", start=start, finish=finish)


def _bar(action: Action, scale: TimeScale, y: float) -> Bar:
    return Bar.of(action.start, action.finish, scale, y, critical=bool(action.row["critical"]))


def _signs(action: Action, bar: Bar) -> tuple[Shape, ...]:
    if action.row["kind"] == "pilot":
        return diamond(bar.right, bar.y, filled=True)
    return diamond(bar.left, bar.y, filled=False) if action.row["gate"] else ()


def _need_lines(shown: Sequence[Action], bars: Mapping[str, Bar]) -> list[Shape]:
    pairs = [(need, a.row["id"]) for a in shown for need in a.row["needs"] if need in bars]
    return [need_line(bars[need], bars[action]) for need, action in pairs[:MOST_NEEDS]]


def _undated(plan: Mapping[str, Any], actions: Sequence[Action], room: int) -> Iterator[Block]:
    if not actions:
        return
    yield paragraph(say("undated", actions=count("actions", len(actions))), SIZE, INNER, 1, ink=INK, bold=True)
    width = (INNER - 16) / 2
    stages = _stage_titles(plan)
    blocks = [_name(action, stages.get(action.row["stage"])) for action in actions[:room]]
    yield flowed([Block(b.shapes, width, b.height + 3) for b in blocks], INNER, gap=16, leading=2, middle=False)
    if len(actions) > room:
        yield small(say("more-in-table", n=len(actions) - room))


def _stage_titles(plan: Mapping[str, Any]) -> dict[str, str]:
    return {stage["id"]: str(stage["title"]) for stage in plan["stages"]}


def _key(shown: Sequence[Action]) -> Block:
    if not shown:
        return Block((), 0, 0)
    samples = ("critical", "other", "unsure")
    entries = [_sample(word, critical=word == "critical", sure=word != "unsure") for word in samples]
    for word, filled in (("pilot", True), ("gate", False)):
        text = small(say(f"key-{word}"))
        sign = diamond(5, text.height / 2, filled=filled)
        entries.append(Block((*sign, *text.at(14, 0)), 14 + text.width, text.height))
    return key_to([*entries, line_key(say("key-needs"), NEED, "-")])


def _sample(word: str, *, critical: bool, sure: bool) -> Block:
    text = small(say(f"key-{word}"))
    bar = Bar(0, 22, 0 if sure else 22, 22, text.height / 2, critical)
    return Block((*bar_shapes(bar), *text.at(27, 0)), 27 + text.width, text.height)


def _rows(plan: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    actions = actions_of(plan)
    numbers = {action.row["id"]: str(action.number) for action in actions}
    stages = _stage_titles(plan)
    for action in actions:
        row = action.row
        yield (
            str(action.number),
            row["title"],
            stages.get(row["stage"], say("unknown-stage")),
            row["owner"] or say("to-ask", whom=row["to_ask"] or say("nobody")),
            row["start"] or say("not-known"),
            row["finish"] or say("not-known"),
            ", ".join(numbers.get(need, need) for need in row["needs"]),
            say("yes") if row["critical"] else "",
            row["gate"] or "",
        )
