"""What passes between a batch and whoever makes its plans: jobs go in, and for each one comes back how it ended."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

Status = Literal["made", "unchanged", "failed", "refused"]
# Seconds for one cell and for a whole plan, and bytes of address space; past them only this plan fails.
CELL_SECONDS, PLAN_SECONDS, PLAN_MEMORY = 600, 1800.0, 4 * 2**30


@dataclass(frozen=True, slots=True)
class Job:
    """One plan to be made.

    Attributes
    ----------
    name : str
        The input as the user named it; for one record of an importable file `FILE#foreign-id`.
    policy : str
        Where the policy lies: a path, or `worked:NAME`.
    key : str
        Digest of all that the plan is made from; equal keys give equal plans.
    """

    name: str
    id: str
    policy: str
    key: str
    out: str
    as_at: str | None = None
    knowledge: str | None = None
    cell_seconds: int = CELL_SECONDS
    plan_seconds: float = PLAN_SECONDS
    memory: int = PLAN_MEMORY


@dataclass(frozen=True, slots=True)
class Done:
    """How a job ended.

    Attributes
    ----------
    files : dict of str to str
        SHA-256 of each file of the plan, by name; empty unless made.
    facts : dict
        What the index and the portfolio say of the plan; see `coprod_tools.batch.facts`.
    cpu, memory : float, int
        Processor seconds and the most bytes held, where the maker can tell; else 0.
    """

    job: Job
    status: Status
    seconds: float
    reason: str | None = None
    files: dict[str, str] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    cpu: float = 0.0
    memory: int = 0


Maker = Callable[[Iterator[Job]], Iterator[Done]]
