"""Colour is never the only sign, and words can be read on their ground."""

from __future__ import annotations

import pytest

from coprod_tools.drawing import palette
from coprod_tools.drawing.palette import LOOKS, VERDICTS, verdict_sign


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    """WCAG 2.2, contrast ratio."""
    lighter, darker = sorted((luminance(a), luminance(b)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_of_contrast_is_right() -> None:
    """Black on white is 21 to 1 by definition; #767676 on white is the known border of 4.5."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("verdict", VERDICTS)
def test_the_ink_of_every_verdict_can_be_read_on_its_ground_and_on_paper(verdict: str) -> None:
    """WCAG AA for small text: 4.5 to 1."""
    look = LOOKS[verdict]
    assert contrast(look.ink, look.ground) >= 4.5
    assert contrast(look.ink, palette.PAPER) >= 4.5


@pytest.mark.parametrize("ink", [palette.INK, palette.QUIET, palette.BARRIER, palette.OPPORTUNITY])
@pytest.mark.parametrize("ground", [palette.PAPER, palette.GROUND, palette.LANE])
def test_every_other_ink_can_be_read_on_every_ground(ink: str, ground: str) -> None:
    """WCAG AA for small text: 4.5 to 1."""
    assert contrast(ink, ground) >= 4.5


def test_every_verdict_has_a_sign_of_another_shape() -> None:
    """Without its colours each sign is still unlike every other."""
    shapes = set()
    for verdict in VERDICTS:
        sign = verdict_sign(verdict, 0, 0, 4)
        shapes.add(
            tuple((type(s).__name__, len(getattr(s, "points", ())), getattr(s, "fill", "") == "#ffffff") for s in sign)
        )
    assert len(shapes) == len(VERDICTS)
