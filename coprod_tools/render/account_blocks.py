"""The parts of a plan that say who puts in what, what each gets for it, and who answers for what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from coprod_tools.render.block import Block, block
from coprod_tools.render.plain_plan import as_document
from coprod_tools.words import say

if TYPE_CHECKING:
    from coprod_tools.accountability.burden import Burden
    from coprod_tools.accountability.sharing_schemes import SchemeComparison

TOP = 7
# In the order in which a reader needs them. The two views of money are two sections, never one table.
SECTIONS = ("triggers", "beside", "invested", "costs", "twice", "shares", "rewards", "answers", "burden", "control")
_LISTS = (
    *("ledger", "shares", "rewards", "duties", "double_counts", "own_units"),
    *("outcome_shares", "computed_shares", "wishes", "reward_notes", "outcome_duties"),
)
_WITH_READERS = ("ledger", "shares", "rewards", "wishes")


def accounts(
    plan: Any, sections: Sequence[str] = SECTIONS, level: int = 3, top: int = TOP, *, for_team: bool = True
) -> Block:
    """Return who puts in what and who answers, short first and the rest folded.

    Parameters
    ----------
    sections : sequence of str
        Which of `SECTIONS`, in this order.
    level : int
        The level of the headings; 0 leaves them out.
    top : int
        How many of each list lie open.
    for_team : bool
        Whether the team alone reads it. Modelled shares and what its givers keep within the team stand on no other
        page; then no sum by actor does either, since it would tell what was left out.

    Raises
    ------
    ValueError
        When there is no section of that name.
    """
    unknown = [name for name in sections if name not in SECTIONS]
    if unknown:
        raise ValueError(f"no section {unknown[0]!r}; there are {', '.join(SECTIONS)}")
    made = _made(as_document(plan)["accountability"], for_team)
    return block("accounts", made=made, sections=sections, h=level or 2, headings=bool(level), top=top)


def triggers(plan: Any) -> Block:
    """Return which indicators have left their path, the first broken link before each, and what to look at again."""
    return accounts(plan, ("triggers",), level=0)


def gives(plan: Any) -> Block:
    """Return what is put in beside the money, in its own units."""
    return accounts(plan, ("beside",), level=0)


def invested(plan: Any) -> Block:
    """Return the co-investment view: each side's share at replacement cost."""
    return accounts(plan, ("invested",), level=0)


def costs(plan: Any) -> Block:
    """Return the social view: what each bears, a volunteer's hour being a cost to the volunteer."""
    return accounts(plan, ("costs",), level=0)


def twice(plan: Any) -> Block:
    """Return what may be counted twice, with what to do."""
    return accounts(plan, ("twice",), level=0)


def shares(plan: Any) -> Block:
    """Return what fails without each, and the shares the partners agreed."""
    return accounts(plan, ("shares",), level=0)


def rewards(plan: Any) -> Block:
    """Return what each partner gets for what many reach, and the table to fill in with them."""
    return accounts(plan, ("rewards",), level=0)


def schemes(compared: SchemeComparison, labels: Mapping[str, str], level: int = 3) -> Block:
    """Return ways of sharing money side by side: who gains, and what one partner's failure does to the others."""
    return block("schemes", compared=compared, labels=labels, h=level)


def answers(plan: Any) -> Block:
    """Return who answers for what: many for an outcome, one lead for a service, and the duty that stays."""
    return accounts(plan, ("answers",), level=0)


def burden(plan: Any) -> Block:
    """Return what is asked of each party beside what it has and gains, who is there, and government's own hours."""
    return accounts(plan, ("burden",), level=0)


def burden_across(burden: Burden) -> Block:
    """Return what all policies of a folder together ask of each party."""
    # A page of one plan has no use for the plan's own room.
    from coprod_tools.plan.burden_rows import burden_row

    row = burden_row(burden)
    made = {"burden": row, "burden_notes": _burden_notes(row), "hidden": 0}
    return block("accounts", made=made, sections=("burden",), h=2, headings=False, top=TOP)


def control(plan: Any) -> Block:
    """Return what is controlled and counted beside what creates value, and which reports to ask about."""
    return accounts(plan, ("control",), level=0)


def _made(found: Mapping[str, Any], for_team: bool) -> dict[str, Any]:
    """What the template needs; a plan made before has fewer."""
    made: dict[str, Any] = {name: list(found.get(name, ())) for name in _LISTS}
    made |= {name: found.get(name) or {} for name in ("co_investment", "social_costs", "triggers", "burden")}
    made["control"] = found.get("control_and_value") or {}
    made["burden_notes"] = _burden_notes(made["burden"])
    made["groups"] = {row["group"]: row["group_label"] for row in found["scorecard"] if row.get("group_label")}
    made |= {"hidden": 0, "by_actor": True}
    if for_team:
        return made
    kept_back = {row["id"] for row in made["ledger"] if row.get("visible_to") == "team"}
    for name in _WITH_READERS:
        rows = made[name]
        made[name] = [row for row in rows if row.get("visible_to") != "team"]
        made["hidden"] += len(rows) - len(made[name])
    made["computed_shares"] = []
    made["triggers"] = {}
    made["own_units"] = [row for row in made["own_units"] if not kept_back & set(row["rows"])]
    made["double_counts"] = [row for row in made["double_counts"] if not kept_back & set(row["rows"])]
    made["by_actor"] = not kept_back
    return made


def _burden_notes(burden: Mapping[str, Any]) -> list[str]:
    """Every note once with whom it is about, those on the whole first."""
    lines = burden.get("lines", ())
    own = (say("render.burden.note", who=line["label"], note=note) for line in lines for note in line["notes"])
    return list(dict.fromkeys((*burden.get("notes", ()), *own)))
