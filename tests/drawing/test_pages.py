"""Big policies go over several pictures, and nothing falls between them."""

from __future__ import annotations

import re

from coprod_tools.drawing import (
    draw_chain,
    draw_cube,
    draw_outcomes,
    draw_stage,
    draw_timeline,
    pages_of_cube,
    pages_of_outcomes,
    pages_of_stage,
    pages_of_timeline,
)
from tests.drawing import samples


def words_of(svg: str) -> str:
    """Return all text of a picture."""
    return " ".join(re.findall(r"<text[^>]*>([^<]*)</text>", svg))


def test_a_big_chain_is_shown_stage_by_stage() -> None:
    """120 activities over ten stages are twelve a stage."""
    chain = samples.big()
    picture = draw_chain(chain, samples.marks(chain))
    assert words_of(picture.svg).count("12 activities") == 10
    assert len(picture.table_rows) == 10 + 120 + 12


def test_ninety_actors_take_three_pictures_and_each_stands_on_one() -> None:
    """Forty, forty, ten."""
    chain = samples.big()
    marks = samples.marks(chain)
    assert pages_of_cube(chain) == 3
    shown = [
        name
        for page in (1, 2, 3)
        for name in re.findall(r"Actor number \d+", words_of(draw_cube(chain, marks, page).svg))
    ]
    assert len(shown) == len(set(shown)) == 90


def test_a_stage_of_a_hundred_activities_takes_three_pictures() -> None:
    """Forty, forty, twenty."""
    raw = [{"id": f"t{n}", "label": f"Task number {n}.", "stage": "delivery"} for n in range(100)]
    chain = samples.chain_of({"id": "p", "title": "P", "activities": raw})
    marks = samples.marks(chain)
    assert pages_of_stage(chain, "delivery") == 3
    pages = [words_of(draw_stage(chain, marks, "delivery", page).svg) for page in (1, 2, 3)]
    assert [len(re.findall(r"Task number \d+\.", page)) for page in pages] == [40, 40, 20]


def test_dated_actions_take_pages_and_those_without_a_date_stand_on_the_last() -> None:
    """Fifty dated ones and one without."""
    actions = [{"id": f"x{n}", "title": f"Dated {n}.", "start": "2026"} for n in range(50)]
    plan = samples.plan([*actions, {"id": "z", "title": "Undated"}])
    assert pages_of_timeline(plan) == 2
    first, second = (words_of(draw_timeline(plan, page).svg) for page in (1, 2))
    assert len(re.findall(r"Dated \d+\.", first)) == 40
    assert len(re.findall(r"Dated \d+\.", second)) == 10
    assert "Undated" in second
    assert "Undated" not in first


def test_sixty_links_stand_each_on_one_page() -> None:
    """Every cause of every link is drawn once."""
    chain = samples.big()
    causes = [
        name
        for page in range(1, pages_of_outcomes(chain) + 1)
        for name in re.findall(r"Activity number \d+ with", words_of(draw_outcomes(chain, page).svg))
    ]
    assert len(causes) == len(set(causes)) == 60
