"""What to test next: who already does it, the design that may be used, size, cost, rules and what to ask."""

import numpy as np
import pytest

from coprod_tools.consensus.laying_out import lay_out
from coprod_tools.consensus.merging import collect, merge
from coprod_tools.consensus.trials import test_next as room
from coprod_tools.consensus.trials.already import already_of
from coprod_tools.consensus.trials.costing import cost_of
from coprod_tools.consensus.trials.designing import design_of
from coprod_tools.consensus.trials.in_words import already_in_words
from coprod_tools.consensus.trials.rules import after_months, rules_of
from coprod_tools.consensus.worlds.beliefs import Beliefs
from coprod_tools.consensus.worlds.table import table_of
from coprod_tools.knowledge import load_knowledge
from coprod_tools.policy.values import PartialDate
from tests.consensus.panels import RAW, policy, told

KNOWN = load_knowledge()
CLAIM = {"from": "visits", "to": "calm", "sign": "+"}
PILOT = {"id": "try", "label": "A try", "claim": "visits.calm"}


def made(pilot=None, **fields):
    """Make a policy with one claim and at most one pilot; return it with its joint map, the claim's link, the pilot."""
    whole = policy(claims=(CLAIM,), pilots=({**PILOT, **pilot},) if pilot is not None else None, **fields)
    joint = lay_out(whole, merge(collect(told("kahu", ("Home visits", "Calm evenings", "-")))))
    return whole, joint, joint.links[0], whole.pilots[0] if whole.pilots else None


def design(pilot=None, **fields):
    whole, _, link, planned = made(pilot, **fields)
    return design_of(whole, link, planned, KNOWN)


def test_lots_are_drawn_only_where_the_community_agreed():
    assert design({"randomised": "yes", "community_agreed": "yes"}).design.id == "randomised"
    for agreed in ({}, {"community_agreed": "no"}):
        assert not design({"randomised": "yes", **agreed}).design.randomised
    assert not design({"community_agreed": "yes"}).design.randomised


def test_a_right_starts_in_stages_and_is_never_tried():
    alternative = {"why_not": "A right", "sunset": "2030-12-31", "triggers": ("A notice is given",)}
    sized = design({"alternative": alternative, "randomised": "yes", "community_agreed": "yes"})
    assert (sized.design.answers, sized.people, sized.months) == ("instead", None, None)


def test_a_statutory_duty_that_nobody_planned_to_try_starts_in_stages():
    duty = {**RAW["activities"][0], "statutory_duty": "A made-up Act"}
    assert design(activities=(duty,)).design.answers == "instead"


def test_where_no_test_is_run_the_stages_sunset_review_and_signs_are_told_or_asked():
    whole, _, link, pilot = made({"alternative": {"why_not": "A right", "sunset": "2030-12-31"}})
    rules = rules_of(whole, link, pilot, design_of(whole, link, pilot, KNOWN), None, 0.3)
    assert len(rules.instead) == 4
    assert "2030-12-31" in rules.instead[1]
    assert rules.sunset == "2030-12-31"


def test_a_group_too_small_for_numbers_gets_a_small_probe():
    # before and after needs 176 x (1 - 0.25) = 132 on each side, 264 in all; there are 40
    calm = {"id": "calm", "label": "Calm evenings", "groups": ("carers",)}
    groups = {"groups": ({"id": "carers", "label": "Carers", "size": "40"},)}
    assert design(outcomes=(calm,), problem=groups).design.id == "small-probe"
    groups = {"groups": ({"id": "carers", "label": "Carers", "size": "264"},)}
    assert design(outcomes=(calm,), problem=groups).people == 264
    groups = {"groups": ({"id": "carers", "label": "Carers"},)}
    assert design(outcomes=(calm,), problem=groups).people == 264


def test_three_counts_before_allow_a_series_and_two_do_not():
    def indicator(periods):
        actuals = tuple({"period": f"202{year}", "value": "5"} for year in range(periods))
        return ({"id": "nights", "label": "Calm nights", "outcome": "calm", "actuals": actuals},)

    assert design(indicators=indicator(3)).design.id == "interrupted-series"
    assert design(indicators=indicator(2)).design.id == "before-after"


def test_what_must_be_the_same_everywhere_is_rolled_out_in_steps():
    same = {**RAW["activities"][0], "latitude": {"kind": "same-everywhere", "why": "Fair"}}
    assert design(activities=(same,)).design.id == "stepped-roll-out"


