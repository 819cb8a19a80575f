"""The words of one-page policy briefs: headings, cues, places, bodies, people, and what belongs to which stage."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from coprod_tools.knowledge.entry import Entry, Words

# A phrase in lower case; a star at its end stands for any ending.
Phrases = Annotated[tuple[Words, ...], Field(min_length=1)]


class BriefHeading(Entry):
    """The headings and labels under which briefs write one kind of thing.

    Attributes
    ----------
    role : str
        What stands under such a heading.
    inside : tuple of str
        Words that tell it anywhere in a longer heading, though not in a label.
    """

    role: Words
    words: Phrases
    inside: tuple[Words, ...] = ()


class BriefCue(Entry):
    """Words inside a sentence that say what it tells of, such as `yet to be decided`."""

    role: Words
    words: Phrases


class BriefPlace(Entry):
    """Words that are evidence of one jurisdiction, with its currency; `dollar` where a bare $ means that currency.

    Attributes
    ----------
    weak : tuple of str
        Words that count only beside another word of the same place.
    """

    place: Words
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    dollar: bool = False
    words: Phrases
    weak: tuple[Words, ...] = ()


class BriefBody(Entry):
    """How bodies of one kind are named; without a kind the words only show that it is a body.

    Attributes
    ----------
    shape : {'name', 'start', 'end', 'common'}
        A whole name; words a name begins or ends with, beside capitalised words; or common words for a kind of people.
    """

    kind: Words | None = None
    shape: Literal["name", "start", "end", "common"]
    words: Phrases


class BriefPeople(Entry):
    """Nouns for people or places of living and working that may be counted as a group affected."""

    words: Phrases


class BriefStage(Entry):
    """Words for what is done at one stage; the earliest of them in a sentence counts."""

    stage: Words
    words: Phrases
