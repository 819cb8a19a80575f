"""A one-page brief pasted in becomes a draft policy: every value a guess that shows the words it rests on.

Rules and word lists only, so that the same brief always makes the same draft. What no rule is sure to mean is not put
into a field: it is handed back as not understood. A draft says nothing on anybody's behalf: no agreement, no
authority, no choice among options is ever guessed, and the word co-design is kept as what something was called.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from coprod_tools.exchange.brief_change import read_measures, read_money, read_options, read_outcomes
from coprod_tools.exchange.brief_decision import read_decision
from coprod_tools.exchange.brief_frame import place_in, read_fixed_and_open, read_owner, read_title
from coprod_tools.exchange.brief_language import is_english
from coprod_tools.exchange.brief_lines import Sentence, sentences
from coprod_tools.exchange.brief_past import read_already, read_asked, read_offers
from coprod_tools.exchange.brief_people import People, read_named, read_partners
from coprod_tools.exchange.brief_problem import read_framings, read_groups, read_risks
from coprod_tools.exchange.brief_sheet import Guess, Sheet, as_text, run_on, short_name
from coprod_tools.exchange.brief_text import Line, PlainText, plain_text
from coprod_tools.exchange.brief_words import vocabulary
from coprod_tools.exchange.brief_work import read_work
from coprod_tools.files.yaml_text import dump_yaml
from coprod_tools.policy import SCHEMA_VERSION, Policy
from coprod_tools.policyfile import from_text
from coprod_tools.problems import InvalidInput
from coprod_tools.words import say

# A page holds some 3,000 characters; what comes after so many is kept but not read.
MAX_READ = 20_000
_SHORT_LINE = 500
_LINK = re.compile(r"(?:https?://|www\.)\S+")


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Words of the brief that went into no field, and the line they stand in."""

    words: str
    line: int

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True, slots=True)
class BriefDraft:
    """What a brief became.

    Attributes
    ----------
    policy_text : str
        The draft as the text of a policy file; it can always be read.
    guesses : tuple of Guess
        Every value that came from the brief, in the order they were read; the rest of the draft is its frame.
    not_understood : tuple of NotUnderstood
        Everything of the brief that went nowhere, in its order.
    said : tuple of str
        What a person should know of how it was read, such as that only its beginning was.
    """

    policy_text: str
    guesses: tuple[Guess, ...]
    not_understood: tuple[NotUnderstood, ...]
    said: tuple[str, ...] = ()


def read_brief(text: str, *, id: str | None = None, today: str, jurisdiction: str | None = None) -> BriefDraft:
    """Return the draft of a policy that a pasted brief makes; any text makes one.

    Parameters
    ----------
    id : str, optional
        The draft's id; made from its title where absent.
    today : str
        The day on which this is done, YYYY-MM-DD.
    jurisdiction : str, optional
        Where it holds, such as `nz`; guessed from the brief where absent and the brief is evidence of it.
    """
    plain = plain_text(text)
    lines, rest = _first_part(plain.lines)
    found = sentences(lines, vocabulary(None).headings)
    english = is_english(" ".join(line.text for line in lines))
    place = None if jurisdiction else place_in(found) if english else None
    sheet = Sheet(found, vocabulary(jurisdiction or (place[0] if place else None)))
    read_title(sheet)
    if english:
        if place:
            sheet.put("jurisdiction", place[0], place[1], "place", "likely" if place[2] else "unsure", aside=True)
        _read_all(sheet, jurisdiction or (place[0] if place else None))
    else:
        _keep_whole(sheet)
    frame = {"id": id, "as_at": today, "jurisdiction": jurisdiction}
    policy_text, guesses = _sound(sheet, frame)
    left = _left(sheet, guesses) + tuple(NotUnderstood(line.text.strip(), line.number) for line in rest)
    return BriefDraft(policy_text, guesses, left, _said(text, plain, english, guesses, bool(rest)))


