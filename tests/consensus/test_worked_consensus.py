"""What comes out of the worked policy with partners' maps, and of a panel of two groups, as reasoned beforehand.

The expectations stand in `worked_consensus.yaml` and `panel/expected.yaml`, each with its reason.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from coprod_tools.consensus.agreement import agreement_of, opinion_groups
from coprod_tools.consensus.consent import withheld
from coprod_tools.consensus.laying_out import lay_out
from coprod_tools.consensus.merging import collect, merge
from coprod_tools.consensus.own_map import OWNER
from coprod_tools.consensus.purpose import agreed_framings, agreed_outcomes
from coprod_tools.consensus.rounds import moves
from coprod_tools.consensus.talking import talk_next
from coprod_tools.consensus.values import JointMap, Link
from coprod_tools.consensus.worlds.beliefs import beliefs_of, reports_of
from coprod_tools.consensus.worlds.effects import effects
from coprod_tools.consensus.worlds.loops import loops_of
from coprod_tools.consensus.worlds.sampling import draw_worlds
from coprod_tools.consensus.worlds.table import table_of
from coprod_tools.policyfile import load
from coprod_tools.policyfile.beside import Beside, read_beside

HERE = Path(__file__).parent
POLICIES = {"falls": "worked:falls-at-home", "panel": str(HERE / "panel")}
EXPECTED = {
    "falls": yaml.safe_load((HERE / "worked_consensus.yaml").read_text(encoding="utf-8")),
    "panel": yaml.safe_load((HERE / "panel" / "expected.yaml").read_text(encoding="utf-8")),
}
WANTED = EXPECTED["falls"]
each_link = pytest.mark.parametrize(
    ("policy", "row"),
    [(name, row) for name, rows in EXPECTED.items() for row in rows["links"]],
    ids=lambda value: value if isinstance(value, str) else f"{value['cause']}>{value['effect']}",
)


@cache
def beside(policy: str) -> Beside:
    """The side files of a policy."""
    return read_beside(load(POLICIES[policy]))


@cache
def joint(policy: str) -> JointMap:
    """The joint map of a policy."""
    files = beside(policy)
    maps = merge(*(collect(each) for each in files.maps))
    return lay_out(load(POLICIES[policy]).policy, maps, files.joins, files.review)


def concept_id(policy: str, name: str) -> str:
    """The id of the concept that an expectation names by its id or by its words."""
    (found,) = (each.id for each in joint(policy).concepts if name == each.id or name in each.names)
    return found


def link_of(policy: str, row: dict[str, Any]) -> Link:
    """The link that an expectation is about."""
    ends = concept_id(policy, row["cause"]), concept_id(policy, row["effect"])
    (found,) = (link for link in joint(policy).links if (link.cause, link.effect) == ends)
    return found


def told(link: Link, sign: str | None) -> list[str]:
    """Who says that sign in a map of its own."""
    return sorted(held.actor for held in link.held if held.round and held.statement.sign == sign)


def test_every_side_file_is_read_without_fault() -> None:
    """Nine maps, three joins, five rows of review; nothing in them is odd."""
    files = beside("falls")
    assert (len(files.maps), len(files.joins), len(files.review)) == (9, 3, 5)
    assert joint("falls").faults == () == joint("falls").set_aside


def test_holders_are_named_dated_and_read_back_as_the_files_say() -> None:
    """Named by consent, consultation by date, confirmed by digest."""
    found = {
        each.actor: {
            "named": each.named,
            "reading": each.reading,
            "timing": each.timing,
            "rounds": list(each.rounds),
            "outside": each.outside,
        }
        for each in joint("falls").holders
        if each.actor != OWNER
    }
    assert found == WANTED["holders"]


@pytest.mark.parametrize(
    ("policy", "names"), [("falls", {"home-care"}), ("panel", set(EXPECTED["panel"]["not_named"]))]
)
def test_only_who_gave_no_consent_is_withheld(policy: str, names: set[str]) -> None:
    """One partner in each; everybody else may be named."""
    assert withheld(joint(policy)) == names


def test_what_was_withdrawn_is_used_nowhere() -> None:
    """The pharmacists' map stays in the folder, and neither they nor their words are on the joint map."""
    assert any(each.actor == "pharmacists" for each in beside("falls").maps)
    words = {name for concept in joint("falls").concepts for name in concept.names}
    holders = {held.actor for link in joint("falls").links for held in (*link.held, *link.earlier)}
    assert not set(WANTED["never_named"]) & (words | holders | {each.actor for each in joint("falls").holders})


