"""Fields that several places ask for: who says it, on which day, why; and words made fit for the page."""

from __future__ import annotations

import re

import ipywidgets
from pydantic_core import PydanticCustomError

from coprod_tools.policy import Policy
from coprod_tools.policy.values import PartialDate
from coprod_tools.problems import UsageError
from coprod_tools.words import say
from coprod_tools.workbook.editing import Editing

# What a command line's user is told to type is no help on a page.
_TYPED = re.compile(r" \([^()]*(--|coprod )[^()]*\)")
_WIDE = ipywidgets.Layout(width="auto")
TELLINGS = 9


def line(key: str, value: str = "") -> ipywidgets.Text:
    """Return a line to type, labelled `views.KEY`."""
    return ipywidgets.Text(value=value, description=say(f"views.{key}"), layout=_WIDE, continuous_update=False)


def area(key: str) -> ipywidgets.Textarea:
    """Return room for a few sentences."""
    return ipywidgets.Textarea(description=say(f"views.{key}"), layout=_WIDE, continuous_update=False, rows=3)


def choice(key: str, options: list[tuple[str, str]]) -> ipywidgets.Dropdown:
    """Return a choice among pairs of words and value; the first one is chosen."""
    return ipywidgets.Dropdown(options=options, value=options[0][1], description=say(f"views.{key}"), layout=_WIDE)


def words_for(key: str, values: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return pairs of words and value for a choice whose words the catalogue has under `KEY-VALUE`."""
    return [(say(f"views.{key}-{value or 'none'}"), value) for value in values]


def tellings(first: str) -> list[tuple[str, str]]:
    """Return a choice of tellings: `first` for none in particular, then the first, the second and so on."""
    numbered = [(say("views.maps-telling", number=number), str(number)) for number in range(1, TELLINGS + 1)]
    return [(first, ""), *numbered] if first else numbered


def partners(policy: Policy, first: str) -> list[tuple[str, str]]:
    """Return the policy's actors as a choice, under `first` for nobody yet."""
    return [(first, ""), *((str(each.label), each.key) for each in policy.actors or ())]


def who_and_when(editing: Editing) -> tuple[ipywidgets.Text, ipywidgets.Text]:
    """Return the fields for who says it and on which day, filled in where that is known."""
    return line("maps-by", editing.by), line("maps-on", editing.today)


def refuse_bad_day(said: str) -> None:
    """Refuse what was typed as a day and is none; nothing typed is fine.

    Raises
    ------
    UsageError
        Saying how a day is written.
    """
    try:
        if said.strip():
            PartialDate.read(said.strip())
    except PydanticCustomError as wrong:
        raise UsageError(say("views.maps-bad-on", why=wrong.message())) from None


def on_a_page(words: str) -> str:
    """Return a sentence of the package without what only a command line's user could do."""
    return _TYPED.sub("", words)
