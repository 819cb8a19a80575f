"""A pilot stands in the plan in words, never as the program's own notation."""

from __future__ import annotations

from decimal import Decimal

import pytest

from coprod_tools.chain import build_chain
from coprod_tools.plan.pilots import pilots_of
from coprod_tools.policy import Policy
from coprod_tools.policy.care import Pilot
from coprod_tools.policy.numbers import Quantity
from coprod_tools.policy.values import Text


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        (Quantity(mid=Decimal(320)), "320"),
        (Quantity(mid=Decimal(320), low=Decimal(200), high=Decimal(400)), "320"),
        (Quantity(low=Decimal(200), high=Decimal(400)), "200 to 400"),
        (Quantity(mid=Decimal("12.50"), unit="days"), "12.5 days"),
        (Quantity(mid=Decimal(320), unit="hours"), "320"),
        (None, None),
    ],
)
def test_the_hours_a_test_asks_of_people_read_as_a_figure(asked: Quantity | None, shown: str | None) -> None:
    """They are for those who are asked to give them."""
    pilot = Pilot(id="one", label=Text.read("One"), hours_asked=asked)
    policy = Policy(coprod=1, id="p", title=Text.read("P"), pilots=(pilot,))
    (row,) = pilots_of(build_chain(policy))
    assert row["hours_asked"] == shown
