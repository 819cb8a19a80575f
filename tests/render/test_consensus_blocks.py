"""What is agreed, contested, to talk about and to test, as people read it: short first, and nobody scored."""

from __future__ import annotations

import copy
import re
from typing import Any

import pytest

from coprod_tools import assess, build_chain, draw_up
from coprod_tools.consensus import find_consensus
from coprod_tools.policyfile import from_text
from coprod_tools.render import blocks, consensus_blocks
from tests.render.sample import plan
from tests.render.test_safe import PAYLOADS

COUNTS = {"raises": 0, "lowers": 0, "unsure": 0, "contests": 0, "silent": 0, "not_asked": 0}


def link(ref: str, state: str, **said: list[str]) -> dict[str, Any]:
    """One link of the joint map, by hand."""
    return {
        "id": ref,
        "ref": ref,
        "link": ref,
        "text": f"Cause of {ref} → Effect of {ref}",
        "state": state,
        "says": {"raises": [], "lowers": [], "unsure": [], "contests": [], **said},
        "counts": {**COUNTS, **{name: len(who) for name, who in said.items()}},
        "strength_low": 0.25,
        "strength_high": 0.75,
        "evidence": "What we saw",
        "statements": [{"says": "raises", "consultation": ref == "late"}],
    }


def one_test(**other: Any) -> dict[str, Any]:
    """One test, by hand."""
    return {
        "text": "Cause of one → Effect of one",
        "state": "one-view",
        "label": "A class in three streets",
        "already": ["Done already since 2014: the Tuesday class"],
        "asks": ["First ask those who do it.", "Ask what it costs."],
        "design": "Before and after",
        "what": "Measure twice.",
        "why_design": "Nothing else fits.",
        "size": "40 people here and 40 in the comparison",
        "months": 9,
        "cost": {"amount": "12000", "currency": "NZD"},
        "hours": "160",
        "go": "24 of 40 come",
        "stop": "anybody is hurt",
        "decide_by": "2027-05-31",
        "decided_by": ["The Kitchen Table"],
        "gate_labels": ["Classes in every street"],
        "pays": None,
        "instead": "",
        "sunset": None,
        "why": "Its result would win much.",
    } | other


def made() -> dict[str, Any]:
    """A plan with something in each list."""
    document = copy.deepcopy(plan())
    document["cause_effect"] |= {
        "links": [
            link("both", "agreed", raises=["Riders", "Council"]),
            link("late", "agreed", lowers=["Riders", "Council", "a partner who has not agreed to be named"]),
            link("split", "contested", raises=["Riders"], lowers=["Drivers"]),
            link("one", "one-view", raises=["Drivers"]),
            link("dark", "not-known", unsure=["Riders"]),
        ],
        "agreed": ["both", "late"],
        "contested": ["split"],
        "one_view": ["one"],
        "direction_not_known": ["dark"],
        "dissent": [
            {
                "kind": "link",
                "ref": "split",
                "text": "Cause of split → Effect of split",
                "sides": [
                    {"says": "raises", "who": ["Riders"], "count": 1, "consultation": 0, "why": ["We rode it"]},
                    {"says": "lowers", "who": ["Drivers"], "count": 1, "consultation": 1, "why": []},
                ],
            }
        ],
        "talk_next": [
            {
                "text": "Cause of split → Effect of split",
                "state": "contested",
                "minutes": "20",
                "minutes_stated": True,
                "why": "It turns the order.",
            }
        ],
        "test_next": [
            one_test(),
            one_test(instead="It starts in stages", why_design="A right can't be tried on some."),
        ],
        "robust": [
            {
                "short": "More of “A” raises “B”: in 9 of 10 of this model's runs",
                "text": "Between 88 and 94 in 100.",
                "other": None,
                "holds": True,
                "fails": "It fails mostly where “A” does nothing.",
                "views": "By itself it holds in 3.",
                "fails_for": [],
            }
        ],
        "nobody_drew": [{"text": "Nobody drew a way from “C” to “B”."}],
        "holders": [
            {"who": "Riders", "reading": "confirmed", "timing": "before", "rounds": [1, 2]},
            {
                "who": "a partner who has not agreed to be named",
                "reading": "not-read-back",
                "timing": "after",
                "rounds": [1],
            },
        ],
        "moves": [{"text": "Riders see it another way now."}],
        "suggestions": [{"text": "“Fear” and “fear of it” may be one."}],
        "loops": [{"text": "“Fear” feeds back on itself."}],
        "conversations": [],
        "maps_withdrawn": 1,
    }
    return document


