"""Charts, paths, and the first broken link; the long proof stands in benchmarks/triggers.py."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from benchmarks import triggers as proof
from coprod_tools.accountability.charts import cusum, ewma, limit_for, run_length, western_electric
from coprod_tools.accountability.planned_paths import on_path
from coprod_tools.accountability.triggers import Triggers, triggers_of
from coprod_tools.chain import build_chain
from coprod_tools.policy import Policy
from coprod_tools.policy.numbers import Quantity
from coprod_tools.policy.values import PartialDate


def test_a_sum_by_hand() -> None:
    """k = 1: 0.5 -> 0; 2 -> 1; 3 -> 3 (limit reached); 0 -> 2; -5 -> 0, which takes the alarm back."""
    found = cusum([0.5, 2, 3, 0], 1, 3)
    assert found.sums == (0, 1, 3, 2)
    assert (found.signalled, found.since) == (2, 1)
    back = cusum([0.5, 2, 3, 0, -5], 1, 3)
    assert (back.signalled, back.since, back.last) == (None, None, 0)


@pytest.mark.parametrize(("k", "h", "periods"), [(0.5, 5.0, 938.2), (0.5, 4.0, 2 * 168)])
def test_siegmunds_run_length_is_the_published_one(k: float, h: float, periods: float) -> None:
    """Montgomery: 938.2 on one side for h = 5 and k = 1/2; for h = 4 his table has 168 on two sides, half of one."""
    assert run_length(k, h) == pytest.approx(periods, rel=0.01)


def test_limits_are_those_of_hawkins() -> None:
    """Hawkins 1993 as in Montgomery: k = 0.5, h = 4.77 and k = 1, h = 2.52 for 370 two-sided, 740 one-sided."""
    assert limit_for(0.5, 740) == pytest.approx(4.77, abs=0.03)
    assert limit_for(1.0, 740) == pytest.approx(2.52, abs=0.05)
    for refused in ((0, 10), (1, 0)):
        with pytest.raises(ValueError, match="allowance"):
            limit_for(*refused)


@pytest.mark.parametrize(
    ("row", "place"),
    [
        ([0, 3.1], 1),
        ([2.1, 0, 2.1], 2),
        ([1.1, 1.1, 0, 1.1, 1.1], 4),
        ([0.1] * 8, 7),
        ([0.1] * 7 + [-0.1], None),
        ([-4, -4, -4], None),
    ],
)
def test_each_run_rule_fires_where_the_handbook_says(row: list[float], place: int | None) -> None:
    """The four zone rules, on the worse side only."""
    assert western_electric(row) == place


def test_the_weighted_mean_by_hand() -> None:
    """Weight 0.4: first mean 0.4 x 3 = 1.2 beside 0.4; 1.2 / 0.4 = 3 is not beyond 3, a little more is."""
    assert ewma([3.0], 0.4, 3.0001) is None
    assert ewma([3.01], 0.4, 3.0) == 0


CLAIMS = [
    {"id": "one", "from": "talks", "to": "trust", "assumption": "People have time"},
    {"id": "two", "from": "trust", "to": "health"},
]


# A chain: do > talks (output) > trust > health; trust and health measured, and the output where it is given.
def policy(series: dict[str, list[int]], **more: Any) -> Policy:
    """Return a policy whose things were each counted on 400 a month, on a level path of 40 %."""
    where = {"talks": {"output": "talks"}, "trust": {"outcome": "trust"}, "health": {"outcome": "health"}}
    indicators = [
        {
            "id": name,
            "label": name,
            "direction": more.get("direction", "up"),
            "baseline": {"numerator": 4000, "denominator": 10000, "as_at": "2024-12"},
            "actuals": [
                {"period": f"2025-{month:02d}", "value": {"numerator": hits, "denominator": 400}, **more.get("by", {})}
                for month, hits in enumerate(row, start=1)
            ],
            **where[name],
        }
        for name, row in series.items()
    ]
    whole = {
        "coprod": 1,
        "id": "p",
        "title": "P",
        "problem": {"groups": [{"id": "young", "label": "Young people"}]},
        "outcomes": [{"id": "trust", "label": "Trust"}, {"id": "health", "label": "Health"}],
        "activities": [{"id": "do", "label": "Doing", "outputs": [{"id": "talks", "label": "Talks"}]}],
        "claims": more.get("claims", CLAIMS),
        "indicators": indicators,
    }
    return Policy.model_validate(whole)


def seen(series: dict[str, list[int]], **more: Any) -> Triggers:
    """Return the triggers of such a policy."""
    as_at = more.pop("as_at", None)
    return triggers_of(build_chain(policy(series, **more)), as_at=as_at)


# 40 % of 400 is 160 with a standard deviation of 9.8; 120 is four of them below, 165 is fine.
FINE, LOW = [160, 165, 158, 162], [160, 165, 120, 118]


def test_the_first_link_whose_cause_is_on_path_is_named() -> None:
    """Trust and health fall, talks do not: the break is between talks and trust, and its assumption is asked about."""
    found = seen({"talks": FINE, "trust": LOW, "health": LOW})
    assert [(each.cause, each.effect) for each in found.broken] == [("output:do/talks", "outcome:trust")]
    link = found.broken[0]
    assert link.cause_state == "on-path"
    assert link.since == "2025-03"
    assert link.fields == ("claims[one]",)
    assert link.seen_in == ("watch:health", "watch:trust")
    assert any("People have time" in each for each in link.look_at)


def test_a_break_farther_on_is_named_there() -> None:
    """Only health falls."""
    found = seen({"talks": FINE, "trust": FINE, "health": LOW})
    assert [(each.cause, each.effect) for each in found.broken] == [("outcome:trust", "outcome:health")]


def test_what_nothing_measures_is_never_called_on_path() -> None:
    """Without an indicator of talks nobody knows, and where talks itself fall the activity is asked about."""
    between = seen({"trust": LOW, "health": LOW}).broken
    assert {(each.cause, each.cause_state) for each in between} == {("output:do/talks", "not-measured")}
    first = seen({"talks": LOW, "trust": LOW, "health": LOW}).broken
    assert [(each.cause, each.cause_state) for each in first] == [("activity:do", "not-measured")]


def test_a_thing_between_that_nothing_measures_is_named_in_the_way() -> None:
    """Talks on path, health off, trust unmeasured: the way from talks to health, over trust."""
    (link,) = seen({"talks": FINE, "health": LOW}).broken
    assert (link.cause, link.via, link.effect) == ("output:do/talks", ("outcome:trust",), "outcome:health")
    assert link.fields == ("claims[one]", "claims[two]")


def test_nothing_wrong_names_nothing_and_better_is_no_alarm() -> None:
    """Far above the path is no break."""
    assert seen({"talks": FINE, "trust": [200, 220, 240, 260], "health": FINE}).broken == ()


def test_where_fewer_is_better_more_is_off_the_path() -> None:
    """The same rows with the other direction: a fall is no alarm, a rise is."""
    assert seen({"talks": FINE, "trust": LOW}, direction="down").broken == ()
    rise = [160, 155, 200, 205]
    assert [each.effect for each in seen({"talks": FINE, "trust": rise}, direction="down").broken] == ["outcome:trust"]


def test_the_path_is_a_line_to_the_target() -> None:
    """From 40 % at the end of 2024 to 60 % at the end of 2025, day by day."""
    whole = policy({"trust": [160, 160, 160, 160, 160, 160]})
    data = whole.indicators[0].model_copy(  # type: ignore[index]
        update={"target": Quantity(mid=None, numerator=240, denominator=400), "target_date": PartialDate("2025-12")}
    )
    path = on_path(data, None, confidence=0.95, before=12)
    assert path.path == "line"
    # 31 of the 365 days are over at the end of January; the start was counted on 10,000, so it is nearly sure.
    assert path.points[0].expected == pytest.approx(40 + 20 * 31 / 365)
    assert path.points[-1].expected == pytest.approx(40 + 20 * 181 / 365, abs=0.5)
    assert path.points[-1].worse > 3


def test_later_values_are_not_read() -> None:
    """As at February nothing had fallen yet."""
    assert seen({"talks": FINE, "trust": LOW}, as_at=PartialDate("2025-02")).broken == ()


def test_a_group_is_watched_by_itself() -> None:
    """The fall of one group names that group; its first value is where its path starts."""
    (link,) = seen({"talks": FINE, "trust": [160, 165, 162, 90, 88]}, by={"group": "young"}).broken
    assert link.group == "young"
    assert "Young people" in link.text


def test_a_circle_of_falls_ends() -> None:
    """Where effects feed back into each other and all are off, one link is still named."""
    circle = [{"from": "trust", "to": "health"}, {"from": "health", "to": "trust"}]
    late = [160, 165, 160, 118]
    (link,) = seen({"trust": LOW, "health": late}, claims=circle).broken
    assert (link.cause, link.effect, link.cause_state) == ("outcome:health", "outcome:trust", "off-path")


def test_numbers_whose_noise_nobody_knows_are_not_watched_and_say_why() -> None:
    """One number beside another is no chart."""
    plain = {"id": "i", "label": "I", "outcome": "o", "baseline": {"mid": 5, "as_at": "2024"}, "target": 9}
    whole = {"coprod": 1, "id": "p", "title": "P", "outcomes": [{"id": "o", "label": "O"}]}
    found = triggers_of(
        build_chain(
            Policy.model_validate({**whole, "indicators": [{**plain, "actuals": [{"period": "2025", "value": 1}]}]})
        )
    )
    assert [each.state for each in found.watches] == ["not-known"]
    assert "chance" in found.watches[0].reason
    assert found.broken == ()


def test_a_policy_without_indicators_has_a_rule_and_no_watch() -> None:
    """Nothing to watch is no fault."""
    found = triggers_of(build_chain(Policy.model_validate({"coprod": 1, "id": "p", "title": "P"})))
    assert (found.watches, found.broken) == ((), ())


@pytest.mark.parametrize("condition", (proof.CONDITIONS[1], proof.CONDITIONS[-1]), ids=lambda each: each.name)
def test_the_broken_link_is_named_within_three_periods_at_few_false_alarms(condition: proof.Condition) -> None:
    """The quick version of the proof, for a step of four and where it is hardest.

    A baseline as unsure as a period, and noise known from 8 numbers only. Of 60 runs 3 are 5 %; two standard errors of
    so few runs are allowed above.
    """
    assert proof.false_alarms(condition, 60, 500) <= 0.05 + 2 * np.sqrt(0.05 * 0.95 / 60)
    right, _ = proof.found(condition, 4.0, drifts=False, policies=40, first=700)
    assert right >= 0.8
