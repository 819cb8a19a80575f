"""Prices of rules, the frontier and the drawn worths are held to hand arithmetic and to trying every set."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations
from typing import Any

from coprod_tools.investment.choosing import choose
from coprod_tools.investment.frontier import frontier_of
from coprod_tools.investment.posing import pose
from coprod_tools.investment.prices_of_rules import prices_of_rules
from coprod_tools.investment.robust import robustness
from tests.investment.choice_cases import best_by_trying, policy_of, random_parts
from tests.investment.test_choosing import hours, money, plan, proposal, rule_names


def test_the_price_of_a_rule_is_what_trying_every_set_without_it_gives() -> None:
    """For every rule of random cases."""
    priced = 0
    for seed in range(1, 45):
        parts = random_parts(seed)
        best = best_by_trying(parts) if len(parts["proposals"]) <= 9 else None
        if best is None:
            continue
        for price in prices_of_rules(choose(policy_of(**parts))):
            without = best_by_trying(parts, rule_names([price.rule]))
            assert without is not None and price.of_all == without.worth - best.worth, (seed, price.rule.id)
            priced += bool(price.of_all)
    assert priced > 10


def test_a_tenth_more_of_a_budget_has_its_price() -> None:
    """With 100, B (60, worth 5); with 110 both A (50, worth 4) and B: 4 more. Without a limit also 4 more."""
    choice = choose(plan(proposal("a", 4, money(50)), proposal("b", 5, money(60))))
    (price,) = prices_of_rules(choice)
    assert (price.step, price.of_step, price.of_all) == (Decimal(10), Decimal(4), Decimal(4))


def _all_ways(parts: list[dict[str, Any]], budget: int) -> set[tuple[int, int, int]]:
    """Return (worth, rights, hours) of every set within the budget."""
    ways = set()
    for size in range(len(parts) + 1):
        for chosen in combinations(parts, size):
            if sum(each["takes"][0]["money"]["amount"] for each in chosen) <= budget:
                ways.add((sum(each["worth"] for each in chosen), sum(each["control_ceded"] for each in chosen),
                          sum(each["takes"][1]["hours"] for each in chosen)))  # fmt: skip
    return ways


def test_the_frontier_is_what_trying_every_set_gives_in_both_readings_of_ceding() -> None:
    """A point stands where no other way is as good on all three and better on one; nothing is left out."""
    parts = [
        proposal(f"p{n}", 10 + n * 7 % 13, money(15 + n * 11 % 17), hours(2 + n * 3 % 7), control_ceded=n % 3)
        for n in range(8)
    ]
    ways = _all_ways(parts, 100)

    def stands(way: tuple[int, int, int], sign: int) -> bool:
        return not any(
            other != way and other[0] >= way[0] and other[2] <= way[2] and sign * other[1] <= sign * way[1]
            for other in ways
        )

    # The shed's 60 hours never bind: all eight together ask 37.
    found = frontier_of(pose(plan(*parts)))
    assert found.complete
    got = {(int(point.worth), point.control_ceded, int(point.people_hours)): point for point in found.points}
    assert set(got) == {way for way in ways if stands(way, 1) or stands(way, -1)}
    assert all(point.stands_where_less == stands(way, 1) for way, point in got.items())
    assert all(point.stands_where_more == stands(way, -1) for way, point in got.items())


def test_rights_that_nobody_counted_are_not_none() -> None:
    """A is left out of the frontier and named."""
    found = frontier_of(pose(plan(proposal("a", 9, money(1)), proposal("b", 5, money(1), control_ceded=0))))
    assert found.control_not_said == ("a",) and [point.ids for point in found.points] == [("b",)]


def test_drawn_worths_follow_the_triangle() -> None:
    """A (0 to 2, most likely 1) against B (1.5 for sure), room for one: A wins where it is above 1.5, 1 in 8.

    Above the tip the triangle holds (2 - 1.5)^2 / ((2 - 0) x (2 - 1)) = 0.125. The mean regret of B is the integral of
    (x - 1.5)(2 - x) from 1.5 to 2: 0.5^3 / 6 = 0.0208.
    """
    choice = choose(plan(proposal("a", {"low": 0, "mid": 1, "high": 2}, money(60)), proposal("b", "1.5", money(60))))
    found = robustness(choice, seed=1, draws=1000)
    assert found is not None and choice.ids == {"b"}
    often = {each.id: each.times for each in found.how_often}
    assert abs(often["a"] - 125) < 35 and often["a"] + often["b"] == 1000  # 3.3 standard errors
    assert abs(found.mean_regret - Decimal("0.0208")) < Decimal("0.007")
    assert found.best_in == often["b"] and 0 < found.most_regret < Decimal("0.5")


def test_the_same_seed_draws_the_same_and_nothing_is_drawn_without_a_range() -> None:
    """Worths without a range have nothing to draw."""
    policy = plan(proposal("a", {"low": 0, "mid": 1, "high": 2}, money(60)), proposal("b", "1.5", money(60)))
    assert robustness(choose(policy), 3, 40) == robustness(choose(policy), 3, 40)
    assert robustness(choose(plan(proposal("a", 1, money(1)))), 3) is None
