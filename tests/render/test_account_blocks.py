"""Who gives, who answers, what it is worth and what to choose, as people read it."""

from __future__ import annotations

import copy
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from coprod_tools import assess, build_chain, draw_up, read
from coprod_tools.accountability import compare_schemes, find_accounts
from coprod_tools.accountability.sharing_schemes import Sharer
from coprod_tools.render import account_blocks, blocks, worth_blocks
from tests.render.sample import plan
from tests.render.test_safe import PAYLOADS, assert_harmless


@cache
def _worked() -> dict[str, Any]:
    marks = assess(build_chain(read("worked:falls-at-home")))
    return draw_up(marks, accounts=find_accounts(marks, computed_shares=True)).as_json()


def worked() -> dict[str, Any]:
    """The worked policy's plan, with modelled shares asked for."""
    return copy.deepcopy(_worked())


def tables(html: str) -> list[str]:
    """Each table of a block by itself."""
    return [part.split("</table>")[0] for part in html.split("<table>")[1:]]


def test_the_two_views_of_money_never_share_a_table() -> None:
    """No table holds both what is invested and what is borne; each says that it is never added to the other."""
    block = account_blocks.accounts(worked())
    assert not [each for each in tables(block.html) if "Of what has a price" in each and "Who bears it" in each]
    assert block.text.count("is never added to") == 2


def test_both_rates_stand_side_by_side() -> None:
    """Each row has a cell for each rate."""
    (first, *_) = tables(worth_blocks.worth(worked(), ("worth",)).html)
    head, *rows = first.split("<tr>")[1:]
    assert "at 2 %" in head
    assert "at 8 %" in head
    assert all(row.count("<td>") == 2 for row in rows)


def test_what_has_no_price_leads_and_is_said_to_count_as_much() -> None:
    """The first section after what is watched is beside the money."""
    assert account_blocks.SECTIONS[:3] == ("triggers", "beside", "invested")
    assert "Outcomes without a price, which count as much as the rest" in worth_blocks.worth(worked()).text


def test_a_recomputed_ballot_says_that_it_is_not_official() -> None:
    """The sentence stands before the results, and these are folded."""
    html = worth_blocks.ballots(worked()).html
    official, _, recomputed = html.partition("<details>")
    assert "The official result" in official
    assert "They are not official." in recomputed
    assert "equal shares" not in official


def test_a_row_to_fill_in_names_its_party_once() -> None:
    """Five questions to one party would else say its name ten times."""
    text = account_blocks.rewards(worked()).text
    assert "Town council (made-up) | recognition | whose name should stand where" in text
    assert "Town council (made-up): whose name" not in text


def test_projects_that_tie_are_told_by_name() -> None:
    """An id says nothing to those who voted."""
    made = worked()
    made["investment"]["ballots"][0]["recomputed"][0]["ties"] = ["bench-market", "light-hill"]
    assert "tied: A bench halfway to the market; Light on the hill steps" in worth_blocks.ballots(made).text


def test_a_choice_says_that_it_is_proved_or_its_gap() -> None:
    """Both are in the first paragraph."""
    assert "It is proved that no other set" in worth_blocks.choice(worked()).text
    cut = worked()
    cut["investment"]["choice"] |= {"proved": False, "text": ["6 of 8.", "Worth 5.", "No set is worth more than 6."]}
    assert "No set is worth more than 6." in worth_blocks.choice(cut).text


def test_rules_that_clash_are_said_in_the_open_with_what_to_relax() -> None:
    """Nothing of it is folded away."""
    made = worked()
    text = ["No set keeps all rules.", "It must be.", "Any one would be enough:", "give 45 NZD more"]
    made["investment"]["choice"] |= {"state": "rules-clash", "text": text, "chosen": [], "left": [], "uses": []}
    made["investment"]["robust"] = None
    html = worth_blocks.choice(made).html
    assert html.index("give 45 NZD more") < (html + "<details>").index("<details>")


def test_each_worth_that_is_weighed_names_its_source_or_says_that_there_is_none() -> None:
    """What is left has its worth beside it too: 9,000 for the leaflet, between 0 and 12,000."""
    made = worked()
    made["investment"]["choice"]["chosen"][0]["source"] = None
    text = worth_blocks.choice(made).text
    assert "A leaflet | no | 9,000 NZD (0 to 12,000) Estimate of the team (invented)" in text
    assert text.count("no source is given") == 1
    assert "no rate discounts them here" in text


