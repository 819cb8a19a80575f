"""Choosing among 200 proposals under 10 budgets, beside a plain PuLP model of the same question solved by its CBC.

PuLP is needed here only, in an environment of its own: the Python that the environment variable PULP_PYTHON names, else
a new environment under a temporary folder. Run as a script by that Python with the path of a question (JSON), this file
solves it with CBC and prints the answer as JSON. Run `python -m benchmarks.choosing`.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path
from typing import Any

PROPOSALS, BUDGETS, SEED = 200, 10, 4
GOAL = 10.0


def question(drawn_on: int, seed: int = SEED) -> dict[str, Any]:
    """Return worths, costs and budgets, made up; each proposal draws on at most so many budgets.

    The more budgets each draws on, the harder: with all ten it is the multi-dimensional knapsack whose instances of
    this size stay open for long (Chu & Beasley 1998, Journal of Heuristics 4, 63-86).
    """
    draw = random.Random(seed)
    rows = []
    for _ in range(PROPOSALS):
        takes = {str(number): draw.randint(5, 1000) for number in draw.sample(range(BUDGETS), drawn_on)}
        rows.append({"worth": sum(takes.values()) // drawn_on + draw.randint(0, 500), "takes": takes})
    limits = [sum(row["takes"].get(str(number), 0) for row in rows) * 3 // 10 for number in range(BUDGETS)]
    return {"rows": rows, "limits": limits}


def seconds_to_choose(asked: dict[str, Any]) -> tuple[float, Any]:
    """Return how long we take from the policy to the choice, and the choice."""
    from coprod_tools.investment.choosing import choose
    from coprod_tools.policy import Policy

    policy = Policy.model_validate({
        "coprod": 1,
        "id": "a",
        "title": "A",
        "currency": "NZD",
        "actors": [{"id": f"m{number}", "label": f"M{number}", "kind": "agency"} for number in range(BUDGETS)],
        "budgets": [{"actor": f"m{number}", "money": limit} for number, limit in enumerate(asked["limits"])],
        "proposals": [
            {
                "id": f"p{place:03d}",
                "label": f"P{place}",
                "worth": row["worth"],
                "takes": [{"actor": f"m{number}", "money": money} for number, money in row["takes"].items()],
            }
            for place, row in enumerate(asked["rows"])
        ],
    })  # fmt: skip
    start = time.perf_counter()
    choice = choose(policy)
    return time.perf_counter() - start, choice


def interpreter(folder: Path) -> str:
    """Return a Python that can import PuLP, made in `folder` where none is named."""
    named = os.environ.get("PULP_PYTHON")
    if named:
        return named
    venv.create(folder / "pulp", with_pip=True)
    python = str(folder / "pulp" / ("Scripts" if os.name == "nt" else "bin") / "python")
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "pulp<4"], check=True)
    return python


def by_pulp(python: str, folder: Path, asked: dict[str, Any], gap: float) -> dict[str, float]:
    """Return value and seconds of PuLP's CBC, stopped at the same gap as ours or after a minute."""
    path = folder / "question.json"
    path.write_text(json.dumps({**asked, "gap": gap}), encoding="utf-8")
    done = subprocess.run([python, __file__, str(path)], capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return dict(json.loads(done.stdout.splitlines()[-1]))


def by_trying() -> str:
    """Hold 500 random questions of up to 18 proposals, with rules of every kind, to the trying of every set."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "pytest", "-q", "-m", "proof", "tests/investment/test_choosing.py"]
    done = subprocess.run(command, cwd=Path(__file__).resolve().parent.parent, capture_output=True, text=True)
    last = done.stdout.strip().splitlines()[-1]
    return f"- 500 random choices held to the trying of every set ({time.perf_counter() - start:.0f} s): {last}"


def lines() -> list[str]:
    """Return what was measured, as lines for the results."""
    found = [by_trying()]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        python = interpreter(folder)
        for drawn_on in (2, 4, 10):
            asked = question(drawn_on)
            seconds, choice = seconds_to_choose(asked)
            peer = by_pulp(python, folder, asked, float(choice.gap or 0))
            proof = "proved best" if choice.proved else f"proved within {float(choice.gap) * 100:.2f} %"
            found.append(
                f"- {PROPOSALS} proposals, {BUDGETS} budgets, each drawing on {drawn_on}: {seconds:.1f} s (goal "
                f"{GOAL:.0f} s), {proof}, nodes counted so that the answer is the same anywhere. PuLP with CBC, which "
                f"stops at that gap while ours works on to its count: {peer['seconds']:.1f} s; our time is "
                f"{seconds / peer['seconds']:.2f} of it, our worth {float(choice.worth.mid) / peer['value']:.5f} of "
                "its worth."
            )
    return found


def _main(path: Path) -> None:
    import pulp  # type: ignore[import-not-found]

    asked = json.loads(path.read_text(encoding="utf-8"))
    start = time.perf_counter()
    model = pulp.LpProblem("choice", pulp.LpMaximize)
    taken = [pulp.LpVariable(f"x{place}", cat="Binary") for place in range(len(asked["rows"]))]
    model += pulp.lpSum(row["worth"] * x for row, x in zip(asked["rows"], taken, strict=True))
    for number, limit in enumerate(asked["limits"]):
        parts = [
            row["takes"][str(number)] * x
            for row, x in zip(asked["rows"], taken, strict=True)
            if str(number) in row["takes"]
        ]
        model += pulp.lpSum(parts) <= limit
    model.solve(pulp.PULP_CBC_CMD(msg=False, gapRel=asked["gap"], timeLimit=60))
    value = pulp.value(model.objective)
    print(json.dumps({"value": value, "seconds": time.perf_counter() - start}))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        _main(Path(sys.argv[1]))
    else:
        print("\n".join(lines()))
