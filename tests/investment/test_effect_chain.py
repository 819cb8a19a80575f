"""The effect chain: every factor visible, and none taken as 1 when it is not known."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from coprod_tools.investment.effect_chain import EffectChain, effect_chains
from coprod_tools.knowledge import load_knowledge
from tests.investment.made_up import CHAIN, chain, made_policy, stream

K = load_knowledge()


def of_falls(rows: list[dict[str, Any]], **parts: Any) -> EffectChain:
    return effect_chains(made_policy(effect_chain=rows, **parts), K)["falls"]


def test_the_chain_is_the_product_of_its_factors_with_deadweight_taken_off() -> None:
    """1,000 x 0.6 = 600; x 0.8 = 480; x 0.05 = 24; x (1 - 0.25) = 18."""
    found = of_falls(chain())
    assert [step.left for step in found.steps] == [1000, 600, 480, 24, 18]
    assert found.result == 18 and not found.questions


def test_shares_may_be_per_cent_or_so_many_of_so_many() -> None:
    """60 %, 60 of 100 and 0.6 are one share."""
    for share in ({"mid": 60, "unit": "%"}, {"numerator": 60, "denominator": 100}, "0.6"):
        assert of_falls(chain(engagement=share)).result == 18


def test_reach_may_be_a_share_of_the_people() -> None:
    """2,000 people, half of them reached, are 1,000."""
    found = of_falls(chain(people=2000, reach="0.5"))
    assert found.result == 18 and found.steps[0].left == 2000


def test_a_reach_that_is_a_share_asks_of_how_many_people() -> None:
    """A share of nobody knows how many is not known."""
    found = of_falls(chain(reach="0.5"))
    assert found.result is None
    assert any("people" in question for question in found.questions)


@pytest.mark.parametrize("missing", sorted(CHAIN))
def test_a_missing_factor_makes_the_chain_unknown_and_is_never_1(missing: str) -> None:
    """Every one of the five is needed."""
    rows = [row for row in chain() if row["factor"] != missing]
    found = of_falls(rows)
    assert found.result is None
    assert any(missing in question for question in found.questions)
    said_unknown = of_falls(chain(**{missing: "unknown"}))
    assert said_unknown.result is None


@pytest.mark.parametrize(
    ("factor", "value", "word"),
    [
        ("engagement", {"numerator": 120, "denominator": 100}, "above than below"),
        ("engagement", 60, "more than the whole"),
        ("retention", {"low": "0.5", "mid": "0.9", "high": "1.2"}, "more than the whole"),
        ("deadweight", {"numerator": -5, "denominator": 100}, "below zero"),
    ],
)
def test_a_share_that_cannot_be_is_named(factor: str, value: Any, word: str) -> None:
    """A percentage above its denominator makes the chain unknown, with what to write."""
    found = of_falls(chain(**{factor: value}))
    assert found.result is None
    assert [word in question for question in found.questions] == [True]


def test_a_factor_of_another_name_is_known_by_its_words() -> None:
    """Take-up is engagement; an unknown word is named with the nearest that is known."""
    rows = [row if row["factor"] != "engagement" else row | {"factor": "Take-up"} for row in chain()]
    assert of_falls(rows).result == 18
    rows = [*chain(), {"outcome": "falls", "factor": "retenton", "value": "0.5"}]
    found = of_falls(rows)
    assert found.result is None and any("retention" in question for question in found.questions)


def test_displacement_is_taken_off_where_somebody_names_it() -> None:
    """18 x (1 - 0.5) = 9."""
    assert of_falls(chain(displacement="0.5")).result == 9


def test_a_factor_said_twice_with_different_values_is_named() -> None:
    """Which of both holds is for the team to say."""
    found = of_falls([*chain(), {"outcome": "falls", "factor": "uptake", "value": "0.7"}])
    assert found.result is None and any("twice" in question for question in found.questions)


def test_factors_without_an_outcome_stand_in_every_chain_without_its_own() -> None:
    """Deadweight for all is 0.5; falls has its own 0.25."""
    rows = [*chain(), {"factor": "deadweight", "value": "0.5"}]
    assert of_falls(rows).result == 18
    without = [row for row in chain() if row["factor"] != "deadweight"]
    assert of_falls([*without, {"factor": "deadweight", "value": "0.5"}]).result == 12


def test_the_order_of_rows_changes_nothing() -> None:
    """The same factors told backwards give the same chain."""
    assert of_falls(chain()) == of_falls(chain()[::-1])


def test_a_stream_without_quantity_asks_for_factors_that_stand_for_every_outcome() -> None:
    """All factors name no outcome; the stream's outcome has its chain all the same."""
    rows = [{key: value for key, value in row.items() if key != "outcome"} for row in chain()]
    found = of_falls(rows, streams=[stream(outcome="falls", quantity=None)])
    assert found.result == Decimal(18)


def test_every_word_means_one_factor_and_five_are_needed() -> None:
    """Two factors that share a word could not be told apart."""
    words = [word.casefold() for entry in K.effect_factors.values() for word in entry.words]
    assert len(words) == len(set(words))
    assert {entry.id for entry in K.effect_factors.values() if entry.needed} == set(CHAIN)
