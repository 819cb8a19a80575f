"""A test's result moves the belief in its link, and with it what the plan says."""

from __future__ import annotations

from pathlib import Path

from coprod_tools.consensus import find_consensus
from coprod_tools.policyfile import load, read_beside
from tests.plan.maps_folder import POLICY, make

PILOT = """
pilots:
  - {id: winter, label: One winter on two lines, claim: runs, measured: {held: 38, of: 40, on: 2026-05-01}}
"""


def test_a_clear_result_settles_what_was_contested(tmp_path: Path) -> None:
    """Before, two say it raises and one that it lowers; after 38 of 40 it raises in nearly all runs; talk moves on."""
    shares, first = [], []
    for name, policy in (("before", POLICY), ("after", POLICY + PILOT)):
        loaded = load(make(tmp_path / name, policy))
        found = find_consensus(loaded.policy, read_beside(loaded))
        (runs,) = [each for each in found.scenarios if each.id.endswith(":activity:bus>outcome:home")]
        shares.append(runs.share if runs.kind == "raises" else 1 - (runs.share or 0))
        first.append(next((each.gain for each in found.talk_next if each.link == "activity:bus>outcome:home"), 0.0))
    assert shares[0] is not None
    assert shares[1] is not None
    assert shares[1] > max(shares[0], 0.9)
    assert first[1] < first[0]
