"""The parts of a plan as people read them; the plan is written by hand, so what must show is known beforehand."""

from __future__ import annotations

import copy
import re
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
    assert len(_empties(made.html)) == 13


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


def test_actors_for_whom_no_part_speaks_stand_in_one_line_and_public_bodies_not_at_all() -> None:
    """Of the ministry, which is a public body, four silent places; of the church, which is not, four as well."""
    silent = plan()
    cells = silent["stages"][1]["cells"]
    unsaid = {"reasons": [{"rule": "verdict.unsaid", "text": "The policy does not say.", "fields": []}]}
    cells[4:] = [{**cell, **unsaid} for cell in cells[4:]]
    cells += [{**cell, "id": f"church-{cell['id']}", "actor": "church"} for cell in cells[4:]]
    assert "Not said for: ministry, church." in blocks.stage_section(silent, "delivery").text
    text = blocks.stage_section(silent, "delivery", Names({"church": "The church"}, public=["ministry"])).text
    assert "Not said for: The church." in text
    assert "ministry |" not in text


def test_a_part_that_is_claimed_and_not_known_keeps_its_row() -> None:
    """Somebody entered it; only the policy does not say enough."""
    document = plan()
    document["stages"][1]["cells"][4]["reasons"] = [{"rule": "verdict.unknown", "text": "Not known.", "fields": []}]
    html = blocks.stage_section(document, "delivery").html
    assert '<th scope="row">ministry' in html


def test_findings_beyond_the_top_are_folded_the_worst_first() -> None:
    """Six findings, two on top: the error and a warning; four more below."""
    made = blocks.findings(plan(), top=2)
    rows = made.html[made.html.index("<tbody") :]
    assert rows.index("Mend first") < rows.index("Warning")
    assert "4 more" in made.text


def test_a_breach_with_the_treaty_partner_comes_before_every_other_finding() -> None:
    """Of two errors the one of the group treaty, wherever it stood; a warning of that group is no breach."""
    document = plan()
    row = document["findings"][0]
    document["findings"] = [
        {**row, "group": "treaty", "severity": "warning", "message": "third"},
        {**row, "group": "power", "message": "second"},
        {**row, "group": "treaty", "message": "first"},
    ]
    text = blocks.findings(document).text
    assert text.index("first") < text.index("second") < text.index("third")


def test_a_repair_is_in_plain_words_and_the_files_own_words_are_folded() -> None:
    """Field names stand only behind `Where in the file`."""
    document = plan()
    document["findings"] = [{**document["findings"][0], "repair": "Write decision_rule and power.can_stop."}]
    shown, folded = blocks.findings(document).html.split("<details>")
    assert "Write ‘decision rule’ and ‘can stop’." in shown
    assert "decision_rule" not in shown
    assert "decision_rule" in folded


SILENT = {"real": 0, "led_outside": 0, "claimed": 0, "unknown": 0, "unknowns": 0}
NO = ("Nothing is called more than it is", "None of the parts stated is co-production", "nothing is asked of people")


def bare(counts: dict[str, int], stages: list[Any] | None = None) -> dict[str, Any]:
    """A plan whose first screen has nothing on it."""
    document = plan()
    screen = document["first_screen"]
    screen |= {part: [] for part, rows in screen.items() if isinstance(rows, list)}
    screen |= {"counts": {**SILENT, **counts}, "more": {}}
    if stages is not None:
        document["stages"] = stages
    return document


def test_silence_is_not_read_as_no_where_parts_cannot_be_judged_yet() -> None:
    """Five parts are open: nothing may be said of them, neither that they are real nor that they are not."""
    text = blocks.first_screen(bare({"unknown": 5})).text
    assert "5 parts cannot be judged yet" in text
    assert "None disproved; 5 open." in text
    assert not [words for words in NO[:2] if words in text]


def test_silence_is_not_read_as_no_where_nothing_was_stated_at_all() -> None:
    """A policy without a single part says nothing about co-production, good or bad."""
    text = blocks.first_screen(bare({}, stages=[])).text
    assert text.count("The policy states no part yet") == 2
    assert "does not say what is asked of people" in text
    assert not [words for words in NO if words in text]


