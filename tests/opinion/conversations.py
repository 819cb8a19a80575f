"""Real conversations as arrays, and how far two groupings agree: for the tests of this room."""

from __future__ import annotations

import csv
from math import comb
from pathlib import Path

import numpy as np

CONVERSATIONS = (
    "15-per-hour-seattle",
    "scoop-hivemind.affordable-housing",
    "scoop-hivemind.freshwater",
    "scoop-hivemind.ubi",
)


def read_conversation(folder: Path) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return votes (participants, statements), exported groups (-1 for none), and what was moderated out."""
    with (folder / "participants-votes.csv").open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    ids = [name for name in rows[0] if name.isdigit()]
    votes = np.array([[float(row[name]) if row[name] else np.nan for name in ids] for row in rows])
    groups = np.array([int(row["group-id"]) if row["group-id"] else -1 for row in rows])
    with (folder / "comments.csv").open(encoding="utf-8", newline="") as source:
        out = {row["comment-id"] for row in csv.DictReader(source) if row["moderated"] == "-1"}
    return votes, groups, np.array([name in out for name in ids])


def rand_index(one: np.ndarray, other: np.ndarray) -> float:
    """Return the Rand index adjusted for chance (Hubert & Arabie 1985): 1 the same groups, 0 as by chance."""
    pairs = sum(comb(int(np.sum((one == a) & (other == b))), 2) for a in set(one) for b in set(other))
    rows = sum(comb(int(np.sum(one == a)), 2) for a in set(one))
    columns = sum(comb(int(np.sum(other == b)), 2) for b in set(other))
    chance = rows * columns / comb(len(one), 2)
    return (pairs - chance) / ((rows + columns) / 2 - chance)
