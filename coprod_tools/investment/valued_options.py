"""What each option is worth to whom, side by side and in the policy's own order: never ranked."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from coprod_tools.investment.draws import DRAWS, Shape
from coprod_tools.investment.worth import Worth, worth_of
from coprod_tools.knowledge import Knowledge
from coprod_tools.policy import Policy


@dataclass(frozen=True, slots=True)
class ValuedOption:
    """An option and its worth.

    Attributes
    ----------
    worth : Worth or None
        None where no stream is told for this option; it is then not known, and not 0.
    """

    option: str
    label: str
    chosen: bool | None
    worth: Worth | None


def valued_options(
    policy: Policy,
    *,
    seed: int,
    knowledge: Knowledge | None = None,
    today: datetime.date | None = None,
    draws: int = DRAWS,
    shape: Shape = "pert",
) -> tuple[ValuedOption, ...]:
    """Return each option of a policy with what it is worth; streams that name no option count in every one.

    Contributions and budgets name no option either, so they count in every one.
    """
    streamed = {stream.option for stream in policy.streams or ()}
    found = []
    for option in policy.options or ():
        worth = None
        if option.key in streamed:
            worth = worth_of(
                policy, seed=seed, knowledge=knowledge, today=today, draws=draws, shape=shape, option=option.key
            )
        found.append(ValuedOption(option.key, str(option.label), option.chosen, worth))
    return tuple(found)
