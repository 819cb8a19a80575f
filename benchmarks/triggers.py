"""Proof of the triggers: on simulated drift the broken link is named within three periods, with few false alarms.

Each policy is a chain of four measured things (an output, then three outcomes one after the other), watched for
twelve periods through `triggers_of` as a team would. In some runs nothing is wrong; an alarm there is false, whatever
it names, and even where a later value takes it back. In the others one link breaks at a period from 4 to 9: everything
after it leaves its path, by a step or by a drift that grows period by period. A run counts as found only where in the
third period after the break exactly that link is named and no other; how often another was named in one of the three
stands beside. Conditions differ in what is measured, and
one has a baseline of as few people as a period, whose own error the watch has to bear. Run
`python -m benchmarks.triggers [policies]`.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from coprod_tools.accountability import charts
from coprod_tools.accountability.triggers import Triggers, triggers_of
from coprod_tools.chain import build_chain
from coprod_tools.policy import Policy

NODES = ("sessions", "come-back", "steady", "out")
PERIODS = 12
WITHIN = 3


@dataclass(frozen=True)
class Condition:
    """What is measured, and how noisy it is.

    Attributes
    ----------
    of, baseline_of : int
        People counted in a period and in the baseline; 0 for a number that is no share.
    start, target : float
        Per cent for shares.
    before : int
        Earlier periods, for numbers without a range.
    ranged : bool
        Whether numbers come with the range of their source.
    """

    name: str
    of: int = 0
    baseline_of: int = 0
    start: float = 40.0
    target: float = 60.0
    before: int = 0
    ranged: bool = False


CONDITIONS = (
    Condition("shares of 200, baseline of 800", 200, 800),
    Condition("shares of 200, baseline of 200", 200, 200),
    Condition("small shares of 400, baseline of 1600", 400, 1600, 10.0, 5.0),
    Condition("numbers with a range", ranged=True),
    Condition("numbers, 24 periods before", before=24),
    Condition("numbers, 12 periods before", before=12),
    Condition("numbers, 8 periods before", before=8),
)
NOISE = 3.0


def expected(condition: Condition, period: int) -> float:
    """Return what the path expects in a period, 1 to 12; the target stands at period 12."""
    return condition.start + (condition.target - condition.start) * period / PERIODS


def spread(condition: Condition, period: int) -> float:
    """Return the noise of one period."""
    if not condition.of:
        return NOISE
    share = expected(condition, period) / 100
    return 100 * math.sqrt(share * (1 - share) / condition.of)


def day(month: int) -> str:
    """Return a month from the first of 2020 on, as the policy file writes it."""
    return f"{2020 + month // 12}-{month % 12 + 1:02d}"


def value(condition: Condition, true: float, noise: float, of: int, rng: np.random.Generator) -> dict[str, Any]:
    """Return one measured value."""
    if condition.of:
        return {"numerator": int(rng.binomial(of, min(max(true, 0.0), 100.0) / 100)), "denominator": of}
    found = float(rng.normal(true, noise))
    if condition.ranged:
        return {"low": f"{found - 1.96 * noise:.6f}", "mid": f"{found:.6f}", "high": f"{found + 1.96 * noise:.6f}"}
    return {"mid": f"{found:.6f}"}


def indicator(condition: Condition, place: int, off: Sequence[float], rng: np.random.Generator) -> dict[str, Any]:
    """Return the indicator of one thing; `off` is how far each period is off the path, in its own noise."""
    up = condition.target > condition.start
    first = 40
    if condition.of:
        baseline = value(condition, condition.start, 0, condition.baseline_of, rng)
    elif condition.ranged:
        baseline = value(condition, condition.start, NOISE / 2, 0, rng)
    else:
        baseline = value(condition, condition.start, NOISE, 0, rng)
    actuals = [
        {"period": day(first - back), "value": value(condition, condition.start, NOISE, 0, rng)}
        for back in range(condition.before)
    ]
    for period in range(1, PERIODS + 1):
        noise = spread(condition, period)
        true = expected(condition, period) - (1 if up else -1) * off[period - 1] * noise
        actuals.append({"period": day(first + period), "value": value(condition, true, noise, condition.of, rng)})
    node = {"output": NODES[0]} if place == 0 else {"outcome": NODES[place]}
    return {
        "id": f"i{place}",
        "label": NODES[place],
        "question": "better",
        "baseline": {**baseline, "as_at": day(first)},
        "target": {"mid": str(condition.target)}
        if not condition.of
        else {"numerator": int(condition.target), "denominator": 100},
        "target_date": day(first + PERIODS),
        "actuals": actuals,
        **node,
    }


def policy(condition: Condition, off: Sequence[Sequence[float]], seed: int) -> Policy:
    """Return a made-up policy; `off` holds how far each of the four is off its path, period by period."""
    rng = np.random.default_rng(seed)
    return Policy.model_validate(
        {
            "coprod": 1,
            "id": "p",
            "title": "P",
            "outcomes": [{"id": name, "label": name} for name in NODES[1:]],
            "activities": [{"id": "do", "label": "Do", "outputs": [{"id": NODES[0], "label": NODES[0]}]}],
            "claims": [{"from": cause, "to": effect, "sign": "+"} for cause, effect in pairwise(NODES)],
            "indicators": [indicator(condition, place, off[place], rng) for place in range(len(NODES))],
        }
    )


def seen(condition: Condition, off: Sequence[Sequence[float]], seed: int, until: int) -> Triggers:
    """Return what is seen when the first `until` periods were measured."""
    whole = policy(condition, off, seed)
    return triggers_of(build_chain(whole), as_at=type(whole.indicators[0].target_date)(day(40 + until)))  # type: ignore[index,misc]


def broken_at(place: int) -> tuple[str, str]:
    """Return the two ends of the link before one of the four."""
    nodes = ("activity:do", f"output:do/{NODES[0]}", *(f"outcome:{name}" for name in NODES[1:]))
    return nodes[place], nodes[place + 1]


def falls(place: int, start: int, size: float, drifts: bool, lag: int = 0) -> list[list[float]]:
    """Return how far each of the four is off: from `place` on, from period `start` on, later ones `lag` later each."""
    rows = []
    for other in range(len(NODES)):
        begins = start + lag * (other - place)
        row = [0.0] * PERIODS
        if other >= place:
            for period in range(begins, PERIODS + 1):
                row[period - 1] = size * (period - begins + 1) if drifts else size
        rows.append(row)
    return rows


def false_alarms(condition: Condition, policies: int, first: int = 0) -> float:
    """Return the share of policies where nothing is wrong and something is named within twelve periods.

    An alarm that a later value takes back counts as well, so every period is looked at.
    """
    calm = [[0.0] * PERIODS] * len(NODES)
    alarms = 0
    for seed in range(first, first + policies):
        last = seen(condition, calm, seed, PERIODS)
        alarms += any(any(s >= last.rule.limit for s in each.chart.sums) for each in last.watches)
    return alarms / policies


def found(
    condition: Condition, size: float, drifts: bool, policies: int, first: int = 0, lag: int = 0
) -> tuple[float, float]:
    """Return in how many policies exactly the broken link was named in time, and in how many another was named."""
    right = wrong = 0
    for seed in range(first, first + policies):
        rng = np.random.default_rng([seed, 1])
        place, start = int(rng.integers(1, len(NODES))), int(rng.integers(4, 10))
        off = falls(place, start, size, drifts, lag)
        named = [
            {(each.cause, each.effect) for each in seen(condition, off, seed, until).broken}
            for until in range(start, start + WITHIN)
        ]
        right += named[-1] == {broken_at(place)}
        wrong += any(each and each != {broken_at(place)} for each in named)
    return right / policies, wrong / policies


def rules(runs: int, seed: int) -> list[str]:
    """Compare charts on the same rows: false alarms in 12 periods over 4 rows, and a shift seen within 3 periods."""
    rng = np.random.default_rng(seed)
    limit = charts.limit_for(1.0, 4 * PERIODS / 0.04)
    kinds = {
        "one value beyond 3 (Shewhart)": lambda row: next((i for i, each in enumerate(row) if each > 3), None),
        "four run rules (Western Electric 1956)": charts.western_electric,
        "EWMA, weight 0.4, limit 3.0 (Roberts 1959)": lambda row: charts.ewma(row, 0.4, 3.0),
        f"CUSUM, k = 1, h = {limit:.2f} (Page 1954)": lambda row: charts.cusum(row, 1.0, limit).signalled,
    }
    lines = [
        "| chart | false alarms | step of 2 seen | step of 3 seen | drift of 1 a period seen |",
        "| --- | --- | --- | --- | --- |",
    ]
    calm = rng.normal(size=(runs, 4, PERIODS))
    rows = rng.normal(size=(runs, 3))
    for name, chart in kinds.items():
        alarms = np.mean([any(_ever(chart, list(row)) for row in four) for four in calm])
        seen_in = [
            np.mean([_ever(chart, list(row + shift)) for row in rows])
            for shift in (np.full(3, 2.0), np.full(3, 3.0), np.array([1.0, 2.0, 3.0]))
        ]
        lines.append(f"| {name} | {alarms:.1%} | " + " | ".join(f"{each:.0%}" for each in seen_in) + " |")
    return lines


def _ever(chart: Any, row: list[float]) -> bool:
    return any(chart(row[: end + 1]) is not None for end in range(len(row)))


def results(policies: int) -> list[str]:
    """Return the tables of this proof."""
    lines = [
        "Charts compared on plain noise (sizes in standard deviations of a period):",
        "",
        *rules(20 * policies, 5),
        "",
    ]
    lines += [
        f"Through `triggers_of`, {policies} policies each. Named: exactly the broken link, within three periods.",
        "",
        "| measured | false alarms in 12 periods | step of 2: named (another named) | step of 3 | step of 4 "
        "| drift of 1.5 a period | step of 3, each effect a period after its cause |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for condition in CONDITIONS:
        cells = [f"{false_alarms(condition, policies, 10_000):.1%}"]
        for size, drifts, lag in ((2.0, False, 0), (3.0, False, 0), (4.0, False, 0), (1.5, True, 0), (3.0, False, 1)):
            right, wrong = found(condition, size, drifts, policies, 20_000, lag)
            cells.append(f"{right:.0%} ({wrong:.0%})")
        lines.append(f"| {condition.name} | " + " | ".join(cells) + " |")
    return lines


if __name__ == "__main__":
    print("\n".join(results(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)))