@pytest.mark.parametrize("row", WANTED["concepts"], ids=lambda row: row.get("id") or row["label"])
def test_joined_words_are_one_thing_and_an_undone_join_is_none(row: dict[str, Any]) -> None:
    """Every wording of a joined thing is kept; company over tea is again a thing of its own."""
    (found,) = (each for each in joint("falls").concepts if each.id == row.get("id") or each.label == row.get("label"))
    if "names" in row:
        assert list(found.names) == row["names"]
    else:
        assert (found.kind, list(found.names)) == (row["kind"], [row["label"]])


def test_every_link_is_expected() -> None:
    """Nothing is on a joint map that reasoning did not put there."""
    for policy, wanted in EXPECTED.items():
        ends = {(concept_id(policy, row["cause"]), concept_id(policy, row["effect"])) for row in wanted["links"]}
        assert {(link.cause, link.effect) for link in joint(policy).links} == ends


@each_link
def test_each_link_is_held_by_those_who_drew_it(policy: str, row: dict[str, Any]) -> None:
    """The last round alone counts; a sign is what its holder wrote."""
    link = link_of(policy, row)
    found = {"plus": told(link, "+"), "minus": told(link, "-"), "unsure": told(link, "?")}
    assert found == {key: row.get(key, []) for key in found}


@each_link
def test_silence_is_told_apart_from_not_being_asked(policy: str, row: dict[str, Any]) -> None:
    """Silent are those whose map names both ends and draws no link."""
    link = link_of(policy, row)
    drew = {held.actor for held in link.held if held.stance == "says"}
    both = {actor for actor, names in joint(policy).speaks_of.items() if {link.cause, link.effect} <= names}
    assert "silent" not in row or sorted(both - drew - {OWNER}) == row["silent"]


@each_link
def test_each_link_is_agreed_contested_one_view_or_not_known(policy: str, row: dict[str, Any]) -> None:
    """The state, and who says what; the owner's own claims and those who only agree with them aside."""
    agreement = agreement_of(joint(policy))[link_of(policy, row).id]
    found = {name: sorted({*getattr(agreement, name)} - {OWNER}) for name in ("plus", "minus", "unsure")}
    assert (agreement.state, found) == (row["state"], {name: row.get(name, []) for name in found})
    assert "silent" not in row or sorted({*agreement.silent} - {OWNER}) == row["silent"]
    if "strength" in row:
        assert [agreement.strength_low, agreement.strength_high] == row["strength"]


def test_framings_and_outcomes_are_agreed_or_contested_too() -> None:
    """One framing and one outcome have somebody who sees it otherwise."""
    policy = load(POLICIES["falls"]).policy
    assert {each.id: each.state for each in agreed_framings(policy)} == WANTED["framings"]
    assert {each.id: each.state for each in agreed_outcomes(policy)} == WANTED["outcomes"]


def test_the_majority_does_not_drown_the_three() -> None:
    """Five stand against three: two groups are found, and each is heard on the contested link by itself."""
    groups = opinion_groups(joint("panel"))
    found = [sorted(actor for actor, group in groups.items() if group == number) for number in (0, 1)]
    assert found == EXPECTED["panel"]["groups"]
    link = link_of("panel", EXPECTED["panel"]["links"][0])
    says = agreement_of(joint("panel"))[link.id].by_group
    assert [(each.plus, each.minus) for each in says] == [(0, 5), (3, 0)]


def test_every_move_between_rounds_is_told() -> None:
    """The reasoned moves are found; all others are links that the second round added."""
    found = {(each.actor, each.link, each.before, each.now) for each in moves(joint("falls")) if each.change != "added"}
    wanted = set()
    for row in WANTED["moved"]:
        before, now = (str(each) for each in row.get("sign") or row["strength"])
        wanted.add((row["holder"], link_of("falls", row).id, before, now))
    assert found == wanted
    added = {each.link for each in moves(joint("falls")) if each.change == "added"}
    assert added == {link_of("falls", row).id for row in WANTED["added"]}


