"""Ways to test a link before roll-out, what to do where no test may be run, and the numbers that size a test."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from coprod_tools.knowledge.entry import Entry, Words


class Design(Entry):
    """A way to test a link, or what stands in its place.

    Attributes
    ----------
    answers : str
        `numbers`, `words` (a small qualitative probe) or `instead` (no test: the start itself is made safe).
    when, never : tuple of str
        When it fits, and when it must not be used.
    randomised : bool
        Whether lots are drawn; then the community must have agreed.
    months : int or None
        The shortest it can take, the measure after included.
    """

    name: Words
    what: Words
    answers: Literal["numbers", "words", "instead"]
    when: tuple[Words, ...]
    never: tuple[Words, ...] = ()
    randomised: bool = False
    months: Annotated[int, Field(ge=1)] | None = None


class TrialNumber(Entry):
    """A number that sizes or judges a test where the policy does not give its own."""

    value: float
    what: Words
