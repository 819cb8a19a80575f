"""The draft of a policy while a brief is being read: each value goes in together with the words it rests on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from coprod_tools.exchange.brief_lines import Sentence
from coprod_tools.exchange.brief_text import STAND_IN
from coprod_tools.exchange.brief_words import Vocabulary
from coprod_tools.policy.ids import is_id
from coprod_tools.words import say

Surety = Literal["likely", "unsure"]
Value = str | int | Decimal | bool
MAX_ITEMS = 40
_STEP = re.compile(r"\.?([a-z_]+)|\[([^\]]+)\]")
_LINE = 400


@dataclass(frozen=True, slots=True)
class Guess:
    """One value of the draft and what it rests on.

    Attributes
    ----------
    path : str
        The field it stands in.
    value : str, int, Decimal or bool
        What was put there.
    words : str
        The words of the brief, as they stand there; a line break parts sentences that do not follow each other.
    line : int
        Where the first of them stands in the pasted text, counted from 1.
    under : str
        The heading or headings they stand under, as the brief has them; empty where none told anything.
    why : str
        In one sentence, what made us read them so.
    surety : {'likely', 'unsure'}
    """

    path: str
    value: Value
    words: str
    line: int
    under: str
    why: str
    surety: Surety


class Sheet:
    """Gathers guesses; the draft holds nothing else but its frame.

    Parameters
    ----------
    sentences : iterable of Sentence
        The whole brief.
    words : Vocabulary
        The words that speak in its jurisdiction.
    """

    def __init__(self, sentences: Iterable[Sentence], words: Vocabulary) -> None:
        self.sentences = tuple(sentences)
        self.words = words
        self.guesses: list[Guess] = []
        self.used: set[int] = set()
        self.rests_on: dict[str, set[int]] = {}
        self._taken: dict[str, set[str]] = {}
        self._paths: set[str] = set()

    def put(
        self,
        path: str,
        value: Value,
        of: Sentence | Iterable[Sentence],
        why: str,
        surety: Surety = "likely",
        *,
        aside: bool = False,
    ) -> None:
        """Write a value into a field with the sentences it rests on; the first one put there stays.

        Parameters
        ----------
        why : str
            Id of a sentence in words/en/brief.yaml, without the room.
        aside : bool
            Whether the sentences may still tell something else first of all.
        """
        rests_on = (of,) if isinstance(of, Sentence) else tuple(of)
        if path in self._paths or value == "":
            return
        self._paths.add(path)
        places = {sentence.place for sentence in rests_on}
        headings = [self.sentences[one.heading] for one in rests_on if one.heading is not None and one.role]
        self.rests_on[path] = places | {heading.place for heading in headings}
        if not aside:
            self.used |= self.rests_on[path]
        words = "\n".join(sentence.raw for sentence in rests_on)
        under = "\n".join(dict.fromkeys(heading.raw for heading in headings))
        told = say(f"brief.why_{why}")
        self.guesses.append(Guess(path, value, words, rests_on[0].line, under, told, surety))

    def new(self, kind: str, label: str) -> str | None:
        """Return an unused id made of `label` for an item of the list `kind`; None when the list is full."""
        taken = self._taken.setdefault(kind, {"unknown"})
        if len(taken) > MAX_ITEMS:
            return None
        stem = short_name(label)
        name, number = stem, 1
        while name in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(name)
        return name

    def free(self, *roles: str, unused: bool = True) -> Iterator[Sentence]:
        """Yield the sentences, headings aside, whose role is one of these, unless something was read from them."""
        for sentence in self.sentences:
            if sentence.kind != "heading" and sentence.role in roles and not (unused and sentence.place in self.used):
                yield sentence

    def holds(self, path: str) -> bool:
        """Tell whether a field was filled."""
        return path in self._paths

    def value(self, path: str) -> Value | None:
        """Return what was put into a field."""
        return next((guess.value for guess in self.guesses if guess.path == path), None)

    def data(self) -> dict[str, Any]:
        """Return what was put, as plain data; every item has its id first."""
        whole: dict[str, Any] = {}
        items: dict[str, dict[str, Any]] = {}
        for guess in self.guesses:
            _place(whole, items, guess.path, guess.value)
        return whole


def _place(whole: dict[str, Any], items: dict[str, dict[str, Any]], path: str, value: Value) -> None:
    at: Any = whole
    steps = list(_STEP.finditer(path))
    for number, step in enumerate(steps):
        last = number == len(steps) - 1
        if step[2] is None:
            follows_item = not last and steps[number + 1][2] is not None
            if last:
                at[step[1]] = value
            else:
                at = at.setdefault(step[1], [] if follows_item else {})
        elif last:
            at.append(value)
        else:
            where = path[: step.end()]
            if where not in items:
                items[where] = {"id": step[2]}
                at.append(items[where])
            at = items[where]


def short_name(label: str) -> str:
    """Return an id made of the first words of a label."""
    plain = unicodedata.normalize("NFKD", label.casefold()).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    name = ""
    for word in [word for word in words if word not in {"the", "a", "an", "of"}] or words:
        if name and len(name) + len(word) >= 36:
            break
        name = f"{name}-{word}" if name else word[:36]
    return name if is_id(name) else f"x-{name}" if is_id(f"x-{name}") else "x"


def as_text(words: str, limit: int = _LINE) -> str:
    """Return words as one value: single blanks, no full stop at the end, cut at a word where they are too long."""
    text = " ".join(words.split()).strip(" ;,:–—|-").replace(STAND_IN * 2, STAND_IN)
    if len(text) > limit:
        text = text[:limit].rpartition(" ")[0].rstrip(" ;,:") + " …" if " " in text[:limit] else text[:limit]
    ends = text.endswith(".") and not text.endswith("..") and ". " not in text and not re.search(r"\b[A-Z]\.$", text)
    return text[:-1] if ends else text


def run_on(found: Iterable[Sentence]) -> str:
    """Return several sentences as one text; a bullet without a full stop gets one."""
    texts = [sentence.text.rstrip() for sentence in found if sentence.text.strip()]
    ended = [text if text.endswith((".", "!", "?", ":", ";", "…")) else f"{text}." for text in texts[:-1]]
    return " ".join((*ended, *texts[-1:]))


def capital(text: str) -> str:
    """Return text that begins with a capital letter."""
    return text[:1].upper() + text[1:]
