"""Names that may mean one thing are suggested to a person, with who uses them; what is known to differ is not."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz

from coprod_tools.consensus import similar_names
from coprod_tools.consensus.joining import Suggestion, comparable, suggest
from coprod_tools.consensus.laying_out import lay_out
from coprod_tools.consensus.merging import collect, merge
from coprod_tools.consensus.similar_names import LIKENESS, opposite_words, pairs_alike
from coprod_tools.policy.joins import Join
from coprod_tools.policy.partner_maps import PartnerMap
from tests.consensus.panels import join, policy, told

SAME = [
    ("being heard", "feeling heard"),
    ("fear of falling", "fear of a fall"),
    ("trust in services", "trust in the service"),
    ("home visits", "visits at home"),
    ("whānau wellbeing", "wellbeing of whanau"),
    ("housing quality", "quality of housing"),
    ("school attendance", "attending school"),
    ("waiting times", "wait time"),
    ("stress of parents", "parental stress"),
    ("social isolation", "isolation"),
    ("healthy homes", "health of homes"),
    ("young people in work", "youth employment"),
    ("things to trip on", "trip hazards"),
    ("cost of rent", "rent costs"),
    ("job insecurity", "insecure jobs"),
    ("sleep quality", "quality of sleep"),
]
OTHER = [
    ("housing cost", "housing quality"),
    ("trust in police", "trust in school"),
    ("mental health", "physical health"),
    ("rent", "trust"),
    ("more visits", "more limits"),
    ("parent stress", "parent trust"),
    ("quality of care", "quality of water"),
    ("sleep", "speech"),
    ("school attendance", "school attainment"),
    ("water quality", "air quality"),
    ("bus fares", "bus cards"),
    ("youth work", "youth worth"),
    ("trust", "rust"),
    ("home visits", "home units"),
    ("food", "mood"),
    ("farm income", "farm incomes tax"),
    ("children walk to school", "children drive to school"),
    ("fewer cars", "fewer scars"),
]


def suggested(*maps: PartnerMap, joins: tuple[Join, ...] = (), **fields: object) -> tuple[Suggestion, ...]:
    """Return what is suggested for maps over the invented policy."""
    made = policy(**fields)
    return suggest(lay_out(made, merge(*map(collect, maps)), joins), joins, made)


def names(*maps: PartnerMap, joins: tuple[Join, ...] = ()) -> list[tuple[str, str]]:
    """Return the pairs of wordings that are suggested."""
    return [each.names for each in suggested(*maps, joins=joins)]


def two(one: str, other: str) -> tuple[PartnerMap, PartnerMap]:
    """Make maps of two partners, each with its own wording."""
    return told("kahu", (one, "calm", "+")), told("tui", (other, "calm", "+"))


def test_most_wordings_of_one_thing_are_found_and_few_of_different_ones() -> None:
    """Thirteen of sixteen and four of eighteen: the threshold's own figures, from pairs we made up beforehand."""
    assert sum(bool(names(*two(*pair))) for pair in SAME) == 13
    assert sum(bool(names(*two(*pair))) for pair in OTHER) == 4


def test_macrons_do_not_part_names_and_are_shown() -> None:
    """Both wordings as written, and the reason says what differs."""
    (found,) = suggested(*two("Whānau time", "whanau Time"))
    assert set(found.names) == {"whanau Time", "Whānau time"}
    assert found.likeness == 100 and "accents" in found.reason and "Whānau time" in found.reason


def test_two_names_that_one_partner_uses_side_by_side_are_not_suggested() -> None:
    """Whoever keeps them apart means two things, also where others use only one of them, and in an earlier round."""
    apart = ("being heard", "calm", "+"), ("feeling heard", "calm", "+")
    assert names(*two("being heard", "feeling heard")) != []
    assert names(told("kahu", *apart), told("tui", ("being heard", "calm", "+"))) == []
    assert names(told("kahu", *apart), told("kahu", apart[0], round=2), told("tui", apart[1])) == []


def test_one_name_with_and_without_its_macron_in_one_map_is_asked_about() -> None:
    """Whoever types in haste means one thing; another order of words may be another thing and stays apart."""
    hasty = told("kahu", ("whānau time", "calm", "+"), ("Whanau time", "rest", "+"))
    (found,) = suggested(hasty)
    assert set(found.names) == {"whānau time", "Whanau time"}
    assert names(told("kahu", ("dogs chase cats", "calm", "+"), ("cats chase dogs", "rest", "+"))) == []


