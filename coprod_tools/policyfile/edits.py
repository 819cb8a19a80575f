"""The smallest edit of a text that makes a change, worked out from where its parts lie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from coprod_tools.files.nodes import Mapping, Node, Plain, Scalar, Sequence
from coprod_tools.policyfile.paths import Route
from coprod_tools.policyfile.spans import after, colon_of, dash_of, line_start, line_stop, newline_of, stop_of
from coprod_tools.policyfile.values import REMOVE, Append, block, inline, scalar

_INDENT = 2
Collection = Mapping | Sequence


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters from `start` up to `stop` give way to `new`."""

    start: int
    stop: int
    new: str

    def on(self, text: str) -> str:
        """Return the text with this edit made."""
        return text[: self.start] + self.new + text[self.stop :]


def smallest(text: str, way: Route, change: object, value: Plain) -> Edit:
    """Return the edit that touches least.

    Parameters
    ----------
    change : object
        The change asked for; a removal and an appended item have edits of their own.
    value : Plain
        What is to stand at the end of the way; of no use for a removal.
    """
    node = way.node
    if change is REMOVE:
        return _remove(text, way)
    if way.rest and isinstance(node, Mapping) and node.entries and isinstance(value, dict):
        return _add_field(text, node, way.rest[0], value[way.rest[0]])
    if not way.rest and isinstance(change, Append) and isinstance(node, Sequence) and node.items:
        return _add_item(text, node, cast("tuple[Plain, ...]", value)[-1])
    return replace(text, way, len(way.steps), value)


def _lines(text: str, value: Plain, indent: int) -> str:
    return newline_of(text).join(block(value, indent))


def _add_line(text: str, index: int, new: str) -> Edit:
    """Put lines in at the start of a line, or after a last line that has no end."""
    newline = newline_of(text)
    if index == len(text) and not text.endswith(("\n", "\r")):
        return Edit(index, index, newline + new)
    return Edit(index, index, new + newline)


def _add_field(text: str, node: Mapping, name: str, value: Plain) -> Edit:
    last = list(node.entries.values())[-1]
    if node.flow:
        stop = stop_of(text, last)
        return Edit(stop, stop, f", {scalar(name, flow=True, key=True)}: {inline(value)}")
    return _add_line(text, after(text, last), _lines(text, {name: value}, node.column - 1))


def _add_item(text: str, node: Sequence, value: Plain) -> Edit:
    if node.flow:
        stop = stop_of(text, node.items[-1])
        return Edit(stop, stop, f", {inline(value)}")
    return _add_line(text, after(text, node), _lines(text, (value,), node.column - 1))


def replace(text: str, way: Route, depth: int, value: Plain) -> Edit:
    """Return the edit that puts a new value in the place of the node `depth` steps down."""
    node, stop = way.nodes[depth], stop_of(text, way.nodes[depth])
    if any(not isinstance(above, Scalar) and above.flow for above in way.nodes[:depth]):
        return Edit(node.start, stop, inline(value))
    if not isinstance(value, (dict, tuple)) or not value:
        return _replace_by_line(text, way, depth, value)
    end = line_stop(text, stop)
    if depth == 0 or _is_block(node, Mapping if isinstance(value, dict) else Sequence):
        # A comment behind the last old line goes with it: behind a new one it could become part of a text block.
        return Edit(node.start, end, _lines(text, value, node.column - 1).lstrip(" "))
    inner = way.nodes[depth - 1].column - 1 + _INDENT
    mark = _mark_end(text, way, depth)
    comments = _behind_mark(text, mark, node) + text[stop:end]
    return Edit(mark, end, comments + newline_of(text) + _lines(text, value, inner))


def _is_block(node: Node, kind: type[Collection]) -> bool:
    return isinstance(node, kind) and not node.flow


def _replace_by_line(text: str, way: Route, depth: int, value: Plain) -> Edit:
    """Put a value that fits on one line behind the colon or dash of the old one."""
    node, stop = way.nodes[depth], stop_of(text, way.nodes[depth])
    new = "" if value is None else scalar(value) if isinstance(value, str) else inline(value)
    in_line = node.style in ("", "'", '"') if isinstance(node, Scalar) else node.flow
    if in_line and stop > node.start:
        return Edit(node.start, stop, new)
    mark = _mark_end(text, way, depth)
    return Edit(mark, stop, (f" {new}" if new else "") + _behind_mark(text, mark, node))


def _behind_mark(text: str, mark: int, node: Node) -> str:
    """Return the comment between a colon or dash and a value that begins on a later line."""
    end = line_stop(text, mark)
    return text[mark:end].rstrip() if node.start > end else ""


def _mark_end(text: str, way: Route, depth: int) -> int:
    """Return the index after the colon or dash that leads to a node in block style."""
    above, step = way.nodes[depth - 1], way.steps[depth - 1]
    if isinstance(above, Mapping):
        return colon_of(text, above.keys[str(step)]) + 1
    return dash_of(text, cast("Sequence", above), int(step)) + 1


def _remove(text: str, way: Route) -> Edit:
    above, node = cast("Collection", way.nodes[-2]), way.node
    starts = _starts(text, above)
    if len(starts) == 1:
        return replace(text, way, len(way.steps) - 1, {} if isinstance(above, Mapping) else ())
    step = way.steps[-1]
    number = list(above.entries).index(str(step)) if isinstance(above, Mapping) else int(step)
    following = starts[number + 1] if number + 1 < len(starts) else None
    if above.flow:
        before = stop_of(text, _children(above)[number - 1])
        return Edit(before, stop_of(text, node), "") if following is None else Edit(starts[number], following, "")
    begin = line_start(text, starts[number])
    if following is None or not text[begin : starts[number]].strip(" "):
        return Edit(begin, after(text, node), "")
    # It shares its line with the dash of the list around it, so the next one moves up unless a comment lies between.
    if text[after(text, node) : following].strip():
        return Edit(starts[number], line_stop(text, stop_of(text, node)), "")
    return Edit(starts[number], following, "")


def _children(above: Collection) -> list[Node]:
    return list(above.entries.values() if isinstance(above, Mapping) else above.items)


def _starts(text: str, above: Collection) -> list[int]:
    """Return where each field's name, or each item with its dash, begins."""
    if isinstance(above, Mapping):
        return [key.start for key in above.keys.values()]
    if above.flow:
        return [item.start for item in above.items]
    return [dash_of(text, above, number) for number in range(len(above.items))]