@pytest.mark.parametrize("row", WANTED["moved"], ids=lambda row: f"{row['cause']}>{row['effect']}")
def test_who_moved_between_rounds_is_kept(row: dict[str, Any]) -> None:
    """What was said before stands in `earlier`, what counts now in `held`."""
    link = link_of("falls", row)
    (before,) = (held.statement for held in link.earlier if held.actor == row["holder"])
    (now,) = (held.statement for held in link.held if held.actor == row["holder"] and held.stance == "says")
    if "sign" in row:
        assert [before.sign, now.sign] == row["sign"]
    else:
        assert [float(before.strength or 0), float(now.strength or 0)] == row["strength"]


@cache
def share_of_worlds(action: str, outcome: str) -> tuple[float, float]:
    """In what share of the sampled worlds the outcome goes up, and down, when the action is taken."""
    table = table_of(joint("falls"))
    weights = draw_worlds(beliefs_of(reports_of(joint("falls"))), 4000, np.random.default_rng(20261127))
    place = {concept: number for number, concept in enumerate(table.concepts)}
    change = effects(table, weights, [place[action]], [place[outcome]])[0, 0]
    return float((change > 0).mean()), float((change < 0).mean())


@pytest.mark.parametrize("row", WANTED["robust"], ids=lambda row: f"{row['action']}>{row['outcome']}")
def test_what_all_drew_alike_holds_in_nearly_all_worlds(row: dict[str, Any]) -> None:
    """Every way from the action to the outcome has one sign, and all who speak of it say so."""
    up, down = share_of_worlds(row["action"], row["outcome"])
    assert (up if row["direction"] == "up" else down) >= row["at_least"]


@pytest.mark.parametrize("row", WANTED["less_sure"], ids=lambda row: f"{row['action']}>{row['outcome']}")
def test_what_half_of_those_asked_drew_holds_less_surely(row: dict[str, Any]) -> None:
    """Silence is no dissent, and it is no support."""
    up, down = share_of_worlds(row["action"], row["outcome"])
    surest = min(share_of_worlds(each["action"], each["outcome"])[0] for each in WANTED["robust"])
    assert max(row["at_least"], down) < up < surest


@pytest.mark.parametrize("row", WANTED["not_robust"], ids=lambda row: f"{row['action']}>{row['outcome']}")
def test_what_hangs_on_a_contested_link_holds_neither_way(row: dict[str, Any]) -> None:
    """Two against two: neither direction comes near 9 of 10."""
    assert max(share_of_worlds(row["action"], row["outcome"])) < 0.8


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_the_link_with_rival_signs_is_talked_about_first(seed: int) -> None:
    """Which of the policy's own activities does most hangs on it more than on any other link."""
    table = table_of(joint("falls"))
    kinds = {concept.id: concept.kind for concept in joint("falls").concepts}
    levers, outcomes = (
        [number for number, concept in enumerate(table.concepts) if kinds[concept] == kind]
        for kind in ("activity", "outcome")
    )
    beliefs = beliefs_of(reports_of(joint("falls")))
    first, *_ = talk_next(table, beliefs, levers, outcomes, rng=np.random.default_rng(seed))
    assert first.link == link_of("falls", WANTED["talk_first"]).id


def test_each_planned_test_is_bound_to_the_link_it_tests() -> None:
    """Two pilots with a rule and a date, and one thing that is started in stages instead."""
    policy = load(POLICIES["falls"]).policy
    pilots = {pilot.key: pilot for pilot in policy.pilots or ()}
    for name in ("test_first", "test_later", "no_trial"):
        row = WANTED[name]
        assert pilots[row["pilot"]].claim in link_of("falls", row).claims
        assert (pilots[row["pilot"]].alternative is not None) == (name == "no_trial")


def test_fear_feeds_on_itself() -> None:
    """Four things are tied together, and the shortest way round has two links that lower: it builds up."""
    found = loops_of(joint("falls"))
    assert [list(loop.members) for loop in found] == WANTED["knots"]
    assert [loop.kind for loop in found] == ["reinforcing"]
