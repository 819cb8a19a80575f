"""Rules of participatory budgeting against hand arithmetic, a naive second implementation and the rule's own axiom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from coprod_tools.opinion.budgeting import Votes, greedy, tie_order, votes_of
from coprod_tools.opinion.budgeting_shares import equal_shares


def naive_run(
    costs: Mapping[str, int], ballots: Sequence[Mapping[str, Fraction]], share: Fraction, rank: Mapping[str, int]
) -> list[str]:
    """Peters, Pierczyński and Skowron 2021, section 3, word for word: every voter apart, every price anew, exact."""
    left = [share for _ in ballots]
    bought: list[str] = []
    while True:
        prices: dict[str, Fraction] = {}
        for project, cost in costs.items():
            backers = [
                (left[i] / b[project], left[i], b[project]) for i, b in enumerate(ballots) if b.get(project, 0) > 0
            ]
            if project in bought or not backers or sum(money for _, money, _ in backers) < cost:
                continue
            for candidate, _, _ in [*sorted(backers), (Fraction(0), 0, 0)]:
                # The price lies where those whose ratio is below `candidate` pay all; try every such place.
                poor = sum(money for ratio, money, _ in backers if ratio < candidate)
                worth = sum(worth for ratio, _, worth in backers if ratio >= candidate)
                if worth and sum(min(m, (cost - poor) / worth * w) for _, m, w in backers) == cost:
                    prices[project] = min(prices.get(project, Fraction(10**9)), Fraction(cost - poor) / worth)
        if not prices:
            return bought
        least = min(prices.values())
        chosen = min((p for p in prices if prices[p] == least), key=rank.__getitem__)
        for i, ballot in enumerate(ballots):
            left[i] -= min(left[i], least * max(ballot.get(chosen, Fraction(0)), Fraction(0)))
        bought.append(chosen)


def naive(
    costs: Mapping[str, int],
    budget: int,
    ballots: Sequence[Mapping[str, Fraction]],
    rank: Mapping[str, int],
    add1: bool,
) -> list[str]:
    """Equal shares, raising the share one by one."""
    share = Fraction(budget, len(ballots))
    found = naive_run(costs, ballots, share, rank)
    backed = {project for ballot in ballots for project, points in ballot.items() if points > 0}
    while add1 and any(costs[p] <= budget - sum(costs[q] for q in found) for p in backed if p not in found):
        share += 1
        following = naive_run(costs, ballots, share, rank)
        if sum(costs[p] for p in following) > budget:
            break
        found = following
    return found


def ranks_of(votes: Votes) -> dict[str, int]:
    """More votes, then the lower cost, then as listed."""
    return dict(zip(votes.projects, tie_order(votes), strict=True))


@st.composite
def elections(draw: st.DrawFn) -> tuple[dict[str, int], int, list[dict[str, int]]]:
    """Small elections with many ties: few costs, few points."""
    names = [f"p{number}" for number in range(draw(st.integers(1, 6)))]
    costs = {name: draw(st.sampled_from([1, 2, 3, 5, 8, 12])) for name in names}
    ballot = st.dictionaries(st.sampled_from(names), st.integers(0, 3), max_size=4)
    return costs, draw(st.integers(1, 30)), draw(st.lists(ballot, min_size=1, max_size=9))


@settings(max_examples=400, deadline=None)
@given(elections(), st.sampled_from(["cost", "equal", "points"]), st.booleans())
def test_equal_shares_is_what_a_naive_second_implementation_gives(
    election: tuple[dict[str, int], int, list[dict[str, int]]], utility: str, add1: bool
) -> None:
    """Same projects in the same order, with ties and with every step of add1 that ours passes over."""
    costs, budget, ballots = election
    votes = votes_of(costs, budget, ballots)
    given_worth = [
        {p: Fraction({"cost": costs[p], "equal": 1, "points": n}[utility]) for p, n in ballot.items() if n > 0}
        for ballot in ballots
    ]
    ours = equal_shares(votes, utility, "add1" if add1 else "none")  # type: ignore[arg-type]
    assert list(ours.selected) == naive(costs, budget, given_worth, ranks_of(votes), add1)
    assert ours.spent == sum(costs[project] for project in ours.selected) <= budget


@st.composite
def dear_elections(draw: st.DrawFn) -> tuple[dict[str, int], int, list[dict[str, int]]]:
    """Elections in which add1 takes hundreds of steps, most of which change nothing."""
    names = [f"p{number}" for number in range(draw(st.integers(2, 6)))]
    costs = {name: draw(st.integers(20, 900)) for name in names}
    ballot = st.dictionaries(st.sampled_from(names), st.integers(1, 5), min_size=1, max_size=4)
    return costs, draw(st.integers(200, 1500)), draw(st.lists(ballot, min_size=3, max_size=8))


@settings(max_examples=120, deadline=None)
@given(dear_elections(), st.sampled_from(["cost", "equal", "points"]))
# A search found these: another project becomes the cheapest within steps that would else be passed over.
@example(
    (
        {"p0": 852, "p1": 456, "p2": 484},
        958,
        [{"p2": 2, "p0": 4, "p1": 5}, {"p0": 1}, {"p1": 1, "p0": 2, "p2": 3}],
    ),
    "points",
)
@example(
    (
        {"p0": 145, "p1": 514, "p2": 350, "p3": 91, "p4": 506},
        1217,
        [
            {"p0": 3, "p4": 4, "p1": 3},
            {"p1": 5},
            {"p3": 5, "p4": 2, "p2": 4},
            {"p1": 2, "p0": 1},
            {"p4": 1, "p1": 5, "p3": 4},
        ],
    ),
    "cost",
)
def test_steps_that_are_passed_over_change_nothing(
    election: tuple[dict[str, int], int, list[dict[str, int]]], utility: str
) -> None:
    """The naive implementation takes every step."""
    costs, budget, ballots = election
    votes = votes_of(costs, budget, ballots)
    given_worth = [
        {p: Fraction({"cost": costs[p], "equal": 1, "points": n}[utility]) for p, n in ballot.items()}
        for ballot in ballots
    ]
    ours = equal_shares(votes, utility, "add1")  # type: ignore[arg-type]
    assert list(ours.selected) == naive(costs, budget, given_worth, ranks_of(votes), True)


def test_prices_too_near_for_floating_point_are_told_apart() -> None:
    """One supporter each, worth one each: the price is the cost, and a costs a billionth less, so a is bought first.

    The ranks given would take b first if the two prices were one.
    """
    votes = votes_of({"a": 10**9, "b": 10**9 + 1}, 4 * 10**9, [["a"], ["b"]])
    found = equal_shares(votes, "equal", "none", ranks=(1, 0))
    assert (found.selected, found.ties) == (("a", "b"), ())
    even = equal_shares(votes_of({"a": 5, "b": 5}, 20, [["a"], ["b"]]), "equal", "none", ranks=(1, 0))
    assert (even.selected, even.ties) == (("b", "a"), (("a", "b"),))


@settings(max_examples=150, deadline=None)
@given(elections())
def test_a_group_that_agrees_gets_what_it_could_pay_for(
    election: tuple[dict[str, int], int, list[dict[str, int]]],
) -> None:
    """Extended Justified Representation for approvals (Peters and others 2021, Definition 2 and Theorem 1).

    If all of a group support every project of T, and their part of the budget pays for T, then somebody in it supports
    at least as many of the projects taken as T has. Tried on every group and every T.
    """
    costs, budget, ballots = election
    approvals = [{p for p, n in ballot.items() if n > 0} for ballot in ballots][:6]
    taken = set(equal_shares(votes_of(costs, budget, approvals), "equal", "none").selected)
    for size in range(1, len(approvals) + 1):
        for group in combinations(approvals, size):
            common = set.intersection(*group)
            for count in range(1, len(common) + 1):
                cheapest = sum(sorted(costs[p] for p in common)[:count])
                if cheapest * len(approvals) <= size * budget:
                    assert any(len(one & taken) >= count for one in group)


def test_two_camps_get_their_parts_where_greedy_gives_one_all() -> None:
    """51 of 100 support ten red projects, 49 ten blue; each costs 10, the budget is 100.

    Greedy: ten red. Equal shares: each holds 1; red can pay 51 // 10 = 5, blue 49 // 10 = 4. When every share grows by
    1/49, blue holds 50 and pays for a fifth, red holds 52.04 and still pays for 5: 100 spent.
    """
    red, blue = [f"red{n}" for n in range(10)], [f"blue{n}" for n in range(10)]
    votes = votes_of(dict.fromkeys([*red, *blue], 10), 100, [red] * 51 + [blue] * 49)
    assert set(greedy(votes).selected) == set(red)
    for completion, step, wanted in (("none", 1, (5, 4)), ("add1", Fraction(1, 49), (5, 5))):
        found = equal_shares(votes, "cost", completion, Fraction(step)).selected  # type: ignore[arg-type]
        assert (len(set(found) & set(red)), len(set(found) & set(blue))) == wanted
    # A step of 1 doubles every share: 10 red and 9 blue would cost 190, so nothing is added.
    assert len(equal_shares(votes).selected) == 9


def test_points_are_paid_for_in_proportion() -> None:
    """Two voters hold 4 each. b: 4 = rho * (1 + 4), rho 0.8; a: 4 = rho * (3 + 1), rho 1. b is bought first.

    0.8 and 3.2 are paid, 3.2 and 0.8 are left: together 4, just enough for a.
    """
    votes = votes_of({"a": 4, "b": 4}, 8, [{"a": 3, "b": 1}, {"a": 1, "b": 4}])
    assert equal_shares(votes, "points", "none").selected == ("b", "a")


def test_the_village_of_the_sample_by_hand() -> None:
    """Twelve voters hold 833.33 each of 10,000.

    1 costs 6,000, its 7 hold 5,833: not yet. 3 costs 4,000, its 6 hold 5,000: bought first (price 1/6). 5 costs 2,000,
    its 3 hold 2,500: bought (1/3). 2 and 4 can't be paid. 6,000 is spent. add1: from 24 more on, 7 * 857.33 pay for 1
    (price 1/7, before all), 3's six have nothing left, 5 is bought as before: 8,000, and nothing fits the 2,000 left.
    """
    costs = {"1": 6000, "2": 5000, "3": 4000, "4": 3000, "5": 2000}
    ballots = [["1", "3"]] * 6 + [["1"]] + [["2", "4", "5"]] * 3 + [["2"]] * 2
    votes = votes_of(costs, 10_000, ballots)
    assert equal_shares(votes, "cost", "none").selected == ("3", "5")
    completed = equal_shares(votes, "cost", "add1")
    assert completed.selected == ("1", "5")
    assert completed.share == Fraction(10_000, 12) + 24
    assert greedy(votes).selected == ("1", "3")
    assert greedy(votes).ties == (("4", "5"),)


def test_greedy_goes_on_or_stops_where_a_project_does_not_fit() -> None:
    """Budget 10: a (6) fits, b (5) does not, c (4) does: going on takes it, stopping does not."""
    votes = votes_of({"a": 6, "b": 5, "c": 4}, 10, [["a", "b", "c"], ["a", "b"], ["a"]])
    assert greedy(votes).selected == ("a", "c")
    assert greedy(votes, variant="stop").selected == ("a",)


def test_a_tie_that_decides_is_named() -> None:
    """a and b have two votes each and cost the same; only one fits, the first listed."""
    votes = votes_of({"a": 6, "b": 6}, 10, [["a", "b"], ["a", "b"]])
    found = greedy(votes)
    assert (found.selected, found.ties, found.decisive) == (("a",), (("a", "b"),), (("a", "b"),))
    shares = equal_shares(votes, "cost", "none")
    assert (shares.selected, shares.decisive) == (("a",), (("a", "b"),))


def test_the_order_of_ballots_changes_nothing() -> None:
    """Nor does how they are grouped."""
    costs = {"a": 3, "b": 5, "c": 4}
    ballots = [{"a": 2}, {"b": 1, "c": 3}, {"a": 1, "c": 1}, {"a": 2}]
    outcomes = {equal_shares(votes_of(costs, 9, order), "points") for order in (ballots, ballots[::-1])}
    assert len(outcomes) == 1


def test_nothing_is_taken_that_nobody_supports_and_what_is_free_is_taken() -> None:
    """Blank ballots count as voters: 10 over 2 voters is 5, so b (6) can't be paid by one."""
    votes = votes_of({"a": 0, "b": 6, "c": 1}, 10, [["a", "b"], []])
    assert equal_shares(votes, "equal", "none").selected == ("a",)
    assert equal_shares(votes, "equal", "add1").selected == ("a", "b")
    assert greedy(votes).selected == ("a", "b")
    assert votes.voters == 2


def test_too_long_a_completion_is_given_up_and_said() -> None:
    """The outcome is then that without completion; with it, both are bought at one price, b first as it costs less."""
    votes = votes_of({"a": 900, "b": 1}, 1000, [["a"], ["b"]])
    found = equal_shares(votes, most_work=1)
    assert (found.selected, found.complete) == (("b",), False)
    assert equal_shares(votes).selected == ("b", "a")


@pytest.mark.parametrize(
    ("costs", "budget", "ballots"), [({"a": -1}, 1, []), ({"a": 1}, 0, []), ({"a": 1}, 1, [["b"]])]
)
def test_what_is_no_election_is_refused(costs: dict[str, int], budget: int, ballots: list[list[str]]) -> None:
    """A cost below 0, no budget, a vote for something else."""
    with pytest.raises(ValueError, match=r"budget|ballot"):
        votes_of(costs, budget, ballots)
