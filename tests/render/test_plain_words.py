"""Words for people in place of what only a file says."""

from __future__ import annotations

import pytest

from coprod_tools.render.plain_words import evidence, level, number, plainly, subtype


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("Write decision_rule and decide_by.", "Write ‘decision rule’ and ‘decide by’."),
        ("Write power.answers_for_harm, or exit.review_on.", "Write ‘answers for harm’, or ‘review on’."),
        ("Ask them. Then write it, e.g. today.", "Ask them. Then write it, e.g. today."),
    ],
)
def test_field_names_become_words(given: str, words: str) -> None:
    """The sentence around them stays."""
    assert plainly(given) == words


def test_a_scale_stands_by_its_title_with_its_own_level() -> None:
    """The titles are those of the shipped scales; levels are never converted."""
    assert evidence("nesta 2 (Beans); lived (At the table)") == (
        "Nesta Standards of Evidence, level 2 (Beans); Lived experience (At the table)"
    )
    assert evidence("maryland-sms 3 (Two towns)") == "Maryland Scientific Methods Scale, level 3 (Two towns)"
    assert evidence("no evidence recorded") == "no evidence recorded"


def test_subtypes_and_levels_of_influence_stand_by_their_titles() -> None:
    """What is not known stands for itself."""
    assert subtype("design", "co-design-of-policy") == "co-design of policy or regulation"
    assert subtype("design", "own") == "own"
    assert level("iap2", "involve") == "Involve"
    assert level(None, None) == "not known"


@pytest.mark.parametrize(
    ("given", "words"),
    [("2400000", "2,400,000"), ("34.4444444", "34.44"), ("100", "100"), ("about 3", "about 3"), ("NaN", "NaN")],
)
def test_numbers_are_written_for_people(given: str, words: str) -> None:
    """Thousands apart, two places at most."""
    assert number(given) == words
