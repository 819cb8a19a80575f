"""Where in a text a node's own characters end, and where a new line may follow it."""

from __future__ import annotations

import re

from coprod_tools.files.nodes import Mapping, Node, Scalar, Sequence

_LINE_END = re.compile(r"\r\n|\n|\r")
_BLOCKS = ("|", ">")


def newline_of(text: str) -> str:
    """Return the kind of line end the text uses: that of its first line."""
    found = _LINE_END.search(text)
    return found.group() if found else "\n"


def line_start(text: str, index: int) -> int:
    """Return the index of the first character of the line that holds `index`."""
    return max(text.rfind("\n", 0, index), text.rfind("\r", 0, index)) + 1


def line_stop(text: str, index: int) -> int:
    """Return the index of the line end that follows `index`, or the length of the text."""
    found = _LINE_END.search(text, index)
    return found.start() if found else len(text)


def next_line(text: str, index: int) -> int:
    """Return the index at which the line after the one that holds `index` begins."""
    found = _LINE_END.search(text, index)
    return found.end() if found else len(text)


def stop_of(text: str, node: Node) -> int:
    """Return the index after the last character of a node, comments and blank lines after it left out."""
    if isinstance(node, Scalar):
        if node.style in _BLOCKS:
            return node.start + len(text[node.start : node.end].rstrip())
        return node.end
    if node.flow:
        return node.end
    children = list(node.entries.values()) if isinstance(node, Mapping) else node.items
    return stop_of(text, children[-1]) if children else node.end


def after(text: str, node: Node) -> int:
    """Return the index of the line after a node's last one; a comment behind the node stays with it."""
    last = node
    while not isinstance(last, Scalar) and not last.flow:
        last = list(last.entries.values())[-1] if isinstance(last, Mapping) else last.items[-1]
    if isinstance(last, Scalar) and last.style in _BLOCKS and _keeps_blank_lines(text, last):
        return last.end
    return next_line(text, stop_of(text, last))


def dash_of(text: str, sequence: Sequence, number: int) -> int:
    """Return the index of the dash before an item of a list in block style."""
    if number == 0:
        return sequence.start
    column = sequence.start - line_start(text, sequence.start)
    index = after(text, sequence.items[number - 1])
    while text[index : index + column].strip(" ") or text[index + column : index + column + 1] != "-":
        index = next_line(text, index)
    return index + column


def colon_of(text: str, key: Scalar) -> int:
    """Return the index of the colon after a field's name."""
    return text.index(":", key.end)


def _keeps_blank_lines(text: str, scalar: Scalar) -> bool:
    header = text[scalar.start : line_stop(text, scalar.start)].partition("#")[0]
    return "+" in header