def test_what_was_stated_and_is_not_shared_may_be_called_so() -> None:
    """No part is open and none is real."""
    text = blocks.first_screen(bare({})).text
    assert NO[0] in text
    assert NO[1] in text


def test_open_questions_that_are_not_on_the_page_are_counted_there() -> None:
    """Seven questions stand further down."""
    assert "7 questions are open" in blocks.first_screen(bare({"unknowns": 7})).text


def test_where_people_lead_nothing_is_asked_of_them() -> None:
    """What they give is theirs to give."""
    assert "by their own rules; nothing is asked of them" in blocks.first_screen(bare({"led_outside": 2})).text


@pytest.mark.parametrize("name", ["nearly-empty", "takai", "whanau-ora", "community-led-initiative"])
def test_no_empty_place_of_a_real_plan_says_more_than_the_policy(name: str) -> None:
    """An empty place speaks of the policy, of what is written, known, stated or open; it never just says no."""
    drawn = draw_up(assess(build_chain(read(f"worked:{name}"))))
    spoken = [text for text in _empties(blocks.first_screen(drawn).html) if text != "not known"]
    hedges = ("policy", "written", "known", "stated", "open", "rules", "judged")
    assert [text for text in spoken if not any(hedge in text for hedge in hedges)] == []


def _empties(html: str) -> list[str]:
    return [plain(found) for found in re.findall(r'<p class="empty[^"]*">(.*?)</p>', html)]


def test_the_warning_stands_under_the_decision_in_words() -> None:
    """Colour alone would not reach everybody."""
    document = plan()
    document["first_screen"]["decision_wanted"]["caution"] = "Before signing: 0 really are."
    text = blocks.first_screen(document).text
    assert "Fund breakfasts in 40 schools for three years\nWarning: Before signing: 0 really are." in text


def test_what_the_plan_does_not_give_the_treaty_partner_is_said() -> None:
    """Before the rows of who and what."""
    document = plan()
    document["first_screen"]["crown_maori"]["not_settled"] = ["Accord of 2019: a joint decision."]
    text = blocks.first_screen(document).text
    assert text.index("The plan does not give this yet:") < text.index("Accord of 2019") < text.index("Whose interests")


ASK = {
    "text": "Parents: 1200 hours",
    "actor": "parents",
    "actor_label": "Parents",
    "hours": "1200",
    "paid": None,
    "pay": None,
    "can_refuse": "no",
    "if_refused": ["The child gets no breakfast"],
    "answer_by": ["2027-12-15"],
    "asked_before": 4,
    "unanswered": 3,
    "from": [],
}


def test_all_that_is_asked_stands_in_one_table_to_which_the_first_screen_leads() -> None:
    """Hours, pay, refusal, reply, history; what is not stated is called so."""
    document = plan()
    silent = {**ASK, "actor_label": "Cooks", "hours": None, "can_refuse": None, "if_refused": [], "asked_before": 0}
    document["accountability"]["asks"] = [ASK, silent]
    made = blocks.accountability(document)
    row = "Parents | 1,200 hours, for the whole group | not stated | No. Then: The child gets no breakfast."
    assert f"{row} | 2027-12-15 | asked before: 4; without an answer: 3" in made.text
    assert "Cooks | not stated | not stated | not stated. What happens then is not stated." in made.text
    assert 'id="asked"' in made.html
    assert 'href="#asked">1 of 2: see all in one table' in blocks.first_screen(document, whole_plan=True).html
    assert "#asked" not in blocks.first_screen(document).html


def test_the_ledger_gives_money_as_an_amount_knowledge_no_price_and_consent_its_terms() -> None:
    """As the policy wrote them."""
    document = plan()
    row = document["accountability"]["ledger"][0]
    consent = {"to": "One term", "by": "parents", "on": "2026-02-12", "expires": "2026-07-01", "withdrawn": None}
    document["accountability"]["ledger"] = [
        {
            **row,
            "kind": "money",
            "quantity": "1",
            "unit": "fund",
            "unit_value": {"amount": "3600000", "currency": "NZD"},
        },
        {**row, "kind": "knowledge", "quantity": "240", "unit": "hours"},
        {**row, "consent": consent},
    ]
    text = blocks.accountability(document).text
    assert "3,600,000 NZD for 1 fund" in text
    assert "240" not in text
    assert "One term. Given 2026-02-12 by parents, until 2026-07-01" in text


