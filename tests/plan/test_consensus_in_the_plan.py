"""What many players say stands in the plan as they said it, and who did not agree to be named is named nowhere."""

from __future__ import annotations

import html
import shlex
from pathlib import Path
from typing import Any

import pytest

from coprod_tools import assess, build_chain, draw_up, render
from coprod_tools.consensus import Consensus, find_consensus
from coprod_tools.drawing import draw_cause_and_effect, draw_partner_maps
from coprod_tools.plan import dumps
from coprod_tools.policyfile import Loaded, load, read_beside
from coprod_tools.render import blocks, consensus_blocks, record_of
from tests.plan.maps_folder import POLICY, make

RUNS = "activity:bus>outcome:home"


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """The made-up policy with its maps."""
    return load(make(tmp_path_factory.mktemp("evening") / "evening-bus"))


@pytest.fixture(scope="module")
def consensus(loaded: Loaded) -> Consensus:
    """All maps together."""
    return find_consensus(loaded.policy, read_beside(loaded), as_at=loaded.policy.as_at)


@pytest.fixture(scope="module")
def plan(loaded: Loaded, consensus: Consensus) -> dict[str, Any]:
    """The plan as its `plan.json` holds it."""
    marks = assess(build_chain(loaded.policy))
    return draw_up(marks, loaded.source_sha256, record_of(loaded), consensus).as_json()


def test_a_link_that_two_see_the_other_way_round_is_contested_with_both_sides_in_their_words(
    plan: dict[str, Any],
) -> None:
    """Council and riders say the bus gets people home; the third says it does not, after the choice was made."""
    made = plan["cause_effect"]
    row = next(row for row in made["dissent"] if row["kind"] == "link" and row["link"] == RUNS)
    sides = {side["says"]: side for side in row["sides"]}
    assert made["contested"] == ["claims[runs]"]
    assert sides["raises"]["who"] == ["Town council", "Night riders"]
    assert sides["lowers"]["who"] == ["a partner who has not agreed to be named"]
    unnamed = "a partner who has not agreed to be named"
    assert sides["lowers"]["why"] == ["Drivers will be moved to days", f"Seen by the {unnamed}"]
    assert sides["lowers"]["consultation"] == 1


def test_dissent_on_the_problem_is_printed_as_well(plan: dict[str, Any]) -> None:
    """The riders contest that the bus drives about empty."""
    (row,) = [row for row in plan["cause_effect"]["dissent"] if row["kind"] == "framing"]
    assert row["text"] == "The bus drives about empty"
    assert row["sides"][-1]["who"] == ["Night riders"]


def test_each_link_is_in_one_state_and_keeps_the_claim_that_the_policy_file_makes_of_it(plan: dict[str, Any]) -> None:
    """By hand: the bus to fear is agreed (riders outside, council); fear to home is the riders' alone."""
    made = plan["cause_effect"]
    states = {row["link"]: (row["ref"], row["state"]) for row in made["links"]}
    assert states[RUNS] == ("claims[runs]", "contested")
    (agreed,) = made["agreed"]
    (one,) = made["one_view"]
    assert agreed.startswith("links[activity:bus>said:fear-at-the-stop")
    assert one.endswith(">outcome:home]")
    assert len(made["links"]) == 3


def test_a_view_gathered_after_the_choice_is_labelled_consultation(plan: dict[str, Any]) -> None:
    """The option was chosen in March, the map gathered in April."""
    (row,) = plan["cause_effect"]["consultation"]
    assert (
        row["text"]
        == "a partner who has not agreed to be named: told after the option was chosen, so this is consultation"
    )


def test_what_maps_leave_open_becomes_a_question(plan: dict[str, Any]) -> None:
    """None was read back, the council's is not dated, and one link has no direction."""
    rows = {row["field"]: row["question"] for row in plan["unknowns"]}
    assert "Night riders" in rows["maps.read_back"]
    assert rows["maps.gathered_on"].endswith("Map of: Town council")
    assert any("does more of the first give more of the second" in question for question in rows.values())


def test_the_first_screen_names_the_contested_link_and_its_sides(plan: dict[str, Any]) -> None:
    """Who disagrees stands on the first page."""
    link = plan["first_screen"]["decisive_link"]
    assert link["link"] == RUNS
    assert link["claim"] == "runs"
    assert link["contested_by"] == [
        "2 for “raises it”, 1 for “lowers it”",
        "raises it: Town council, Night riders",
        "lowers it: a partner who has not agreed to be named",
    ]


