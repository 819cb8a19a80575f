"""Does a share of runs mean what it says? Simulated policies with known truth, shares held against what is true.

Run `python -m benchmarks.calibration [policies]`; 2,000 policies take some minutes.

For each policy of `benchmarks/simulators.py` (seeds from 300,000; priors were tried on seeds from 100,000, and seeds
from 0 and 200,000 were looked at before the method was last mended) the beliefs are found from what the partners said,
1,000 worlds are drawn, and every lever is pulled in each. Statements, all of them and not only those that would be
printed: for every lever and outcome, more of the lever raises it, and lowers it; for every two levers and every
outcome, in either order, it ends higher with more of the one than of the other. Where nobody drew a way from a lever to
the outcome nothing is said, here as on the page.

- Share: part of the worlds in which a statement holds, of those that come to rest. Truth: the same statement under the
  true links, those that nobody drew among them. Goal: in every class of shares 0.05 wide the statements are true as
  often as the class says, within 0.02 on either side.
- Interval of the change: between which values the change at the outcome (for two levers: their difference) lies in
  95 % of the worlds. Goal: it covers the true change 93 to 97 % of the time.
- Interval of the share, as printed with a statement (chance in 1,000 worlds, and the model's own allowance): it speaks
  of how often statements with such a share are true. Told for each class: does its mean cover that?
"""

from __future__ import annotations

import itertools
import sys
import time
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.simulators import SimulatedPolicy, simulate
from coprod_tools.consensus.worlds.beliefs import Reports, beliefs_of
from coprod_tools.consensus.worlds.effects import pull
from coprod_tools.consensus.worlds.sampling import draw_worlds
from coprod_tools.consensus.worlds.settling import FIXED, TOLERANCE
from coprod_tools.consensus.worlds.shares import CHANGE_RANGE, interval
from coprod_tools.consensus.worlds.table import LinkTable, table_from
from coprod_tools.knowledge import load_knowledge

Floats = NDArray[np.float64]
CLASSES, MARGIN, WORLDS = 20, 0.02, 1_000
FIRST = 300_000
KINDS = ("raises", "lowers", "ends higher")


@dataclass(frozen=True)
class Tested:
    """Every statement tested, as arrays of one row each."""

    share: Floats
    true: NDArray[np.bool_]
    kind: NDArray[np.int64]
    policy: NDArray[np.int64]
    low: Floats
    high: Floats
    covered: NDArray[np.bool_]


def reports_of_simulated(policy: SimulatedPolicy) -> Reports:
    """Return what the partners of a simulated policy say of the links that somebody drew."""
    priors = load_knowledge().belief_priors
    factor = np.array([1.0, float(priors["error-when-low"].value), 1.0, float(priors["error-when-high"].value)])
    drawn = policy.drawn
    sign = np.where(policy.sign != 0, policy.sign, np.where(policy.asked, 0, 9)).astype(np.int8)
    return Reports(sign[:, drawn], policy.strength[:, drawn], factor[policy.confidence[:, drawn]])


def tables_of(policy: SimulatedPolicy) -> tuple[LinkTable, LinkTable]:
    """Return the table of the links that somebody drew, and of all."""
    names = [f"c{number}" for number in range(policy.concepts)]
    drawn = policy.drawn
    return table_from(names, policy.cause[drawn], policy.effect[drawn]), table_from(names, policy.cause, policy.effect)


def reached_from(table: LinkTable, lever: int) -> NDArray[np.bool_]:
    """Tell which concepts a lever leads to along links that somebody drew."""
    found = np.zeros(len(table.concepts), dtype=bool)
    found[lever] = True
    while True:
        wider = found.copy()
        wider[table.effect[found[table.cause]]] = True
        if (wider == found).all():
            return found
        found = wider