def test_every_section_says_what_it_was_told() -> None:
    """A line of each list is there in words."""
    text = consensus_blocks.consensus(made()).text
    for words in (
        "agreed: Cause of late → Effect of late. 3 say it lowers it (weak to strong).",
        "Riders says it raises it.",
        "1 of these views came after the choice: consultation",
        "(20 minutes of talk)",
        "It turns the order.",
        "Done already since 2014: the Tuesday class",
        "12,000 NZD",
        "2027-05-31 (The Kitchen Table)",
        "Classes in every street",
        "nobody is named: settle this before it starts",
        "A right can't be tried on some. It starts in stages.",
        "in 9 of 10 of this model's runs",
        "It fails mostly where “A” does nothing.".replace("It fails", "it fails"),
        "1 map was taken back and is not used.",
    ):
        assert words in text


def test_what_most_have_spoken_of_comes_first() -> None:
    """Three voices before two."""
    text = consensus_blocks.agreed(made()).text
    assert text.index("Cause of late") < text.index("Cause of both")


@pytest.mark.parametrize("section", consensus_blocks.SECTIONS)
def test_an_empty_section_says_what_its_silence_means(section: str) -> None:
    """On a plan without any map nothing is blank."""
    assert len(consensus_blocks.consensus(plan(), (section,), level=0).text) > 20


def test_what_is_for_the_team_stays_with_the_team() -> None:
    """Neither the list for talk nor the one for tests is on a partner's page."""
    text = consensus_blocks.consensus(made(), for_team=False).text
    assert "It turns the order." not in text
    assert "the Tuesday class" not in text
    assert "Riders says it raises it." in text


def test_no_share_is_printed_as_a_score() -> None:
    """Counts in words; no lone per cent, no sum of marks."""
    assert not re.search(r"\d\s*%|score", consensus_blocks.consensus(made()).text)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_whatever_a_map_says_stays_words(payload: str) -> None:
    """Texts of partners are escaped wherever they stand."""
    document = made()
    rows = document["cause_effect"]
    for row in (*rows["links"], *rows["dissent"], *rows["talk_next"], *rows["test_next"]):
        row["text"] = payload
    rows["dissent"][0]["sides"][0]["why"] = [payload]
    rows["moves"][0]["text"] = payload
    html = consensus_blocks.consensus(document).html
    assert "<script" not in html.lower()
    assert not re.search(r"<[^>]+\son\w+\s*=", html)


def test_an_unknown_section_is_refused_with_those_there_are() -> None:
    """A typo in a notebook is named."""
    with pytest.raises(ValueError, match="'dissend'; there are agreed, dissent"):
        consensus_blocks.consensus(plan(), ("dissend",))


def test_the_plans_own_block_begins_with_the_consensus() -> None:
    """What is agreed comes before the table of links."""
    text = blocks.cause_effect(made()).text
    assert text.index("What is agreed") < text.index("All links of cause and effect")


@pytest.mark.parametrize(
    ("waiting", "says", "in_the_line"),
    [
        (2, "Nobody has confirmed this yet", True),
        (1, "1 of these views has not been confirmed as it stands", False),
        (0, "", False),
    ],
)
def test_views_that_nobody_has_confirmed_are_told_and_all_of_them_at_first_sight(
    waiting: int, says: str, in_the_line: bool
) -> None:
    """What stands as agreed on two letters that nobody has answered is not yet what partners say."""
    made = plan()
    row = link("one", "agreed", raises=["Riders", "Drivers"]) | {"not_read_back": waiting}
    made["cause_effect"] |= {"links": [row], "agreed": ["one"]}
    html = consensus_blocks.agreed(made).html
    line, folded = html.split("<details>", 1)
    assert says in (line if in_the_line else folded)
    assert ("confirmed" in line + folded) == bool(waiting)


