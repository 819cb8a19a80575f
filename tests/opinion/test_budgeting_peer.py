"""Equal shares beside pabutools on the real files, run in the same test; and the speed of a large vote.

pabutools (GPL, wants a commercial solver) is no dependency: the proof makes a venv of its own and skips without one.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from coprod_tools.exchange.pabulib import read
from coprod_tools.exchange.pabulib_file import Faults, read_sections
from coprod_tools.exchange.pabulib_votes import read_votes
from coprod_tools.exchange.trail import Losses
from coprod_tools.opinion.budgeting import Votes, tie_order, votes_of
from coprod_tools.opinion.budgeting_shares import equal_shares
from tests.conftest import REALDATA

FILES = sorted((REALDATA / "pabulib").glob("*.pb"))
ORACLE = Path(__file__).with_name("budgeting_oracle.py")
# By how much shares grow in one step of completion: pabutools works out every step, so large ones where there are many.
STEPS = {"Hungary": 2000, "Poland_Wieliczka": 10, "Poland_Krakow": 10, "France": 5}


@pytest.fixture(scope="module")
def peer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the Python of a new venv that holds pabutools without the solver it asks for."""
    home = tmp_path_factory.mktemp("peer") / "venv"
    python = home / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    wanted = (["--no-deps", "pabutools==1.2.3"], ["--only-binary", ":all:", "gmpy2", "numpy", "natsort"])
    try:
        subprocess.run([sys.executable, "-m", "venv", str(home)], check=True, capture_output=True, timeout=120)
        for packages in wanted:
            command = [str(python), "-m", "pip", "install", "-q", *packages]
            subprocess.run(command, check=True, capture_output=True, timeout=300)
    except (subprocess.SubprocessError, OSError) as error:
        pytest.skip(f"pabutools could not be installed: {type(error).__name__}")
    return python


def election(path: Path, longest: int | None = None) -> tuple[Votes, str]:
    """Return the votes of a file and their type."""
    faults = Faults(path.name)
    sections = read_sections(path, faults)
    meta = {row.cells["key"]: row.cells.get("value", "") for row in sections["META"].rows}
    costs = {row.cells["project_id"]: Fraction(row.cells["cost"]) for row in sections["PROJECTS"].rows}
    given: Any = costs
    counting = read_votes(sections["VOTES"], meta["vote_type"], given, longest, Losses(), faults)
    faults.stop()
    return votes_of(costs, Fraction(meta["budget"]), counting.ballots), meta["vote_type"]


@pytest.mark.proof
@pytest.mark.skipif(not FILES, reason="the real files are not at hand")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem[:40])
def test_equal_shares_equals_pabutools(path: Path, peer: Path) -> None:
    """Same projects in the same order, without completion and with it; ties as `tie_order` ranks them in both.

    Approvals: by cost (its Cost_Sat) and alike (Cardinality_Sat). Points: its Additive_Cardinal_Sat; an order of three
    counts 3, 2, 1, as the files' own totals do.
    """
    longest = 3 if "Krakow" in path.stem else None
    votes, kind = election(path, longest)
    ranks = tie_order(votes)
    step = next((size for name, size in STEPS.items() if path.stem.startswith(name)), 1)
    for utility in ("cost", "equal") if kind in ("approval", "choose-1") else ("points",):
        for completion in ("none", "add1"):
            asked = {
                "path": str(path),
                "utility": utility,
                "step": step if completion == "add1" else None,
                "longest": longest,
                "ranks": dict(zip(votes.projects, ranks, strict=True)),
            }
            done = subprocess.run([peer, ORACLE], input=json.dumps(asked), capture_output=True, text=True, check=True)
            ours = equal_shares(votes, utility, completion, Fraction(step), ranks)
            assert list(ours.selected) == json.loads(done.stdout), (utility, completion)


@pytest.mark.proof
def test_seven_thousand_votes_on_sixty_projects_take_seconds() -> None:
    """Made-up approvals, seeded; some projects are liked far more than others."""
    random = np.random.default_rng(7)
    costs = {f"p{number}": int(cost) for number, cost in enumerate(random.integers(1, 100, 60) * 1000)}
    liked = random.dirichlet(np.full(60, 0.5))
    ballots = [[f"p{n}" for n in random.choice(60, size=5, replace=False, p=liked)] for _ in range(7000)]
    begun = time.perf_counter()
    found = equal_shares(votes_of(costs, 700_000, ballots))
    assert found.complete and found.selected
    assert time.perf_counter() - begun < 15


@pytest.mark.skipif(not FILES, reason="the real files are not at hand")
def test_a_real_file_is_read_and_counted_in_seconds() -> None:
    """The largest has 7,045 votes on 38 projects."""
    begun = time.perf_counter()
    assert read(next(path for path in FILES if "289" in path.stem)).policies
    assert time.perf_counter() - begun < 15
