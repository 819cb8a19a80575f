"""Random questions of choice, and their answers by trying every set: an answer of another kind to hold ours to."""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Any

from coprod_tools.policy import Policy


def policy_of(**parts: Any) -> Policy:
    """Return a made-up policy with the given parts."""
    return Policy.model_validate({"coprod": 1, "id": "a", "title": "A", "currency": "NZD", **parts})


def random_parts(seed: int) -> dict[str, Any]:
    """Return the parts of a policy with up to 18 proposals and rules of every kind."""
    draw = random.Random(seed)
    count = draw.choice([1, 2, 4, 7, 9, 10, 11, 12])
    if seed % 10 == 0:
        count = draw.randint(13, 18)
    names = [f"p{number:02d}" for number in range(count)]
    groups, payers, givers = ["young", "old"], ["m0", "m1", "m2"], ["c0", "c1"]
    proposals: list[dict[str, Any]] = []
    for number, name in enumerate(names):
        takes: dict[str, dict[str, Any]] = {}
        for payer in draw.sample(payers, draw.randint(0, 2)):
            takes[payer] = {"actor": payer, "money": draw.randint(1, 30) * draw.choice([1, 100])}
            if draw.random() < 0.2:
                takes[payer]["hours"] = draw.randint(1, 20)
        for giver in draw.sample(givers, draw.randint(0, 2)):
            takes[giver] = {"actor": giver, "hours": draw.randint(1, 12)}
        if draw.random() < 0.08:
            takes["m1"] = {"actor": "m1"}
        if draw.random() < 0.06:
            takes["seller"] = {"actor": "seller", "hours": 1}
        proposal: dict[str, Any] = {"id": name, "label": name, "takes": list(takes.values())}
        if draw.random() < 0.85:
            proposal["worth"] = draw.choice([draw.randint(1, 12), draw.randint(1, 9) * 10, f"{draw.randint(1, 99)}.5",
                                             -draw.randint(0, 5)])  # fmt: skip
        else:
            proposal["value"] = {"mid": draw.randint(1, 9), "unit": "homes"}
        if draw.random() < 0.4:
            proposal["serves"] = draw.sample(groups, draw.randint(1, 2))
        if number and draw.random() < 0.25:
            proposal["needs"] = [names[draw.randrange(number)]]
        if number and draw.random() < 0.15:
            proposal["excludes"] = [names[draw.randrange(number)]]
        if draw.random() < 0.07:
            proposal["must"] = True
        proposals.append(proposal)
    floors: list[dict[str, Any]] = []
    if draw.random() < 0.4:
        floors.append({"group": "young", "at_least": draw.randint(0, 3)})
    if draw.random() < 0.3:
        floors.append({"group": "old", "share": f"0.{draw.randint(1, 6)}"})
    return {
        "actors": [
            *({"id": name, "label": name, "kind": "agency", "capacity_hours": draw.randint(5, 40)} for name in payers),
            *({"id": name, "label": name, "kind": "community", "capacity_hours": draw.randint(3, 40)}
              for name in givers),
            {"id": "seller", "label": "seller", "kind": "business", "interest": {"commercial": True}},
        ],
        "problem": {"groups": [{"id": name, "label": name} for name in groups]},
        # m2 has no budget that anybody knows, so what is asked of it is held to nothing.
        "budgets": [{"actor": name, "money": draw.randint(0, 60) * draw.choice([1, 50])} for name in payers[:2]],
        "proposals": proposals,
        "equity_floors": floors,
    }  # fmt: skip


@dataclass(frozen=True)
class Best:
    """The best set by trying all: by worth, then fewest hours of people, fewest proposals, first id that differs."""

    chosen: frozenset[str]
    worth: Decimal


def best_by_trying(parts: dict[str, Any], dropped: frozenset[tuple[str, ...]] = frozenset()) -> Best | None:
    """Return the best set; None where no set keeps the rules.

    Parameters
    ----------
    dropped : frozenset of tuple
        Rules left away, each as its kind and names: ("must", ID), ("money", ACTOR), ("floor", GROUP) and so on.
    """
    by_id = {each["id"]: each for each in parts["proposals"]}
    names = sorted(by_id)
    best: tuple[Any, ...] | None = None
    for size in range(len(names) + 1):
        for chosen in combinations(names, size):
            if not _kept(frozenset(chosen), by_id, parts, dropped):
                continue
            worth = sum((_worth(by_id[name]) or Decimal() for name in chosen), Decimal())
            hours = sum(
                row.get("hours", 0) for name in chosen for row in by_id[name]["takes"] if row["actor"][0] == "c"
            )
            order = (worth, -hours, -size, tuple(name in chosen for name in names))
            if best is None or order > best[0]:
                best = (order, frozenset(chosen), worth)
    return None if best is None else Best(best[1], best[2])


def _worth(proposal: dict[str, Any]) -> Decimal | None:
    return Decimal(str(proposal["worth"])) if "worth" in proposal else None


def _kept(
    chosen: frozenset[str], by_id: dict[str, Any], parts: dict[str, Any], dropped: frozenset[tuple[str, ...]]
) -> bool:
    for name, proposal in by_id.items():
        inside = name in chosen
        if proposal.get("must") and not inside and ("must", name) not in dropped:
            return False
        if not inside:
            continue
        if any(other not in chosen and ("needs", name, other) not in dropped for other in proposal.get("needs", ())):
            return False
        if any(other in chosen and ("excludes", *sorted((name, other))) not in dropped
               for other in proposal.get("excludes", ())):  # fmt: skip
            return False
        if any(row["actor"] == "seller" for row in proposal["takes"]) and ("partner", name) not in dropped:
            return False
        unknown = any("money" not in row and "hours" not in row for row in proposal["takes"])
        if unknown and not proposal.get("must") and ("unknown", name) not in dropped:
            return False
    rows = [row for name in chosen for row in by_id[name]["takes"]]
    for budget in parts["budgets"]:
        spent = sum(row.get("money", 0) for row in rows if row["actor"] == budget["actor"])
        if spent > budget["money"] and ("money", budget["actor"]) not in dropped:
            return False
    for actor in parts["actors"]:
        hours = sum(row.get("hours", 0) for row in rows if row["actor"] == actor["id"])
        if hours > actor.get("capacity_hours", 10**9) and ("hours", actor["id"]) not in dropped:
            return False
    for floor in parts["equity_floors"]:
        serving = [name for name in chosen if floor["group"] in by_id[name].get("serves", ())]
        if "at_least" in floor and len(serving) < floor["at_least"] and ("floor", floor["group"]) not in dropped:
            return False
        if "share" in floor and ("share", floor["group"]) not in dropped:
            whole = sum((_worth(by_id[name]) or Decimal() for name in chosen), Decimal())
            part = sum((_worth(by_id[name]) or Decimal() for name in serving), Decimal())
            if part < Decimal(floor["share"]) * whole:
                return False
    return True
