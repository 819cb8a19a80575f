"""What is believed of links and holders before anybody has said anything."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from coprod_tools.knowledge.entry import Entry, Words


class BeliefPrior(Entry):
    """A number that the model of beliefs starts from.

    Attributes
    ----------
    value : Decimal
        A share or rate, 0 to 1, or a factor.
    weight : Decimal
        How many observations it counts as.
    """

    title: Words
    value: Annotated[Decimal, Field(gt=0, le=10)]
    weight: Annotated[Decimal, Field(gt=0, le=1000)]
    why: Words
