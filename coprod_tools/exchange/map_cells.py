"""The words people write in a partner's sheet for direction, strength and how sure they are; none is guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from coprod_tools.files.shape import nearest
from coprod_tools.knowledge import load_knowledge
from coprod_tools.policy.partner_maps import Statement
from coprod_tools.policyfile.map_csv import statement, strength_of
from coprod_tools.words import say

CONFIDENCES = ("low", "medium", "high")
_COMMA = re.compile(r"0?,[0-9]{1,6}")
_PERCENT = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,6})?)\s*%")


@cache
def sign_words() -> dict[str, str]:
    """Return each word for a direction with its sign. A letter alone is left out: it may stand for something else."""
    known = {word: entry.sign for entry in load_knowledge().map_signs.values() for word in entry.words}
    known |= {say("maps.form_more"): "+", say("maps.form_less"): "-", say("maps.form_unknown"): "?"}
    return {word: sign for word, sign in known.items() if len(word) > 1 or not word.isalpha()}


@cache
def strength_words() -> dict[str, Decimal]:
    """Return each word for a strength with its number from 0 to 1."""
    return {word: entry.strength for entry in load_knowledge().map_strengths.values() for word in entry.words}


@cache
def offered_strengths() -> tuple[str, ...]:
    """Return the words a sheet offers for strength, weakest first: the first word of each entry."""
    entries = sorted(load_knowledge().map_strengths.values(), key=lambda entry: entry.strength)
    return tuple(entry.words[0] for entry in entries)


@cache
def confidence_words() -> dict[str, str]:
    """Return each word for how sure somebody is."""
    return {say(f"maps.form_sure_{word}"): word for word in CONFIDENCES} | {word: word for word in CONFIDENCES}


def offered() -> dict[str, tuple[str, ...]]:
    """Return the words a sheet's lists offer, by column."""
    return {
        "sign": (say("maps.form_more"), say("maps.form_less"), say("maps.form_unknown")),
        "strength": offered_strengths(),
        "confidence": tuple(say(f"maps.form_sure_{word}") for word in CONFIDENCES),
    }


def statement_of(cells: Mapping[str, str], line: int) -> tuple[Statement | None, list[tuple[str, str]]]:
    """Return the statement of a row as a person filled it in, or None and each wrong column with what to write.

    Parameters
    ----------
    cells : mapping of str to str
        Cell by the name of its column in a map's file.
    """
    row, wrong = dict(cells), []
    for column, known in (("sign", sign_words()), ("confidence", confidence_words())):
        word = _plain(row.get(column, ""))
        if word and word not in known:
            wrong.append((column, _not_known(column, word, tuple(known))))
        row[column] = known.get(word, "")
    try:
        row["strength"] = _strength(row.get("strength", ""))
    except ValueError:
        wrong.append(("strength", _not_known("strength", _plain(row["strength"]), tuple(strength_words()))))
        row["strength"] = ""
    said, more = statement(row, line)
    return (None if wrong else said), [*more, *wrong]


def _strength(cell: str) -> str:
    number = strength_words().get(_plain(cell))
    if number is None:
        # A sheet program keeps a typed 75 % as 0.75 unless the cell is set to hold text: both are read alike.
        percent = _PERCENT.fullmatch(cell.strip())
        number = strength_of(format(Decimal(percent[1]) / 100, "f") if percent else cell)
    return "" if number is None else format(number, "f")


def _not_known(column: str, word: str, known: tuple[str, ...]) -> str:
    choices = ", ".join(offered()[column])
    looks_like_number = any(character.isdigit() for character in word)
    near = None if looks_like_number else nearest(word, known)
    if column == "strength" and _COMMA.fullmatch(word):
        return say("maps.sheet_strength_near", near=word.replace(",", "."), known=choices)
    # Whoever leaves out or adds a whole word made no slip of the pen: “sure” is not “not sure”.
    if near and not (set(word.split()) < set(near.split()) or set(near.split()) < set(word.split())):
        return say(f"maps.sheet_{column}_near", near=near, known=choices)
    return say(f"maps.sheet_{column}", known=choices)


def _plain(cell: str) -> str:
    # Programs write a curled apostrophe for the straight one.
    return " ".join(cell.replace("’", "'").casefold().split())