@pytest.mark.parametrize(
    ("label", "said", "found"),
    [
        ("Warm rooms with heaters and repairs", "warm rooms", True),
        ("Warm rooms with heaters and repairs", "Warm", False),
        ("Warm rooms with heaters and repairs", "heaters and repairs", False),
        ("Warm rooms without a warning", "warm rooms", False),
        ("Warm rooms in stage 2", "warm rooms", False),
    ],
)
def test_a_long_label_cut_short_is_asked_about(label: str, said: str, found: bool) -> None:
    """From two words on; not where the rest turns the meaning round or gives a number."""
    outcomes = ({"id": "visits", "label": label},)
    pairs = [each.names for each in suggested(told("kahu", (said, "calm", "+")), outcomes=outcomes)]
    assert ((label, said) in pairs) == found


def test_a_partners_name_is_held_against_the_policys_even_where_nobody_spoke_of_it() -> None:
    """The policy's concept comes first; two items of the policy are never suggested."""
    (found,) = suggested(told("kahu", ("Trust in the visitors", "calm", "+")))
    assert found.one == "concept:trust" and found.names == ("Trust in the visitor", "Trust in the visitors")
    assert [use.in_policy for use in found.uses] == [True, False]
    assert suggested(outcomes=({"id": "a", "label": "Calm evening"}, {"id": "b", "label": "Calm evenings"})) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("more trust", "less trust"),
        ("goal 1", "goal 2"),
        ("trust in police", "distrust in police"),
        ("families with a home", "families without a home"),
        ("higher rents here", "lower rents here"),
    ],
)
def test_a_contrary_or_another_number_is_not_suggested(one: str, other: str) -> None:
    """They are written alike and mean the opposite, or another one."""
    assert names(*two(one, other)) == []


def test_what_is_joined_is_not_suggested_nor_what_was_taken_apart_again() -> None:
    """Somebody looked at it already."""
    pair = ("being heard", "feeling heard")
    assert names(*two(*pair), joins=(join(*pair),)) == []
    assert names(*two(*pair), joins=(join(*pair, undone_on="2026-06-01", undone_why="Not the same"),)) == []


def test_who_uses_a_name_is_told_only_with_consent() -> None:
    """The other is counted."""
    (found,) = suggested(*two("being heard", "feeling heard"), maps=({"actor": "kahu", "visible_to": "partners"},))
    assert [(use.name, use.named, use.unnamed) for use in found.uses] == [
        ("being heard", ("Kahu Trust",), 0),
        ("feeling heard", (), 1),
    ]


def test_suggestions_depend_on_no_order() -> None:
    """Whichever map is read first."""
    maps = [told(f"actor-{n}", (f"{word} heard", "calm", "+")) for n, word in enumerate(["being", "feeling", "bein"])]
    assert suggested(*maps) == suggested(*maps[::-1]) != ()


@settings(max_examples=40, deadline=None)
@given(st.sets(st.text("abcde ", min_size=1, max_size=14).map(comparable).filter(bool), max_size=40))
def test_blocks_find_what_comparing_each_with_each_finds(found: set[str]) -> None:
    """The window of lengths leaves no pair out: against rapidfuzz on every pair."""
    every = {frozenset(pair) for pair in combinations(found, 2) if round(fuzz.ratio(*pair), 6) >= LIKENESS}
    # cdist gives whole numbers, so a pair on the edge may round up to it.
    edge = {frozenset(pair) for pair in combinations(found, 2) if LIKENESS - 1 < fuzz.ratio(*pair) < LIKENESS + 1}
    assert {frozenset(pair[1:]) for pair in pairs_alike(sorted(found))} - edge == every - edge


def test_a_name_half_as_long_again_can_still_be_as_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten letters of fifteen: 100 * 2 * 10 / 25 = 80, the least; of sixteen it is 77."""
    monkeypatch.setattr(similar_names, "BLOCK", 1)
    short, long = "abcdefghij", "abcdefghijklmno"
    assert list(pairs_alike([short, long, long + "p"])) == [(80, short, long), (97, long, long + "p")]


def test_thousands_of_names_alike_are_bounded() -> None:
    """4,000 names of one stem give no 8 million pairs, and the same ones from any order."""
    draw = random.Random(1)
    many = sorted({"neighbourhood " + "".join(draw.choices("abcdefghij", k=4)) for _ in range(4000)})
    found = list(pairs_alike(many))
    draw.shuffle(many)
    assert 0 < len(found) <= 100 * len(many) and list(pairs_alike(many)) == found


def test_opposite_words_are_pairs() -> None:
    """A pair that was mistyped would silently say nothing."""
    assert all(len(pair) == 2 and all(word.isalpha() for word in pair) for pair in opposite_words())
