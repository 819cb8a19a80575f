"""Runs pabutools on one file and prints what its equal shares takes; run by another Python, never imported.

pabutools is under the GPL and asks for a commercial solver, so it is no dependency: `test_budgeting_peer.py` makes a
venv of its own for it. Its imports of solvers and drawing, which equal shares does not use, are answered by empty
modules.
"""

import json
import sys
import types


class _Empty(types.ModuleType):
    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (), {})


for absent in ("gurobipy", "preflibtools", "preflibtools.instances", "jinja2", "pulp"):
    sys.modules.setdefault(absent, _Empty(absent))

from pabutools.election import (  # noqa: E402
    Additive_Borda_Sat,
    Additive_Cardinal_Sat,
    CardinalBallot,
    Cardinality_Sat,
    CardinalProfile,
    Cost_Sat,
    parse_pabulib,
)
from pabutools.fractions import frac  # noqa: E402
from pabutools.rules import method_of_equal_shares  # noqa: E402
from pabutools.tiebreaking import TieBreakingRule  # noqa: E402

UTILITIES = {"cost": Cost_Sat, "equal": Cardinality_Sat, "points": Additive_Cardinal_Sat, "borda": Additive_Borda_Sat}


def main() -> None:
    """Read a path, a utility, a step (or null) and each project's rank as JSON; print the names taken."""
    asked = json.load(sys.stdin)
    instance, profile = parse_pabulib(asked["path"])
    if asked["longest"] and asked["utility"] == "points":
        # An order becomes points as Pabulib's own totals count it: the longest allowed ballot gives its first so many.
        made = [
            CardinalBallot({project: frac(asked["longest"] - place, 1) for place, project in enumerate(ballot)})
            for ballot in profile
        ]
        profile = CardinalProfile(made, instance=instance)
    ties = TieBreakingRule(lambda instance, profile, project: asked["ranks"][project.name])
    found = method_of_equal_shares(
        instance,
        profile,
        sat_class=UTILITIES[asked["utility"]],
        tie_breaking=ties,
        voter_budget_increment=asked["step"],
    )
    sys.stdout.write(json.dumps([project.name for project in found]))


if __name__ == "__main__":
    main()
