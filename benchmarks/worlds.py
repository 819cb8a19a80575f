"""Ten thousand sampled worlds of a 60-concept map, beside FCMpy and beside a plain numpy loop, in one run.

Run `python -m benchmarks.worlds`. FCMpy comes from FCMPY_PYTHON or is installed into a temporary folder.

The map has 60 concepts of which 5 lead and are led to by nothing; 85 % of its links go forward. Weights are as sampled
worlds have them: strengths of 0.05 to 1, a tenth of the links not there, three in ten negative; on maps denser than 180
links they are divided by the root of how much denser, or most worlds would never rest and the steps given, not the
method, would be measured. Kosko's rule with tanh, one lever held at 1, tolerance 1e-6, at most 500 steps for all three.
Times are the processor's own: other programs may be running.
The plain loop multiplies one world's matrix (made beforehand, not timed) with its state until nothing moves by more.
"""

from __future__ import annotations

import itertools
import tempfile
import time
import tracemalloc
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.fcmpy_peer import interpreter, simulate_by_fcmpy
from coprod_tools.consensus.worlds.settling import FIXED, settle
from coprod_tools.consensus.worlds.table import LinkTable, table_from
from coprod_tools.consensus.worlds.transfers import Rule, Transfer

Floats = NDArray[np.float64]
SIZE, SOURCES, WORLDS, TOLERANCE, STEPS = 60, 5, 10_000, 1e-6, 500
MAPS = {"180 links": 180, "10 % of all links": 354, "30 % of all links": 1062}
ROUNDS, PLAIN, FCMPY = 3, 400, 12
GOAL_FCMPY, GOAL_PLAIN = 100, 10


def sample(links: int, worlds: int, seed: int = 1, absent: float = 0.1) -> tuple[LinkTable, Floats]:
    """Return a map and its weights, shape (L, W)."""
    rng = np.random.default_rng(seed)
    pairs = np.array([pair for pair in itertools.permutations(range(SIZE), 2) if pair[1] >= SOURCES])
    forward = pairs[:, 0] < pairs[:, 1]
    chance = np.where(forward, 0.85 / forward.sum(), 0.15 / (~forward).sum())
    chosen = pairs[rng.choice(len(pairs), links, replace=False, p=chance / chance.sum())]
    table = table_from([f"c{number}" for number in range(SIZE)], chosen[:, 0], chosen[:, 1])
    shape = (links, worlds)
    sign = np.where(rng.random((links, 1)) < 0.7, 1.0, -1.0) * (rng.random(shape) >= absent)
    weights = sign * (0.05 + 0.95 * rng.beta(2, 3, shape)) / max(1.0, (links / 180) ** 0.5)
    return table, weights


def matrices_of(table: LinkTable, weights: Floats) -> Floats:
    """Return each world's matrix, shape (W, n, n), cause by effect."""
    matrices = np.zeros((weights.shape[1], SIZE, SIZE))
    matrices[:, table.cause, table.effect] = weights.T
    return matrices


def plainly(matrix: Floats, start: Floats, held: NDArray[np.intp]) -> tuple[Floats, int]:
    """Run one world: state times matrix, until nothing moves."""
    state, step = start, 0
    while step < STEPS:
        step += 1
        following = np.tanh(matrix @ state)
        following[held] = start[held]
        moved = np.max(np.abs(following - state))
        state = following
        if moved <= TOLERANCE:
            break
    return state, step


