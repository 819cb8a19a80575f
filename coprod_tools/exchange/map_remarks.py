"""What should be known of a map before anybody uses it: directions not known, things said twice, what changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from coprod_tools.exchange.told import Told
from coprod_tools.policy.joins import ReviewRow
from coprod_tools.policy.partner_maps import PartnerMap, Statement
from coprod_tools.policyfile.map_csv import folded
from coprod_tools.policyfile.review_file import reading_of
from coprod_tools.words import say

Ends = tuple[str, str]


def remarks(told: Told) -> tuple[str, ...]:
    """Return a sentence for each link whose direction is not known or not said, and for links said more than once."""
    notes = []
    for place, said in zip(told.places, told.statements, strict=True):
        if said.sign in (None, "?"):
            kind = "unknown_sign" if said.sign else "unsaid_sign"
            notes.append(say(f"maps.{kind}", place=place, cause=said.cause, effect=said.effect))
    for same in _by_ends(told.statements).values():
        if len(same) > 1:
            kind = "said_both" if {"+", "-"} <= {each.sign for each in same} else "said_twice"
            notes.append(say(f"maps.{kind}", cause=same[0].cause, effect=same[0].effect))
    return tuple(notes)


def against_before(before: PartnerMap, now: Iterable[Statement]) -> str:
    """Return one sentence on what a later telling adds, drops and turns round."""
    old, new = _by_ends(before.statements), _by_ends(now)
    both = old.keys() & new.keys()
    turned = {ends for ends in both if {each.sign for each in old[ends]} != {each.sign for each in new[ends]}}
    return say(
        "maps.against_before",
        round=before.round,
        new=len(new.keys() - old.keys()),
        gone=len(old.keys() - new.keys()),
        turned=len(turned),
        same=len(both) - len(turned),
    )


def _by_ends(statements: Iterable[Statement]) -> dict[Ends, list[Statement]]:
    found: dict[Ends, list[Statement]] = defaultdict(list)
    for said in statements:
        found[(folded(said.cause), folded(said.effect))].append(said)
    return found


def taken_back(maps: Iterable[PartnerMap | None], review: tuple[ReviewRow, ...]) -> set[tuple[str, int]]:
    """Return whose maps, and of which round, their partners took back."""
    if not any(row.kind == "decline" for row in review):
        return set()
    return {(each.actor, each.round) for each in maps if each and reading_of(each, review) == "withdrawn"}


def of_taken_back(back: set[tuple[str, int]], actor: str | None, round: int | None) -> list[str]:
    """Say of a map whether its partner took it, or an earlier telling, back: gathering never undoes that."""
    if (actor, round) in back:
        return [say("maps.taken_back")]
    return [say("maps.taken_back_before")] if any(name == actor for name, _ in back) else []
