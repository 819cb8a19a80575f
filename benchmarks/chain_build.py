"""Measure how long a value chain of 5,000 nodes and 15,000 edges takes to build; the promise is 5 seconds.

Run `python benchmarks/chain_build.py [scale]`.
"""

from __future__ import annotations

import sys
import time
from typing import Any

from coprod_tools.chain import build_chain, feedback_loops, in_order, outcomes_reached
from coprod_tools.policy import Policy

SECONDS = 5.0


def policy(scale: float = 1.0) -> Policy:
    """Return a policy whose chain has at least 5,000 nodes and 15,000 edges at scale 1."""
    activities, actors, outcomes, concepts = (int(n * scale) for n in (1500, 600, 400, 2600))
    raw: dict[str, Any] = {
        "coprod": "1",
        "id": "big",
        "title": "Big",
        "actors": [{"id": f"p{n}", "label": f"Actor {n}", "kind": "community"} for n in range(actors)],
        "activities": [_activity(n, actors, outcomes, activities) for n in range(activities)],
        "outcomes": [{"id": f"o{n}", "label": f"Outcome {n}"} for n in range(outcomes)],
        "concepts": [{"id": f"c{n}", "label": f"Concept {n}"} for n in range(concepts)],
        "claims": [
            {"from": f"c{n}", "to": f"c{(n * 13 + step) % concepts}"}
            for n in range(concepts)
            for step in (1, 5)
            if (n * 13 + step) % concepts != n
        ],
    }
    return Policy.model_validate(raw)


def _activity(n: int, actors: int, outcomes: int, activities: int) -> dict[str, Any]:
    return {
        "id": f"a{n}",
        "label": f"Activity {n}",
        "stage": str(n * 10 // activities),
        "lead": f"p{n % actors}",
        "needs": [f"a{n - step}" for step in (1, 7) if n >= step],
        "outcomes": [f"o{n % outcomes}"],
        "parts": [{"actor": f"p{(n + step) % actors}", "co": "deliver"} for step in (1, 2)],
    }


def main() -> int:
    """Print the times and return 1 when building took longer than promised."""
    read = policy(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0)
    start = time.perf_counter()
    chain = build_chain(read)
    built = time.perf_counter() - start
    reached = sum(bool(outcomes_reached(chain, name)) for name in in_order(chain))
    loops = feedback_loops(chain)
    asked = time.perf_counter() - start - built
    size = f"{chain.graph.number_of_nodes():,} nodes, {chain.graph.number_of_edges():,} edges"
    answers = f"{reached} activities reach outcomes, {len(loops)} loops"
    print(f"{size}: built in {built:.2f} s, asked in {asked:.2f} s ({answers})")
    return int(built > SECONDS)


if __name__ == "__main__":
    raise SystemExit(main())
