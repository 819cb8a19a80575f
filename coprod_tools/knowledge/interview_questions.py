"""The questions of the guided interview: what is asked, why, of which part of a policy, and the fields it fills."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator, Field

from coprod_tools.knowledge.entry import Co, Entry, StageOrder, Words

SectionName = Literal[
    "decision", "people", "purpose", "treaty", "unplaced", "stage", "measures", "care", "power", "money"
]
SECTIONS: tuple[SectionName, ...] = get_args(SectionName)
Each = Literal["stage", "activity", "part", "actor", "group", "outcome", "option", "pilot", "claim", "contribution"]
Who = Literal["outside", "organisations", "business"]
Pattern = Annotated[str, Field(pattern=r"^[a-z{][a-z_{}\[\].]*$", max_length=120)]


def _pairs(value: object) -> object:
    return tuple(value.items()) if isinstance(value, dict) else value


Preset = Annotated[tuple[tuple[Pattern, Words], ...], BeforeValidator(_pairs)]


class InterviewQuestion(Entry):
    """One question; where `each` is set, it is asked again for each of these things.

    Attributes
    ----------
    short, ask, why, example : str
        What it is called, the question, why it is asked, an example of an answer, in plain words. Names in braces,
        such as `{activity}`, stand for the label of the thing it is asked about.
    fills, more : tuple of str
        Field paths with names in braces for ids (`{part}` for a part's whole path); where `adds` is set, fields of
        one item. `more` are those shown on request.
    adds : str or None
        The list an answer adds items to; `preset` are the fields each new item gets by itself.
    stages : tuple of int
        The default stages it belongs to; empty for all.
    of : str or None
        Of which actors it is asked: all outside government, organisations that are not the people themselves, or
        business.
    cos : tuple of str
        Of which Co's it is asked; empty for all. A part whose Co is not said is asked for each.
    none : str or None
        The words of the answer "none", where that is an answer.
    one_is_enough : bool
        Whether one of the fields answers it; else it is answered in part until all are.
    ten : int or None
        Its place in the ten-minute way, which asks the first eight that are open.
    resolves : tuple of str
        Ids of the rules whose finding an answer can settle.
    """

    section: SectionName
    short: Annotated[str, Field(min_length=1, max_length=40)]
    ask: Words
    why: Words
    example: Words
    fills: Annotated[tuple[Pattern, ...], Field(min_length=1)]
    more: tuple[Pattern, ...] = ()
    each: Each | None = None
    adds: Pattern | None = None
    preset: Preset = ()
    stages: tuple[StageOrder, ...] = ()
    of: Who | None = None
    cos: tuple[Co, ...] = ()
    none: Words | None = None
    one_is_enough: bool = False
    ten: Annotated[int, Field(ge=1)] | None = None
    resolves: tuple[str, ...] = ()

    @property
    def paths(self) -> Iterator[str]:
        """Every field path it may fill; of the items of a list, `[]` stands for any of them."""
        yield from (f"{self.adds}[].{name}" if self.adds else name for name in (*self.fills, *self.more))
