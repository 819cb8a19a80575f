"""The long proofs: runs them one after the other and writes `benchmarks/RESULTS.md` with date and machine.

Run `make proof`, or `python -m benchmarks.run_all [quick]` for fewer repetitions.
"""

from __future__ import annotations

import datetime
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import yaml

from benchmarks import (
    calibration,
    chain_build,
    choosing,
    live_chain,
    read_ledger,
    savers,
    simulators,
    talking,
    trials,
    triggers,
    whole_process,
    worlds,
)
from coprod_tools.chain import build_chain

ROOT = Path(__file__).resolve().parent.parent


def machine() -> str:
    """Return what this was measured on, without naming the machine."""
    return f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"


def ledger() -> list[str]:
    """Reading 10,000 contributions, beside PyYAML's C loader on the same text in the same run."""
    text = read_ledger.ledger()
    ours, peer = [], []
    for _ in range(3):
        ours.append(read_ledger.seconds_to_read())
        start = time.perf_counter()
        yaml.load(text, Loader=yaml.CSafeLoader)
        peer.append(time.perf_counter() - start)
    best, other = min(ours), min(peer)
    return [
        f"- 10,000 contributions of nine fields read, checked and built: {best:.2f} s (goal 2 s).",
        f"- `yaml.load` with PyYAML's C loader on the same text, which checks nothing: {other:.2f} s; "
        f"ratio {best / other:.2f}.",
    ]


def chain() -> list[str]:
    """Building a chain of at least 5,000 nodes and 15,000 edges."""
    policy = chain_build.policy()
    start = time.perf_counter()
    built = build_chain(policy)
    taken = time.perf_counter() - start
    nodes, edges = built.graph.number_of_nodes(), built.graph.number_of_edges()
    return [f"- A chain of {nodes:,} nodes and {edges:,} edges built: {taken:.2f} s (goal 5 s)."]


def plans(runs: int) -> list[str]:
    """One plan through stock papermill, as a whole process."""
    taken = []
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            start = time.perf_counter()
            command = [sys.executable, "-m", "coprod_tools", "plan", "worked:takai", "--out", folder]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            taken.append(time.perf_counter() - start)
    return [f"- `coprod plan worked:takai` through stock papermill, whole process, best of {runs}: {min(taken):.1f} s."]


def reasons() -> list[str]:
    """Every field of every worked policy changed: does each change move only marks that name the field?"""
    environment = {**os.environ, "COPROD_REASON_FIELDS": "100000"}
    start = time.perf_counter()
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-n",
        "2",
        "tests/assessment/test_reasons.py",
        "-k",
        "only_a_named",
    ]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    last = done.stdout.strip().splitlines()[-1]
    return [
        f"- Reasons, all fields of all worked policies changed one by one ({time.perf_counter() - start:.0f} s): {last}"
    ]


def next_steps(policies: int) -> list[str]:
    """What to talk about and what to test next, on simulated policies whose truth is known."""
    told = (simulators.__doc__ or "").strip().splitlines()
    return [
        "",
        "## Simulated policies",
        "",
        *((line.strip() and f"> {line}") or ">" for line in told),
        "",
        "## Talk about this next",
        "",
        *talking.results(policies),
        "",
        "## Test this next",
        "",
        *trials.results(policies),
    ]


def main() -> None:
    """Run all proofs and write the results."""
    quick = "quick" in sys.argv[1:]
    today = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    lines = [
        "# Results",
        "",
        "Written by `make proof`. Read times as ratios: they change with the machine and what else it does.",
        "",
        f"Measured on {today}: {machine()}.",
        "",
        "## Commands as a user feels them",
        "",
        *whole_process.rows(5 if quick else 15),
        "",
        "Goals: `coprod --help` under 0.2 s above a bare interpreter; `coprod check` under 0.5 s.",
        "",
        "## Reading, building, planning",
        "",
        *ledger(),
        *chain(),
        *plans(2 if quick else 5),
    ]
    lines += ["", "## Many sampled worlds", "", *worlds.lines()]
    lines += ["", "## Shares of runs mean what they say", "", *calibration.lines(200 if quick else 2_000)]
    lines += ["", "## Triggers name the first broken link", "", *triggers.results(60 if quick else 1000)]
    lines += ["", "## Many who save one policy at once", "", *savers.lines(*((8, 20) if quick else (100, 100)))]
    if not quick:
        lines += ["", "## The value chain, live, in a browser", "", *live_chain.lines()]
        lines += ["", "## Choosing among proposals", "", *choosing.lines()]
        lines += ["", "## Reasons are true", "", *reasons()]
        lines += next_steps(1000)
    (ROOT / "benchmarks" / "RESULTS.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
