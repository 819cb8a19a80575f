"""Measure how long a policy with 10,000 contributions takes to read; the promise is 2 seconds.

Run `python benchmarks/read_ledger.py [rows]`.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

ROWS = 10_000
SECONDS = 2.0
HEAD = """coprod: 1
id: ledger
title: A policy with a long ledger
currency: NZD
actors:
{actors}
activities:
{activities}
contributions:
"""
ROW = """  - id: row-{number}
    actor: actor-{actor}
    activity: activity-{activity}
    kind: {kind}
    quantity: {quantity}
    unit: hour
    unit_value: 27.80
    paid: {paid}
    source: Time sheet {number}, kept by the provider
"""
KINDS = ("money", "time", "assets", "knowledge", "relationships", "mandate")


def ledger(rows: int = ROWS) -> str:
    """Return the text of a policy with 50 actors, 30 activities and `rows` contributions of nine fields each."""
    actors = "\n".join(f"  - id: actor-{n}\n    label: Actor {n}\n    kind: community" for n in range(50))
    activities = "\n".join(f"  - id: activity-{n}\n    label: Activity {n}\n    stage: delivery" for n in range(30))
    lines = [
        ROW.format(
            number=n,
            actor=n % 50,
            activity=n % 30,
            kind=KINDS[n % len(KINDS)],
            quantity=n % 400,
            paid=("yes", "no")[n % 2],
        )
        for n in range(rows)
    ]
    return HEAD.format(actors=actors, activities=activities) + "".join(lines)


def seconds_to_read(rows: int = ROWS) -> float:
    """Return the seconds that reading a ledger takes in this process, imports left out."""
    from coprod_tools import policyfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.yaml"
        path.write_text(ledger(1), encoding="utf-8")
        policyfile.read(path)
        path.write_text(ledger(rows), encoding="utf-8")
        start = time.perf_counter()
        policyfile.read(path)
        return time.perf_counter() - start


def main() -> None:
    """Print the best of three readings and end with 1 when it misses the promise."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    best = min(seconds_to_read(rows) for _ in range(3))
    print(f"{rows:,} contributions read in {best:.2f} s (promised: {SECONDS:.1f} s for {ROWS:,})")
    sys.exit(rows == ROWS and best > SECONDS)


if __name__ == "__main__":
    main()
