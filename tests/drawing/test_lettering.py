"""Text is measured as it is drawn, and cut only with a mark."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextToPath

from coprod_tools.drawing.lettering import is_cut, missing_glyphs, one_line, text_width, wrapped


@pytest.mark.parametrize("text", ["Commissioning", "Whānau, hapū and iwi", "WAVE To AV. 10 %", "il|ilil"])
@pytest.mark.parametrize("bold", [False, True])
def test_a_width_is_what_matplotlib_measures_or_a_little_more(text: str, bold: bool) -> None:
    """Kerning can only draw letters together, so our measure is never too small."""
    prop = FontProperties(family="DejaVu Sans", size=10, weight="bold" if bold else "normal")
    theirs, _, _ = TextToPath().get_text_width_height_descent(text, prop, ismath=False)
    assert theirs - 0.5 <= text_width(text, 10, bold) <= theirs * 1.08 + 0.5


@given(st.text(max_size=400), st.integers(20, 200), st.integers(1, 5))
def test_wrapped_lines_fit_and_lose_nothing_without_saying_so(text: str, width: int, most: int) -> None:
    """Either the lines are the whole text, or the last one ends in an ellipsis."""
    lines = wrapped(text, 8, width, most)
    assert len(lines) <= most
    assert all(text_width(line, 8) <= width + 1e-6 or len(line) <= 2 for line in lines)
    assert not is_cut(lines, text) or lines[-1].endswith("…")


def test_a_long_word_is_broken_between_letters_and_never_before_an_accent() -> None:
    """A combining macron stays with its letter."""
    lines = wrapped("a\u0304" * 60, 8, 50, 9)
    assert len(lines) > 1
    assert not any(line.startswith("\u0304") for line in lines)


def test_blanks_and_line_ends_become_one_blank() -> None:
    """A label is one line of thought."""
    assert one_line(" one\n\t two ") == "one two"


def test_macrons_are_there_and_other_scripts_are_reported() -> None:
    """DejaVu Sans has Latin with macrons and Arabic, and no Chinese."""
    assert missing_glyphs(["Māori whānau hapū", "خطة"]) == ()
    assert missing_glyphs(["服务", "服"]) == ("务", "服")
