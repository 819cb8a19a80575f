"""A waiver marks a finding until a day, and silences nothing after it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from coprod_tools.assessment.marks import Finding

Find = Callable[..., tuple[Finding, ...]]


def waived(where: str | None, until: str = "2027", rule: str = "no-fallback") -> dict[str, Any]:
    """Take the fallback away, and waive a rule."""
    waiver = {"id": "w", "rule": rule, "reason": "Agreed", "by": "The team", "until": until}
    return {"activities[run].fallback": None, "waivers": [waiver | ({"where": where} if where else {})]}


@pytest.mark.parametrize("where", [None, "activities[run].fallback", "activities[run]", "run"])
def test_a_waiver_covers_its_place(find: Find, where: str | None) -> None:
    """Everywhere, exactly there, the item around it, or the item by its id."""
    (found,) = find(waived(where))
    assert (found.rule, found.waived_until) == ("no-fallback", "2027")
    assert {"waivers", "as_at"} <= set(found.reasons[0].fields)


@pytest.mark.parametrize("where", ["activities[try].fallback", "activities[ru]", "judge"])
def test_a_waiver_of_another_place_waives_nothing(find: Find, where: str) -> None:
    """A place like it is not it."""
    (found,) = find(waived(where))
    assert found.waived_until is None


def test_a_waiver_of_another_rule_waives_nothing(find: Find) -> None:
    """Each rule is waived by its own name."""
    (found,) = find(waived(None, rule="no-stop-signal"))
    assert found.waived_until is None


def test_an_expired_waiver_silences_nothing_and_is_found_itself(find: Find) -> None:
    """It ended in February; the day is in March."""
    found = {each.rule: each.waived_until for each in find(waived(None, until="2026-02"))}
    assert found == {"no-fallback": None, "waiver-expired": None}


def test_without_a_day_a_waiver_counts_as_in_force(find: Find) -> None:
    """Nobody can tell that it has run out."""
    (found,) = find(waived(None, until="1999"), as_at=None)
    assert found.waived_until == "1999"


def test_the_longest_of_several_waivers_counts(find: Find) -> None:
    """Two teams waived it, one until 2027 and one until mid-2028."""
    edits = waived("run")
    edits["waivers"].append({"id": "v", "rule": "no-fallback", "reason": "Too", "by": "Others", "until": "2028-06"})
    (found,) = find(edits)
    assert found.waived_until == "2028-06"
