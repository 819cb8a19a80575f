"""What changed between two texts, line by line, told so that it can be followed forwards and backwards."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import NamedTuple

# Beyond this many lines, one edit that spans them is told instead of the smallest ones, which would take seconds.
_MOST = 4000


class LineEdit(NamedTuple):
    """Lines give way to others.

    Attributes
    ----------
    at : int
        The line of the old text at which it begins, counted from 0.
    out, put : str
        What goes and what comes, line ends included.
    """

    at: int
    out: str
    put: str


def lines_of(text: str) -> list[str]:
    """Return the lines of a text, each with its `\\n`; joined they are the text again."""
    lines = [line + "\n" for line in text.split("\n")]
    last = lines.pop()[:-1]
    return [*lines, last] if last else lines


def line_edits(old: str, new: str) -> tuple[LineEdit, ...]:
    """Return the edits that lead from one text to the other, in the order of their lines."""
    if old == new:
        return ()
    before, after = lines_of(old), lines_of(new)
    head = _same(before, after)
    tail = min(_same(before[::-1], after[::-1]), min(len(before), len(after)) - head)
    inner, outer = before[head : len(before) - tail], after[head : len(after) - tail]
    if len(inner) + len(outer) > _MOST:
        return (LineEdit(head, "".join(inner), "".join(outer)),)
    codes = SequenceMatcher(None, inner, outer, autojunk=False).get_opcodes()
    return tuple(
        LineEdit(head + start, "".join(inner[start:stop]), "".join(outer[begin:end]))
        for kind, start, stop, begin, end in codes
        if kind != "equal"
    )


def _same(before: list[str], after: list[str]) -> int:
    pairs = zip(before, after, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(before), len(after)))


def followed(text: str, edits: Iterable[LineEdit]) -> str | None:
    """Return the text with edits made, or None when they were not made for this text."""
    lines, made, here = lines_of(text), [], 0
    for edit in edits:
        out = lines_of(edit.out)
        if edit.at < here or lines[edit.at : edit.at + len(out)] != out:
            return None
        made += [*lines[here : edit.at], edit.put]
        here = edit.at + len(out)
    return "".join([*made, *lines[here:]])


def reversed_edits(edits: Iterable[LineEdit]) -> tuple[LineEdit, ...]:
    """Return the edits that lead back."""
    back, shift = [], 0
    for edit in edits:
        back.append(LineEdit(edit.at + shift, edit.put, edit.out))
        shift += len(lines_of(edit.put)) - len(lines_of(edit.out))
    return tuple(back)


def merged_lines(base: str, mine: str, theirs: str) -> str | None:
    """Return `theirs` with the edits of `mine` made where neither touches a line of the other, else None."""
    ours, others = line_edits(base, mine), line_edits(base, theirs)
    kept = [edit for edit in ours if edit not in others]
    if any(_overlap(edit, other) for edit in kept for other in others):
        return None
    # At one place, what others put comes first.
    return followed(base, sorted([*others, *kept], key=lambda edit: (edit.at, edit in kept)))


def _overlap(one: LineEdit, other: LineEdit) -> bool:
    ends = [edit.at + len(lines_of(edit.out)) for edit in (one, other)]
    if one.at == other.at:
        return bool(one.out and other.out)
    first = 0 if one.at < other.at else 1
    return ends[first] > max(one.at, other.at)
