"""The yardstick on five policies written without sight of the rules: faults are found, and careful files left alone.

Beside each policy stand its findings that are weaknesses of the file, each with the reason; every other finding is a
false alarm. Read by hand, not taken from the program.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .measure import (
    CleanPolicy,
    examine,
    false_alarms,
    look_for_findings,
    not_found,
    read_plain,
    recall,
    report,
    try_forms,
)
from .test_recall import ALARMS, RECALL

UNSEEN = Path(__file__).parent / "unseen"


def _read(path: Path) -> CleanPolicy:
    rows = json.loads(path.with_suffix(".expected.json").read_text(encoding="utf-8"))["findings"]
    assert all(row["why"] for row in rows)
    return CleanPolicy(path.stem, read_plain(path), frozenset((row["rule"], row["where"]) for row in rows))


POLICIES = [_read(path) for path in sorted(UNSEEN.glob("*.yaml"))]
NAMED = [policy.name for policy in POLICIES]


def test_there_are_five_of_them() -> None:
    """An empty folder would prove nothing."""
    assert len(POLICIES) == 5


def test_nearly_every_fault_is_found() -> None:
    """Recall over every form that applies; on failure the report names each rule and each miss."""
    trials = try_forms(POLICIES)
    assert recall(trials) >= RECALL, f"recall {recall(trials):.3f}\n{report(trials)}"


@pytest.mark.parametrize("policy", POLICIES, ids=NAMED)
def test_a_careful_file_raises_at_most_one_false_alarm(policy: CleanPolicy) -> None:
    """Findings that an experienced adviser would not call a weakness of the file."""
    alarms = false_alarms(policy)
    assert len(alarms) <= ALARMS, alarms


@pytest.mark.parametrize("policy", POLICIES, ids=NAMED)
def test_its_real_weaknesses_are_found(policy: CleanPolicy) -> None:
    """Fewer false alarms must not come from saying less."""
    assert not_found(policy) == []


@pytest.mark.parametrize("policy", POLICIES, ids=NAMED)
def test_the_short_way_to_the_findings_is_the_long_way(policy: CleanPolicy) -> None:
    """What the trials use finds what the whole assessment finds."""
    assert look_for_findings(policy.plain) == examine(policy.plain)
