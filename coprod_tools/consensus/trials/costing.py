"""What a test costs: money, and the hours it asks of people. What the policy does not say is asked, never guessed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from coprod_tools.policy import Policy
from coprod_tools.policy.care import Pilot


@dataclass(frozen=True, slots=True)
class TrialCost:
    """What a test costs.

    Attributes
    ----------
    money : Decimal or None
        In `currency`; None when not known.
    currency : str or None
        ISO code; None when not known.
    hours : Decimal or None
        Hours asked of people in all; None when not known.
    """

    money: Decimal | None = None
    currency: str | None = None
    hours: Decimal | None = None


def cost_of(policy: Policy, pilot: Pilot | None) -> TrialCost:
    """Return the cost that the policy gives for a pilot; hours only when they are given in hours."""
    if pilot is None:
        return TrialCost()
    money = pilot.cost.value if pilot.cost else None
    currency = str(pilot.cost.currency or policy.currency or "") or None if pilot.cost else None
    asked = pilot.hours_asked
    in_hours = asked is not None and (asked.unit or "hours") in ("hours", "hour", "h")
    return TrialCost(money, currency, asked.value if asked is not None and in_hours else None)
