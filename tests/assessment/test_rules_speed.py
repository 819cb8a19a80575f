"""The rules stay quick on long policies: nothing in them grows with the square of the policy."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

from coprod_tools.assessment.barriers import barriers
from coprod_tools.assessment.findings import findings
from coprod_tools.assessment.unknowns import unknowns
from coprod_tools.chain import ValueChain
from coprod_tools.knowledge import Knowledge

STAGES = ("problem", "options", "decision", "commissioning", "service-design", "delivery", "assessment")


def long_policy(size: int) -> dict[str, Any]:
    """Return changes that give a policy `size` activities, each with a part and two claims."""
    part = {"id": "p", "actor": "tenants", "co": "deliver", "mode": "both"}
    activities = [
        {
            "id": f"a{n}",
            "label": f"A {n}",
            "stage": STAGES[n % len(STAGES)],
            "needs": [f"a{n - 1}"] if n else [],
            "outputs": [{"id": f"o{n}", "label": "O"}],
            "parts": [part],
        }
        for n in range(size)
    ]
    claims = [{"id": f"{end}{n}", "from": f"{end}{n}", "to": f"w{n % 100}"} for n in range(size) for end in ("a", "o")]
    outcomes = [{"id": f"w{n}", "label": "W"} for n in range(100)]
    emptied = dict.fromkeys(("pilots", "indicators", "contributions", "capabilities"))
    return {**emptied, "activities": activities, "claims": claims, "outcomes": outcomes}


def seconds(chain: ValueChain, knowledge: Knowledge) -> float:
    """Return how long findings, barriers and unknowns take together."""
    start = time.process_time()
    found = findings(chain, knowledge, (), None)
    barriers(found, chain, knowledge)
    unknowns(chain, (), found, knowledge)
    return time.process_time() - start


def test_an_ordinary_policy_takes_under_50_ms(spoil: Callable[..., ValueChain], knowledge: Knowledge) -> None:
    """The best of five runs, so that a busy machine does not count."""
    chain = spoil({"budgets": None, "capabilities": None})
    assert min(seconds(chain, knowledge) for _ in range(5)) < 0.05


@pytest.mark.proof
def test_5000_activities_take_under_5_seconds(spoil: Callable[..., ValueChain], knowledge: Knowledge) -> None:
    """About 50,000 findings, their barriers and unknowns."""
    assert seconds(spoil(long_policy(5000)), knowledge) < 5
