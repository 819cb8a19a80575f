"""The parts of a plan that say what is agreed, who disagrees about what, what to talk about, test and rely on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from coprod_tools.render.block import Block, block
from coprod_tools.render.plain_plan import as_document

TOP = 7
# In the order in which a reader needs them.
SECTIONS = ("agreed", "dissent", "only_one", "talk", "test", "holds", "moved", "same", "loops", "conversations", "told")
# What may lie open only on the team's own pages.
TEAM_ONLY = ("talk", "test")
_LISTS = (
    *("dissent", "talk_next", "test_next", "robust", "nobody_drew"),
    *("suggestions", "moves", "loops", "conversations", "not_used"),
)


def consensus(
    plan: Any, sections: Sequence[str] = SECTIONS, level: int = 3, top: int = TOP, *, for_team: bool = True
) -> Block:
    """Return what is agreed, contested, to talk about, to test and to rely on, short first and the rest folded.

    Parameters
    ----------
    sections : sequence of str
        Which of `SECTIONS`, in this order.
    level : int
        The level of the headings; 0 leaves them out.
    top : int
        How many of each list lie open.
    for_team : bool
        Whether the team alone reads it. What to talk about and test next stands on no partner's page.

    Raises
    ------
    ValueError
        When there is no section of that name.
    """
    unknown = [name for name in sections if name not in SECTIONS]
    if unknown:
        raise ValueError(f"no section {unknown[0]!r}; there are {', '.join(SECTIONS)}")
    shown = [name for name in sections if for_team or name not in TEAM_ONLY]
    made = _made(as_document(plan)["cause_effect"])
    if not made["conversations"] and len(shown) > 1:
        shown = [name for name in shown if name != "conversations"]
    return block("consensus", made=made, sections=shown, h=level, top=top)


def agreed(plan: Any) -> Block:
    """Return the links that are agreed, who says so and how strong they hold them to be."""
    return consensus(plan, ("agreed",), level=0)


def dissent(plan: Any) -> Block:
    """Return every disagreement, on framings, outcomes and links, with each side in its own words."""
    return consensus(plan, ("dissent",), level=0)


def only_one(plan: Any) -> Block:
    """Return the links of which only one view is known, or no direction."""
    return consensus(plan, ("only_one",), level=0)


def talk_next(plan: Any) -> Block:
    """Return what to talk about next, for the team only."""
    return consensus(plan, ("talk",), level=0)


def test_next(plan: Any) -> Block:
    """Return what to test next: who already does it, the design, its size, its cost, the rule and its date."""
    return consensus(plan, ("test",), level=0)


def holds(plan: Any) -> Block:
    """Return what holds in the model's runs over every view, and where it fails."""
    return consensus(plan, ("holds",), level=0)


def same_thing(plan: Any) -> Block:
    """Return names that may mean the same, to be asked and never joined by themselves."""
    return consensus(plan, ("same",), level=0)


def moved(plan: Any) -> Block:
    """Return who moved between rounds, on what."""
    return consensus(plan, ("moved",), level=0)


def loops(plan: Any) -> Block:
    """Return what feeds back on itself, in words."""
    return consensus(plan, ("loops",), level=0)


def conversations(plan: Any) -> Block:
    """Return what every group of a wider conversation agrees on, and what divides them."""
    return consensus(plan, ("conversations",), level=0)


def told(plan: Any) -> Block:
    """Return who told us what leads to what, whether it was read back, and whether before or after the choice."""
    return consensus(plan, ("told",), level=0)


def _made(cause_effect: Mapping[str, Any]) -> dict[str, Any]:
    """What the template needs: every list, and the links by their state; a plan made before has fewer."""
    links = [row for row in cause_effect["links"] if row.get("statements")]
    by_ref = {row["ref"]: row for row in links}
    states = {"agreed": "agreed", "one_view": "one_view", "not_known": "direction_not_known"}
    once: dict[str, dict[str, None]] = {
        name: dict.fromkeys(ref for ref in cause_effect.get(key, ()) if ref in by_ref) for name, key in states.items()
    }
    return {
        **{name: list(cause_effect.get(name, ())) for name in _LISTS},
        "rows": {name: sorted((by_ref[ref] for ref in refs), key=_voices) for name, refs in once.items()},
        "heard": [row for row in cause_effect.get("holders", ()) if row["rounds"]],
        "withdrawn": cause_effect.get("maps_withdrawn", 0),
    }


def _voices(row: Mapping[str, Any]) -> tuple[int, str]:
    """What most have spoken of comes first."""
    return -sum(row["counts"][says] for says in ("raises", "lowers", "unsure", "contests")), row["text"]
