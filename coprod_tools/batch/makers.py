"""Who makes the plans of a batch: stock papermill one after the other, or children of a warm parent side by side."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from coprod_tools.batch.facts import digests_of, read_facts
from coprod_tools.batch.job import Done, Job, Maker, Status
from coprod_tools.batch.warm.pool import Ended, Pool, Task, can_fork
from coprod_tools.problems import CannotWrite, CoprodError, InvalidInput, OutputInUse, RunFailed, UsageError
from coprod_tools.render.plan_files import PLAN_FILES
from coprod_tools.run import run_plan
from coprod_tools.run.killed import keep_killed
from coprod_tools.words import say

ENGINES = ("local", "stock", "dask")
_PLAN = "coprod_tools.batch.warm.tasks:plan"
_REFUSALS = (InvalidInput, UsageError, OutputInUse)


def maker_of(engine: str, workers: int) -> Maker:
    """Return the maker of that name; where children can't be forked, stock papermill takes the place of `local`."""
    if engine == "local" and can_fork():
        return lambda jobs: local(jobs, workers)
    return stock


def stock(jobs: Iterator[Job]) -> Iterator[Done]:
    """Make plans with stock papermill in this process, one after the other."""
    for job in jobs:
        started = time.monotonic()
        status, reason = _attempt(job)
        yield _done(job, status, round(time.monotonic() - started, 3), reason)


def local(jobs: Iterator[Job], workers: int) -> Iterator[Done]:
    """Make plans in children of one warm parent, at most `workers` at a time."""
    waiting: dict[str, Job] = {}

    def tasks() -> Iterator[Task]:
        for job in jobs:
            waiting[job.id] = job
            yield task_of(job)

    with Pool() as pool:
        for ended in pool.results(tasks(), workers):
            yield outcome(waiting.pop(ended.key), ended)


def task_of(job: Job) -> Task:
    """Return what a child is asked to do for a job."""
    given: dict[str, Any] = {
        "policy": job.policy,
        "out": job.out,
        "as_at": job.as_at,
        "knowledge": job.knowledge,
        "timeout": job.cell_seconds,
    }
    return Task(job.id, _PLAN, given, job.plan_seconds, job.memory)


def outcome(job: Job, ended: Ended) -> Done:
    """Return how a job ended, from how its child ended.

    Raises
    ------
    CannotWrite
        When the disk stopped the child: the others would fare no better.
    """
    status: Status = "made"
    reason = None
    if ended.fault == CannotWrite.__name__:
        raise CannotWrite(ended.words)
    if ended.fault in {kind.__name__ for kind in _REFUSALS}:
        status, reason = "refused", ended.words
    elif ended.fault == RunFailed.__name__:
        status, reason = "failed", ended.words
    elif ended.fault:
        status, reason = "failed", say("run.batch.own-fault", error=ended.fault)
    elif ended.killed:
        status, reason = "failed", _killed(job, ended)
    return _done(job, status, round(ended.seconds, 3), reason, ended.cpu, ended.memory)


def _killed(job: Job, ended: Ended) -> str:
    why = say("run.batch.late", seconds=job.plan_seconds) if ended.late else say("run.batch.killed", code=ended.code)
    keep_killed(job.id, Path(job.out), why)
    return why


def _attempt(job: Job) -> tuple[Status, str | None]:
    try:
        run_plan(job.policy, job.out, job.as_at, job.knowledge)
    except CannotWrite:
        raise
    except RunFailed as error:
        return "failed", str(error)
    except _REFUSALS as error:
        return "refused", str(error)
    except CoprodError as error:
        return "failed", str(error)
    except Exception as error:  # whatever it is, it is this policy's alone
        return "failed", say("run.batch.own-fault", error=type(error).__name__)
    return "made", None


def _done(job: Job, status: Status, seconds: float, reason: str | None, cpu: float = 0.0, memory: int = 0) -> Done:
    if status != "made":
        return Done(job, status, seconds, reason, cpu=cpu, memory=memory)
    folder = Path(job.out) / job.id
    return Done(job, status, seconds, None, digests_of(folder, PLAN_FILES), read_facts(folder), cpu, memory)