def test_a_stage_with_few_opportunities_claims_no_stability() -> None:
    """Where all of them stay among the first five there was no contest."""
    document = plan()
    assert "80 of 100 tries" in blocks.stage_section(document, "delivery").text
    for row in document["stages"][1]["opportunities"]:
        row["stability"] = 1.0
    assert "of 100 tries" not in blocks.stage_section(document, "delivery").text


def test_a_case_that_ended_is_said_to_have_ended() -> None:
    """Closed is not the same as bad."""
    document = plan()
    document["stages"][1]["opportunities"][0]["cases"] = [{"title": "SKIP", "failed": "yes", "lesson": "Outlive it."}]
    assert "It ended or missed its aim: SKIP." in blocks.opportunities(document).text


def test_an_action_names_its_owner_or_whom_to_ask_and_what_it_waits_for() -> None:
    """Ids are given their words where they are known."""
    text = blocks.actions(plan(), {"ministry": "Ministry of Education"}).text
    assert "to ask: Ministry of Education" in text
    assert "agreed 2026-10-01" in text
    assert "| Pay for the hours asked" in text
    assert "on the critical path" in text


def test_unknowns_with_the_same_reason_stand_together() -> None:
    """Five questions, one reason: three open, two folded; where they belong in the file is folded as well."""
    many = plan()
    many["unknowns"] = [
        {"field": f"field{n}", "question": f"Who pays {n}?", "why_it_matters": "It binds."} for n in range(5)
    ]
    html = blocks.unknowns(many).html
    assert html.count("It binds.") == 1
    assert "2 more" in html
    assert html.index("Who pays 0?") < html.index("It binds.") < html.index("field0")
    assert html.index("Where in the file") < html.index("field0")


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
    "can_refuse",
    "paid",
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


@pytest.mark.parametrize("name", ["takai", "consultation-as-codesign"])
def test_everything_that_opens_has_a_name_of_its_own(name: str) -> None:
    """A screen reader lists them without what stands around."""
    drawn = draw_up(assess(build_chain(read(f"worked:{name}"))))
    parts = (make for make in EVERY if make not in (blocks.opportunities, blocks.barriers))
    html = "".join(make(drawn).html for make in parts)
    named = [plain(found) for found in re.findall(r"<summary>(.*?)</summary>", html, re.DOTALL)]
    assert named
    assert sorted(words for words in set(named) if named.count(words) > 1) == []


@pytest.mark.parametrize("name", ["takai", "regulation-with-industry", "nearly-empty"])
def test_every_table_has_a_caption_and_every_row_a_head_and_no_list_is_empty(name: str) -> None:
    """Counted in the HTML of each block."""
    drawn = draw_up(assess(build_chain(read(f"worked:{name}"))))
    html = "".join(make(drawn).html for make in EVERY)
    tables = re.findall(r"<table.*?</table>", html, re.DOTALL)
    assert all("<caption>" in each for each in tables)
    rows = [row for each in tables for row in re.findall(r"<tr.*?</tr>", each.split("<tbody>")[1], re.DOTALL)]
    assert all('<th scope="row">' in row for row in rows)
    assert not re.search(r"<(dl|ul|ol)[^>]*>\s*</\1>", html)


def test_what_a_sign_means_can_be_read() -> None:
    """A legend, not only a tip that needs a mouse."""
    for made, word in ((blocks.stage_sections, "People are asked; others set"), (blocks.findings, "would be misled")):
        legends = "".join(re.findall(r'<dl class="legend".*?</dl>', made(plan()).html, re.DOTALL))
        assert word in plain(legends)


def test_a_title_in_another_language_is_marked_as_such() -> None:
    """So that it is pronounced right."""
    titles = {"en": plan()["policy"]["title"], "mi": "Parakuihi kura"}
    html = blocks.first_screen(plan(), titles=titles).html
    assert '<p class="other-title" lang="mi">Parakuihi kura</p>' in html
    assert '<h1 lang="en">' in html


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
