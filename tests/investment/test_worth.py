"""What a policy is worth to whom: both rates, each money apart, and everything that is missing named."""

from __future__ import annotations

import datetime
import random
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from coprod_tools.investment.worth import Worth, worth_of
from coprod_tools.knowledge import load_knowledge
from tests.investment.made_up import chain, made_policy, stream

TODAY = datetime.date(2026, 11, 27)
FEW = 300


def worth(*streams: dict[str, Any], seed: int = 1, option: str | None = None, **parts: Any) -> Worth:
    found = worth_of(made_policy(streams=list(streams), **parts), seed=seed, today=TODAY, draws=FEW, option=option)
    assert found
    return found


def net(found: Worth, row: str, rate: int = 0) -> Decimal:
    value = found.accounts[0].rates[rate].of(row)
    assert value
    return round(value.net, 6)


COST = stream(id="c", label="Cost", kind="cost", nature="fiscal", for_whom="government", unit_value=40)
MOVED = stream(id="t", label="Allowance", kind="transfer", nature="fiscal", paid_by="government", unit_value=30)


def test_each_row_and_society_at_both_rates() -> None:
    """100 gained by people in year 2, 40 lost by government in year 1, 30 moved in year 1; money at the start.

    At 2 %: people 100 / 1.02 + 30 = 128.039216; government -70; society 58.039216.
    At 8 %: people 100 / 1.08 + 30 = 122.592593; society 52.592593.
    """
    found = worth(stream(starts_in=2), COST, MOVED)
    assert [at.schedule.id for at in found.accounts[0].rates] == ["nz-discount-social", "nz-sensitivity-social"]
    assert net(found, "people") == Decimal("128.039216") and net(found, "government") == -70
    assert net(found, "society") == Decimal("58.039216")
    assert net(found, "people", 1) == Decimal("122.592593") and net(found, "society", 1) == Decimal("52.592593")
    assert found.untold == ("community", "business", "environment")


def test_a_commercial_proposal_has_8_first_and_2_beside() -> None:
    """The circular turns the two round."""
    appraisal = {"years": 10, "first_year": 2027, "proposal": "commercial", "timing": "end"}
    rates = worth(stream(), appraisal=appraisal).terms.schedules
    assert [each.id for each in rates] == ["nz-discount-commercial", "nz-sensitivity-commercial"]


def test_each_currency_and_each_price_year_has_its_own_account() -> None:
    """Three moneys, no rate and no index: nothing is added across them."""
    found = worth(
        stream(id="a"),
        stream(id="b", unit_value={"amount": 7, "currency": "AUD"}),
        stream(id="c", unit_value=5, price_year=2019),
    )
    moneys = [(account.currency, account.price_year) for account in found.accounts]
    assert moneys == [("NZD", 2026), ("AUD", 2026), ("NZD", 2019)]
    nets = [account.rates[0].of("society").net for account in found.accounts]  # type: ignore[union-attr]
    assert nets == [100, 7, 5]
    assert sum("stands apart" in said for said in found.beside) == 2


def test_costs_of_the_ledger_stand_beside_streams_and_a_volunteer_s_hour_is_a_cost() -> None:
    """100 hours at 30 are 3,000 lost by the community; the streams' 100 are gained by people."""
    hours = {"actor": "club", "kind": "time", "quantity": 100, "unit": "hours", "unit_value": 30,
             "valuation_method": "opportunity cost", "paid": "no", "date": "2027"}  # fmt: skip
    found = worth(stream(), contributions=[hours])
    assert net(found, "community") == -3000 and net(found, "people") == 100 and net(found, "society") == -2900


def test_what_is_not_known_stands_in_no_sum_and_is_named() -> None:
    """A cost without its length: the sum holds without it, the ratio does not."""
    found = worth(stream(), COST, stream(id="x", label="Rooms", kind="cost", for_whom="government", lasts=None))
    assert net(found, "society") == 60
    assert [(each.id, each.label) for each in found.not_counted] == [("streams[x]", "Rooms")]
    value = found.accounts[0].rates[0].of("government")
    assert value and value.missing == 1 and value.why_no_ratio == "cost-unknown"
    people = found.accounts[0].rates[0].of("people")
    assert people and people.missing == 0


def test_outcomes_without_a_price_are_listed_and_never_priced() -> None:
    """Only the outcome that a counted gain names has a price."""
    outcomes = [{"id": "falls", "label": "Fewer falls"}, {"id": "belong", "label": "People belong"}]
    found = worth(stream(outcome="falls"), stream(id="c", kind="cost", outcome="belong"), outcomes=outcomes)
    assert found.unpriced_outcomes == ("People belong",)


