"""How wide words are in print."""

from __future__ import annotations

import pytest

from coprod_tools.render.type_size import LEADING, SIZE, height, lines, width


def test_a_macron_adds_no_width() -> None:
    """It stands above its letter."""
    assert width("whānau") == width("whanau")


@pytest.mark.parametrize(("words", "taken"), [("oooo oooo", 1), ("oooo oooo oooo", 2), ("o" * 25, 3)])
def test_words_wrap_between_words_and_a_long_word_is_broken(words: str, taken: int) -> None:
    """A line of ten letters o; nine and a gap fit, a word of 25 takes three lines."""
    assert lines(words, width("o" * 10)) == taken


def test_no_words_have_no_height() -> None:
    """And one line has one."""
    assert height("", 100) == 0
    assert height("word", 100) == pytest.approx(SIZE * LEADING)
