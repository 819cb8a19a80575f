"""Proof of "test this next": what piloting the links it names saves, and what that costs.

Over simulated policies (`benchmarks.simulators`): the links named are piloted (three at a time, at most ten times;
after each time beliefs are updated and the list is made anew; it ends when nothing is worth a test), the best action by
mean payoff is chosen, and its regret is measured on the truth, links that nobody drew included. Against no pilot, as
many random links, and a pilot of every link that somebody drew. Run `python -m benchmarks.trials [policies]`.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence

import numpy as np

from benchmarks.panels import Panel, panel
from benchmarks.simulators import pilot, pilot_cost
from coprod_tools.consensus.trials.choosing import people_each, worth_testing
from coprod_tools.consensus.trials.decision import chosen, regret
from coprod_tools.consensus.trials.updating import after_effect, belief_at, with_belief
from coprod_tools.consensus.worlds.beliefs import Beliefs
from coprod_tools.consensus.worlds.sampling import draw_worlds
from coprod_tools.knowledge import load_knowledge

WORLDS = 1000
ROUNDS, EACH = 10, 3
# Seeds from 20,000 and 30,000 were looked at before the method was mended, and are not used again.
FIRST = 40_000


def piloted(one: Panel, beliefs: Beliefs, links: Sequence[int], rng: np.random.Generator) -> Beliefs:
    """Return the beliefs after a pilot of each link."""
    place = load_knowledge().trial_numbers["between-places"].value
    for link in links:
        effect, error = pilot(one.policy, int(one.place[link]), people_each(), rng)
        beliefs = with_belief(beliefs, link, after_effect(belief_at(beliefs, link), effect, math.hypot(error, place)))
    return beliefs


def lost(one: Panel, beliefs: Beliefs, seed: int) -> float:
    """Return the regret of the action that these beliefs choose."""
    worlds = draw_worlds(beliefs, WORLDS, np.random.default_rng([seed, 9]))
    return regret(one.true_payoff(), chosen(one.payoff(worlds)))


def money(one: Panel, links: Sequence[int]) -> float:
    """Return what pilots of these links cost."""
    return sum(pilot_cost(one.policy, int(one.place[link]), people_each())[0] for link in links)


def hours(one: Panel, links: Sequence[int]) -> float:
    """Return the hours that pilots of these links ask of people."""
    return sum(pilot_cost(one.policy, int(one.place[link]), people_each())[1] for link in links)


def measure(seed: int) -> list[float]:
    """Return regrets without, after the named, after random and after all pilots; costs, hours, numbers of pilots."""
    one, rng = panel(seed), np.random.default_rng([seed, 2])
    cost = np.array([money(one, [link]) for link in range(one.table.links)])
    beliefs, done = one.beliefs, list[int]()
    for _ in range(ROUNDS):
        named = worth_testing(
            one.table, beliefs, one.policy.levers, one.policy.outcomes, rng, cost=cost, count=EACH, closed_to_tests=done
        )
        if not named:
            break
        new = [each.place for each in named]
        beliefs = piloted(one, beliefs, new, rng)
        done += new
    everything = list(range(one.table.links))
    chance = [int(link) for link in rng.choice(one.table.links, min(len(done), one.table.links), replace=False)]
    return [
        float(one.policy.concepts),
        one.policy.density,
        float(len(one.reports.sign)),
        float(len(one.policy.levers)),
        lost(one, one.beliefs, seed),
        lost(one, beliefs, seed),
        lost(one, piloted(one, one.beliefs, chance, rng), seed),
        lost(one, piloted(one, one.beliefs, everything, rng), seed),
        money(one, done),
        money(one, everything),
        hours(one, done),
        hours(one, everything),
        float(len(done)),
        float(len(everything)),
    ]


def results(policies: int) -> list[str]:
    """Return the lines of RESULTS."""
    return told(np.array([measure(FIRST + number) for number in range(policies)]))


def told(rows: np.ndarray) -> list[str]:
    """Return the lines of RESULTS from what was measured."""
    policies = len(rows)
    before, named, chance, all_ = rows[:, 4:8].sum(axis=0)
    saved, cost = 1 - named / before, rows[:, 8].sum() / rows[:, 9].sum()
    rng = np.random.default_rng(0)
    again = rng.integers(0, len(rows), (1000, len(rows)))
    low, high = np.percentile(1 - rows[again, 5].sum(axis=1) / rows[again, 4].sum(axis=1), [2.5, 97.5])
    lines = [
        f'- {policies:,} truths (seeds from {FIRST}). Following "test this next" lowers mean regret from '
        f"{before / len(rows):.4f} to {named / len(rows):.4f}: by {saved:.0%} (95 % interval {low:.0%} to {high:.0%}, "
        f"by drawing truths anew). Goal 40 %. {'Met.' if saved >= 0.4 else 'NOT met.'}",
        f"- It pilots {rows[:, 12].mean():.1f} of {rows[:, 13].mean():.0f} links on average and costs {cost:.1%} of "
        f"piloting everything ({rows[:, 10].sum() / rows[:, 11].sum():.1%} of the hours). Goal: at most half. "
        f"{'Met.' if cost <= 0.5 else 'NOT met.'}",
        f"- Beside it: as many random links {1 - chance / before:.0%}, every link that somebody drew "
        f"{1 - all_ / before:.0%}. The best action was chosen in {(rows[:, 4] < 1e-9).mean():.0%} of policies without "
        f"a pilot, in {(rows[:, 5] < 1e-9).mean():.0%} after those named, in {(rows[:, 7] < 1e-9).mean():.0%} after "
        f"all; pilots made the choice worse in {(rows[:, 5] > rows[:, 4] + 1e-9).mean():.0%}.",
        "",
        "| where | policies | regret saved | by piloting all | cost of all |",
        "| --- | --- | --- | --- | --- |",
    ]
    for words, column, low_, high_ in (
        ("1.6 links a concept", 1, 1.6, 1.6),
        ("2.2 links a concept", 1, 2.2, 2.2),
        ("3.0 links a concept", 1, 3.0, 3.0),
        ("20 to 32 concepts", 0, 20, 32),
        ("33 to 46 concepts", 0, 33, 46),
        ("47 to 60 concepts", 0, 47, 60),
        ("5 to 12 partners", 2, 5, 12),
        ("13 to 21 partners", 2, 13, 21),
        ("22 to 30 partners", 2, 22, 30),
    ):
        part = rows[(rows[:, column] >= low_) & (rows[:, column] <= high_)]
        if len(part):
            sums = part.sum(axis=0)
            cells = [1 - sums[5] / sums[4], 1 - sums[7] / sums[4], sums[8] / sums[9]]
            lines.append(f"| {words} | {len(part)} | " + " | ".join(f"{each:.0%}" for each in cells) + " |")
    return lines


if __name__ == "__main__":
    print("\n".join(results(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)))
