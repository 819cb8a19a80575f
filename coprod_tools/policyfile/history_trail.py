"""Find the content of a version along edits that lead to it or back to it, from any content that is known whole."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from coprod_tools.policyfile.history_lines import as_text, sha256_of
from coprod_tools.policyfile.line_edits import LineEdit, followed, reversed_edits


class Way(NamedTuple):
    """From the content with digest `source`, these edits lead here; to be followed backwards where `back`."""

    source: str
    edits: tuple[LineEdit, ...]
    back: bool


def found_along(ways: Mapping[str, Sequence[Way]], known: Mapping[str, bytes], sha256: str) -> bytes | None:
    """Return the content with a digest, or None when no sound way leads to it.

    Parameters
    ----------
    ways : mapping
        For each digest, the ways that lead to it.
    known : mapping
        Content by digest that needs no way.
    """
    broken: set[int] = set()
    while (trail := _trail(ways, known, sha256, broken)) is not None:
        start, steps = trail
        content = known[start]
        for place, way in steps:
            text = as_text(content)
            made = None if text is None else followed(text, reversed_edits(way.edits) if way.back else way.edits)
            if made is None or sha256_of(made.encode("utf-8")) != place:
                broken.add(id(way))
                break
            content = made.encode("utf-8")
        else:
            return content
    return None


def _trail(
    ways: Mapping[str, Sequence[Way]], known: Mapping[str, bytes], sha256: str, broken: set[int]
) -> tuple[str, list[tuple[str, Way]]] | None:
    """Return where to begin, and the digest and way of each step from there; the shortest that is not broken."""
    onward: dict[str, tuple[str, Way]] = {}
    waiting, seen = deque([sha256]), {sha256}
    while waiting:
        here = waiting.popleft()
        if here in known:
            return here, _steps(onward, here, sha256)
        for way in ways.get(here, ()):
            if way.source not in seen and id(way) not in broken:
                seen.add(way.source)
                onward[way.source] = (here, way)
                waiting.append(way.source)
    return None


def _steps(onward: Mapping[str, tuple[str, Way]], start: str, end: str) -> list[tuple[str, Way]]:
    steps = []
    while start != end:
        steps.append(onward[start])
        start = onward[start][0]
    return steps
