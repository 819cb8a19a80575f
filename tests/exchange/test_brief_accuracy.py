"""How well briefs are read, counted against what a person drew from them beforehand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.exchange.brief_scores import Score, alike, paired, scores_of

HERE = Path(__file__).parent
FOLDERS = ("briefs", "briefs_unseen", "briefs_fresh")


@pytest.mark.parametrize("folder", FOLDERS)
def test_few_guesses_are_wrong_and_little_is_missed(folder: str) -> None:
    """A wrong guess costs trust, so the floor for being right lies above the one for finding all."""
    whole = sum(scores_of(HERE / folder).values(), Score())
    assert whole.precision >= 0.96
    assert whole.recall >= 0.92


def test_a_score_knows_right_from_wrong() -> None:
    """One pair, one guess too many: by hand 1 right, 1 wrong and 1 missed make a half and a half."""
    assert paired(["train rangers", "plant trees"], ["Train 24 rangers", "Buy boats"]) == [(0, 0)]
    assert (Score(1, 1, 1).precision, Score(1, 1, 1).recall) == (0.5, 0.5)
    assert alike("plant trees", "buy boats") == 0