def test_values_without_source_or_date_are_named() -> None:
    """Source and date may stand with the value or with its stream."""
    found = worth(
        stream(id="a", label="Both"),
        stream(id="b", label="No date", as_at=None),
        stream(id="c", label="Neither", as_at=None, source=None, quantity={"mid": 1, "source": "S", "as_at": "2026"}),
    )
    # How many, in "No date" has its source from the stream and no date either.
    assert [said.rsplit(": ", 1)[1] for said in found.undated] == ["no date", "no date", "neither source nor date"]
    assert not any("“Both”" in said for said in found.undated)


def test_what_runs_past_the_last_year_is_cut_and_said() -> None:
    """Ten years count: of 20 years from year 1 the first ten, of one that starts in year 11 none."""
    found = worth(stream(id="a", label="Long", lasts=20), stream(id="b", label="Late", starts_in=11))
    assert found.accounts[0].flows[0].last == 10 and len(found.accounts[0].flows) == 1
    assert [("Long" in said, "Late" in said) for said in found.beside] == [(True, False), (False, True)]


def test_streams_of_an_option_count_only_with_it() -> None:
    """The chosen one leads; streams that name no option count in each."""
    options = [{"id": "one", "label": "One", "chosen": "yes"}, {"id": "two", "label": "Two"}]
    streams = [stream(id="a"), stream(id="b", option="one", unit_value=10), stream(id="c", option="two", unit_value=1)]
    found = worth(*streams, options=options)
    assert found.option == "one" and net(found, "people") == 110
    assert any("Two" in said for said in found.beside)
    assert net(worth(*streams, options=options, option="two"), "people") == 101


def test_without_anything_to_reckon_there_is_no_worth() -> None:
    """A policy that prices nothing is no policy worth nothing."""
    assert worth_of(made_policy(), seed=1) is None


def test_the_terms_say_what_was_assumed() -> None:
    """No appraisal at all: proposal, timing, first year and years are each named."""
    found = worth(stream(lasts=3), appraisal=None, as_at="2026-11")
    assert (found.terms.timing, found.terms.first_year, found.terms.years) == ("end", 2026, 3)
    assert len(found.terms.notes) == 4


@pytest.mark.parametrize(
    ("place", "appraisal", "ids", "words"),
    [
        ("england", {}, ["england-discount-social"], ["looked up again", "No second rate"]),
        ("scotland", {}, [], ["nothing is discounted"]),
        ("england", {"schedule": "england-discount-schedule"}, ["england-discount-schedule"], ["not checked"]),
        ("england", {"sensitivity": "england-sensitivity-reduced"},
         ["england-discount-social", "england-sensitivity-reduced"], ["not checked"]),
        ("scotland", {"schedule": "england-discount-social"}, ["england-discount-social"], ["another place"]),
        ("nz", {"schedule": "nz-discount-socia"}, [], ["nz-discount-social"]),
    ],
)  # fmt: skip
def test_a_schedule_is_chosen_openly(place: str, appraisal: dict[str, str], ids: list[str], words: list[str]) -> None:
    """One to verify, or of another place, is used only when the policy names it, and says so."""
    whole = {"years": 5, "first_year": 2027, "timing": "end", "proposal": "non-commercial"} | appraisal
    found = worth(stream(), jurisdiction=place, appraisal=whole)
    assert [each.id for each in found.terms.schedules] == ids
    for word in words:
        assert any(word in note for note in found.terms.notes), found.terms.notes
    assert bool(found.accounts[0].rates) == bool(ids)


def test_years_beyond_the_schedule_are_not_counted() -> None:
    """The schedule read for England stops at year 125."""
    appraisal = {"years": 200, "first_year": 2027, "timing": "end", "proposal": "non-commercial"}
    found = worth(stream(lasts=200), jurisdiction="england", appraisal=appraisal)
    assert found.terms.years == 125 and any("125" in note for note in found.terms.notes)


def full() -> dict[str, Any]:
    """Return the parts of a policy with everything in it."""
    return {
        "streams": [
            stream(id="a", outcome="falls", quantity=None, unit_value={"low": 5, "mid": 9, "high": 12}, lasts=8),
            stream(id="b", kind="cost", for_whom="government", unit_value={"low": 50, "mid": 60, "high": 90}),
            MOVED | {"lasts": 5, "drop_off": {"low": "0.1", "mid": "0.2", "high": "0.3"}},
        ],
        "effect_chain": chain(effect={"low": "0.01", "mid": "0.05", "high": "0.08"}),
        "contributions": [
            {"id": "van", "actor": "agency", "kind": "money", "quantity": 1, "unit_value": 10, "date": "2028"},
            {"id": "club", "actor": "club", "kind": "time", "quantity": 3, "unit": "hours", "paid": "no"},
        ],
    }