@pytest.mark.parametrize(
    ("proposed", "says"), [(True, "Proposed: 2027-05-31"), (False, "2027-05-31 (The Kitchen Table)")]
)
def test_a_day_that_nobody_set_is_no_decision(proposed: bool, says: str) -> None:
    """It is reckoned from the months that the design takes."""
    made = plan()
    made["cause_effect"]["test_next"] = [one_test(date_proposed=proposed)]
    html = consensus_blocks.test_next(made).html
    assert says in html and ("nobody has set a day" in html) == proposed


@pytest.mark.parametrize(("voices", "in_the_line"), [(["Riders"], True), (["Riders", "Drivers"], False)])
def test_what_rests_on_consultation_alone_says_so_at_first_sight(voices: list[str], in_the_line: bool) -> None:
    """The made-up statement of the link called late came after the choice."""
    made = plan()
    made["cause_effect"] |= {"links": [link("late", "agreed", raises=voices)], "agreed": ["late"]}
    line, folded = consensus_blocks.agreed(made).html.split("<details>", 1)
    assert ("consultation" in line, "consultation" in folded) == (in_the_line, not in_the_line)


def test_what_stands_in_place_of_a_test_says_what_each_part_of_it_is() -> None:
    """A day among other words would not say that it is the day on which the rule ends."""
    other = {
        "why_not": "A right that one has and the next has not",
        "staged_commencement": "Large landlords first",
        "sunset": "2031-12-31",
        "review_clause": "In 2030",
        "triggers": ["Notice after asking", "Too few have one"],
    }
    pilot = {"id": "rail", "label": "A right to a rail", "claim": None, "alternative": other}
    text = " ".join(re.sub(r"<[^>]+>", " ", blocks.pilots({**plan(), "pilots": [pilot]}).html).split())
    assert "No pilot here, because A right that one has" in text and "Starts in stages Large landlords first" in text
    assert "Ends by itself, unless it is renewed 2031-12-31" in text and "Reviewed In 2030" in text
    assert "when Notice after asking Too few have one" in text
    unsaid = {**pilot, "alternative": dict.fromkeys(other) | {"triggers": []}}
    text = blocks.pilots({**plan(), "pilots": [unsaid]}).html
    assert "not known" in text and "None" not in text and "Reviewed" not in text


def test_a_conversation_stands_on_the_page_of_a_policy_without_maps() -> None:
    """What every group agrees on, and what divides them, each counted; hand-made answers of two groups of ten."""
    policy, _ = from_text(
        """coprod: 1
id: talk
title: Talk
conversations:
  - id: water
    topic: Clean water
    participants: 20
    groups: [{id: g0, size: 10}, {id: g1, size: 10}]
    statements:
      - id: s0
        words: Rivers should be clean
        votes: [{group: g0, agree: 9, disagree: 1, passed: 0}, {group: g1, agree: 10, disagree: 0, passed: 0}]
      - id: s1
        words: Farms should pay
        votes: [{group: g0, agree: 9, disagree: 1, passed: 0}, {group: g1, agree: 1, disagree: 9, passed: 0}]
""",
        "talk.yaml",
    )
    page = blocks.cause_effect(draw_up(assess(build_chain(policy)), consensus=find_consensus(policy))).html
    assert "Agreed in every group: 1" in page and "Rivers should be clean" in page
    assert "Dividing the groups: 1" in page and "Farms should pay" in page


def test_lines_without_a_direction_are_told_apart_from_links() -> None:
    """An imported map's undirected line stands on the page with both ends, and is no link."""
    policy, _ = from_text(
        "coprod: 1\nid: map\ntitle: Map\nconcepts: [{id: a, label: Rain}, {id: b, label: Floods}]\n"
        "associations: [{one: a, other: b}]\n",
        "map.yaml",
    )
    plan_of = draw_up(assess(build_chain(policy)), consensus=find_consensus(policy))
    assert plan_of.cause_effect.links == () and plan_of.cause_effect.associations[0]["text"] == "Rain — Floods"
    page = blocks.cause_effect(plan_of).html
    assert "Lines without a direction: 1" in page and "Rain — Floods" in page
