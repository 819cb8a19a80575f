"""A worth in plain sentences."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from coprod_tools.investment.worth import Worth, worth_of
from coprod_tools.investment.worth_words import (
    certain_sentence,
    draws_sentence,
    missing_sentence,
    money_words,
    nature_sentence,
    overturning_sentences,
    range_sentence,
    ratio_sentence,
    result_sentence,
    terms_sentence,
    transfers_sentence,
)
from coprod_tools.words import catalogue
from tests.investment.made_up import made_policy, stream


def worth(*streams: dict[str, Any]) -> Worth:
    found = worth_of(made_policy(streams=list(streams)), seed=1, draws=200)
    assert found
    return found


def test_money_is_in_whole_units_rounded_half_up() -> None:
    """12,345.5 is 12,346; a loss too small to see is no minus nought."""
    assert money_words(Decimal("12345.5"), "NZD") == "NZD 12,346"
    assert money_words(-0.2, "NZD") == "NZD 0"


def test_both_rates_stand_in_one_sentence() -> None:
    """1,020 in year 2, at the start of the year: 1,000 at 2 %, 944 at 8 %."""
    found = worth(stream(unit_value=1020, starts_in=2))
    said = result_sentence(found.accounts[0], "people", 10)
    assert said == (
        "At 2 % the people who use it gain NZD 1,000 over 10 years; at 8 % the people who use it gain NZD 944."
    )
    assert result_sentence(found.accounts[0], "business", 10) == ""


def test_a_loss_a_level_result_and_a_mere_cost_are_said_as_such() -> None:
    """Business loses 30 on balance; people come out even; of government no gain is priced, so it bears a cost."""
    found = worth(
        stream(),
        stream(id="c", kind="cost"),
        stream(id="b", for_whom="business", unit_value=70),
        stream(id="d", for_whom="business", kind="cost"),
        stream(id="g", kind="cost", for_whom="government"),
    )
    account = found.accounts[0]
    assert "business loses NZD 30 over 10 years" in result_sentence(account, "business", 10)
    assert "come out even" in result_sentence(account, "people", 10)
    said = result_sentence(account, "government", 1)
    assert said == (
        "At 2 % government bears NZD 100 of cost over one year, and no gain to set against it is priced; "
        "at 8 % government bears NZD 100."
    )


def test_ratio_nature_range_and_missing_are_each_a_sentence() -> None:
    """100 gained, 50 lost: 2.00 for each NZD lost."""
    found = worth(
        stream(unit_value={"low": 90, "mid": 100, "high": 110}),
        stream(id="c", kind="cost", nature="fiscal", for_whom="government", unit_value=50),
        stream(id="x", lasts=None, for_whom="business"),
    )
    at = found.accounts[0].rates[0]
    value = at.of("society")
    assert value
    assert ratio_sentence(value, at, "NZD", 10) == "For each NZD lost, 2.00 are gained (at 2 %)."
    assert nature_sentence(value, "NZD") == "Of this, NZD -50 in public money and NZD 100 in other ways."
    assert missing_sentence(value).startswith("One thing")
    assert "above 0 in 100 of 100" in range_sentence(at.spreads["society"], at, "NZD", 10)
    assert draws_sentence(at.spreads["society"]).startswith("200 draws. ")
    people = at.of("people")
    assert people and ratio_sentence(people, at, "NZD", 10) == "No ratio of gains to losses: no cost is told of."


def test_what_could_overturn_it_is_named() -> None:
    """A gain of 20 to 110 less a cost of 50: only the gain turns it."""
    found = worth(stream(unit_value={"low": 20, "mid": 100, "high": 110}), stream(id="c", kind="cost", unit_value=50))
    said = overturning_sentences(found.accounts[0].tornados["people"], found.accounts[0], 10)
    assert said == (
        "Most likely to overturn this: The value of one, in “A stream”. "
        "From its lowest to its highest value the result goes from NZD -30 to NZD 60.",
    )
    alone = worth(stream(kind="cost", unit_value={"low": 20, "mid": 100, "high": 110}))
    assert overturning_sentences(alone.accounts[0].tornados["people"], alone.accounts[0], 10) == ()
    flat = worth(stream())
    assert "has a range" in overturning_sentences(flat.accounts[0].tornados["people"], flat.accounts[0], 10)[0]


def test_the_terms_name_money_year_timing_and_both_rates_with_source_and_date() -> None:
    """Nothing undated stands on a page."""
    found = worth(stream(), stream(id="t", kind="transfer", paid_by="government", unit_value=30))
    said = terms_sentence(found, found.accounts[0])
    for part in ("NZD in prices of 2026", "year 1 is 2027", "start of the year", "2 % (", "8 % (", "2024-10-01"):
        assert part in said
    assert "NZD 30 only change hands" in transfers_sentence(found.accounts[0].rates[0], "NZD")


def test_no_sentence_speaks_of_a_score_or_a_rank() -> None:
    """There is no composite and no order of merit."""
    for words in catalogue("worth").values():
        assert not any(word in words.lower() for word in ("score", "rank", "roi", "best option"))


def test_numbers_without_a_range_are_said_to_be_taken_as_certain() -> None:
    """One of a stream's numbers has a range and one has none; where all have one, or none has, nothing is said."""
    wide = {"low": 5, "mid": 10, "high": 20}
    mixed = worth(stream(unit_value=wide, quantity=3))
    assert "Of the 2 numbers this rests on, 1 have no range" in certain_sentence(mixed.accounts[0])
    assert certain_sentence(worth(stream(unit_value=wide, quantity=wide)).accounts[0]) == ""
    assert certain_sentence(worth(stream(unit_value=10, quantity=3)).accounts[0]) == ""


def test_a_gain_that_may_be_none_is_told_apart_from_what_stands_beside() -> None:
    """A transfer told once more as a gain stays in the sum until somebody says so, and is named for itself."""
    handed = stream(id="t", kind="transfer", for_whom="business", paid_by="government", unit_value=10, quantity=3)
    gain = stream(id="g", kind="benefit", for_whom="business", unit_value=10, quantity=3)
    found = worth(handed, gain).doubtful_gains
    assert len(found) == 1 and "Leave this gain out" in found[0]
