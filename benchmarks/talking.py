"""Proof of "talk about this next": what settling five links does to the doubt about the order of actions.

Over simulated panels (`benchmarks.simulators`), the truth of five links is revealed and the doubt measured again: the
variance, over 400 worlds, of the gaps between actions, and beside it that of their places. Against five random links,
the five most contested (most holders on the smaller side, then most who speak) and the five best connected (most links
at both ends). Run `python -m benchmarks.talking [panels]`.
"""

from __future__ import annotations

import sys
import time

import numpy as np

from benchmarks.panels import Panel, panel
from coprod_tools.consensus.sensitivity import greedy
from coprod_tools.consensus.talking import talk_next
from coprod_tools.consensus.trials.decision import gaps, place_variance, places
from coprod_tools.consensus.worlds.sampling import draw_worlds

WORLDS, FIVE = 400, 5
WAYS = ("named", "random", "contested", "connected")
# Panels of the proof have seeds of their own; those below were looked at while the method was written.
FIRST = 10_000


def contested(one: Panel) -> list[int]:
    """The five links on which most holders stand on the smaller side."""
    plus, minus = (one.reports.sign == 1).sum(axis=0), (one.reports.sign == -1).sum(axis=0)
    return [int(place) for place in np.lexsort((-(plus + minus), -np.minimum(plus, minus)))[:FIVE]]


def connected(one: Panel) -> list[int]:
    """The five links whose ends have most links."""
    size = len(one.table.concepts)
    degree = np.bincount(one.table.cause, minlength=size) + np.bincount(one.table.effect, minlength=size)
    return [
        int(place) for place in np.argsort(-(degree[one.table.cause] + degree[one.table.effect]), kind="stable")[:FIVE]
    ]


def measure(seed: int) -> list[float]:
    """Return size, density and partners of a panel; doubt before and after each way, by gaps and by places; seconds."""
    one = panel(seed)
    start = time.perf_counter()
    named = talk_next(one.table, one.beliefs, one.policy.levers, one.policy.outcomes, rng=np.random.default_rng(seed))
    taken = time.perf_counter() - start
    rng = np.random.default_rng([seed, 1])
    worlds = draw_worlds(one.beliefs, WORLDS, rng)
    before = one.payoff(worlds)
    sets = [
        [one.table.place[row.link] for row in named],
        [int(place) for place in rng.choice(one.table.links, FIVE, replace=False)],
        contested(one),
        connected(one),
    ]
    if seed % 5 == 0:
        # how many it would take: twelve, on every fifth panel
        more = draw_worlds(one.beliefs, 1024, rng)
        sets.append([each.place for each in greedy(more, gaps(one.payoff(more)), 12)])
    row = [float(one.policy.concepts), one.policy.density, float(len(one.reports.sign)), float(len(one.policy.levers))]
    row += [taken, _doubt(before), place_variance(places(before))]
    for links in sets:
        settled = worlds.copy()
        settled[links] = one.truth[links][:, None]
        after = one.payoff(settled)
        row += [_doubt(after), place_variance(places(after))]
    return row + [np.nan] * (17 - len(row))


def _doubt(payoff: np.ndarray) -> float:
    return float(gaps(payoff).var(axis=0).sum())


def cut(rows: np.ndarray, way: int, by: int = 0) -> float:
    """Share of all doubt that a way removes: of the sums over panels."""
    return float(1 - np.nansum(rows[:, 7 + 2 * way + by]) / np.nansum(rows[:, 5 + by][~np.isnan(rows[:, 7 + 2 * way])]))


def results(panels: int) -> list[str]:
    """Return the lines of RESULTS."""
    return told(np.array([measure(FIRST + number) for number in range(panels)]))


def told(rows: np.ndarray) -> list[str]:
    """Return the lines of RESULTS from what was measured."""
    panels = len(rows)
    gap = [cut(rows, way) for way in range(5)]
    place = [cut(rows, way, 1) for way in range(5)]
    own = 1 - rows[:, 7] / rows[:, 5]
    beaten = [float((rows[:, 7] <= rows[:, 7 + 2 * way]).mean()) for way in (1, 2, 3)]
    lines = [
        f"- {panels:,} panels (seeds from {FIRST}). Settling the five links named removes {gap[0]:.0%} of "
        f"the variance of the gaps between actions (median panel {np.median(own):.0%}), {place[0]:.0%} of that "
        f"of their places. Goal: half. {'Met.' if gap[0] >= 0.5 else 'NOT met.'} At least half in "
        f"{(own >= 0.5).mean():.0%} of panels; more doubt than before in {(own < 0).mean():.0%}.",
        f"- Beside it (gaps, places): random five {gap[1]:.0%}, {place[1]:.0%}; most contested {gap[2]:.0%}, "
        f"{place[2]:.0%}; best connected {gap[3]:.0%}, {place[3]:.0%}. The five named left no more doubt than these in "
        f"{beaten[0]:.0%}, {beaten[1]:.0%} and {beaten[2]:.0%} of panels. Goal twice random and more than the others.",
        f"- Settling twelve links named in the same way removes {gap[4]:.0%} (every fifth panel).",
        f"- Time to name five: median {np.median(rows[:, 4]):.1f} s, longest {rows[:, 4].max():.1f} s (goal 2 s).",
        "",
        "| where | panels | named | random | contested | connected |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for words, column, low, high in (
        ("1.6 links a concept", 1, 1.6, 1.6),
        ("2.2 links a concept", 1, 2.2, 2.2),
        ("3.0 links a concept", 1, 3.0, 3.0),
        ("20 to 32 concepts", 0, 20, 32),
        ("33 to 46 concepts", 0, 33, 46),
        ("47 to 60 concepts", 0, 47, 60),
        ("5 to 12 partners", 2, 5, 12),
        ("13 to 21 partners", 2, 13, 21),
        ("22 to 30 partners", 2, 22, 30),
        ("2 actions", 3, 2, 2),
        ("3 actions", 3, 3, 3),
        ("4 or 5 actions", 3, 4, 5),
    ):
        part = rows[(rows[:, column] >= low) & (rows[:, column] <= high)]
        if len(part):
            cells = " | ".join(f"{cut(part, way):.0%}" for way in range(4))
            lines.append(f"| {words} | {len(part)} | {cells} |")
    return lines


if __name__ == "__main__":
    print("\n".join(results(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)))
