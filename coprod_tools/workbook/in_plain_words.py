"""What the reader says of a policy's file, said again for somebody who writes in a form and sees no file.

Only what people meet often has words of its own (`words/en/form_faults.yaml`); all else stays in the reader's.
"""

from __future__ import annotations

import re
from functools import cache
from string import Formatter

from coprod_tools.words import catalogue, say

ROOM = "form_faults"


def in_plain_words(message: str) -> str:
    """Return a sentence of the reader as a form says it, or the sentence itself where a form has no other."""
    for key, pattern in _patterns():
        found = pattern.fullmatch(message)
        if found is not None:
            return say(f"{ROOM}.{key}", **found.groupdict())
    return message


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((key, _pattern(*key.partition(".")[::2])) for key in catalogue(ROOM))


def _pattern(room: str, key: str) -> re.Pattern[str]:
    """Return what a sentence looks like with anything in the places of its names."""
    made, seen = "", set()
    for words, name, _, _ in Formatter().parse(catalogue(room)[key]):
        made += re.escape(words)
        if name is not None:
            made += f"(?P={name})" if name in seen else f"(?P<{name}>.*)"
            seen.add(name)
    return re.compile(made, re.DOTALL)