def statements(policy: SimulatedPolicy, seed: int) -> list[tuple[float, bool, int, int, float, float, bool]]:
    """Return share, truth, kind, policy, interval of the share, and whether the change is covered, by statement."""
    table, whole = tables_of(policy)
    weights = draw_worlds(beliefs_of(reports_of_simulated(policy)), WORLDS, np.random.default_rng(seed))
    pulled = pull(table, weights, policy.levers, policy.outcomes)
    truth = pull(whole, policy.weight, policy.levers, policy.outcomes).change[..., 0]
    allowance = float(load_knowledge().belief_priors["share-allowance"].value)
    rows = []
    reached = [reached_from(table, int(lever))[policy.outcomes] for lever in policy.levers]

    def add(kind: int, change: Floats, true: float, settled: NDArray[np.bool_]) -> None:
        own = change[settled]
        holds, low, high = int((own > TOLERANCE).sum()), *np.quantile(own, CHANGE_RANGE)
        covered = bool(low - TOLERANCE <= true <= high + TOLERANCE)
        share = holds / own.size
        rows.append((share, true > TOLERANCE, kind, seed, *interval(holds, own.size, allowance), covered))

    for row, column in np.ndindex(truth.shape):
        if not reached[row][column]:
            continue
        settled = pulled.ending[row] == FIXED
        add(0, pulled.change[row, column], truth[row, column], settled)
        add(1, -pulled.change[row, column], -truth[row, column], settled)
    for one, two in itertools.permutations(range(len(policy.levers)), 2):
        settled = (pulled.ending[one] == FIXED) & (pulled.ending[two] == FIXED)
        for column in np.flatnonzero(reached[one] & reached[two]):
            difference = pulled.change[one, column] - pulled.change[two, column]
            add(2, difference, truth[one, column] - truth[two, column], settled)
    return rows


def run(policies: int, first: int = 0) -> Tested:
    """Return every statement of so many policies."""
    rows = [row for seed in range(first, first + policies) for row in statements(simulate(seed), seed)]
    return Tested(*(np.array(column) for column in zip(*rows, strict=True)))


def by_class(tested: Tested) -> list[tuple[float, float, int, float, float, float]]:
    """Return for each class its lower end, how often true, how many, error by policy, mean interval of the share."""
    place = np.minimum((tested.share * CLASSES + 1e-9).astype(int), CLASSES - 1)
    rows = []
    for number in range(CLASSES):
        inside = place == number
        true = tested.true[inside]
        # Statements of one policy stand or fall together: the error is that of policies, not of statements.
        missed = np.bincount(tested.policy[inside] - tested.policy.min(), true - true.mean())
        error = float(np.sqrt((missed**2).sum()) / max(1, inside.sum()))
        low, high = float(tested.low[inside].mean()), float(tested.high[inside].mean())
        rows.append((number / CLASSES, float(true.mean()), int(inside.sum()), error, low, high))
    return rows


def lines(policies: int = 2_000, first: int = FIRST) -> list[str]:
    """Return the results in words and a table."""
    start = time.perf_counter()
    tested = run(policies, first)
    classes = by_class(tested)
    width = 1 / CLASSES
    off = [low for low, true, *_ in classes if not low - MARGIN <= true <= low + width + MARGIN]
    within = sum(low <= true <= high for _, true, _, _, low, high in classes)
    kinds = [f"{name} {tested.covered[tested.kind == kind].mean():.1%}" for kind, name in enumerate(KINDS)]
    return [
        f"- {policies:,} simulated policies, {len(tested.share):,} statements, {WORLDS:,} worlds each "
        f"({time.perf_counter() - start:.0f} s).",
        f"- Classes of shares in which statements are true as often as said, within {MARGIN}: "
        f"{CLASSES - len(off)} of {CLASSES} (goal: all)"
        + (f"; not in {', '.join(f'{low:.2f}' for low in off)}." * bool(off) or "."),
        f"- 95 % intervals of the change cover the true change in {tested.covered.mean():.1%} (goal 93 to 97 %): "
        f"{', '.join(kinds)}.",
        f"- The printed interval of the share covers how often such statements are true in {within} of {CLASSES} "
        "classes.",
        "",
        "| share from | true | statements | error of that | printed interval, mean |",
        "| --- | --- | --- | --- | --- |",
        *(
            f"| {at:.2f} | {true:.3f} | {count:,} | {error:.3f} | {low:.2f} to {high:.2f} |"
            for at, true, count, error, low, high in classes
        ),
    ]


def main() -> None:
    """Print the results."""
    print("\n".join(lines(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000)))


if __name__ == "__main__":
    main()
