"""The alt text states counts that a hand count confirms, and never tells the unknown as none."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from coprod_tools.chain import ValueChain
from coprod_tools.drawing import draw_chain, draw_cube, draw_outcomes, draw_stage, draw_timeline
from coprod_tools.drawing.finding import finding, states
from coprod_tools.drawing.wording import ranges
from tests.drawing import samples

COURSE = {"stages": [{"id": name, "title": name.title()} for name in ("think", "choose", "do", "look")]}


def course() -> ValueChain:
    """Four stages of a team's own; nothing is done in `look`."""
    return samples.chain_of(
        {
            "id": "course",
            "title": "Course",
            "lifecycle": COURSE,
            "actors": [{"id": "us", "label": "Us", "kind": "agency"}],
            "activities": [
                {"id": name, "label": name, "stage": name, "lead": "us"} for name in ("think", "choose", "do")
            ],
        }
    )


def all_of(activity: str, verdict: str) -> dict[tuple[str, str, str], str]:
    """Give every cell of an activity one verdict."""
    return {(activity, "us", co): verdict for co in samples.COS}


def test_the_four_states_of_a_stage_are_told_apart() -> None:
    """Present, none found, not known, nobody named."""
    chain = course()
    verdicts = {("think", "us", "design"): "co-production", **all_of("choose", "consultation")}
    assert states(chain, samples.marks(chain, verdicts)) == {
        "think": "present",
        "choose": "absent",
        "do": "unknown",
        "look": "empty",
    }


def test_the_finding_names_each_state_with_its_stages() -> None:
    """Worked out by hand: stages count from 1 in a lifecycle of one's own."""
    chain = course()
    verdicts = {("think", "us", "design"): "co-production", **all_of("choose", "consultation")}
    told = finding(chain, samples.marks(chain, verdicts))
    assert told.startswith("Co-production is shown, or planned, in 1 of 4 stages (1 Think).")
    assert re.search(r"Stage 2 has none\..*stage 3 it is not known\..*stage 4 ", told)


def test_what_is_unknown_is_never_told_as_none() -> None:
    """All marks unknown: no sentence may say that a stage has none."""
    chain = course()
    assert "has none" not in finding(chain, samples.marks(chain))
    assert "have none" not in finding(chain, samples.marks(chain))


@pytest.mark.parametrize(
    ("numbers", "words"),
    [([0, 1, 2, 3, 4], "0-4"), ([9], "9"), ([0, 1, 4, 8, 9], "0-1, 4 and 8-9"), ([], ""), ([3, 1], "1 and 3")],
)
def test_neighbouring_numbers_are_drawn_together(numbers: list[int], words: str) -> None:
    """As one would say them."""
    assert ranges(numbers, range(10)) == words


def test_the_chain_counts_activities_outcomes_and_empty_stages() -> None:
    """Fifteen activities and four outcomes are written in the sample; every stage has one."""
    chain = samples.normal()
    alt = draw_chain(chain, samples.marks(chain, samples.NORMAL_VERDICTS)).alt
    assert "shown, or planned, in 2 of 10 stages (7 Delivery and 8 " in alt
    assert "15 activities, 4 outcomes; no stage is empty." in alt


def test_the_cube_counts_its_marks_by_verdict() -> None:
    """NORMAL_VERDICTS names 3 co-production, 3 consultation, 3 partnership, one each of four others."""
    chain = samples.normal()
    assessment = samples.marks(chain, samples.NORMAL_VERDICTS)
    rest = len(assessment.cells) - len(samples.NORMAL_VERDICTS)
    alt = draw_cube(chain, assessment).alt
    shown = (
        "co-production 3, community-led 1, partnership 3, handed-over work 1, consultation 3, information 1, no part 1"
    )
    assert f"{len(assessment.cells)} marks: {shown}, not known {rest}." in alt


def test_a_stage_says_what_it_holds() -> None:
    """Delivery has peer groups, booklets and visits."""
    chain = samples.normal()
    assert draw_stage(chain, samples.marks(chain), "7").alt.startswith("Delivery has 3 activities: not known ")
    assert draw_stage(samples.tiny(), samples.marks(samples.tiny()), "7").alt == "Delivery has no activity yet."


def test_the_timeline_counts_dates_critical_actions_and_gates() -> None:
    """NORMAL_ACTIONS by hand: 7 of 9 dated, 4 critical, 2 gates, from 1 February 2026 into 2027."""
    alt = draw_timeline(samples.plan(samples.NORMAL_ACTIONS)).alt
    assert "Dates are known for 7 of 9 actions." in alt
    assert "from 2026-02-01 to 2027." in alt
    assert "The end hangs on 4 actions, the critical path: Work out options, " in alt
    assert "2 actions have a gate" in alt


def test_the_outcomes_count_links_by_what_they_rest_on() -> None:
    """Five claims by hand: three with evidence, one assumed, one with nothing; one contested."""
    alt = draw_outcomes(samples.normal()).alt
    assert "4 outcomes, 5 links" in alt
    assert "Links with evidence: 3; assumed: 1; with nothing given: 1. Contested: 1." in alt
    assert "no link leads" not in alt


def test_an_outcome_without_a_link_is_counted() -> None:
    """One outcome, no claim."""
    chain = samples.chain_of({"id": "p", "title": "P", "outcomes": [{"id": "o", "label": "O"}]})
    assert "To 1 outcome no link leads." in draw_outcomes(chain).alt


def test_a_change_of_one_mark_changes_the_finding() -> None:
    """The words follow the marks."""
    chain = course()
    marks = samples.marks(chain)
    changed = replace(marks, cells=(replace(marks.cells[0], verdict="co-production"), *marks.cells[1:]))
    assert finding(chain, marks) != finding(chain, changed)