def test_a_set_of_rules_that_clash_has_no_table_of_what_would_be_taken_on() -> None:
    """Nothing would be; a row of no for each would read as a verdict on it."""
    made = worked()
    made["investment"]["choice"] |= {"state": "rules-clash", "chosen": []}
    assert "A leaflet | no" not in worth_blocks.choice(made).text


def test_what_has_no_price_is_never_called_not_counted() -> None:
    """A friend at the door counts as much as what has a price."""
    text = blocks.accountability(worked()).text
    assert "not counted:" not in text
    assert "no price here; it counts as much as what has one" in text


def test_modelled_shares_and_lines_kept_by_the_team_stand_on_no_other_page() -> None:
    """For others they are gone, it is said how many lines are, and no sum by party tells what is missing."""
    made = worked()
    made["accountability"]["ledger"][0]["visible_to"] = "team"
    ours, theirs = account_blocks.accounts(made), account_blocks.accounts(made, for_team=False)
    assert "For the team only: modelled shares" in ours.text
    assert "modelled" not in theirs.text
    assert "1 lines that their givers keep within the team are not shown here" in theirs.text
    assert "By each party" in ours.text
    assert "By each party" not in theirs.text


def test_a_note_on_what_is_asked_says_whom_it_is_about() -> None:
    """Two of whom the same is said stand by name; no outcome said to be for somebody is not told as nothing at all."""
    made = worked()
    for line in made["accountability"]["burden"]["lines"]:
        line |= {"gains": [], "notes": ["Ask them."]} if line["id"] in ("carers", "handy-shed") else {}
    text = account_blocks.burden(made).text
    assert "Rails and Ramps, a volunteers' workshop (made-up): Ask them." in text
    assert "who look in (made-up circle): Ask them." in text
    assert "no outcome is said to be for them; ask what they gain" in text


def test_a_proposed_reward_reads_as_proposed() -> None:
    """Three are written down; one is agreed, with its day."""
    text = account_blocks.rewards(worked()).text
    assert text.count("PROPOSED, not agreed") == 2
    assert "agreed 2026-10-01" in text


def test_ways_of_sharing_stand_side_by_side_and_say_what_can_not_be_known() -> None:
    """By hand: ten between two are five each; by need nobody knows, so nothing is shared; the aid is no proposal."""
    sharers = (Sharer("a", "A", Decimal(3)), Sharer("b", "B", Decimal(1)))
    text = account_blocks.schemes(compare_schemes(Decimal(10), "NZD", sharers), {"a": "A", "b": "B"}).text
    assert "None of these ways is proposed" in text
    assert "A | 5 NZD | 0" in text
    assert "A | 7.5 NZD | 2.5" in text
    assert "By what each needs" in text


def test_an_older_plan_can_still_be_read() -> None:
    """A plan of before has none of these lists: each section says that nothing is known, and none fails."""
    text = account_blocks.accounts(plan()).text
    assert "Nothing but money is written down." in text
    assert "Nobody has said what this is worth." in worth_blocks.worth(plan()).text
    assert "What it is worth, and what to choose" not in blocks.accountability(plan()).text


def test_the_worth_follows_under_a_heading_of_its_own() -> None:
    """On the plan's page it comes after who answers."""
    text = blocks.accountability(worked()).text
    assert text.index("Who answers for what") < text.index("What it is worth, and what to choose")


def test_an_unknown_section_is_refused() -> None:
    """The names of the sections are told."""
    with pytest.raises(ValueError, match="there are triggers"):
        account_blocks.accounts(plan(), ("prizes",))
    with pytest.raises(ValueError, match="there are worth"):
        worth_blocks.worth(plan(), ("prizes",))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_the_policy_says_is_text_and_never_markup(payload: str) -> None:
    """In every place where words of the policy stand."""

    def poisoned(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: poisoned(inner, name) for name, inner in value.items()}
        if isinstance(value, list):
            return [poisoned(inner, key) for inner in value]
        return payload if isinstance(value, str) and key in WORDS else value

    made = poisoned(worked())
    assert_harmless(account_blocks.accounts(made).html)
    assert_harmless(worth_blocks.worth(made).html)


WORDS = frozenset(
    {"label", "what", "text", "fails_without", "actor_label", "why", "topic", "note", "source", "stigma", "data_use"}
    | {"title", "who", "rule", "reason", "notes", "gaps", "asks", "beside", "undated", "wants", "unit", "held_by"}
)
