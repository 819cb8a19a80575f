"""Options side by side, in the policy's own order."""

from __future__ import annotations

from coprod_tools.investment.valued_options import valued_options
from tests.investment.made_up import made_policy, stream


def test_options_stand_in_the_policy_s_order_and_an_unvalued_one_is_unknown() -> None:
    """The dearer one is not moved up, and no stream means not known."""
    policy = made_policy(
        options=[
            {"id": "small", "label": "Small", "chosen": "no"},
            {"id": "none", "label": "Nobody valued it"},
            {"id": "large", "label": "Large", "chosen": "yes"},
        ],
        streams=[
            stream(id="all", unit_value=1),
            stream(id="s", option="small", unit_value=10),
            stream(id="l", option="large", unit_value=100),
        ],
    )
    found = valued_options(policy, seed=1, draws=100)
    assert [each.option for each in found] == ["small", "none", "large"]
    assert [each.chosen for each in found] == [False, None, True]
    small, none, large = (each.worth for each in found)
    assert none is None and small and large
    for worth, net in ((small, 11), (large, 101)):
        value = worth.accounts[0].rates[0].of("people")
        assert value and value.net == net
