"""A form says what the reader found without speaking of a file, and what to do next."""

from __future__ import annotations

import re

import pytest

from coprod_tools.words import catalogue, names_in, say
from coprod_tools.workbook.in_plain_words import ROOM, in_plain_words

KEYS = sorted(catalogue(ROOM))
# Words of those who write the file by hand, and the reader's bracket with what to write there.
OF_THE_FILE = re.compile(
    r"\b(field|file|line \d|id|YAML|numerator|denominator|mid|null|indent\w*)\b|\((write|add|keep)\b"
)


@pytest.mark.parametrize("key", KEYS)
def test_each_stands_for_a_sentence_of_the_reader_and_fills_in_no_more_than_that_one(key: str) -> None:
    """A sentence that was renamed would leave a wording that nobody ever sees."""
    room, _, name = key.partition(".")
    assert name in catalogue(room)
    assert names_in(f"{ROOM}.{key}") <= names_in(key)


@pytest.mark.parametrize("key", KEYS)
def test_each_is_a_whole_sentence_for_somebody_who_sees_no_file(key: str) -> None:
    """It ends as a sentence does."""
    assert catalogue(ROOM)[key].strip().endswith(".")
    assert not OF_THE_FILE.search(catalogue(ROOM)[key])


@pytest.mark.parametrize(
    ("found", "told"),
    [
        ("label is missing (add it here as label: ...)", "Please fill this in."),
        (
            "this lies before the start (write a date on or after 2026-07-01)",
            "This is before the start. Please give a date on or after 2026-07-01.",
        ),
        (
            "this text has 25,000 characters, which is too long (write at most 20,000)",
            "This text has 25,000 characters, which is too long. Please keep it to 20,000.",
        ),
        (
            "this should be a date (write YYYY, YYYY-MM or YYYY-MM-DD, for example 2026-07-01)",
            "This should be a date. Write a day, a month or a year, such as 1 July 2026, July 2026 or 2026.",
        ),
        (
            "these need each other in a circle: Visit, Decide (take this or another of these needs out)",
            "These would wait for each other for ever: Visit, Decide. Please take one of these needs out.",
        ),
    ],
)
def test_a_sentence_of_the_reader_is_said_again_with_its_own_values(found: str, told: str) -> None:
    """Written by hand on both sides."""
    assert in_plain_words(found) == told


def test_braces_in_what_somebody_typed_are_words_like_any_other() -> None:
    """They come back as they were."""
    found = say("policyfile.loop_needs", names="{names} (a)")
    assert "{names} (a)" in in_plain_words(found)


def test_what_a_form_has_no_words_for_stays_as_the_reader_says_it() -> None:
    """Better the reader's sentence than none."""
    assert in_plain_words("the sky fell (look up)") == "the sky fell (look up)"
