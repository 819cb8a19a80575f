"""Small pieces of wording that several pictures share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from coprod_tools import words
from coprod_tools.drawing.lettering import missing_glyphs


def say(key: str, **names: object) -> str:
    """Return a sentence of the drawing room."""
    return words.say(f"drawing.{key}", **names)


def count(thing: str, n: int) -> str:
    """Return a number of things in words: `1 activity`, `2 activities`, and where there is a word for it, none."""
    if n == 0 and f"{thing}-none" in words.catalogue("drawing"):
        return say(f"{thing}-none")
    return say(f"{thing}-one") if n == 1 else say(f"{thing}-many", n=n)


def listed(items: Iterable[str]) -> str:
    """Return a list as it is spoken: `a, b and c`."""
    found = [item for item in items if item]
    if len(found) < 2:
        return "".join(found)
    return say("and", most=", ".join(found[:-1]), last=found[-1])


def ranges(numbers: Iterable[int], every: Sequence[int]) -> str:
    """Return numbers with neighbours drawn together, as `0-4 and 9`; neighbours are those in `every`."""
    places = sorted(every.index(number) for number in set(numbers))
    runs: list[list[int]] = []
    for place in places:
        if runs and runs[-1][-1] == place - 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return listed(str(every[run[0]]) if len(run) == 1 else f"{every[run[0]]}-{every[run[-1]]}" for run in runs)


def with_missing(alt: str, texts: Iterable[str]) -> str:
    """Return the alt text with a word on the characters that not every computer can draw."""
    missing = missing_glyphs(texts)
    return f"{alt} {say('missing-glyphs', signs=' '.join(missing[:40]))}" if missing else alt


def paged(title: str, page: int, pages: int) -> str:
    """Return the title with the page it is, where there are several."""
    return title if pages == 1 else say("page", title=title, page=page, pages=pages)