def test_nobody_who_did_not_agree_is_named_in_any_output(loaded: Loaded, consensus: Consensus) -> None:
    """Neither the id nor the label of the third partner is in plan, pictures, page or words; graph aside, as no map is.

    The policy file lists the partner among its actors, and the chain's graph is the policy file's own.
    """
    chain = build_chain(loaded.policy)
    marks = assess(chain)
    plan = draw_up(marks, loaded.source_sha256, record_of(loaded), consensus)
    pictures = [*draw_cause_and_effect(chain, consensus).pictures, *draw_partner_maps(chain, consensus).pictures]
    told = {
        "plan.json": dumps(plan),
        "cause and effect": blocks.cause_effect(plan).html,
        "consensus": consensus_blocks.consensus(plan).html,
        "first screen": blocks.first_screen(plan).html,
        "unknowns": blocks.unknowns(plan).html,
        "record": blocks.record(plan).html,
        **{picture.title: picture.html() + picture.alt for picture in pictures},
    }
    found = [name for name, text in told.items() if "zebra" in text.casefold() or "hushed" in text]
    assert found == []
    assert set(render(plan, chain, marks, {})) >= {"plan.json", "chain.graphml"}


def test_a_partner_that_the_policy_does_not_list_is_named_nowhere_either(tmp_path: Path) -> None:
    """Its map came with a sheet; its name stands in the map's file name and nowhere else."""
    folder = make(tmp_path / "evening-bus")
    (folder / "maps" / "hushed.csv").rename(folder / "maps" / "quiet-cleaners-5f4a68.csv")
    loaded = load(folder)
    found = find_consensus(loaded.policy, read_beside(loaded))
    assert "quiet-cleaners-5f4a68" in {holder.actor for holder in found.joint.holders}
    assert "quiet" not in dumps(draw_up(assess(build_chain(loaded.policy)), None, record_of(loaded), found))


def test_a_suggested_join_comes_as_a_command_that_a_shell_takes_word_for_word(tmp_path: Path) -> None:
    """Names are partners' words: whatever they hold, the shell gives the program those two names and runs nothing."""
    for number, odd in enumerate(
        ("Fear at the stops", 'Fear "at" the stop', "Fear at the stop $(id)", "Fear at `the` stop!")
    ):
        folder = make(tmp_path / str(number))
        riders = folder / "maps" / "riders.csv"
        cell = '"' + odd.replace('"', '""') + '"'
        riders.write_text(riders.read_text().replace("Fear at the stop", cell))
        loaded = load(folder)
        found = find_consensus(loaded.policy, read_beside(loaded))
        (row,) = draw_up(assess(build_chain(loaded.policy)), None, None, found).as_json()["cause_effect"]["suggestions"]
        words = shlex.split(row["command"])
        assert words[:3] == ["coprod", "gather", "evening-bus"]
        assert {words[words.index("--join") + 1], words[5 + 1]} == {odd, "Fear at the stop"}
        assert odd == "Fear at the stops" or f"'{odd}'" in row["command"]
        assert "evening-bus --join" in html.unescape(
            consensus_blocks.same_thing({"cause_effect": {"links": [], "suggestions": [row]}}).html
        )


def test_with_consent_the_same_partner_is_named(tmp_path: Path) -> None:
    """So the silence above is no accident."""
    folder = make(tmp_path / "open", POLICY.replace("visible_to: team", "visible_to: public"))
    loaded = load(folder)
    found = find_consensus(loaded.policy, read_beside(loaded))
    plan = draw_up(assess(build_chain(loaded.policy)), None, record_of(loaded), found)
    assert "Zebra Cooperative" in dumps(plan)
    assert "maps/hushed.csv" in dumps(plan)


def test_what_to_talk_about_and_test_stands_on_no_partners_page(plan: dict[str, Any]) -> None:
    """The team's own page says so in words."""
    team = consensus_blocks.consensus(plan).text
    theirs = consensus_blocks.consensus(plan, for_team=False).text
    assert "Talk about this next" in team
    assert "For the team only" in team
    assert "Talk about this next" not in theirs
    assert "Test this next" not in theirs
    assert "Who disagrees about what" in theirs


def test_the_same_maps_give_the_same_plan_whatever_their_order(loaded: Loaded, plan: dict[str, Any]) -> None:
    """Files read backwards."""
    beside = read_beside(loaded)
    turned = type(beside)(beside.maps[::-1], beside.joins[::-1], beside.review[::-1])
    again = find_consensus(loaded.policy, turned, as_at=loaded.policy.as_at)
    made = draw_up(assess(build_chain(loaded.policy)), loaded.source_sha256, record_of(loaded), again)
    assert made.as_json()["cause_effect"] == plan["cause_effect"]


def test_without_maps_the_policys_own_claims_stand_and_nothing_heavy_is_loaded(tmp_path: Path) -> None:
    """A plan of a policy without maps must not become slower."""
    import subprocess
    import sys

    path = tmp_path / "bare.yaml"
    path.write_text(POLICY.split("maps:")[0], encoding="utf-8")
    code = (
        "import sys; from coprod_tools.policyfile import load, read_beside; from coprod_tools.consensus import"
        f" find_consensus; l = load({str(path)!r}); c = find_consensus(l.policy, read_beside(l));"
        " heavy = ('scipy', 'statsmodels', 'rapidfuzz', 'numpy');"
        " print(len(c.joint.links), c.told, [name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "1 False []"
