"""The portfolio as people read it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from coprod_tools.batch.portfolio import changes, portfolio_of
from coprod_tools.batch.portfolio.blocks import SECTIONS, portfolio_page, section
from tests.batch.portfolio.five_policies import FIVE, MEALS, facts
from tests.batch.portfolio.test_portfolio import BEFORE


def made(*policies: dict[str, Any]) -> dict[str, Any]:
    """A portfolio as it lies on disk."""
    told: dict[str, Any] = json.loads(json.dumps(portfolio_of(policies, changes([(BEFORE, MEALS)], ["trams"]))))
    return told


def test_the_page_shows_all_sections_and_runs_nothing() -> None:
    """With links to the plans beside it, and no script."""
    page = portfolio_page(made(*FIVE))
    assert all(f'id="{name}"' in page for name in SECTIONS)
    assert "<script" not in page
    assert 'href="meals/plan.html"' in page
    assert "no policy has a score" in page


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("coverage", "Delivery | Co-deliver | 3 | 0 | 0 | 0 | 2"),
        ("barriers", "No decision moves | 3: meals, parks, clinic"),
        ("asked", "Ask once, together, or ask for less."),
        ("asked", "2 earlier requests are without an answer. Answer first."),
        ("gaps", "Four schools for one term (clinic)"),
        ("changes", "Mark: Co-production | 1 | 0"),
        ("changes", "breakfast, parents, Co-deliver: Not known, now Co-production"),
    ],
)
def test_a_section_says_what_was_found(name: str, words: str) -> None:
    """As plain text too."""
    assert words in section(made(*FIVE), name).text


def test_words_of_policies_stay_words() -> None:
    """A title with markup runs nothing."""
    bad = "<script>alert(1)</script>"
    twins = [facts(id, bad, outcomes=[["o", bad]], gaps=[["l", bad]]) for id in ("a", "b")]
    page = portfolio_page(made(*twins))
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_a_batch_of_nothing_says_so() -> None:
    """Every section is there."""
    page = portfolio_page(json.loads(json.dumps(portfolio_of((), changes([], [], first_run=True)))))
    assert page.count("None found.") == len(SECTIONS) - 1
    assert "first run" in page


def test_a_section_of_another_name_is_refused() -> None:
    """With the names there are."""
    with pytest.raises(ValueError, match="coverage"):
        section(made(), "score")
