"""Plans of real donors' files: what a bare file does not say is called unknown, and its gap is named."""

from __future__ import annotations

from pathlib import Path

from coprod_tools import assess, build_chain, draw_up
from coprod_tools.exchange import formats


def test_every_real_activity_gets_a_plan_and_no_verdict_it_does_not_support(realdata: Path) -> None:
    """All 191 activities give plans; the 70 without a result name the gap; every cell is unknown (EXPECTED.json)."""
    plans = without = 0
    for path in sorted((realdata / "iati").glob("*.xml")):
        for one in formats()["iati"].read(path).policies:  # type: ignore[misc]
            policy = one.policy
            plan = draw_up(assess(build_chain(policy)))
            plans += 1
            assert {cell.verdict for stage in plan.stages for cell in stage.cells} <= {"unknown"}
            if not policy.indicators and not policy.outcomes and not any(a.outputs for a in policy.activities or ()):
                without += 1
                assert "no-outcome" in {finding.rule for finding in plan.findings}
                assert [row["indicator"] for row in plan.accountability.scorecard] == [None, None, None]
    assert (plans, without) == (191, 70)