def _first_part(lines: Iterable[Line]) -> tuple[list[Line], list[Line]]:
    """Part the lines that are read from those that are only kept; a line too long is cut between two words."""
    read: list[Line] = []
    kept: list[Line] = []
    room = MAX_READ
    for line in lines:
        if kept or room <= 0:
            kept += [line] if line.text.strip() else []
        elif len(line.text) <= room:
            read.append(line)
        elif len(line.text) < _SHORT_LINE:
            kept.append(line)
        else:
            cut = line.text.rfind(" ", 0, room)
            cut = cut if cut > 0 else room
            read.append(Line(line.number, line.text[:cut]))
            kept.append(Line(line.number, line.text[cut:].strip()))
        room -= len(line.text) + 1
    return read, [line for line in kept if line.text.strip()]


def _read_all(sheet: Sheet, place: str | None) -> None:
    people = People(sheet)
    read_owner(sheet)
    read_decision(sheet)
    read_fixed_and_open(sheet)
    read_partners(people)
    read_named(people)
    read_asked(people)
    read_already(people)
    read_offers(people)
    read_groups(sheet)
    read_framings(people)
    read_measures(sheet)
    read_outcomes(sheet)
    read_options(sheet)
    read_money(sheet, place)
    read_risks(sheet)
    read_work(people)
    _read_summary(sheet)


def _read_summary(sheet: Sheet) -> None:
    for role in ("summary", "purpose"):
        told = list(sheet.free(role, unused=False))[:4]
        if told:
            words = as_text(run_on(told), 1000)
            return sheet.put("summary", words, told, "summary")
    return None


def _keep_whole(sheet: Sheet) -> None:
    """Keep the words of a brief in another language as the summary."""
    told: list[Sentence] = []
    for sentence in sheet.sentences:
        if sum(len(one.text) + 1 for one in told) + len(sentence.text) > 15_000:
            break
        told.append(sentence)
    words = " ".join(one.text for one in told)
    if any(letter.isalnum() for letter in words):
        sheet.put("summary", as_text(words, 18_000), told, "whole", "unsure")


def _sound(sheet: Sheet, frame: dict[str, Any]) -> tuple[str, tuple[Guess, ...]]:
    """Return the draft's text and its guesses, without any that would keep it from being read."""
    guesses = tuple(sheet.guesses)
    for _ in range(6):
        sheet.guesses = list(guesses)
        text = _text_of(sheet.data(), frame)
        try:
            from_text(text, "brief")
            return text, guesses
        except InvalidInput as refused:
            faulty = {_top(fault.path or "") for fault in refused.faults}
            fewer = tuple(guess for guess in guesses if _top(guess.path) not in faulty)
            guesses = fewer if fewer != guesses else ()
    return _text_of({}, frame), ()


def _top(path: str) -> str:
    return re.split(r"[.\[]", path, maxsplit=1)[0]


def _text_of(found: dict[str, Any], frame: dict[str, Any]) -> str:
    title = found.get("title") or say("brief.no_title")
    whole = {
        **found,
        "coprod": SCHEMA_VERSION,
        "id": frame["id"] or short_name(str(title)),
        "title": title,
        "as_at": frame["as_at"],
        "standing": "desk-draft",
        **({"jurisdiction": frame["jurisdiction"]} if frame["jurisdiction"] else {}),
    }
    return dump_yaml({name: whole[name] for name in Policy.model_fields if name in whole}, [say("brief.head")])


def _left(sheet: Sheet, guesses: tuple[Guess, ...]) -> tuple[NotUnderstood, ...]:
    kept = {place for guess in guesses for place in sheet.rests_on[guess.path]}
    return tuple(NotUnderstood(one.raw, one.line) for one in sheet.sentences if one.place not in kept)


def _said(text: str, plain: PlainText, english: bool, guesses: tuple[Guess, ...], cut: bool) -> tuple[str, ...]:
    words = text.strip()
    told = []
    if not any(character.isalnum() for character in words):
        return (say("brief.empty"),)
    if _LINK.fullmatch(words):
        return (say("brief.only_link"),)
    if cut:
        told.append(say("brief.too_long", length=f"{len(text):,}", read=f"{MAX_READ:,}"))
    if plain.had_unsafe:
        told.append(say("brief.unsafe"))
    if plain.was_html:
        told.append(say("brief.html"))
    if not english:
        told.append(say("brief.not_english"))
    elif all(guess.path in ("title", "summary") for guess in guesses):
        told.append(say("brief.nothing"))
    return tuple(told)
