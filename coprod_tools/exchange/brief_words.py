"""The word lists of briefs, made ready to search with, for one jurisdiction."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from coprod_tools.knowledge import load_knowledge

CAPITAL = "A-ZÀ-ÖØ-ÞĀĒĪŌŪ"
NAME = rf"(?-i:[{CAPITAL}][\w&'’-]*)"
_ENDINGS = "(?:s|es|d|ed|ing)?"
_NEVER = re.compile(r"(?!)")
# Words a sentence may begin with that are no part of a name.
NOT_A_NAME = frozenset(
    [
        "a",
        "all",
        "an",
        "and",
        "ask",
        "at",
        "because",
        "both",
        "but",
        "by",
        "each",
        "every",
        "for",
        "from",
        "if",
        "in",
        "it",
        "its",
        "many",
        "most",
        "new",
        "no",
        "of",
        "on",
        "one",
        "or",
        "our",
        "over",
        "so",
        "some",
        "that",
        "the",
        "their",
        "these",
        "they",
        "this",
        "those",
        "though",
        "to",
        "today",
        "two",
        "under",
        "up",
        "we",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "why",
        "with",
        "you",
        "your",
    ]
)


@dataclass(frozen=True)
class BodyPattern:
    """How bodies of one kind are found; `named` tells a name from a common word."""

    kind: str | None
    named: bool
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class Vocabulary:
    """All words of one jurisdiction, compiled.

    Attributes
    ----------
    headings : mapping of str to str
        Heading in lower case to its role; behind a star, a word that tells the role anywhere in a heading.
    cues, stages : mapping
        Role or stage to its pattern.
    people : re.Pattern
        Nouns for people and places of living or working that are counted.
    """

    headings: Mapping[str, str]
    cues: Mapping[str, re.Pattern[str]]
    stages: Mapping[str, re.Pattern[str]]
    bodies: tuple[BodyPattern, ...]
    people: re.Pattern[str]

    def says(self, role: str, text: str) -> re.Match[str] | None:
        """Return the first cue of a role in `text`."""
        return self.cues[role].search(text)

    def stage_of(self, text: str, within: int = 10_000) -> tuple[str, int] | None:
        """Return the stage whose word comes first in `text`, and where, not further in than `within`."""
        found = []
        for stage, pattern in self.stages.items():
            match = pattern.search(text)
            if match and match.start() <= within:
                found.append((match.start(), -len(match[0]), stage))
        return (min(found)[2], min(found)[0]) if found else None


@cache
def vocabulary(jurisdiction: str | None) -> Vocabulary:
    """Return the words that speak in a jurisdiction."""
    known = load_knowledge()
    headings = known.brief_headings.values()
    heard = {f"*{word}": entry.role for entry in headings for word in entry.inside}
    heard |= {word: entry.role for entry in headings for word in entry.words}
    bodies = [entry for entry in known.brief_bodies.values() if entry.speaks_in(jurisdiction)]
    people = [word for entry in known.brief_people.values() if entry.speaks_in(jurisdiction) for word in entry.words]
    return Vocabulary(
        heard,
        {entry.role: any_of(entry.words) for entry in known.brief_cues.values()},
        {entry.stage: any_of(entry.words, bent=True) for entry in known.brief_stages.values()},
        tuple(BodyPattern(entry.kind, entry.shape != "common", _body(entry.shape, entry.words)) for entry in bodies),
        any_of(people),
    )


def any_of(words: Iterable[str], *, bent: bool = False) -> re.Pattern[str]:
    """Return a pattern of any of these phrases, whatever their case, the longest first.

    Parameters
    ----------
    bent : bool
        Whether a single word may end in s, ed or ing.
    """
    body = alternatives(words, _ENDINGS if bent else "")
    return re.compile(rf"(?<![\w'-])(?:{body})(?![\w])", re.IGNORECASE) if body else _NEVER


def alternatives(words: Iterable[str], endings: str = "") -> str:
    """Return the inside of a pattern of phrases; a star at the end stands for any ending."""
    phrases = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word.rstrip("*")) + _ending(word, endings) for word in phrases)


def _ending(word: str, endings: str) -> str:
    return r"\w*" if word.endswith("*") else endings if " " not in word else ""


def _body(shape: str, words: Iterable[str]) -> re.Pattern[str]:
    body = alternatives(words)
    if shape in ("name", "common"):
        return re.compile(rf"(?<![\w'-])(?i:{body})(?:(?![\w'])|(?='s\b)|(?='(?!\w)))")
    if shape == "start":
        rest = rf"(?:the )?{NAME}(?:, {NAME}(?= and |, ))*(?: (?:(?:and|of|for|the|of the|for the) )?{NAME})*"
        return re.compile(rf"(?<![\w'-])(?i:{body}) {rest}")
    before = rf"{NAME}(?: (?:(?:of|for|the|of the) )?{NAME}){{0,6}}? "
    after = rf"(?! [{CAPITAL}])(?: (?:of|for) (?:the )?{NAME}(?: {NAME})*)?"
    return re.compile(rf"(?<![\w'-])(?=[{CAPITAL}]){before}(?i:{body})(?![\w']){after}")
