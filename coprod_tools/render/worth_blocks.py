"""The parts of a plan that say what it is worth to whom, what to take on, for which segments, what the public chose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from coprod_tools.render.block import Block, block
from coprod_tools.render.names import Names, names_in
from coprod_tools.render.plain_plan import as_document
from coprod_tools.words import say

TOP = 7
# In the order in which a reader needs them; a section the policy has nothing to tell of is left away.
SECTIONS = ("worth", "choice", "rules", "together", "segments", "ballots")
_FROM = {"worth": "worth", "choice": "choice", "rules": "prices_of_rules", "together": "frontier"}


def worth(
    plan: Any,
    sections: Sequence[str] = SECTIONS,
    level: int = 3,
    top: int = TOP,
    *,
    titled: bool = False,
    names: Mapping[str, str] | None = None,
) -> Block:
    """Return what it is worth and to whom, what to take on and what the public put first; nothing is ever one score.

    Parameters
    ----------
    sections : sequence of str
        Which of `SECTIONS`, in this order. When all are asked for, those without anything to tell are left away.
    level : int
        The level of the headings; 0 leaves them out.
    titled : bool
        Whether a heading one level above comes first.
    names : mapping, optional
        Labels by id, beyond those the plan carries.

    Raises
    ------
    ValueError
        When there is no section of that name.
    """
    unknown = [name for name in sections if name not in SECTIONS]
    if unknown:
        raise ValueError(f"no section {unknown[0]!r}; there are {', '.join(SECTIONS)}")
    document = as_document(plan)
    made = _made(document["investment"])
    shown = [name for name in sections if made[_FROM.get(name, name)]] if len(sections) > 1 else list(sections)
    heading = say("render.worth.title") if titled else ""
    return block(
        "worth", made=made, sections=shown or ["worth"], h=level or 2, headings=bool(level), top=top, heading=heading,
        names=Names({**names_in(document), **(names or {})}),
    )  # fmt: skip


def choice(plan: Any) -> Block:
    """Return what to take on within everybody's money and hours, and whether it is proved that no set is worth more."""
    return worth(plan, ("choice",), level=0)


def rules(plan: Any) -> Block:
    """Return what each rule costs."""
    return worth(plan, ("rules",), level=0)


def together(plan: Any) -> Block:
    """Return what worth, decision rights moved and hours asked of people can be had together."""
    return worth(plan, ("together",), level=0)


def segments(plan: Any) -> Block:
    """Return each segment with where its people come in and what being counted in it can do to them."""
    return worth(plan, ("segments",), level=0)


def ballots(plan: Any) -> Block:
    """Return what the public put first: the official result, and apart from it what other rules would have taken."""
    return worth(plan, ("ballots",), level=0)


def _made(found: Mapping[str, Any]) -> dict[str, Any]:
    """What the template needs; a plan without such fields has none of it."""
    made: dict[str, Any] = {name: found.get(name) for name in ("worth", "choice", "frontier", "robust")}
    made |= {name: list(found.get(name, ())) for name in ("options", "prices_of_rules", "segments", "ballots")}
    rows = [row for name in ("chosen", "left") for row in (made["choice"] or {}).get(name, ())]
    rows += [row for ballot in made["ballots"] for row in ballot["projects"]]
    made["labels"] = {row["id"]: row["label"] for row in rows}
    return made