def test_a_sample_too_small_says_what_it_can_show():
    # 128 people are 64 a side: an effect of 0.5 (Cohen 1988)
    assert "0.5" in design({"comparison": "Like streets", "sample": "128"}).size


def test_who_already_does_it_and_what_its_holders_know_come_first():
    evidence = {"source": "A hui", "scale": "matauranga", "held_by": ("kahu",), "note": "Evenings were calm before"}
    whole = policy(
        claims=({**CLAIM, "evidence": (evidence,)},),
        pilots=({**PILOT, "already_done_by": "The trust since 2015"},),
        already_happening=({"who": "tui", "what": "Rings at six", "since": "2019", "outcome": "calm"},),
    )
    joint = lay_out(whole, merge(collect(told("kahu", ("trust", "Sleep", "+")))))
    link = next(link for link in joint.links if link.claims)
    found = already_of(whole, joint, link, whole.pilots[0])
    assert [each.kind for each in found] == ["done", "done", "matauranga"]
    words = [already_in_words(each, whole) for each in found]
    assert words[1] == "Done already by Tui Service since 2019: Rings at six"
    assert words[2].startswith("Mātauranga, judged by its holders")


def test_cost_is_what_the_policy_says_and_unknown_otherwise():
    whole, _, _, pilot = made({"cost": "5000", "hours_asked": {"mid": "120", "unit": "hours"}}, currency="NZD")
    assert (cost_of(whole, pilot).money, cost_of(whole, pilot).currency, cost_of(whole, pilot).hours) == (
        5000,
        "NZD",
        120,
    )
    assert cost_of(whole, None).money is None
    whole, _, _, pilot = made({"hours_asked": {"mid": "3", "unit": "days"}})
    assert cost_of(whole, pilot).hours is None


def test_a_rule_of_ours_is_named_as_a_proposal_and_dated_from_today():
    # before and after takes 9 months: from November 2026 to August 2027
    whole, _, link, _ = made()
    sized = design_of(whole, link, None, KNOWN)
    rules = rules_of(whole, link, None, sized, PartialDate("2026-11-27"), 0.3)
    assert rules.proposed
    assert rules.go.startswith("Proposed")
    assert rules.decide_by == "2027-08" and rules.date_proposed
    assert rules_of(whole, link, None, sized, None, 0.3).decide_by is None
    whole, _, link, pilot = made({"decide_by": "2027-05"})
    own = rules_of(whole, link, pilot, sized, PartialDate("2026-11-27"), 0.3)
    assert own.decide_by == "2027-05" and not own.date_proposed


def test_the_roll_out_waits_for_the_rule():
    whole, _, link, _ = made()
    assert rules_of(whole, link, None, design_of(whole, link, None, KNOWN), None, 0.3).gates == ("visits",)


@pytest.mark.parametrize(
    ("day", "months", "month"), [("2026-11-27", 2, "2027-01"), ("2026", 1, "2027-01"), ("2026-02", 9, "2026-11")]
)
def test_months_are_counted_from_the_last_day_a_date_may_mean(day, months, month):
    assert after_months(PartialDate(day), months) == month


def test_the_first_thing_asked_is_who_already_does_it():
    whole, joint, _, _ = made()
    table = table_of(joint)
    doubt = Beliefs(np.array([0.5]), np.array([0.5]), np.array([0.0]), np.array([0.8]), np.array([0.1]))
    levers, outcomes = [table.number["activity:visits"]], [table.number["outcome:calm"]]
    found = room.test_next(whole, joint, table, doubt, levers, outcomes, as_at=PartialDate("2026-11-27"))
    assert [row.link for row in found] == ["activity:visits>outcome:calm"]
    assert found[0].asks[0].startswith("First ask: who already does this, and for how long?")
    assert any("who pays" in ask for ask in found[0].asks)


def test_a_link_nobody_doubts_is_not_tested():
    whole, joint, _, _ = made()
    table = table_of(joint)
    sure = Beliefs(np.array([1.0]), np.array([0.0]), np.array([0.0]), np.array([0.8]), np.array([0.1]))
    levers, outcomes = [table.number["activity:visits"]], [table.number["outcome:calm"]]
    assert room.test_next(whole, joint, table, sure, levers, outcomes) == ()
