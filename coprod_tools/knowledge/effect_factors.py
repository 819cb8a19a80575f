"""The factors of an effect chain, by the words people write for them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from coprod_tools.knowledge.entry import Entry, Words


class EffectFactor(Entry):
    """One factor of an effect chain.

    Attributes
    ----------
    part : {'people', 'reach', 'share', 'effect', 'lost'}
        What it is of the whole; `lost` enters as one less it.
    needed : bool
        Whether a chain without it is unknown.
    """

    title: Words
    words: Annotated[tuple[Words, ...], Field(min_length=1)]
    part: Literal["people", "reach", "share", "effect", "lost"]
    needed: bool = False
    order: int
