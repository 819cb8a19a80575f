"""What has become of a question: answered, in part, said to be unknown, a guess to confirm, or open."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from coprod_tools.files.nodes import Plain
from coprod_tools.policy.joins import ReviewRow
from coprod_tools.workbook.interview.answering import Said, asks_for
from coprod_tools.workbook.interview.asked import Asked

State = Literal["answered", "partly", "unknown", "guess", "open"]
STATES: tuple[State, ...] = get_args(State)
UNKNOWN = "unknown"
# How "none at this stage" and "not known at this stage" stand in the review: a finding, and a question to ask.
NONE_HERE, ASK_HERE = "comment", "ask"


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of a policy: its file, field by field, and what its review notes.

    Attributes
    ----------
    said : callable
        What the file says at a field path, as it is written; None where nothing stands.
    notes : mapping of str to str
        What was last noted of a subject that is no field: the kind of the review row.
    guesses : collection of str
        Field paths whose answer was guessed and is neither confirmed nor changed.
    """

    said: Said
    notes: Mapping[str, str]
    guesses: Collection[str] = ()


def notes_of(rows: Iterable[ReviewRow]) -> Mapping[str, str]:
    """Return the kind of the last row of each subject."""
    return {str(row.subject): row.kind for row in rows}


def state_of(asked: Asked, told: Told) -> State:
    """Return what has become of a question."""
    if any(asks_for(asked, path, told.said) for path in told.guesses):
        return "guess"
    return _of_list(asked, told) if asked.adds else _of_fields([told.said(path) for path in asked.fills], asked)


def items_of(asked: Asked, said: Said) -> tuple[Mapping[str, Plain], ...]:
    """Return the items of its list that a question is about, as the file writes them."""
    found = said(asked.adds or "")
    return (
        tuple(each for each in found if isinstance(each, dict) and asked.belongs(each)) if type(found) is tuple else ()
    )


def _of_list(asked: Asked, told: Told) -> State:
    found = told.said(asked.adds or "")
    items = items_of(asked, told.said)
    if items:
        whole = all(_is_said(_at(item, name)) for item in items for name in asked.fills)
        return "answered" if whole else "partly"
    noted = told.notes.get(asked.noted_at or "")
    if found == () or noted == NONE_HERE:
        return "answered"
    return "unknown" if found == UNKNOWN or noted == ASK_HERE else "open"


def _of_fields(values: Iterable[Plain], asked: Asked) -> State:
    values = list(values)
    said = [value for value in values if _is_said(value)]
    known = [value for value in said if not _is_unknown(value)]
    if not said:
        return "open"
    if not known:
        return "unknown"
    return "answered" if len(said) == len(values) or asked.question.one_is_enough else "partly"


def _is_said(value: Plain) -> bool:
    return value is not None and value not in ("", {})


def _is_unknown(value: Plain) -> bool:
    return value == UNKNOWN


def _at(item: Mapping[str, Plain], path: str) -> Plain:
    here: Plain = dict(item)
    for name in path.split("."):
        here = here.get(name) if isinstance(here, dict) else None
    return here


Counts = Mapping[State, int]


def counts(asked: Iterable[Asked], state: Callable[[Asked], State]) -> Counts:
    """Return how many questions stand in each state."""
    found = dict.fromkeys(STATES, 0)
    for each in asked:
        found[state(each)] += 1
    return found
