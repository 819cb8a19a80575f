"""The words a plan uses for things: labels instead of ids, and text that leaves out what is not known."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from coprod_tools.chain import ValueChain
from coprod_tools.policy import Policy

Names = dict[str, str]


def names_of(policy: Policy) -> Names:
    """Return the label of every actor, group, activity, outcome, concept and option by id."""
    things = (
        *(policy.actors or ()),
        *policy.groups,
        *(policy.activities or ()),
        *(policy.outcomes or ()),
        *(policy.concepts or ()),
        *(policy.options or ()),
    )
    return {thing.key: str(thing.label) for thing in things}


def listed(ids: Iterable[str] | None, names: Names) -> tuple[str, ...]:
    """Return the labels for ids; an id without label stays as it is."""
    return tuple(names.get(each, each) for each in ids or ())


def in_words(items: Iterable[str]) -> str:
    """Join labels with commas."""
    return ", ".join(items)


def text(value: object | None) -> str | None:
    """Return the text of a value, or None where there is none."""
    return None if value is None else str(value)


def plain(number: Decimal | None) -> str | None:
    """Return a decimal in plain digits, without exponent and without trailing zeros after the point."""
    if number is None:
        return None
    shown = f"{number:f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def claim_text(chain: ValueChain, cause: str, effect: str) -> str:
    """Return both ends of a claim in words; an end named `activity/output` reads as its output."""
    names = names_of(chain.policy)
    for activity in chain.policy.activities or ():
        for output in activity.outputs or ():
            names.setdefault(output.key, str(output.label))
            names.setdefault(f"{activity.key}/{output.key}", str(output.label))
    return f"{names.get(cause, cause)} → {names.get(effect, effect)}"