def speed(python: str, folder: Path) -> list[str]:
    """Return the table of times."""
    rows = [
        "| map | steps (mean) | ours, a world | plain loop | FCMpy | plain / ours | FCMpy / ours |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for name, links in MAPS.items():
        table, weights = sample(links, WORLDS)
        start = np.zeros(SIZE)
        start[0] = 1.0
        held = table.sources
        matrices = matrices_of(table, weights[:, :PLAIN])
        turned = np.ascontiguousarray(matrices.transpose(0, 2, 1))
        ours, plain, peer = [], [], []
        for _ in range(ROUNDS):
            began = time.process_time()
            ended = settle(
                table,
                weights,
                start=start,
                held={int(place): float(start[place]) for place in held},
                transfer="tanh",
                most_steps=STEPS,
                tolerance=TOLERANCE,
            )
            ours.append((time.process_time() - began) / WORLDS)
            began = time.process_time()
            alone = [plainly(matrix, start, held) for matrix in turned]
            plain.append((time.process_time() - began) / PLAIN)
            job = {"rule": "kosko", "transfer": "tanh", "tolerance": TOLERANCE, "steps": STEPS}
            _, seconds = simulate_by_fcmpy(python, folder, matrices=matrices[:FCMPY], start=start, **job)
            peer.append(seconds / FCMPY)
        apart = max(np.abs(ended.states[:, n] - state).max() for n, (state, _) in enumerate(alone) if ended.fixed[n])
        if apart > 1e-9:
            raise AssertionError("the plain loop rests elsewhere")
        steps = float(np.mean([step for _, step in alone]))
        mine, loop, other = min(ours), min(plain), min(peer)
        rows.append(
            f"| {name} | {steps:.0f} | {1e6 * mine:.0f} µs | {1e6 * loop:.0f} µs | {1e3 * other:.1f} ms | "
            f"{loop / mine:.0f} | {other / mine:.0f} |"
        )
    return rows


def same_rest(python: str, folder: Path) -> list[str]:
    """Return how far FCMpy's fixed points are from ours, for each rule and transfer."""
    # FCMpy holds a concept all of whose links happen to be absent at its first state; here none is.
    table, weights = sample(180, 6, seed=2, absent=0.0)
    matrices = matrices_of(table, weights)
    rules: tuple[Rule, ...] = ("kosko", "modified", "rescaled")
    transfers: tuple[Transfer, ...] = ("sigmoid", "tanh")
    rows = []
    for rule, transfer in itertools.product(rules, transfers):
        start = np.full(SIZE, 0.3)
        job = {"rule": rule, "transfer": transfer, "tolerance": 1e-9, "steps": 1_500}
        states, _ = simulate_by_fcmpy(python, folder, matrices=matrices, start=start, **job)
        held = {int(place): 0.3 for place in table.sources}
        ended = settle(
            table, weights, start=start, held=held, rule=rule, transfer=transfer, most_steps=1_500, tolerance=1e-9
        )
        rested = ended.ending == FIXED
        apart = float(np.abs(states.T - ended.states)[:, rested].max(initial=0.0))
        rows.append(f"{rule} with {transfer} {apart:.0e} ({int(rested.sum())} worlds)")
    return [f"- Largest distance between FCMpy's fixed points and ours (goal 1e-6): {'; '.join(rows)}."]


def memory() -> list[str]:
    """Return the peak of memory beyond the weights themselves, for growing numbers of worlds."""
    peaks = {}
    for worlds in (2_500, 5_000, 10_000):
        table, weights = sample(180, worlds)
        tracemalloc.start()
        settle(table, weights, held={0: 1.0}, transfer="tanh")
        peaks[worlds] = tracemalloc.get_traced_memory()[1] / 2**20
        tracemalloc.stop()
    told = ", ".join(f"{worlds:,} worlds {peak:.1f} MiB" for worlds, peak in peaks.items())
    return [f"- Memory beside the weights themselves: {told}."]


def lines() -> list[str]:
    """Return the results in words and a table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        python = interpreter(folder)
        return [
            f"- {WORLDS:,} worlds of a map of {SIZE} concepts, best of {ROUNDS} rounds taken in turns (goals: FCMpy at "
            f"least {GOAL_FCMPY} times, the plain loop at least {GOAL_PLAIN} times as long as ours).",
            "",
            *speed(python, folder),
            "",
            *same_rest(python, folder),
            *memory(),
        ]


if __name__ == "__main__":
    print("\n".join(lines()))