def test_the_order_of_rows_changes_no_number() -> None:
    """All lists of the file shuffled: the same values, spreads and swings."""
    parts = full()
    first = worth_of(made_policy(**parts), seed=5, draws=FEW)
    for turn in range(3):
        mixed = {name: random.Random(turn).sample(rows, len(rows)) for name, rows in parts.items()}
        other = worth_of(made_policy(**mixed), seed=5, draws=FEW)
        assert first and other and first.accounts == other.accounts
        assert first.not_counted == other.not_counted and first.undated == other.undated


def test_the_same_seed_gives_the_same_bytes() -> None:
    """Whatever is reckoned in between."""
    assert repr(worth_of(made_policy(**full()), seed=5, draws=FEW)) == repr(
        worth_of(made_policy(**full()), seed=5, draws=FEW)
    )


def test_many_ledger_rows_are_reckoned_in_a_few_seconds() -> None:
    """2,000 rows of unpaid hours with ranges, each its own number, under both rates."""
    import time

    rows = [
        {"id": f"r{number}", "actor": "club", "kind": "time", "quantity": {"low": 1, "mid": number + 2, "high": 4000},
         "unit": "hours", "unit_value": 30, "valuation_method": "opportunity cost", "paid": "no", "date": "2027",
         "source": f"Sheet {number}"}
        for number in range(2000)
    ]  # fmt: skip
    started = time.monotonic()
    found = worth(stream(), contributions=rows)
    assert net(found, "community") == -30 * sum(range(2, 2002))
    assert time.monotonic() - started < 30


def test_a_schedule_to_verify_never_leads_by_itself(tmp_path: Path) -> None:
    """A team's own schedule leads once it was read in its source, and not before."""
    text = """coprod-knowledge: 1
settings:
  - {id: own, title: Our rate, kind: rate, value: "4 %", bearing: "-", proposal: non-commercial,
     steps: [{from_year: 1, percent: 4}], source: Invented, status: STATUS, jurisdiction: scotland, as_at: "2026"}
"""
    ids = []
    for status in ("to-verify", "verified"):
        folder = tmp_path / status
        folder.mkdir()
        (folder / "settings.yaml").write_text(text.replace("STATUS", status), encoding="utf-8")
        policy = made_policy(streams=[stream()], jurisdiction="scotland")
        found = worth_of(policy, seed=1, draws=FEW, knowledge=load_knowledge(folder))
        assert found
        ids.append([each.id for each in found.terms.schedules])
    assert ids == [[], ["own"]]


def test_hours_told_as_a_gain_stay_a_cost_and_the_gain_is_not_counted() -> None:
    """100 hours at 30 cost the community 3,000; the stream that calls them a gain is named and stands in no sum."""
    hours = {"id": "hours", "actor": "club", "kind": "time", "quantity": 100, "unit": "hours", "unit_value": 30,
             "valuation_method": "opportunity cost", "paid": "no", "date": "2027"}  # fmt: skip
    gain = stream(id="g", label="Worth of volunteers", for_whom="community", contribution="hours", unit_value=3000)
    found = worth(stream(), gain, contributions=[hours])
    assert net(found, "community") == -3000
    assert [each.id for each in found.not_counted] == ["streams[g]"]


def test_a_gain_that_may_only_change_hands_is_named() -> None:
    """A benefit that somebody pays for: counted as told, with the question beside."""
    found = worth(stream(label="Allowance", paid_by="government"))
    assert net(found, "people") == 100 and any("Allowance" in said for said in found.beside)


def test_an_actor_s_kind_says_where_a_stream_falls_when_the_stream_does_not() -> None:
    """The club is of the community."""
    assert net(worth(stream(for_whom=None, actor="club")), "community") == 100


def test_floats_and_exact_sums_agree() -> None:
    """The net value the swings start from is the one on the page."""
    found = worth_of(made_policy(**full()), seed=5, draws=FEW)
    assert found
    for row, tornado in found.accounts[0].tornados.items():
        value = found.accounts[0].rates[0].of(row)
        assert value and tornado.net == pytest.approx(float(value.net), rel=1e-12)
