"""The parts of a plan as people read them; the plan is written by hand, so what must show is known beforehand."""

from __future__ import annotations

import copy
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest

from coprod_tools import assess, build_chain, draw_up, read
from coprod_tools.render import blocks, tables
from coprod_tools.render.block import cut, plain
from coprod_tools.render.names import Names, names_in, names_of
from tests.render.sample import plan
from tests.render.test_safe import PAYLOADS, Seen

EVERY = (
    blocks.first_screen,
    blocks.stage_sections,
    blocks.opportunities,
    blocks.barriers,
    blocks.findings,
    blocks.actions,
    blocks.cause_effect,
    blocks.accountability,
    blocks.capability,
    blocks.charter,
    blocks.unknowns,
    blocks.record,
)


def strings(value: Any) -> list[str]:
    """Every text within a value."""
    if isinstance(value, dict):
        return [text for each in value.values() for text in strings(each)]
    if isinstance(value, list | tuple):
        return [text for each in value for text in strings(each)]
    return [value] if isinstance(value, str) else []


def test_the_first_screen_holds_every_line_of_the_plan() -> None:
    """Each sentence stands on it whole, since all are short."""
    made = blocks.first_screen(plan())
    screen = copy.deepcopy(plan()["first_screen"])
    rows = [row for part in screen.values() if isinstance(part, list) for row in part]
    assert all(row["text"] in made.text for row in rows)
    assert "Desk draft; seen by no partner yet" in made.text
    assert "PROPOSED, nobody has authorised this" in made.text
    assert "to ask: School boards" in made.text


def test_an_empty_first_screen_says_what_is_missing_in_every_place() -> None:
    """Unknown is unknown: no place stays blank. 13 places: decision, fixed, open, promises, real, claimed, not known,
    not in the room, asks, link, not here, in the way, this week."""
    empty = plan()
    screen = empty["first_screen"]
    for part, rows in screen.items():
        if isinstance(rows, list):
            screen[part] = []
    screen |= {"decision_wanted": {"what": None, "who": None, "by_when": None}, "decisive_link": {}, "more": {}}
    made = blocks.first_screen(empty)
    assert made.html.count('class="empty"') == 13


def test_how_many_were_left_out_stands_beside_the_heading() -> None:
    """One shown of the five there are."""
    assert "Claimed, but not shared 1 of 5" in blocks.first_screen(plan()).text


def test_a_verdict_shows_as_sign_word_and_meaning() -> None:
    """Colour and a bare word are not enough."""
    html = blocks.stage_section(plan(), "delivery").html
    assert "◐" in html
    assert "Consultation" in html
    assert "others set the question and decide" in html


def test_a_claim_that_is_not_so_says_what_it_was_called() -> None:
    """Called one thing, in fact another."""
    assert "called co-assess" in blocks.stage_section(plan(), "delivery").text


def test_actors_of_whom_nothing_is_known_are_counted_and_folded() -> None:
    """Four unknown rows of one actor are one line, not four."""
    html = blocks.stage_section(plan(), "delivery").html
    assert "Nothing is known yet of 1 more" in html


def test_findings_beyond_the_top_are_folded_the_worst_first() -> None:
    """Six findings, two on top: the error and a warning; four more below."""
    made = blocks.findings(plan(), top=2)
    assert made.html.index("Would mislead") < made.html.index("Warning")
    assert "4 more" in made.text


def test_an_action_names_its_owner_or_whom_to_ask_and_what_it_waits_for() -> None:
    """Ids are given their words where they are known."""
    text = blocks.actions(plan(), {"ministry": "Ministry of Education"}).text
    assert "to ask: Ministry of Education" in text
    assert "agreed 2026-10-01" in text
    assert "| Pay for the hours asked" in text
    assert "on the critical path" in text


def test_unknowns_with_the_same_reason_stand_together() -> None:
    """Five fields, one reason: three open, two folded."""
    many = plan()
    many["unknowns"] = [{"field": f"field{n}", "why_it_matters": "It binds."} for n in range(5)]
    html = blocks.unknowns(many).html
    assert html.count("It binds.") == 1
    assert "2 more" in html


@pytest.mark.parametrize("make", EVERY, ids=lambda make: make.__name__)
def test_a_payload_in_any_text_of_a_plan_stays_words(make: Any) -> None:
    """Every text of the plan is replaced by a payload; no tag comes of it."""
    clean = {tag for tag, _ in Seen(make(plan()).html).tags}
    poisoned = plan()
    for payload in PAYLOADS[:6]:
        html = make(_poisoned(poisoned, payload)).html
        assert {tag for tag, _ in Seen(html).tags} <= clean | {"span", "strong", "details", "summary"}
        assert not [name for _, attributes in Seen(html).tags for name in attributes if name.startswith("on")]


KEPT = {
    "id",
    "verdict",
    "advice",
    "co",
    "severity",
    "standing",
    "kind",
    "question",
    "state",
    "now",
    "wanted",
    "where",
    "latitude",
}


def _poisoned(value: Any, payload: str, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _poisoned(each, payload, name) for name, each in value.items()}
    if isinstance(value, list):
        return [_poisoned(each, payload, key) for each in value]
    return payload if isinstance(value, str) and key not in KEPT else value


@pytest.mark.parametrize("name", ["takai", "nearly-empty", "consultation-as-codesign"])
def test_every_block_takes_a_real_plan(name: str) -> None:
    """What the plan writes is what the blocks read."""
    policy = read(f"worked:{name}")
    marks = assess(build_chain(policy))
    drawn = draw_up(marks)
    assert all(make(drawn).text for make in EVERY)
    assert tables.verdicts(marks).text
    assert tables.policy_parts(policy).text


def test_a_long_text_is_cut_between_words_and_stands_whole_behind() -> None:
    """Nothing is lost by cutting."""
    made = cut("word " * 50, 22)
    assert made.startswith("word word word word…")
    assert ("word " * 50) in made


def test_plain_text_has_a_line_for_each_row_of_a_table() -> None:
    """For an email, or a screen reader that prefers it."""
    assert plain("<table><tr><th>a</th><td>b &amp; c</td></tr><tr><td>d</td></tr></table>") == "a | b & c\nd"


def test_names_stand_for_ids_with_or_without_their_kind() -> None:
    """`outcome:fed` is `fed` with its kind before it; an unknown id stands for itself."""
    names = Names({"fed": "Children are fed"})
    assert names["outcome:fed"] == "Children are fed"
    assert names["nobody"] == "nobody"
    assert names["a sentence: with a colon"] == "a sentence: with a colon"


def test_names_of_a_policy_are_its_labels() -> None:
    """As written in the worked policy."""
    assert names_of(read("worked:takai"))["thriving-village"] == "A thriving village raising children together"


def test_a_plan_alone_gives_the_labels_it_carries() -> None:
    """So that `plan.json` can be shown without the policy."""
    document = plan()
    document["stages"][0]["cells"][0] |= {"actor_label": "Parents"}
    assert names_in(document) == {"survey": "Yearly survey of parents", "parents": "Parents"}
    assert "Parents" in blocks.stage_section(document, "delivery").text


def test_headings_go_down_one_level_at_a_time() -> None:
    """From the title of the block to the smallest."""

    found: list[int] = []

    class Levels(HTMLParser):
        """Notes each heading."""

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
                found.append(int(tag[1]))

    levels = Levels()
    levels.feed(blocks.first_screen(plan()).html)
    assert found[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(found))
